import { readFileSync } from 'node:fs';

export interface Labelled {
  text: string;
  /** 'intent' or 'intent/detail'. */
  label: string;
  /** Who writes, or in what manner; null when the file does not say. */
  tag: string | null;
}

/** A file of this folder with `[intent]` or `[intent/detail]`, and perhaps a tag, before the messages that mean it. */
export function readLabelled(name: string): Labelled[] {
  const messages: Labelled[] = [];
  let label = '';
  let tag: string | null = null;
  for (const raw of readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const head = /^\[([a-z_/]+)\](?: ([a-z]+))?$/.exec(line);
    if (head === null) {
      messages.push({ text: line, label, tag });
      continue;
    }
    label = head[1] as string;
    tag = head[2] ?? null;
  }
  return messages;
}
