import { type Change, revisionOf, withChange } from './change.ts';
import { opened, sealedText } from './seal.ts';

/**
 * The changes of a document that are not in its file yet: one sealed record a line, in order, and after the last one room for more, which is zeros. A
 * JSON text holds no zeros and no newline of its own, so what was cut off while it was written is known from what was damaged later. The first record is
 * there before the log has its name.
 */
const NEWLINE = 0x0a;
const ZERO = 0;
/** A log grows by so many bytes at a time, before anything is written into them. */
export const ROOM = 32 * 1024;
/** How every record begins. */
const START = Buffer.from('{"revision":');

export interface LoggedChange {
  readonly change: Change;
  /** Of the schema that it was checked with. */
  readonly mark: string;
}

export interface ReadLog {
  readonly changes: readonly LoggedChange[];
  /** Where the last record ends that has its newline, and so where the next one begins. */
  readonly end: number;
  /**
   * False when something stands after that which is neither room nor a record that was never finished, or nothing before it: it is damaged, or a part of
   * it is gone.
   */
  readonly isWhole: boolean;
}

export const EMPTY_LOG: ReadLog = { changes: [], end: 0, isWhole: true };

/** The bytes of a record, for the JSON text of a change. */
export function recordOf(change: string, mark: string): Buffer {
  return Buffer.from(`${sealedText(change, mark)}\n`);
}

/** What stands in a log. A record is taken whole or not at all. */
export function readLog(bytes: Buffer): ReadLog {
  const changes: LoggedChange[] = [];
  let end = 0;
  for (let next = bytes.indexOf(NEWLINE); next !== -1; next = bytes.indexOf(NEWLINE, end)) {
    const logged = changeIn(bytes.subarray(end, next));
    if (logged === null) break;
    changes.push(logged);
    end = next + 1;
  }
  const rest = bytes.subarray(end);
  const last = lastOf(rest);
  if (last !== null) return { changes: [...changes, last], end, isWhole: false };
  return { changes, end, isWhole: changes.length > 0 && isOnlyRoom(rest, bytes.length) };
}

/** Whether no record was ever confirmed in it. */
export function holdsNoRecord(bytes: Buffer): boolean {
  return readLog(bytes).changes.length === 0 && isOnlyRoom(bytes, bytes.length);
}

/** What stands behind the last record: room, or besides one that was never finished. */
function isOnlyRoom(rest: Buffer, length: number): boolean {
  return isRoom(rest) || (length % ROOM === 0 && isUnfinished(rest));
}

function changeIn(record: Buffer): LoggedChange | null {
  const found = opened(record);
  return found && { change: JSON.parse(found.text) as Change, mark: found.mark };
}

/** A record that lost nothing but its newline. It was perhaps confirmed, so it is taken, though the log is damaged. */
function lastOf(rest: Buffer): LoggedChange | null {
  const written = rest.subarray(0, rest.findLastIndex((byte) => byte !== ZERO) + 1);
  return changeIn(written) ?? changeIn(written.subarray(0, -1));
}

/**
 * Whether it is one record that was never finished, with the room behind it that every record is written into. It lacks its end; or, where its parts came
 * to the disk in another order than they stand in until the power went, it is a piece of one with room before it. It was never confirmed.
 */
function isUnfinished(rest: Buffer): boolean {
  const newline = rest.indexOf(NEWLINE);
  if (newline !== -1) return rest.subarray(0, newline).includes(ZERO) && isRoom(rest.subarray(newline + 1));
  const zero = rest.indexOf(ZERO);
  if (zero === -1) return false;
  const length = Math.min(zero, START.length);
  return rest.subarray(0, length).equals(START.subarray(0, length));
}

function isRoom(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === ZERO);
}

export interface Followed {
  readonly value: unknown;
  /** How many changes have been applied. */
  readonly applied: number;
  /** False when a change is missing, or is none of this document. What stands before it is in the value. */
  readonly isWhole: boolean;
  /** Whether each of them was checked with the schema of that mark. */
  readonly isTrusted: boolean;
}

/** A stored document with the changes that follow it. Those that are in it already are passed over. */
export function follow(stored: unknown, changes: readonly LoggedChange[], mark: string): Followed {
  let value = stored;
  let applied = 0;
  let isTrusted = true;
  for (const logged of changes) {
    if (logged.change.revision <= revisionOf(value)) continue;
    try {
      value = withChange(value as object, logged.change);
    } catch {
      return { value, applied, isWhole: false, isTrusted };
    }
    applied += 1;
    isTrusted &&= logged.mark === mark;
  }
  return { value, applied, isWhole: true, isTrusted };
}
