/**
 * How far a client has come: the number of the chat line, and of what was said in passing. Opaque to clients. Text such as `12`,
 * or `12.1742` when something has been said in passing.
 */
export interface Watermark {
  readonly n: number;
  readonly t: number;
}

export function watermarkText({ n, t }: Watermark): string {
  return t === 0 ? String(n) : `${n}.${t}`;
}

/** Null for what is empty or none of ours: such a client knows nothing yet. */
export function readWatermark(text: string | null): Watermark | null {
  const match = /^(\d{1,12})(?:\.(\d{1,16}))?$/.exec(text ?? '');
  return match ? { n: Number(match[1]), t: Number(match[2] ?? 0) } : null;
}
