import { INTENTS, type Intent, LABELS } from './intents.ts';

/** How likely each label is, by its place in `LABELS`; need not add up to one. */
export type Likely = Float64Array;

const PLACES = new Map(LABELS.map((label, place) => [label, place]));

/** @param chances the probability of each of the labels of a model, in their order */
export function likelyOf(chances: Float64Array, labels: readonly string[]): Likely {
  const likely = new Float64Array(LABELS.length);
  for (let i = 0; i < chances.length; i++) likely[placeOf(labels[i] as string)] = chances[i] as number;
  return likely;
}

export const placeOf = (label: string): number => PLACES.get(label) as number;

/** By the place of a label, the place of its intent in `INTENTS`. */
const INTENT_PLACES = LABELS.map((label) => INTENTS.indexOf(label.split('/')[0] as Intent));

const known = new Map<string, readonly number[]>();

/** The places of intents with their details, and of details by themselves. */
export function under(...labels: readonly string[]): readonly number[] {
  const names = labels.join(' ');
  let places = known.get(names);
  if (places === undefined) {
    places = LABELS.flatMap((label, place) =>
      labels.some((one) => label === one || label.startsWith(`${one}/`)) ? [place] : [],
    );
    known.set(names, places);
  }
  return places;
}

/** Moves a share of what is likely from some labels to one. */
export function move(likely: Likely, from: readonly number[], to: string, share: number): void {
  const target = placeOf(to);
  let moved = 0;
  for (const place of from) {
    if (place === target) continue;
    const value = likely[place] as number;
    likely[place] = value * (1 - share);
    moved += value * share;
  }
  likely[target] = (likely[target] as number) + moved;
}

/** The sum of each intent with its details, by its place in `INTENTS`, and of all. */
export function sumsOfIntents(likely: Likely): { sums: Float64Array; total: number } {
  const sums = new Float64Array(INTENTS.length);
  let total = 0;
  for (let place = 0; place < likely.length; place++) {
    const value = likely[place] as number;
    const intent = INTENT_PLACES[place] as number;
    sums[intent] = (sums[intent] as number) + value;
    total += value;
  }
  return { sums, total };
}
