import type { Clock, Log } from '../domain/ports.ts';

/**
 * One line per event: time, level, event, then `name=value`. Values are ids, codes and figures; whatever looks like anything else
 * is withheld, so that a mistake elsewhere does not write a person's words into a log that is kept.
 */
export function createLog(write: (line: string) => void, clock: Clock): Log {
  const at =
    (level: string): Log['info'] =>
    (event, fields = {}) => {
      const values = Object.entries(fields).map(([name, value]) => ` ${name}=${safe(value)}`);
      write(`${clock.now()} ${level} ${event}${values.join('')}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

function safe(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return /^[\w.:/*=+-]{0,120}$/.test(value) ? value : '(withheld)';
}

/** What may be said of a fault in a log: its code, or its kind when it has none. Its message may quote somebody. */
export function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : fault.name;
}

/** Where a fault arose in our own files, for example `bot/server.ts:41`; empty when the stack does not say. */
export function placeOf(fault: unknown): string {
  const stack = fault instanceof Error ? (fault.stack ?? '') : '';
  for (const line of stack.split('\n')) {
    if (line.includes('node_modules')) continue;
    const found = /\/((?:bot|dialogs|domain|locales)\/[\w./-]+\.ts:\d+)/.exec(line);
    if (found?.[1]) return found[1];
  }
  return '';
}
