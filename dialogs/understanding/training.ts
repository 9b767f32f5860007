/**
 * From phrases to a model. Deterministic: the same phrases give the same bytes on every machine. Only the build
 * command, the benchmark and the tests use this; the running product reads the finished file.
 */

import { ByHeart, type Model, softmax, sumsOf, weigh } from './classifier.ts';
import { countWords, featuresOf, look, TABLE_SIZE, VOCABULARY_SIZE, type Vocabulary } from './features.ts';
import { hash32, phraseHash } from './hash.ts';
import { normalise } from './normalise.ts';

export interface Phrase {
  text: string;
  /** 'intent' or 'intent/detail'. */
  label: string;
}

export interface Sample {
  features: number[][];
  label: number;
  weight: number;
}

/** A small generator of repeatable chance (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One file of phrases: `[detail]` opens a section, `#` a comment, every other line is a phrase. */
export function parsePhrases(source: string, intent: string): Phrase[] {
  const phrases: Phrase[] = [];
  let label = intent;
  for (const raw of source.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const section = /^\[([a-z_]*)\]$/.exec(line);
    if (section !== null) label = section[1] === '' ? intent : `${intent}/${section[1]}`;
    else phrases.push({ text: line, label });
  }
  return phrases;
}

const SLOT = /\{(\p{L}+)\}/u;
const WORDS_PER_SLOT = 4;

/**
 * Phrases with `{name}` become several, each with other words of the list of that name. A word alone (`{ord}?`) is
 * filled with all of them. Throws for a list that there is not.
 */
export function fillSlots(
  phrases: readonly Phrase[],
  slots: ReadonlyMap<string, readonly string[]>,
): Phrase[] {
  const out: Phrase[] = [];
  const at = new Map<string, number>();
  const next = (name: string): string => {
    const words = slots.get(name);
    if (words === undefined || words.length === 0)
      throw new Error(`UNDERSTAND_SLOT: there is no list of words named ${name}`);
    const turn = at.get(name) ?? 0;
    at.set(name, turn + 1);
    return words[turn % words.length] as string;
  };
  const written = new Set(phrases.map(({ text }) => text.toLowerCase()));
  for (const phrase of phrases) {
    const slot = SLOT.exec(phrase.text);
    if (slot === null) {
      out.push(phrase);
      continue;
    }
    const alone = phrase.text.replace('?', '') === slot[0];
    const times = alone ? (slots.get(slot[1] as string)?.length ?? 0) : WORDS_PER_SLOT;
    for (let i = 0; i < times; i++) {
      let text = phrase.text;
      for (let hole = SLOT.exec(text); hole !== null; hole = SLOT.exec(text))
        text = text.replace(hole[0], next(hole[1] as string));
      // "vab" alone is an absence: what stands as a phrase of its own is not also a question about the word.
      if (alone && written.has(text.replace('?', ''))) continue;
      out.push({ text, label: phrase.label });
    }
  }
  return out;
}

const NEAR: Record<string, string> = {
  a: 'sä',
  e: 'rw',
  i: 'uo',
  o: 'pi',
  n: 'mb',
  r: 'te',
  t: 'ry',
  s: 'ad',
  d: 'sf',
  l: 'k',
  k: 'lj',
  m: 'n',
  g: 'fh',
  v: 'b',
  å: 'aä',
  ä: 'ae',
  ö: 'o',
};

/** The phrase as a tired thumb writes it. */
export function misspell(text: string, random: () => number): string {
  const letters = [...text];
  const slips = 1 + Math.floor(random() * Math.max(1, letters.length / 14));
  for (let i = 0; i < slips; i++) {
    const at = Math.floor(random() * letters.length);
    const letter = letters[at] as string;
    if (!/[a-zåäö]/i.test(letter)) continue;
    const kind = random();
    if (kind < 0.3) letters.splice(at, 1);
    else if (kind < 0.5) letters.splice(at, 0, letter);
    else if (kind < 0.75 && at + 1 < letters.length)
      [letters[at], letters[at + 1]] = [letters[at + 1] as string, letter];
    else {
      const near = NEAR[letter.toLowerCase()] ?? letter;
      letters[at] = near[Math.floor(random() * near.length)] as string;
    }
  }
  return letters.join('');
}

/** Small words that somebody leaves out who is learning the language. */
const LEFT_OUT = new Set(['att', 'det', 'en', 'ett', 'den', 'är', 'har', 'på', 'i', 'till', 'som', 'så']);

/** The phrase as a learner writes it: small words missing, "inte" before the verb. */
export function simplified(text: string, random: () => number): string {
  let out = text;
  if (random() < 0.6)
    out = out.replace(/\b(kan|vill|har|ska|är|förstår|kommer|behöver|vet|orkar) inte\b/i, 'inte $1');
  const words = out.split(' ');
  if (words.length < 3) return out;
  return words.filter((word) => !LEFT_OUT.has(word.toLowerCase()) || random() < 0.5).join(' ');
}

const BEFORE = ['hej ', 'hej, ', 'hejsan ', 'hej! ', 'du ', 'ok ', 'men ', 'ursäkta '];
const AFTER = [' tack', ' snälla', ' nu', '!', '?', ' mvh', ' tack på förhand', ' igen'];

/** The words of every phrase that is within the product's scope. */
export function vocabularyOf(phrases: readonly Phrase[]): Vocabulary {
  const vocabulary = new Uint8Array(VOCABULARY_SIZE);
  for (const { text, label } of phrases)
    if (!label.startsWith('out_of_scope')) countWords(look(normalise(text)), vocabulary);
  return vocabulary;
}

/** What the model sums up for each label, before anything becomes a probability. */
export const rawSums = (model: Model, text: string): Float64Array =>
  sumsOf(model, featuresOf(look(normalise(text)), model.vocabulary));

/** Each phrase as it stands, and a few times as it might also have come. */
export function samplesOf(phrases: readonly Phrase[], labels: readonly string[]): Sample[] {
  const vocabulary = vocabularyOf(phrases);
  const index = new Map(labels.map((label, at) => [label, at]));
  const samples: Sample[] = [];
  for (const { text, label } of phrases) {
    // By the phrase itself, so that one phrase more changes nothing about the others.
    const random = chance(hash32(text, 5));
    const at = index.get(label);
    if (at === undefined) throw new Error(`UNDERSTAND_LABEL: ${label} is not a known intent or detail`);
    const add = (variant: string, weight: number): void => {
      const own = label.startsWith('out_of_scope') ? 0 : 1;
      samples.push({ features: featuresOf(look(normalise(variant)), vocabulary, own), label: at, weight });
    };
    add(text, 1);
    add(misspell(text, random), 0.35);
    add(misspell(text, random), 0.35);
    const simple = simplified(text, random);
    if (simple !== text && !/^(yes|no|greeting)/.test(label)) add(simple, 0.3);
    const social = /^(greeting|yes|no|crisis|cancel$)/.test(label);
    const before = BEFORE[Math.floor(random() * BEFORE.length)] as string;
    const after = AFTER[Math.floor(random() * AFTER.length)] as string;
    if (!social) add(random() < 0.5 ? before + text : text.replace(/[?!.]+$/, '') + after, 0.35);
  }
  return samples;
}

export interface Settings {
  rounds: number;
  rate: number;
  decay: number;
  kinds: number[];
  /** The share of the features that is left out each time a phrase is learnt from. */
  dropped: number;
  /** Labels with few phrases are lifted by (most / own) to this power. */
  lift: number;
}

export const SETTINGS: Settings = {
  rounds: 14,
  rate: 0.6,
  decay: 1e-6,
  dropped: 0.3,
  kinds: [1, 1.1, 0.7, 1, 1],
  lift: 0.25,
};

export function learn(
  phrases: readonly Phrase[],
  labels: readonly string[],
  settings: Settings = SETTINGS,
): Model {
  return { ...train(samplesOf(phrases, labels), labels, settings), vocabulary: vocabularyOf(phrases) };
}

/** The weights, by adaptive gradient descent on the cross entropy, in an order that chance mixes repeatably. */
export function train(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: Settings = SETTINGS,
): Model {
  const count = labels.length;
  const seen = new Float32Array(TABLE_SIZE);
  for (const sample of samples)
    for (const kind of sample.features) for (const row of kind) seen[row] = (seen[row] as number) + 1;
  const rarity = new Float32Array(TABLE_SIZE);
  for (let row = 0; row < TABLE_SIZE; row++) {
    const times = seen[row] as number;
    rarity[row] =
      times === 0 ? 0 : Math.round((Math.log((samples.length + 1) / (times + 1)) + 0.3) * 4096) / 4096;
  }
  const perLabel = new Float64Array(count);
  for (const sample of samples) perLabel[sample.label] = (perLabel[sample.label] as number) + sample.weight;
  const most = Math.max(...perLabel);
  const lift = Array.from(perLabel, (own) => (own === 0 ? 1 : (most / own) ** settings.lift));
  const inputs = samples.map((sample) => weigh(sample.features, rarity, settings.kinds));
  const weights = new Float32Array(TABLE_SIZE * count);
  const squares = new Float32Array(TABLE_SIZE * count).fill(1e-3);
  const bias = new Float32Array(count);
  const order = samples.map((_, at) => at);
  const random = chance(7);
  for (let round = 0; round < settings.rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    const rate = settings.rate / (1 + round * 0.15);
    for (const at of order) {
      const input = inputs[at] as { rows: number[]; values: number[] };
      // Some of what is seen is left out each time, so that nothing rests on one word that a stranger may not use.
      const rows: number[] = [];
      const values: number[] = [];
      for (let i = 0; i < input.rows.length; i++) {
        if (random() < settings.dropped) continue;
        rows.push(input.rows[i] as number);
        values.push((input.values[i] as number) / (1 - settings.dropped));
      }
      const sample = samples[at] as Sample;
      const sums = Float64Array.from(bias);
      for (let i = 0; i < rows.length; i++) {
        const base = (rows[i] as number) * count;
        const value = values[i] as number;
        for (let label = 0; label < count; label++)
          sums[label] = (sums[label] as number) + value * (weights[base + label] as number);
      }
      softmax(sums);
      const strength = sample.weight * (lift[sample.label] as number);
      for (let label = 0; label < count; label++) {
        const error = ((sums[label] as number) - (label === sample.label ? 1 : 0)) * strength;
        sums[label] = Math.abs(error) < 1e-4 ? 0 : error;
        bias[label] = (bias[label] as number) - 0.02 * rate * (sums[label] as number);
      }
      for (let i = 0; i < rows.length; i++) {
        const base = (rows[i] as number) * count;
        const value = values[i] as number;
        for (let label = 0; label < count; label++) {
          const error = sums[label] as number;
          if (error === 0) continue;
          const cell = base + label;
          const slope = error * value + settings.decay * (weights[cell] as number);
          squares[cell] = (squares[cell] as number) + slope * slope;
          weights[cell] = (weights[cell] as number) - (rate * slope) / Math.sqrt(squares[cell] as number);
        }
      }
    }
  }
  return {
    ...quantise(weights, count),
    bias,
    labels: [...labels],
    rarity,
    kinds: settings.kinds,
    temperature: 1,
    vocabulary: new Uint8Array(VOCABULARY_SIZE),
    known: ByHeart.of(new Map()),
    fingerprint: '',
  };
}

function quantise(weights: Float32Array, count: number): { weights: Int8Array; scale: Float32Array } {
  const scale = new Float32Array(count);
  const small = new Int8Array(weights.length);
  for (let label = 0; label < count; label++) {
    let most = 1e-6;
    for (let row = 0; row < TABLE_SIZE; row++)
      most = Math.max(most, Math.abs(weights[row * count + label] as number));
    scale[label] = most / 127;
    for (let row = 0; row < TABLE_SIZE; row++)
      small[row * count + label] = Math.round(
        (weights[row * count + label] as number) / (scale[label] as number),
      );
  }
  return { weights: small, scale };
}

/** The temperature at which held-out phrases are least surprising: then a figure of 0.9 is right nine times of ten. */
export function calibrate(sums: readonly { logits: Float64Array; label: number }[]): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= 300; step++) {
    const temperature = 0.4 * 1.01 ** step;
    let surprise = 0;
    for (const { logits, label } of sums) {
      const scaled = softmax(logits.map((value) => value / temperature));
      surprise -= Math.log(Math.max(scaled[label] as number, 1e-9));
    }
    if (surprise < least) {
      least = surprise;
      best = temperature;
    }
  }
  return Number(best.toFixed(4));
}

/** Short phrases known by heart: what was written word for word needs no guess. One that stands under two labels is not. */
export function learnByHeart(phrases: readonly Phrase[], labels: readonly string[]): ByHeart {
  const known = new Map<number, number>();
  const twice = new Set<number>();
  for (const { text, label } of phrases) {
    const { words } = look(normalise(text));
    if (words.length === 0) continue;
    const key = phraseHash(words);
    const at = labels.indexOf(label);
    if (known.has(key) && known.get(key) !== at) twice.add(key);
    known.set(key, at);
  }
  for (const key of twice) known.delete(key);
  return ByHeart.of(known);
}
