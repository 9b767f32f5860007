/**
 * What a message means: the one interface between written Swedish and the conversations.
 *
 * `understand` is pure and synchronous: text and now in, meaning out. It never acts, never stores and never
 * asks; what to do with an unsure meaning is the conversation's choice (see `verdict`).
 */

export { understand } from './understand.ts';
export { type Verdict, verdict } from './verdict.ts';

/** The nineteen intents seen from outside. Every finer difference is a `Detail`. */
export const INTENTS = [
  'report_absence',
  'show_plan',
  'show_schedule',
  'reminder_stop',
  'reminder_start',
  'reminder_time',
  'explain_word',
  'got_job',
  'started_studies',
  'cancel',
  'human',
  'easy_on',
  'easy_off',
  'help',
  'greeting',
  'yes',
  'no',
  'crisis',
  'out_of_scope',
] as const;

export type Intent = (typeof INTENTS)[number];

/**
 * The finer intents, by the intent they stand under. A detail says more than its intent, never something else,
 * with two exceptions that stand under two intents: `change` (a correction in the middle of a conversation is
 * `no`, a wish to change what was reported is `report_absence`) and `ask_leave` (a question about leave is
 * `out_of_scope`, a statement of coming leave is `report_absence`).
 */
export const DETAILS = {
  /** late: comes after the start. leave_early: goes before the end. no_show: missed something that has been. */
  report_absence: ['late', 'leave_early', 'no_show', 'change', 'ask_leave'],
  show_plan: ['goal', 'steps', 'support', 'people', 'follow_up', 'own_work', 'what_is_new', 'more'],
  /** place: where it is. bring: what to take along. who: whom to meet. length: how long it takes. */
  show_schedule: ['today', 'this_week', 'next_meeting', 'place', 'bring', 'who', 'length'],
  reminder_stop: [],
  reminder_start: [],
  reminder_time: [],
  explain_word: [],
  got_job: [],
  started_studies: [],
  /** undo: take back what was sent. well_again: the absence ends, or was not needed. back: one question back. */
  cancel: ['undo', 'well_again', 'back'],
  /** ask_supervisor: a question to hand over. not_right: something in the plan or schedule is wrong. call_me: asks to be phoned. */
  human: ['ask_supervisor', 'not_right', 'call_me'],
  easy_on: [],
  easy_off: [],
  /** unclear: did not understand what we said. dont_know: cannot answer our question. bot: asks what we are. */
  help: ['privacy', 'read_again', 'receipts', 'unclear', 'dont_know', 'bot'],
  greeting: ['thanks', 'bye'],
  yes: [],
  no: ['change'],
  /** self_harm, violence (done or threatened to the writer), danger (the writer may hurt others, or somebody else is in danger). */
  crisis: ['self_harm', 'violence', 'danger'],
  /** language: not written in Swedish (see `language`). unreadable: nothing to understand in it. */
  out_of_scope: ['money', 'rules', 'ask_leave', 'other_person', 'language', 'unreadable', 'abuse'],
} as const satisfies Record<Intent, readonly string[]>;

export type Detail = (typeof DETAILS)[Intent][number];

/**
 * A time that was written. Grain `day`: local dates in Europe/Stockholm, end included ('2026-03-11').
 * Grain `time` (start equals end), `timerange` and `part` (part of a day): ISO instants with offset, end not included.
 * `open` says that the writer gave no end (or no start) and that the one given here is the day's own.
 */
export interface When {
  grain: 'day' | 'time' | 'timerange' | 'part';
  start: string;
  end: string;
  open?: 'start' | 'end';
}

/** Why somebody is away, in the sub-types that a deviation report knows. Never a diagnosis. */
export type Reason =
  | 'sick'
  | 'child-sick'
  | 'work'
  | 'education'
  | 'doctor'
  | 'family'
  | 'authority'
  | 'interview'
  | 'other'
  | 'undisclosed';

/** Languages that are recognised so that one sentence can be answered in them; `other` is none of them and not Swedish. */
export type Language = 'en' | 'ar' | 'uk' | 'so' | 'ti' | 'fa' | 'other';

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
  /** Several things in one message: the further ones, in the order written. */
  more: Part[];
}

/** What the conversation already knows about the answer it waits for. */
export interface Expectation {
  expecting?: 'yes-no' | 'date' | 'reason' | 'text' | null;
  /** The question is about something that has been: a weekday or a date then lies behind. */
  past?: boolean;
}
