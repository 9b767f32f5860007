import type { Text } from './text.ts';

/** An error with a code that the operator can look up. The message is English, one sentence or two, and holds no personal data. */
export class StegvisError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Whom a participant can ring when nothing else about them can be read. */
export interface ProviderContact {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  /** When somebody answers; null when that could not be read either. */
  readonly hours: Text | null;
}

/** A document and its previous version are both unreadable. Everybody else is served as usual. */
export class DamagedError extends StegvisError {
  readonly id: string;
  /** From the last plan that is stored beside the document; null when that is unreadable too, or for a provider's own document. */
  readonly provider: ProviderContact | null;
  /** Whose participant it is: of that plan, else of the only feed that names them. Null when nobody knows, and for a provider's own document. */
  readonly providerId: string | null;
  /** E-mail of the supervisor in that plan, as it stands there. */
  readonly supervisor: string | null;

  constructor(
    id: string,
    provider: ProviderContact | null = null,
    about: { readonly providerId?: string | null; readonly supervisor?: string | null } = {},
  ) {
    super(
      'STEGVIS_STORE_DAMAGED',
      `The stored document of ${id} and its previous version are both unreadable.`,
    );
    this.id = id;
    this.provider = provider;
    this.providerId = provider?.id ?? about.providerId ?? null;
    this.supervisor = about.supervisor ?? null;
  }
}

/** The disk, the quota or the largest allowed file is full. Nothing was changed. */
export class StoreFullError extends StegvisError {
  constructor(options?: { cause?: unknown }) {
    super('STEGVIS_STORE_FULL', 'There is no room left where DATA_DIR is, so nothing was changed.', options);
  }
}

/** A write did not succeed. Nothing that it held has been confirmed, and nothing later is built on it. */
export class StoreWriteError extends StegvisError {
  constructor(options?: { cause?: unknown }) {
    super('STEGVIS_STORE_WRITE', `A write to DATA_DIR failed (${reasonOf(options?.cause)}).`, options);
  }
}

/** A file could not be opened or read now, which says nothing about whether it is damaged. */
export class StoreReadError extends StegvisError {
  constructor(options?: { cause?: unknown }) {
    super('STEGVIS_STORE_READ', `A read from DATA_DIR failed (${reasonOf(options?.cause)}).`, options);
  }
}

/** Another process uses the same folder. */
export class StoreLockedError extends StegvisError {
  constructor(dir: string) {
    super(
      'STEGVIS_STORE_LOCKED',
      `Another Stegvis process is using the folder ${dir}: stop it first, or set DATA_DIR to another folder.`,
    );
  }
}

/** The folder was written by a later version of the program, whose documents this one would take for damaged. */
export class StoreNewerError extends StegvisError {
  constructor(dir: string) {
    super(
      'STEGVIS_STORE_NEWER',
      `The folder ${dir} was written by a later version of Stegvis: start that version, or bring back a back-up from before it.`,
    );
  }
}

/** The id was somebody's whose data has been erased: it is never used again. */
export class StoreErasedError extends StegvisError {
  constructor() {
    super('STEGVIS_STORE_ERASED', 'The id was erased and is never used again: choose another.');
  }
}

/** The store has been closed. */
export class StoreClosedError extends StegvisError {
  constructor() {
    super('STEGVIS_STORE_CLOSED', 'The store is closed.');
  }
}

/** What was to be stored could not be read again, so it was refused and nothing was changed: a fault in the program. */
export class StoreRefusedError extends StegvisError {
  /** `where` names fields, never values. */
  constructor(where: string) {
    super('STEGVIS_STORE_REFUSED', `A document was refused because it could not be read again (${where}).`);
  }
}

/** The code that the operating system gave, or the kind of error. Its message may hold a path, so it is not used. */
export function reasonOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return 'unknown';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}

/** There is no such participant: the id is unknown, or was erased. */
export class NotFoundError extends StegvisError {
  readonly id: string;

  constructor(id: string) {
    super('STEGVIS_NOT_FOUND', `There is no participant ${id}.`);
    this.id = id;
  }
}
