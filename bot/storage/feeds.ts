import { dirname, join } from 'node:path';
import type { FeedEntry, StoredLine } from '../../domain/ports.ts';
import type { FileSystem } from './file-system.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import { appendLines, readLines, repairEnd, rewriteLines } from './line-file.ts';

/** A notice that is written in a document and has no place in the feed yet. */
export interface Unplaced {
  readonly participantId: string;
  readonly noticeId: string;
  /** Number of the document's own line about it. */
  readonly line: number;
}

interface Feed {
  isLoaded: boolean;
  isTrusted: boolean;
  hasFolder: boolean;
  /** The last position that was given, also to a notice that has been erased since. */
  last: number;
  entries: FeedEntry[];
  readonly byNotice: Map<string, FeedEntry>;
  /** Highest line of each participant. */
  readonly lines: Map<string, number>;
  readonly unplaced: Map<string, Unplaced>;
}

/**
 * The feed of each provider: the order in which its notices became true. A position is given when it is written and survives a power cut,
 * not before, so nobody has ever seen one that is later given to another notice. Asking for the feed places what is waiting first.
 */
export class Feeds {
  readonly #feeds = new Map<string, Feed>();
  readonly #locks = new KeyedMutex();
  readonly #fs: FileSystem;
  readonly #folderOf: (providerId: string) => string;
  readonly #onPlaced: (participantId: string, line: number) => void;

  constructor(
    fs: FileSystem,
    folderOf: (providerId: string) => string,
    onPlaced: (participantId: string, line: number) => void,
  ) {
    this.#fs = fs;
    this.#folderOf = folderOf;
    this.#onPlaced = onPlaced;
  }

  add(providerId: string, notice: Unplaced): void {
    this.#feed(providerId).unplaced.set(notice.noticeId, notice);
  }

  /** Gives every waiting notice its position. Throws what the file system does; they wait on then. */
  async place(providerId: string): Promise<void> {
    const feed = this.#feed(providerId);
    if (feed.isLoaded && feed.unplaced.size === 0) return;
    await this.#locks.run(providerId, async () => {
      if (!feed.isLoaded) await this.#load(feed, providerId);
      const batch = [...feed.unplaced.values()];
      const fresh = batch.filter((notice) => !feed.byNotice.has(notice.noticeId));
      if (fresh.length > 0) await this.#write(feed, providerId, fresh);
      for (const notice of batch) {
        feed.unplaced.delete(notice.noticeId);
        this.#onPlaced(notice.participantId, notice.line);
      }
    });
  }

  /** Providers with notices that have no position yet. */
  waiting(): string[] {
    return [...this.#feeds].flatMap(([providerId, feed]) => (feed.unplaced.size > 0 ? providerId : []));
  }

  read(providerId: string, after: number, limit: number): FeedEntry[] {
    const { entries } = this.#feed(providerId);
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle] as FeedEntry).n <= after) low = middle + 1;
      else high = middle;
    }
    return entries.slice(low, low + Math.max(0, limit));
  }

  find(providerId: string, noticeId: string): FeedEntry | null {
    return this.#feed(providerId).byNotice.get(noticeId) ?? null;
  }

  /** The highest line of the participant that stands or waits in the feed. */
  async lastLine(providerId: string, participantId: string): Promise<number> {
    const feed = this.#feed(providerId);
    if (!feed.isLoaded) {
      await this.#locks.run(providerId, async () => {
        if (!feed.isLoaded) await this.#load(feed, providerId);
      });
    }
    const waiting = [...feed.unplaced.values()].filter((notice) => notice.participantId === participantId);
    return Math.max(feed.lines.get(participantId) ?? 0, ...waiting.map((notice) => notice.line));
  }

  /** Takes the participant out of the feed, on the disk and here. The positions stay, and are nobody's. */
  async erase(providerId: string, participantId: string): Promise<void> {
    const feed = this.#feed(providerId);
    await this.#locks.run(providerId, async () => {
      if (!feed.isLoaded) await this.#load(feed, providerId);
      await rewriteLines(this.#fs, this.#path(providerId), (line) =>
        line.body.participantId === participantId ? { n: line.n, body: { erased: true } } : line,
      );
      feed.entries = feed.entries.filter((entry) => entry.participantId !== participantId);
      feed.lines.delete(participantId);
      for (const notices of [feed.byNotice, feed.unplaced] as Map<string, { participantId: string }>[]) {
        for (const [id, notice] of notices) if (notice.participantId === participantId) notices.delete(id);
      }
    });
  }

  #feed(providerId: string): Feed {
    const known = this.#feeds.get(providerId);
    if (known) return known;
    const feed: Feed = {
      isLoaded: false,
      isTrusted: false,
      hasFolder: false,
      last: 0,
      entries: [],
      byNotice: new Map(),
      lines: new Map(),
      unplaced: new Map(),
    };
    this.#feeds.set(providerId, feed);
    return feed;
  }

  async #load(feed: Feed, providerId: string): Promise<void> {
    const path = this.#path(providerId);
    const last = await repairEnd(this.#fs, path);
    const lines = await readLines(this.#fs, path, { after: 0, before: Infinity, limit: Infinity });
    for (const line of lines) take(feed, line);
    feed.hasFolder = last > 0;
    feed.isTrusted = last > 0;
    feed.isLoaded = true;
  }

  async #write(feed: Feed, providerId: string, notices: readonly Unplaced[]): Promise<void> {
    const path = this.#path(providerId);
    let n = feed.last;
    const lines = notices.map((notice) => ({ n: ++n, body: { ...notice } }));
    try {
      if (!feed.hasFolder) {
        await this.#fs.makeFolder(dirname(path));
        await this.#fs.syncFolder(dirname(dirname(path)));
        feed.hasFolder = true;
      }
      await appendLines(this.#fs, path, lines, feed.isTrusted);
    } catch (error) {
      feed.isTrusted = false;
      throw error;
    }
    feed.isTrusted = true;
    for (const line of lines) take(feed, line);
  }

  #path(providerId: string): string {
    return join(this.#folderOf(providerId), 'feed.jsonl');
  }
}

function take(feed: Feed, { n, body }: StoredLine): void {
  feed.last = Math.max(feed.last, n);
  const { participantId, noticeId, line } = body;
  if (typeof participantId !== 'string' || typeof noticeId !== 'string' || typeof line !== 'number') return;
  const entry = { n, participantId, noticeId };
  feed.entries.push(entry);
  feed.byNotice.set(noticeId, entry);
  feed.lines.set(participantId, Math.max(line, feed.lines.get(participantId) ?? 0));
}
