import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The real program as its own process, as an operator starts it. */
export interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Waits until something matches in what it has written to its standard output; rejects when it ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Only these variables are set, so that a test does not depend on who runs it. */
export function startProcess(
  entry: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): Started {
  const child = spawn(process.execPath, ['-r', './bin/require-node.cjs', entry, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let wake = (): void => {};
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    wake();
    return (code ?? signal) as number | string;
  });
  return {
    child,
    out: () => out,
    err: () => err,
    ended,
    until: async (pattern) => {
      for (;;) {
        const found = pattern.exec(out);
        if (found) return found;
        if (isOver) throw new Error(`it ended before ${pattern}: ${out}${err}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Waits until it listens and gives its address. */
export async function listening(started: Started): Promise<string> {
  const [, port] = await started.until(/server\.listening host=\S+ port=(\d+)/);
  return `http://127.0.0.1:${port}`;
}
