import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { formatTranscript, parseTranscript, playTranscript } from '../support/transcript.ts';

const files = globSync('test/conversations/*.chat').sort();

describe('conversations', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(10));

  test.each(files)('%s', async (file) => {
    const text = readFileSync(file, 'utf8');
    const transcript = parseTranscript(text);
    const played = await playTranscript(transcript);
    // The whole of it: words, choices, what the provider is told, and silence.
    expect(formatTranscript(transcript, played)).toBe(text);
  });
});
