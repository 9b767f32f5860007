/**
 * What a message means: what stands between written Swedish and the conversations.
 *
 * `understand` is pure and synchronous: text and now in, meaning out. It never acts, never stores and never
 * asks; what to do with an unsure meaning is the conversation's choice (see `verdict`).
 */

import type { AbsenceReason } from '../../domain/absence.ts';
import type { Detail, Intent } from './intents.ts';
import type { Worry } from './worry.ts';

/**
 * A time that was written. Grain `day`: local dates in Europe/Stockholm, end included ('2026-03-11').
 * Grain `time` (start equals end), `timerange` and `part` (part of a day): ISO instants with offset, end not included.
 * `open` says that the writer gave no end (or no start) and that the one given here is the day's own; `dayless` that no day was written,
 * so that the one given here is only the nearest.
 */
export interface When {
  grain: 'day' | 'time' | 'timerange' | 'part';
  start: string;
  end: string;
  open?: 'start' | 'end';
  dayless?: true;
}

/** Why somebody is away, in the sub-types that a deviation report knows. Never a diagnosis. */
export type Reason = AbsenceReason;

/** Languages that are recognised so that one sentence can be answered in them; `other` is none of them and not Swedish. */
export type Language = 'en' | 'ar' | 'uk' | 'so' | 'ti' | 'fa' | 'other';

/** Days that the writer says are not meant; `repeats`: written so that it may be the same day of another week or month. */
export interface Excepted {
  when: When;
  repeats: 'week' | 'month' | null;
}

/** A further thing in the same message. */
export interface Part {
  intent: Intent;
  detail: Detail | null;
  when: When | null;
  reason: Reason | null;
  /** explain_word: the asked word as written. */
  word: string | null;
  confidence: number;
}

export interface Meaning {
  intent: Intent;
  detail: Detail | null;
  /** How often a meaning with this figure is right, 0 to 1, measured on unseen phrases. */
  confidence: number;
  /** The three likeliest intents, likeliest first; the first is `intent`. */
  top: Intent[];
  /** null: no time was written, or two that contradict each other ("fredag den 12" when the 12th is a Thursday). */
  when: When | null;
  /** null: no reason was written. */
  reason: Reason | null;
  /** explain_word: the asked word as written; else null. */
  word: string | null;
  /** A stated span in minutes: "20 minuter sen", "en timme innan". null: none. */
  minutes: number | null;
  /** Set when the text is not Swedish; null means Swedish, or too little to tell. */
  language: Language | null;
  question: boolean;
  negated: boolean;
  correction: boolean;
  aboutOther: boolean;
  hypothetical: boolean;
  /** The text seems to name a diagnosis or a symptom, which nobody needs to know. */
  diagnosis: boolean;
  /** Weak signs that the writer may be in danger: not a crisis yet, a reason to ask with care beside the answer. */
  worry: Worry | null;
  /**
   * Days that are not meant ("inte torsdag", "alla dagar utom torsdag"), where the message names none that they can be taken out of; `when` is
   * then never one of them, but for "inte torsdag" with nothing asked, which may be a report.
   */
  except: Excepted[];
  /** Several things in one message: the further ones, in the order written. */
  more: Part[];
}

/** What the conversation already knows about the answer it waits for. */
export interface Expectation {
  expecting?: 'yes-no' | 'date' | 'reason' | 'text' | null;
  /** The question is about something that has been: a weekday or a date then lies behind. */
  past?: boolean;
}
