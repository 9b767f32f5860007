import { readFileSync } from 'node:fs';

/** A file of this folder with `[intent]` or `[intent/detail]` before the messages that mean it. */
export function readLabelled(name: string): { text: string; label: string }[] {
  const messages: { text: string; label: string }[] = [];
  let label = '';
  for (const raw of readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const head = /^\[([a-z_/]+)\]$/.exec(line);
    if (head !== null) label = head[1] as string;
    else messages.push({ text: line, label });
  }
  return messages;
}
