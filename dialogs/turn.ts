import type { z } from 'zod';
import type { Way } from '../domain/address-schema.ts';
import type { Participant } from '../domain/participant.ts';
import type { Random } from '../domain/ports.ts';
import type { Instant, LocalDate, LocalDateTime } from '../domain/time.ts';
import type { Saying } from '../locales/saying.ts';
import type { Meaning } from './understanding/meaning.ts';
import type { Normalised } from './understanding/normalise.ts';

/**
 * The shapes of a conversation. All of it is pure: a document and what was heard go in, a document and what is to be said come out.
 * What a turn causes outside (a notice, an e-mail) is part of the document it returns.
 */

export interface Env {
  readonly now: Instant;
  /** The same moment on the wall in Sweden. */
  readonly local: LocalDateTime;
  readonly today: LocalDate;
  readonly random: Random;
  /** Name of the channel, for the record. */
  readonly channel: string;
  /** The ways to people that this installation has beside the chat; none when not given. */
  readonly ways?: readonly Way[];
  /** Where its pages are, such as https://stegvis.example; not known when not given. */
  readonly site?: string;
}

/** What was written. */
export interface Written {
  readonly text: string;
  /** The text as the words of it are looked for: made once. */
  readonly normal: Normalised;
}

export interface Heard extends Written {
  readonly meaning: Meaning;
  /** Id of the offered choice that was pressed, written or numbered; null for other words. */
  readonly choice: string | null;
}

/** What came out of a step. */
export interface Turn {
  readonly doc: Participant;
  readonly say: readonly Saying[];
  /** What was written is kept nowhere, not even in the chat: only the writer needs to know of it. */
  readonly unkept?: true;
  /** What the chat keeps of what was written, where it named an illness. */
  readonly keptAs?: string;
}

export interface Ctx {
  readonly doc: Participant;
  readonly env: Env;
}

/**
 * One thing a dialog needs to know. A field that is known already, from what was written or pressed, is never asked for.
 */
export interface Question<Draft> {
  readonly field: string;
  /** Whether it is still unknown, and matters for this draft. */
  readonly isOpen: (draft: Draft, ctx: Ctx) => boolean;
  /** What is to be asked about as it is now, when something else may have changed it; kept with the draft. */
  readonly prepare?: (draft: Draft, ctx: Ctx) => Draft;
  /** The question itself is the last of the sayings. */
  readonly ask: (draft: Draft, ctx: Ctx) => readonly Saying[];
  /** The draft with the answer in it; sayings when the answer needs a word back; null when this is no answer. */
  readonly take: (heard: Heard, draft: Draft, ctx: Ctx) => Taken<Draft> | null;
  /** The draft without this answer, so that it is asked again. */
  readonly clear: (draft: Draft) => Draft;
  /** How a written answer is to be read. `text` takes any words, so that only clear commands interrupt it. */
  readonly expecting: 'yes-no' | 'date' | 'reason' | 'text' | 'choice';
  /** The person's own words are sent to a human as they are: whatever is told there may belong in them. */
  readonly toHuman?: true;
}

export type Taken<Draft> =
  /** With a word about the answer, where the next question alone would leave somebody unsure of what was heard. */
  | { readonly draft: Draft; readonly say?: readonly Saying[] }
  /** Not usable as an answer: say why, and ask again. */
  | { readonly say: readonly Saying[] }
  /** The dialog is over without its effect. */
  | { readonly stop: readonly Saying[] };

export interface Dialog<Draft> {
  readonly id: string;
  /** Raised when the draft changes shape: a stored frame of another version starts over kindly. */
  readonly version: number;
  readonly schema: z.ZodType<Draft>;
  readonly questions: readonly Question<Draft>[];
  /** Everything is known and confirmed: the effect, and what is said about it. */
  readonly finish: (draft: Draft, ctx: Ctx) => Turn;
  /** What is said when it is cancelled. */
  readonly cancelled: (draft: Draft, ctx: Ctx) => readonly Saying[];
  /**
   * The dialogs that end this one, without its effect, when they begin: asked again after what they send, its question would get a yes that
   * is meant for that. Left out: it waits until they are done.
   */
  readonly givesWayTo?: 'all' | readonly string[];
}
