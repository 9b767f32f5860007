import { dirname } from 'node:path';
import type { StoredLine } from '../../domain/ports.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { isMissing } from './files-at-once.ts';

/**
 * A file that only grows: one JSON line per entry, numbered, in order of number. Whatever is not a whole line of that form, such as the
 * half line of a crash, is passed over by readers and cut off before the next line is written.
 */
const BLOCK = 64 * 1024;
const NEWLINE = 0x0a;

interface RawLine {
  /** Position of its first byte in the file. */
  readonly start: number;
  /** With its newline, which the last line of a file may lack. */
  readonly bytes: Buffer;
}

/**
 * Appends the lines and makes them survive a power cut. `trusted`: this process has done so before and the file ends with the line before
 * the first of these. Otherwise everything from the number of the first line on is put in place anew. Throws what the file system does;
 * the file is then no longer to be trusted.
 */
export async function appendLines(
  fs: FileSystem,
  path: string,
  lines: readonly StoredLine[],
  trusted: boolean,
): Promise<void> {
  const text = lines.map(render).join('');
  const file = await fs.open(path, 'append');
  let isNew = false;
  try {
    const { size } = await file.stat();
    isNew = size === 0;
    const isThere = !trusted && size > 0 && (await makeRoom(fs, file, { path, size }, lines));
    if (!isThere) await file.write(Buffer.from(text));
    await file.sync();
  } finally {
    await file.close();
  }
  if (isNew || !trusted) await fs.syncFolder(dirname(path));
}

/** Cuts off what is not a whole line at the end, and makes the rest survive a power cut. Gives the last number, 0 when there is none. */
export async function repairEnd(fs: FileSystem, path: string): Promise<number> {
  if ((await fs.stat(path)) === null) return 0;
  const file = await fs.open(path, 'append');
  try {
    const { size } = await file.stat();
    const end = await endOfLine(file, size, () => true);
    if (end.position < size) await file.truncate(end.position);
    await file.sync();
    return end.n;
  } finally {
    await file.close();
  }
}

/**
 * Writes the file anew with what `keep` gives for each of its lines; null leaves the line out. Whole or not at all. Gives how many lines
 * are others than before, and writes nothing when there are none.
 */
export async function rewriteLines(
  fs: FileSystem,
  path: string,
  keep: (line: StoredLine) => StoredLine | null,
): Promise<number> {
  const lines = await readLines(fs, path, { after: 0, before: Infinity, limit: Infinity });
  const kept: StoredLine[] = [];
  let changed = 0;
  for (const line of lines) {
    const next = keep(line);
    if (next !== line) changed += 1;
    if (next !== null) kept.push(next);
  }
  if (changed === 0) return 0;
  const temporary = path.replace(/\.jsonl$/, '.tmp');
  const file = await fs.open(temporary, 'write');
  try {
    await file.write(Buffer.from(kept.map(render).join('')));
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, path);
  await fs.syncFolder(dirname(path));
  return changed;
}

/** Lines with a number over `after` and under `before`, in order. */
export async function readLines(
  fs: FileSystem,
  path: string,
  range: { after: number; before: number; limit: number },
): Promise<StoredLine[]> {
  return withFile(fs, path, async (file, size) => {
    const found: StoredLine[] = [];
    const start = await findStart(file, size, range.after);
    let last = range.after;
    for await (const raw of forwards(file, start, size)) {
      if (found.length >= range.limit) break;
      const line = parse(raw);
      if (line === null || line.n <= last) continue;
      if (line.n >= range.before) break;
      found.push(line);
      last = line.n;
    }
    return found;
  });
}

/** The last lines with a number under `before`, in order. */
export async function readLastLines(
  fs: FileSystem,
  path: string,
  before: number,
  limit: number,
): Promise<StoredLine[]> {
  return withFile(fs, path, async (file, size) => {
    const found: StoredLine[] = [];
    let next = before;
    for await (const raw of backwards(file, size)) {
      if (found.length >= limit) break;
      const line = parse(raw);
      if (line === null || line.n >= next) continue;
      found.push(line);
      next = line.n;
    }
    return found.reverse();
  });
}

function render(line: StoredLine): string {
  return `${JSON.stringify({ n: line.n, body: line.body })}\n`;
}

function parse({ bytes }: RawLine): StoredLine | null {
  if (bytes.at(-1) !== NEWLINE) return null;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isLine(value) ? { n: value.n, body: value.body } : null;
  } catch {
    return null;
  }
}

function isLine(value: unknown): value is StoredLine {
  if (typeof value !== 'object' || value === null || !('n' in value) || !('body' in value)) return false;
  return Number.isInteger(value.n) && typeof value.body === 'object' && value.body !== null;
}

/**
 * Cuts the file back to where the first of the lines belongs. What is cut off is normally a part of the very lines that now follow; where
 * it is not (an older document was put back by hand), the whole file is kept under another name first. True when the file ends with just
 * these lines already, and nothing was cut off.
 */
async function makeRoom(
  fs: FileSystem,
  file: OpenFile,
  { path, size }: { path: string; size: number },
  lines: readonly StoredLine[],
): Promise<boolean> {
  const texts = lines.map(render);
  const expected = new Set(texts);
  const first = lines[0]?.n ?? 0;
  let isStrange = false;
  const end = await endOfLine(file, size, (line, text) => {
    if (line.n < first) return true;
    if (!expected.has(text)) isStrange = true;
    return false;
  });
  const rest = await file.read(end.position, size - end.position);
  if (rest.equals(Buffer.from(texts.join('')))) return true;
  if (isStrange) await fs.copy(path, path.replace(/\.jsonl$/, `.aside-${first}-${size}.jsonl`));
  if (rest.length > 0) await file.truncate(end.position);
  return false;
}

/** From the end backwards to the first whole line that is wanted. */
async function endOfLine(
  file: OpenFile,
  size: number,
  wanted: (line: StoredLine, text: string) => boolean,
): Promise<{ n: number; position: number }> {
  for await (const raw of backwards(file, size)) {
    const line = parse(raw);
    if (line !== null && wanted(line, raw.bytes.toString('utf8'))) {
      return { n: line.n, position: raw.start + raw.bytes.length };
    }
  }
  return { n: 0, position: 0 };
}

/** Somewhere at or before the first line with a number over `after`, and not far before it. */
async function findStart(file: OpenFile, size: number, after: number): Promise<number> {
  let low = 0;
  let high = size;
  while (after > 0 && high - low > BLOCK) {
    const middle = Math.floor((low + high) / 2);
    const next = await firstLineFrom(file, middle, high, size);
    if (next === null || next.n > after) high = middle;
    else low = next.start;
  }
  return low;
}

/** The first whole line that begins in `[from, to)`. */
async function firstLineFrom(
  file: OpenFile,
  from: number,
  to: number,
  size: number,
): Promise<{ n: number; start: number } | null> {
  let isFirst = from > 0;
  for await (const raw of forwards(file, from, size)) {
    if (raw.start >= to) return null;
    const line = isFirst ? null : parse(raw);
    isFirst = false;
    if (line !== null) return { n: line.n, start: raw.start };
  }
  return null;
}

/** Pieces that end with a newline; the first begins at `from`, wherever that is in a line. */
async function* forwards(file: OpenFile, from: number, size: number): AsyncGenerator<RawLine> {
  let position = from;
  let start = from;
  let rest: Buffer = Buffer.alloc(0);
  while (position < size) {
    const block = await file.read(position, Math.min(BLOCK, size - position));
    if (block.length === 0) break;
    position += block.length;
    const bytes = Buffer.concat([rest, block]);
    let begin = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, begin)) {
      yield { start: start + begin, bytes: bytes.subarray(begin, end + 1) };
      begin = end + 1;
    }
    rest = bytes.subarray(begin);
    start += begin;
  }
  if (rest.length > 0) yield { start, bytes: rest };
}

/** Lines from the last to the first. */
async function* backwards(file: OpenFile, size: number): AsyncGenerator<RawLine> {
  let position = size;
  let rest: Buffer = Buffer.alloc(0);
  while (position > 0) {
    const length = Math.min(BLOCK, position);
    position -= length;
    const bytes = Buffer.concat([await file.read(position, length), rest]);
    let end = bytes.length;
    for (;;) {
      // The newline at `end - 1` is the line's own.
      const newline = end >= 2 ? bytes.lastIndexOf(NEWLINE, end - 2) : -1;
      if (newline === -1) break;
      yield { start: position + newline + 1, bytes: bytes.subarray(newline + 1, end) };
      end = newline + 1;
    }
    rest = bytes.subarray(0, end);
  }
  if (rest.length > 0) yield { start: 0, bytes: rest };
}

async function withFile(
  fs: FileSystem,
  path: string,
  read: (file: OpenFile, size: number) => Promise<StoredLine[]>,
): Promise<StoredLine[]> {
  let file: OpenFile;
  try {
    file = await fs.open(path, 'read');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  try {
    return await read(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
}
