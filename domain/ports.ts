import type { Address, Way } from './address-schema.ts';
import type { ChatLine, Line, Participant } from './participant.ts';
import type { Provider } from './provider.ts';
import type { DeliveryOutcome } from './retry.ts';
import type { Instant } from './time.ts';

/** What the rules need from the outside. Interfaces only: each has one contract suite that every implementation passes. */

export interface Clock {
  now(): Instant;
}

export interface Random {
  /** That many characters from an alphabet without look-alikes, for numbers that people read aloud. */
  code(length: number): string;
  /** That many decimal digits. */
  digits(length: number): string;
  /** An unguessable token, safe in an address. */
  token(): string;
}

/** One line per event for the operator. `fields` hold ids and codes; never a name, number, reason or text. */
export interface Log {
  info(event: string, fields?: Record<string, string | number | boolean>): void;
  warn(event: string, fields?: Record<string, string | number | boolean>): void;
  error(event: string, fields?: Record<string, string | number | boolean>): void;
}

/** `previous`: the newest file was damaged, so the last change may be missing. */
export type Health = 'ok' | 'previous';

export interface TurnContext {
  readonly health: Health;
}

/** What a turn decided. `doc: null` writes nothing. */
export interface TurnOutcome<Doc, Result> {
  readonly doc: Doc | null;
  readonly result: Result;
}

export interface FeedEntry {
  /** Position in the provider's feed: rises by one, never skipped, never given twice. */
  readonly n: number;
  readonly participantId: string;
  readonly noticeId: string;
}

export interface StoredLine {
  readonly n: number;
  readonly body: Record<string, unknown>;
}

/** Something that came in, whose sender was told "taken". */
export interface Kept {
  /** The sender's own. */
  readonly id: string;
  readonly at: Instant;
  readonly body: Readonly<Record<string, string>>;
}

export interface Traces {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly feed: readonly {
    readonly providerId: string;
    readonly position: number;
    readonly noticeId: string;
  }[];
}

/** What a committed write made new, told to those who deliver it live. */
export interface Committed {
  readonly participantId: string;
  readonly providerId: string;
  readonly lines: readonly Line[];
}

/**
 * One document per participant, one per provider. Reads never see half a write. Documents that are handed out cannot be changed in place.
 * Errors: `DamagedError` when a document and its previous version are both unreadable; `StoreFullError` and `StoreWriteError` when nothing
 * was written, or nothing may be taken as written; `StoreReadError` when a file cannot be reached now. While `previous` is served the
 * document's `recovery` is set, so the next write records it whoever makes it.
 */
export interface Store {
  /**
   * Takes the participant's lock, loads, runs, writes whole or not at all. `run` is given null for a participant that does not exist.
   * It may be run twice, so nothing in it acts on the outside. The document's `revision`, `nextDueAt` and `dueRules` are set by the store.
   */
  turn<Result>(
    id: string,
    run: (doc: Participant | null, context: TurnContext) => TurnOutcome<Participant, Result>,
  ): Promise<Result>;
  read(id: string): Promise<{ doc: Participant; health: Health } | null>;
  /** Lines with a number over `after`, in order, whether appended to the file yet or not. */
  lines(id: string, file: 'chat' | 'audit' | 'plans', after: number, limit: number): Promise<StoredLine[]>;
  /** The last lines, in order. */
  lastLines(id: string, file: 'chat' | 'audit' | 'plans', limit: number): Promise<StoredLine[]>;

  /**
   * Removes every trace of the participant: the document, the version before it, the lines beside it, copies of damaged ones, and their
   * notices in the feeds. What stays is a tombstone without personal data, so that the id is never used again. Begun and cut off, it is
   * finished at the next start. False when there is nobody.
   */
  erase(id: string): Promise<boolean>;
  wasErased(id: string): Promise<boolean>;
  /**
   * Everything that is kept of the participant, as it stands: files by name, and places in feeds. Readable or not; null when there is nobody.
   */
  traces(id: string): Promise<Traces | null>;
  /** Lets go of chat lines, and of set-aside copies of damaged files, that are older. Gives how many there were. */
  trim(id: string, before: { readonly chatBefore: Instant; readonly copiesBefore: Instant }): Promise<number>;

  providerTurn<Result>(
    id: string,
    run: (doc: Provider | null) => TurnOutcome<Provider, Result>,
  ): Promise<Result>;
  readProvider(id: string): Promise<Provider | null>;
  providerIds(): Promise<string[]>;
  feed(providerId: string, after: number, limit: number): Promise<FeedEntry[]>;
  feedEntry(providerId: string, noticeId: string): Promise<FeedEntry | null>;

  participantsOf(providerId: string): Promise<string[]>;
  /** By e-mail, phone or hash of a way in, as `lookupKeys` of the document gives them. */
  findByKey(key: string): Promise<string[]>;
  /** Due participants, the earliest first, each to one worker until the lease runs out. */
  claimDue(now: Instant, limit: number, leaseMs: number): Promise<string[]>;
  release(id: string): void;

  /**
   * Writes down what came in and is to be worked; it lasts when this resolves. One that is kept already stays as it was. Waits for no
   * document: the sender is to be answered at once, also while they are being looked through.
   */
  keep(id: string, body: Kept['body']): Promise<void>;
  /** What has not been let go of, the oldest first. */
  kept(): Promise<Kept[]>;
  /** It is worked. Nothing happens when it is not kept. */
  letGo(id: string): Promise<void>;

  /** Values of the installation itself, such as whether it is a demo. */
  readInstallation(): Promise<Record<string, string>>;
  /** Adds to the values there are. */
  writeInstallation(values: Record<string, string>): Promise<void>;

  /** Whether there is no participant and no provider, readable or not. */
  isEmpty(): Promise<boolean>;

  onCommitted(listener: (committed: Committed) => void): void;
  /** Told that what was known of a provider may hold no longer: it was written, or somebody tried. Before anybody else is given it. */
  onProviderTouched(listener: (providerId: string) => void): void;
  /** Whether the indexes have been verified, so that reminders may start. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** A message as it leaves the house. */
export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Stable for one message, so that a second try is known as the same. */
  readonly messageId: string;
}

export interface EmailGateway {
  send(email: Email): Promise<DeliveryOutcome>;
}

/**
 * A way to somebody beside the chat of ours. What is brought is decided before: the channel shows the lines as well as it can, whole.
 * Outcomes as everywhere; `permanent` with the detail `closed` when nothing may be sent there any more. Never rejects.
 */
export interface Channel {
  readonly way: Way;
  send(carried: Carried): Promise<DeliveryOutcome>;
}

export interface Carried {
  readonly doc: Participant;
  readonly address: Address;
  readonly lines: readonly ChatLine[];
  /** The same for the same lines, so that a second try can be told from a second message. */
  readonly key: string;
}
