/**
 * `npm run --silent understand`: JSON lines {"text","now"} on stdin, one line of meaning each on stdout. A line that
 * is no such JSON gets {"error":"..."} and the rest goes on.
 */

import { createInterface } from 'node:readline';
import { understand } from './understand.ts';

const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
for await (const line of lines) {
  if (line.trim() === '') continue;
  console.log(JSON.stringify(answer(line)));
}

function answer(line: string): object {
  try {
    const { text, now } = JSON.parse(line) as { text: unknown; now: unknown };
    if (typeof text !== 'string' || typeof now !== 'string') return { error: 'text and now must be strings' };
    const { intent, detail, confidence, top, when, reason } = understand(text, now);
    return {
      intent,
      detail,
      confidence,
      top,
      when: when && { grain: when.grain, start: when.start, end: when.end },
      reason,
    };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'not understood' };
  }
}
