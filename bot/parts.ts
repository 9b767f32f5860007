import type { IncomingMessage } from 'node:http';
import type { Participant } from '../domain/participant.ts';
import type { Clock, EmailGateway, Log, Random, Store, StoredLine } from '../domain/ports.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Config } from './config.ts';

/** The parts that meet in app.ts. Everything below bot/ is given what it needs of them and makes none of its own. */
export interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly assistant: Assistant;
  /** Null when no e-mail is sent (EMAIL=off). */
  readonly email: EmailGateway | null;
  readonly chat: ChatTokens;
}

/** The way from a signed-in page into the chat, which speaks Direct Line. */
export interface ChatTokens {
  /** A token for the participant; `session` is the page's session, `until` the last second since 1970 that renewals may reach. */
  issue(participantId: string, session: string, until?: number): ChatToken;
  /** The participant whose token the request carries, used on a page that it is for; null for anything else. */
  whose(req: IncomingMessage): Promise<string | null>;
  /** The session was signed out: what it has open is closed. Null: all of the participant's were. */
  end(participantId: string, session: string | null): void;
}

export interface ChatToken {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** Something a participant wrote or pressed, whoever carried it here. The channel has made sure who it is. */
export interface Incoming {
  readonly participantId: string;
  /** The channel's own id of the message: seen again, it runs nothing and gets the same answer. */
  readonly messageId: string;
  readonly text: string;
  /** A press of a button, or null for written words. */
  readonly pressed: { readonly q: number; readonly id: string } | null;
  readonly channel: string;
  /** The session that it was written in; absent where the channel knows of none. */
  readonly session?: string;
}

export interface Said {
  /** The chat lines of the turn, the participant's own among them, numbered. */
  readonly lines: readonly StoredLine[];
  /** True for a message that was seen before. */
  readonly repeated: boolean;
}

/** A part of the plan, under its heading. */
export interface PlanChapter {
  readonly heading: TextKey;
  readonly texts: readonly string[];
}

/** Runs turns. Both reject with DamagedError, StoreFullError or StoreWriteError as the store does; nothing has then been said. */
export interface Assistant {
  /** Somebody has arrived: greets the first time, says nothing after that. */
  open(participantId: string, channel: string): Promise<Said>;
  /** Rejects with SignedOutError when the session was signed out: that is looked at in the turn itself, so that nothing comes between. */
  say(incoming: Incoming): Promise<Said>;
  /** The participant's whole plan in their words, part by part. Writes nothing. */
  plan(doc: Participant): readonly PlanChapter[];
  /**
   * What an SMS would lead to, without taking it. `help`: the numbers to call that it needs, which are never withheld; else null. `counts`: it is
   * a report, or an answer to a question that is open.
   */
  foreseeSms(doc: Participant, text: string): { readonly help: TextKey | null; readonly counts: boolean };
}
