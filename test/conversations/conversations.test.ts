import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkSpoken } from '../../locales/check/check-spoken.ts';
import { namesIn } from '../../locales/check/plan-readability.ts';
import { loadSpeller, type Speller } from '../../locales/check/spelling.ts';
import { formatTranscript, parseTranscript, plansOf, playTranscript } from '../support/transcript.ts';

const files = globSync('test/conversations/*.chat').sort();

describe('conversations', () => {
  let speller: Speller;
  beforeAll(async () => {
    speller = await loadSpeller();
  });

  test('there are some', () => expect(files.length).toBeGreaterThan(10));

  test.each(files)('%s', async (file) => {
    const text = readFileSync(file, 'utf8');
    const transcript = parseTranscript(text);
    const played = await playTranscript(transcript);
    // The whole of it: words, choices, what the provider is told, and silence.
    expect(formatTranscript(transcript, played)).toBe(text);
    // Every line and button as said, filled in, in the level that it was said in.
    const names = plansOf(transcript).flatMap(namesIn);
    const year = Number(transcript.now.slice(0, 4));
    const wrong = played
      .flatMap((step) => step.told)
      .flatMap((line) =>
        checkSpoken(line, { names, speller, year })
          .filter((finding) => finding.severity === 'error')
          .map(({ rule, text: found }) => `${line.level} ${line.kind} ${rule}: ${found}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('nobody reads the rules of an authority that they have nothing to do with', () => {
  const OF_AF = /arbetsförmedling|försäkringskass|\bMSFA\b|KA-Webb|avvikelse|\b0771|aktivitetsstöd/i;
  const OF_MUNICIPALITY = /kommun|ekonomiskt bistånd|försörjningsstöd|socialsekreterare|anordnare/i;

  function spoken(file: string): { kinds: string[]; told: string[] } {
    const transcript = parseTranscript(readFileSync(file, 'utf8'));
    const plan = JSON.parse(readFileSync(transcript.person, 'utf8'));
    return { kinds: plan.regime.kinds, told: transcript.steps.flatMap((step) => step.bot) };
  }

  const all = files.map((file) => ({ file, ...spoken(file) }));

  test('every set of rules has its conversations', () => {
    const kinds = new Set(all.map((conversation) => conversation.kinds.join(' and ')));
    expect([...kinds].sort()).toEqual([
      'a-kassa',
      'af-program',
      'af-program and municipality',
      'municipality',
      'unknown',
    ]);
  });

  test('the municipality alone: nothing of Arbetsförmedlingen', () => {
    const municipal = all.filter(({ kinds }) => kinds.join() === 'municipality');
    expect(municipal.length).toBeGreaterThan(3);
    expect(municipal.flatMap(({ told }) => told).filter((line) => OF_AF.test(line))).toEqual([]);
  });

  test('Arbetsförmedlingen or the a-kassa alone: nothing of the municipality', () => {
    const others = all.filter(({ kinds }) => !kinds.includes('municipality'));
    expect(others.flatMap(({ told }) => told).filter((line) => OF_MUNICIPALITY.test(line))).toEqual([]);
  });
});
