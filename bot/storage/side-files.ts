import { join } from 'node:path';
import type { LineFile, Participant } from '../../domain/participant.ts';
import type { StoredLine } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { FileSystem } from './file-system.ts';
import { appendLines, readLastLines, readLines, repairEnd, rewriteLines } from './line-file.ts';
import { NOTHING_SETTLED, type Settled } from './settle.ts';
import { isOlder, linesIn, SIDE_FILES, type SideFile } from './side-lines.ts';

/** The files beside the documents of participants: the lines that were moved out, and what was set aside. Throws what the file system does. */
export class SideFiles {
  readonly #fs: FileSystem;
  readonly #folderOf: (id: string) => string;
  /** How far the lines of a participant are safe beside the document, as far as this process has seen to it. */
  readonly #settled = new Map<string, Record<LineFile, number>>();

  constructor(fs: FileSystem, folderOf: (id: string) => string) {
    this.#fs = fs;
    this.#folderOf = folderOf;
  }

  settled(id: string): Settled {
    return this.#settled.get(id) ?? NOTHING_SETTLED;
  }

  /** What this process saw to was done for another version of the document, or for nobody any more. */
  forget(id: string): void {
    this.#settled.delete(id);
  }

  /** A notice of the participant, up to that line, has its position in the feed. */
  placed(id: string, line: number): void {
    const settled = this.#own(id);
    settled.feed = Math.max(settled.feed, line);
  }

  /** Appends the lines that the document carries; the next write of the document leaves them out. */
  async moveOut(doc: Participant): Promise<void> {
    const settled = this.#own(doc.id);
    for (const file of SIDE_FILES) {
      const lines = linesIn(doc, file).filter((line) => line.n > settled[file]);
      const last = lines.at(-1);
      if (!last) continue;
      const isTrusted = settled[file] > 0;
      settled[file] = 0;
      await appendLines(this.#fs, this.#path(doc.id, file), lines, isTrusted);
      settled[file] = last.n;
    }
  }

  /** Cuts off what is not a whole line in each of them. Gives how far they go, and the feed as far as is known. */
  async repaired(id: string): Promise<Settled> {
    const settled = this.#own(id);
    for (const file of SIDE_FILES) settled[file] = await repairEnd(this.#fs, this.#path(id, file));
    return settled;
  }

  lines(
    id: string,
    file: SideFile,
    range: { after: number; before: number; limit: number },
  ): Promise<StoredLine[]> {
    return readLines(this.#fs, this.#path(id, file), range);
  }

  lastLines(id: string, file: SideFile, before: number, limit: number): Promise<StoredLine[]> {
    return readLastLines(this.#fs, this.#path(id, file), before, limit);
  }

  /** Gives how many lines of the chat were older, and are gone. */
  dropChat(id: string, before: Instant): Promise<number> {
    return rewriteLines(this.#fs, this.#path(id, 'chat'), (line) =>
      isOlder(line.body, before) ? null : line,
    );
  }

  /** What was set aside: damaged versions of the document, and lines that did not fit. And what was being written when a program ended. Gives how many. */
  async dropCopies(id: string, before: Instant): Promise<number> {
    const folder = this.#folderOf(id);
    let dropped = 0;
    for (const name of await this.#fs.list(folder)) {
      const isUnfinished = name.endsWith('.tmp');
      if (!isUnfinished && !/\.(damaged|aside)-/.test(name)) continue;
      const file = await this.#fs.stat(join(folder, name));
      if (file === null || (!isUnfinished && file.mtimeMs >= Date.parse(before))) continue;
      await this.#fs.unlink(join(folder, name));
      dropped += 1;
    }
    return dropped;
  }

  /** Every file in the folder, the document among them; logs of changes without the room that they have. */
  async texts(id: string): Promise<{ name: string; text: string }[]> {
    const folder = this.#folderOf(id);
    const files: { name: string; text: string }[] = [];
    for (const name of (await this.#fs.list(folder)).sort()) {
      const file = await this.#fs.readSmall(join(folder, name), false);
      if (file === null) continue;
      const text = file.bytes.toString('utf8');
      files.push({ name, text: name.endsWith('.changes') ? text.replaceAll('\0', '') : text });
    }
    return files;
  }

  #own(id: string): Record<LineFile, number> {
    const known = this.#settled.get(id);
    if (known) return known;
    const settled = { ...NOTHING_SETTLED };
    this.#settled.set(id, settled);
    return settled;
  }

  #path(id: string, file: SideFile): string {
    return join(this.#folderOf(id), `${file}.jsonl`);
  }
}
