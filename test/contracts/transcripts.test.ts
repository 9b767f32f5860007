import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Plan } from '../../domain/plan.ts';
import { smsParts } from '../../locales/gsm7.ts';
import { Azure, Sms } from '../support/media.ts';
import {
  formatTranscript,
  parseTranscript,
  plansOf,
  playTranscript,
  type Transcript,
} from '../support/transcript.ts';

/** The conversations, played in other channels than the one that they were written for. */

const all = globSync('test/conversations/*.chat')
  .sort()
  .map((file) => {
    const text = readFileSync(file, 'utf8');
    return { file, text, transcript: parseTranscript(text) };
  });
const isFor = ({ channels }: Transcript, channel: string) => channels.includes(channel);

describe('in Teams: the same words, and every one of them arrives', () => {
  const files = all.filter(({ transcript }) => isFor(transcript, 'web'));
  test.each(files)('$file', async ({ text, transcript }) => {
    const played = await playTranscript(transcript, new Azure('msteams'));
    expect(formatTranscript(transcript, played)).toBe(text);
    for (const { told, arrived } of played) {
      const said = told.filter(({ quiet }) => quiet !== true);
      expect(arrived.map((one) => one.text).join('\n\n')).toBe(said.map((line) => line.text).join('\n\n'));
    }
  });
});

describe('by SMS: nothing that SMS may not say', () => {
  test.each(all)('$file', async ({ transcript }) => {
    const played = await playTranscript(transcript, new Sms('twilio'));
    const secrets = plansOf(transcript).flatMap(secretsOf);
    expect(secrets.length).toBeGreaterThan(5);
    for (const { text } of played.flatMap((step) => step.arrived)) {
      expect([text, smsParts(text)]).not.toEqual([text, null]);
      expect(smsParts(text)).toBeLessThanOrEqual(2);
      expect([text, secrets.filter((secret) => text.includes(secret))]).toEqual([text, []]);
      // What may be asked about is never said of somebody.
      if (/Kvitto|Svara \d\d |Kom ihåg/.test(text))
        expect(text).not.toMatch(/sjuk|läkare|tandläkare|vård|VAB/i);
    }
    if (isFor(transcript, 'sms')) {
      const effects = (steps: readonly { effects: readonly string[] }[]) =>
        steps.map((step) => step.effects.filter((line) => line !== '(inget)'));
      expect(effects(played)).toEqual(effects(transcript.steps));
    }
  });
});

/** The plan's own words, addresses and people. The provider is named by SMS, and so is its number. */
function secretsOf({ provider: _, regime: __, ...plan }: Plan): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    // Words, not ids, dates or kinds.
    if (typeof value === 'string') {
      if (/^\p{Lu}.{4,}/u.test(value)) found.push(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) look(part);
    }
  };
  look(plan);
  return found.filter((text) => text !== 'Europe/Stockholm');
}
