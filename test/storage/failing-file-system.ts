import type { FileSystem, OpenFile } from '../../bot/storage/file-system.ts';
import type { FilesAtOnce } from '../../bot/storage/files-at-once.ts';

/**
 * What happens at one step. `error`: nothing is done and it fails. `error-after`: it is done and reported as failed. `half`: half of the bytes
 * are written, then it fails. The `die` ones are the same for a process that ends there: nothing at all is done after it.
 */
export type Fault =
  | { readonly kind: 'error' | 'error-after' | 'half'; readonly code: string }
  | { readonly kind: 'die' | 'die-after' | 'die-half' };

/** Another file system in which a step that changes something can fail. Reading never does, until the process has died. */
export class FailingFileSystem implements FileSystem {
  /** What was done, for example `rename document.tmp`. */
  readonly steps: string[] = [];
  isDead = false;
  readonly #inner: FileSystem;
  #faults = new Map<number, Fault>();
  readonly #named = new Map<string, Fault>();

  constructor(inner: FileSystem) {
    this.#inner = inner;
  }

  /** Step 0 is the next one. */
  failAt(step: number, fault: Fault): void {
    this.#faults.set(this.steps.length + step, fault);
  }

  /** The next step of that name, for example `rename document.tmp`. */
  failOn(step: string, fault: Fault): void {
    this.#named.set(step, fault);
  }

  /** The next `count` steps fail. */
  failNext(count: number, fault: Fault): void {
    for (let step = 0; step < count; step += 1) this.failAt(step, fault);
  }

  heal(): void {
    this.#faults = new Map();
    this.#named.clear();
  }

  async open(path: string, mode: 'read' | 'write' | 'append'): Promise<OpenFile> {
    const file =
      mode === 'read'
        ? await this.#alive(() => this.#inner.open(path, mode))
        : await this.#step(`open ${name(path)}`, () => this.#inner.open(path, mode));
    return {
      write: (bytes) =>
        this.#step(
          `write ${name(path)}`,
          () => file.write(bytes),
          () => file.write(half(bytes)),
        ),
      sync: () => this.#step(`sync ${name(path)}`, () => file.sync()),
      truncate: (size) => this.#step(`truncate ${name(path)}`, () => file.truncate(size)),
      read: (position, length) => this.#alive(() => file.read(position, length)),
      stat: () => this.#alive(() => file.stat()),
      // The system closes the files of a dead process, and closing changes nothing.
      close: () => file.close(),
    };
  }

  readSmall(path: string, warm: boolean) {
    return this.#alive(() => this.#inner.readSmall(path, warm));
  }

  stat(path: string) {
    return this.#alive(() => this.#inner.stat(path));
  }

  list(path: string) {
    return this.#alive(() => this.#inner.list(path));
  }

  link(from: string, to: string) {
    return this.#step(`link ${name(to)}`, () => this.#inner.link(from, to));
  }

  copy(from: string, to: string) {
    return this.#step(`copy ${name(to)}`, () => this.#inner.copy(from, to));
  }

  rename(from: string, to: string) {
    return this.#step(`rename ${name(from)}`, () => this.#inner.rename(from, to));
  }

  unlink(path: string) {
    return this.#step(`unlink ${name(path)}`, () => this.#inner.unlink(path));
  }

  removeFolder(path: string) {
    return this.#step('removeFolder', () => this.#inner.removeFolder(path));
  }

  makeFolder(path: string) {
    return this.#step('makeFolder', () => this.#inner.makeFolder(path));
  }

  syncFolder(path: string) {
    return this.#step('syncFolder', () => this.#inner.syncFolder(path));
  }

  /** The steps of both kinds are counted together. */
  get atOnce(): FilesAtOnce {
    const inner = this.#inner.atOnce;
    return {
      open: (path, mode) => {
        const file = this.#stepAtOnce(`open ${name(path)}`, () => inner.open(path, mode));
        return {
          write: (bytes, position) =>
            this.#stepAtOnce(
              `write ${name(path)}`,
              () => file.write(bytes, position),
              () => file.write(half(bytes), position),
            ),
          truncate: (size) => this.#stepAtOnce(`truncate ${name(path)}`, () => file.truncate(size)),
          sync: () => this.#stepAtOnce(`sync ${name(path)}`, () => file.sync()),
          syncData: () => this.#stepAtOnce(`syncData ${name(path)}`, () => file.syncData()),
          stat: () => this.#aliveAtOnce(() => file.stat()),
          close: () => file.close(),
        };
      },
      stat: (path) => this.#aliveAtOnce(() => inner.stat(path)),
      link: (from, to) => this.#stepAtOnce(`link ${name(to)}`, () => inner.link(from, to)),
      copy: (from, to) => this.#stepAtOnce(`copy ${name(to)}`, () => inner.copy(from, to)),
      rename: (from, to) => this.#stepAtOnce(`rename ${name(from)}`, () => inner.rename(from, to)),
      unlink: (path) => this.#stepAtOnce(`unlink ${name(path)}`, () => inner.unlink(path)),
      makeFolder: (path) => this.#stepAtOnce('makeFolder', () => inner.makeFolder(path)),
      syncFolder: (path) => this.#stepAtOnce('syncFolder', () => inner.syncFolder(path)),
    };
  }

  #aliveAtOnce<Result>(work: () => Result): Result {
    if (this.isDead) throw failure('DEAD');
    return work();
  }

  #stepAtOnce<Result>(step: string, work: () => Result, half: () => void = () => {}): Result {
    const fault = this.#begin(step);
    if (!fault) return work();
    if (fault.kind.endsWith('after')) work();
    if (fault.kind.endsWith('half')) half();
    throw failureOf(fault);
  }

  async #alive<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.isDead) throw failure('DEAD');
    return work();
  }

  async #step<Result>(
    step: string,
    work: () => Promise<Result>,
    half: () => Promise<unknown> = async () => {},
  ): Promise<Result> {
    const fault = this.#begin(step);
    if (!fault) return work();
    if (fault.kind.endsWith('after')) await work();
    if (fault.kind.endsWith('half')) await half();
    throw failureOf(fault);
  }

  /** What is to happen at this step, or undefined. */
  #begin(step: string): Fault | undefined {
    if (this.isDead) throw failure('DEAD');
    const fault = this.#faults.get(this.steps.length) ?? this.#named.get(step);
    this.#named.delete(step);
    this.steps.push(step);
    if (fault?.kind.startsWith('die')) this.isDead = true;
    return fault;
  }
}

/** Of what says something: the zeros at the end are room. */
function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) >> 1);
}

function failureOf(fault: Fault): Error {
  return failure('code' in fault ? fault.code : 'DEAD');
}

function name(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** As the system tells of it. */
export function failure(code: string): Error {
  return Object.assign(new Error(`${code}: made to fail`), { code });
}
