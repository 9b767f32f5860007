/** Multinomial logistic regression over hashed features: the table, reading it, and asking it. */

import { KINDS, TABLE_SIZE, VOCABULARY_SIZE, type Vocabulary } from './features.ts';

/** Hash -> label, sorted, so that reading the file builds nothing. */
export class ByHeart {
  readonly hashes: Uint32Array;
  readonly labels: Uint32Array;

  constructor(hashes: Uint32Array, labels: Uint32Array) {
    this.hashes = hashes;
    this.labels = labels;
  }

  static of(labels: ReadonlyMap<number, number>): ByHeart {
    const hashes = Uint32Array.from(labels.keys()).sort();
    return new ByHeart(
      hashes,
      Uint32Array.from(hashes, (hash) => labels.get(hash) as number),
    );
  }

  get size(): number {
    return this.hashes.length;
  }

  get(hash: number): number | undefined {
    let from = 0;
    let to = this.hashes.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.hashes[middle] as number) < hash) from = middle + 1;
      else to = middle;
    }
    return this.hashes[from] === hash ? this.labels[from] : undefined;
  }

  has(hash: number): boolean {
    return this.get(hash) !== undefined;
  }
}

export interface Model {
  /** 'intent' or 'intent/detail', in the order of the table's columns. */
  labels: string[];
  /** Weight of each feature's own rarity, by row. */
  rarity: Float32Array;
  /** Rows of features, columns of labels, as whole numbers of `scale`. */
  weights: Int8Array;
  /** One step of a weight, by label. */
  scale: Float32Array;
  bias: Float32Array;
  /** Weight of each kind of feature. */
  kinds: number[];
  /** Divides the sums before they become probabilities, so that a figure says how often it is right. */
  temperature: number;
  vocabulary: Vocabulary;
  /** Phrases known by heart: hash -> label. */
  known: ByHeart;
  /** Tells whether the phrases or the code have changed since. */
  fingerprint: string;
}

/** Each feature with its weight, the kinds to length one each. */
export function weigh(
  features: readonly number[][],
  rarity: Float32Array,
  kinds: readonly number[],
): { rows: number[]; values: number[] } {
  const rows: number[] = [];
  const values: number[] = [];
  for (let kind = 0; kind < KINDS; kind++) {
    const list = features[kind] ?? [];
    let square = 0;
    for (const row of list) square += (rarity[row] as number) ** 2;
    const factor = square === 0 ? 0 : (kinds[kind] ?? 1) / Math.sqrt(square);
    for (const row of list) {
      const value = (rarity[row] as number) * factor;
      if (value === 0) continue;
      rows.push(row);
      values.push(value);
    }
  }
  return { rows, values };
}

/** The probability of each label, in the order of `model.labels`. */
export function classify(model: Model, features: readonly number[][]): Float64Array {
  const sums = sumsOf(model, features);
  for (let label = 0; label < sums.length; label++) sums[label] = (sums[label] as number) / model.temperature;
  return softmax(sums);
}

export function sumsOf(model: Model, features: readonly number[][]): Float64Array {
  const { rows, values } = weigh(features, model.rarity, model.kinds);
  const count = model.labels.length;
  const sums = new Float64Array(count);
  const { weights } = model;
  let i = 0;
  // Four rows at a time: a sum is then fetched and put back a fourth as often. Added in the order of the rows, as one by one.
  for (; i + 3 < rows.length; i += 4) {
    const [a, b, c, d] = [values[i], values[i + 1], values[i + 2], values[i + 3]] as [
      number,
      number,
      number,
      number,
    ];
    const fromA = (rows[i] as number) * count;
    const fromB = (rows[i + 1] as number) * count;
    const fromC = (rows[i + 2] as number) * count;
    const fromD = (rows[i + 3] as number) * count;
    for (let label = 0; label < count; label++)
      sums[label] =
        (sums[label] as number) +
        a * (weights[fromA + label] as number) +
        b * (weights[fromB + label] as number) +
        c * (weights[fromC + label] as number) +
        d * (weights[fromD + label] as number);
  }
  for (; i < rows.length; i++) {
    const value = values[i] as number;
    const from = (rows[i] as number) * count;
    for (let label = 0; label < count; label++)
      sums[label] = (sums[label] as number) + value * (weights[from + label] as number);
  }
  for (let label = 0; label < count; label++) {
    sums[label] = (sums[label] as number) * (model.scale[label] as number) + (model.bias[label] as number);
  }
  return sums;
}

export function softmax(sums: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > most) most = sum;
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    const value = Math.exp((sums[i] as number) - most);
    sums[i] = value;
    total += value;
  }
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) / total;
  return sums;
}

/**
 * The file: one line of JSON (sizes, labels, small tables), then the weights as bytes. Made by `npm run
 * understand:build`, read at start.
 */
export function writeModel(model: Model): Buffer {
  const head = {
    fingerprint: model.fingerprint,
    rows: TABLE_SIZE,
    labels: model.labels,
    kinds: model.kinds,
    temperature: model.temperature,
    scale: Array.from(model.scale, (value) => Number(value.toPrecision(7))),
    bias: Array.from(model.bias, (value) => Number(value.toPrecision(7))),
    known: model.known.size,
  };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`, 'utf8'),
    bytes(model.known.hashes),
    bytes(model.known.labels),
    bytes(model.rarity),
    Buffer.from(model.vocabulary),
    Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.byteLength),
  ]);
}

const bytes = (array: Uint32Array | Float32Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** Throws when the file is not a model of this code. */
export function readModel(file: Buffer): Model {
  const end = file.indexOf(10);
  const head = JSON.parse(file.toString('utf8', 0, end)) as {
    fingerprint: string;
    rows: number;
    labels: string[];
    kinds: number[];
    temperature: number;
    scale: number[];
    bias: number[];
    known: number;
  };
  if (head.rows !== TABLE_SIZE)
    throw new Error('UNDERSTAND_MODEL: the model file was built by other code; run npm run understand:build');
  let at = end + 1;
  const take = (size: number): ArrayBuffer => {
    const part = new Uint8Array(file.subarray(at, at + size)).buffer;
    if (part.byteLength !== size)
      throw new Error('UNDERSTAND_MODEL: the model file is cut short; run npm run understand:build');
    at += size;
    return part;
  };
  const known = new ByHeart(new Uint32Array(take(head.known * 4)), new Uint32Array(take(head.known * 4)));
  const rarity = new Float32Array(take(TABLE_SIZE * 4));
  return {
    fingerprint: head.fingerprint,
    labels: head.labels,
    kinds: head.kinds,
    temperature: head.temperature,
    scale: Float32Array.from(head.scale),
    bias: Float32Array.from(head.bias),
    known,
    rarity,
    vocabulary: new Uint8Array(take(VOCABULARY_SIZE)),
    weights: new Int8Array(take(TABLE_SIZE * head.labels.length)),
  };
}
