/** The phrases of `locales/phrases`, for building and measuring. The running product never reads them. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { LABELS } from './intents.ts';
import { fillSlots, type Phrase, parsePhrases, type Sample, SETTINGS } from './training.ts';

const FOLDER = new URL('../../locales/phrases/', import.meta.url);

/** Lists of words for the phrases, not phrases. */
const NO_INTENTS = new Set(['words.txt', 'slots.txt', 'lexicon.txt']);

/** As written, with `{ord}` in place. Throws for a file or a section that is no intent or detail. */
export function readPhrases(): Phrase[] {
  const phrases: Phrase[] = [];
  for (const name of readdirSync(FOLDER).sort()) {
    if (!name.endsWith('.txt') || NO_INTENTS.has(name)) continue;
    const found = parsePhrases(readFileSync(new URL(name, FOLDER), 'utf8'), name.slice(0, -4));
    for (const { label, text } of found) {
      if (!LABELS.includes(label))
        throw new Error(
          `UNDERSTAND_LABEL: "${text}" in ${name} stands under ${label}, which is no intent or detail`,
        );
    }
    phrases.push(...found);
  }
  return phrases;
}

/** The columns of the model: labels that have a phrase. */
export const labelsOf = (phrases: readonly Phrase[]): string[] =>
  LABELS.filter((label) => phrases.some((phrase) => phrase.label === label));

/** A message that a stranger wrote, with its label; see `locales/phrases/messages/`. */
export interface Heard extends Phrase {
  /** The file it stands in. */
  set: string;
}

/** What people wrote who had seen no phrase, once it has been measured with: the best teacher there is. */
export function readMessages(): Heard[] {
  const folder = new URL('messages/', FOLDER);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((set) =>
      readFileSync(new URL(set, folder), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => {
          const { text, intent, detail } = JSON.parse(line) as {
            text: string;
            intent: string;
            detail?: string;
          };
          const label = detail === undefined ? intent : `${intent}/${detail}`;
          if (!LABELS.includes(label))
            throw new Error(
              `UNDERSTAND_LABEL: "${text}" in ${set} stands under ${label}, which is no intent or detail`,
            );
          return { text, label, set };
        }),
    );
}

export function readWords(): string[] {
  return readFileSync(new URL('words.txt', FOLDER), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The lists by name: `ord` is words.txt, the others are sections of slots.txt. */
export function readSlots(): Map<string, string[]> {
  const slots = new Map([['ord', readWords()]]);
  let list: string[] = [];
  for (const raw of readFileSync(new URL('slots.txt', FOLDER), 'utf8').split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const section = /^\[(\p{L}+)\]$/u.exec(line);
    if (section === null) list.push(line);
    else {
      list = [];
      slots.set(section[1] as string, list);
    }
  }
  return slots;
}

export const filled = (phrases: readonly Phrase[]): Phrase[] => fillSlots(phrases, readSlots());

/** Changes when a phrase changes, and when the code sees phrases in another way; not when code is only moved about. */
export function fingerprintOf(samples: readonly Sample[], labels: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([SETTINGS, labels]));
  for (const sample of samples)
    hash.update(
      `${sample.label}:${sample.weight}:${sample.features.map((kind) => kind.join(',')).join(';')}\n`,
    );
  return hash.digest('hex').slice(0, 32);
}
