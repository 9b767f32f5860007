import type { Token } from './client.ts';

/** What the server put into the page for the script: its words in the reader's level, and where the chat is. */
export interface Settings {
  /** Number of the last line that is in the page. */
  readonly after: number;
  /** The day of that line, `2026-03-10`, or empty. */
  readonly day: string;
  /** Shows the server that a request comes from this page. */
  readonly form: string;
  /** Whether the device is the person's own. */
  readonly own: boolean;
  /** Whether it stands in the site of a provider. */
  readonly framed: boolean;
  /** To begin with; null: there is none yet. */
  readonly token: Token | null;
  readonly level: 'plain' | 'easy';
  /** At most three choices at a time; one message at a time; no scrolling by itself. */
  readonly few: boolean;
  /** Whether words of the field are marked. */
  readonly marks: boolean;
  readonly slow: boolean;
  readonly still: boolean;
  /** Most letters of a message. */
  readonly most: number;
  /** Under which name things are kept on this device. */
  readonly key: string;
  /** Address of the pictures; null for somebody who wants none. */
  readonly pictures: string | null;
  /** Reading aloud and speaking: a script of its own, loaded when the page stands. Null for somebody who wants neither. */
  readonly listen: string | null;
  readonly aloud: 'off' | 'request' | 'each';
  readonly voice: boolean;
  readonly words: Words;
}

export type Words = Readonly<
  Record<
    | 'you'
    | 'bot'
    | 'supervisor'
    | 'today'
    | 'time'
    | 'reminder'
    | 'for'
    | 'more'
    | 'easier'
    | 'plain'
    | 'sending'
    | 'sent'
    | 'notSent'
    | 'notSentStatus'
    | 'tryAgain'
    | 'offline'
    | 'lost'
    | 'back'
    | 'empty'
    | 'tooLong'
    | 'slow'
    | 'aloud'
    | 'pause'
    | 'resume'
    | 'stop'
    | 'slowly'
    | 'usually'
    | 'quickly'
    | 'talk'
    | 'talkDone'
    | 'listening'
    | 'notHeard'
    | 'frameEnded'
    | 'wordClose'
    | 'wordFault'
    | 'step',
    string
  >
>;
