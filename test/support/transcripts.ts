import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { formatTranscript, parseTranscript, playTranscript } from './transcript.ts';

/**
 * `npm run transcripts` shows where the conversations differ from their files; `-- --update` writes what the bot says now. It never
 * writes what the provider is told, nor silence: those are changed by hand, on purpose.
 */
const update = process.argv.includes('--update');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
let different = 0;
for (const file of globSync('test/conversations/*.chat').sort()) {
  if (only.length > 0 && !only.some((part) => file.includes(part))) continue;
  const text = readFileSync(file, 'utf8');
  const transcript = parseTranscript(text);
  const played = await playTranscript(transcript);
  played.forEach((step, index) => {
    const expected = transcript.steps[index]?.effects ?? [];
    if (expected.join('\n') !== step.effects.join('\n')) {
      different += 1;
      console.error(
        `${file}, after "${step.cue}":\n  in the file: ${expected.join(' | ')}\n  happened:    ${step.effects.join(' | ')}`,
      );
    }
  });
  const kept = played.map((step, index) => ({ ...step, effects: transcript.steps[index]?.effects ?? [] }));
  const now = formatTranscript(transcript, kept);
  if (now === text) continue;
  if (update) {
    writeFileSync(file, now);
    console.log(`${file}: written`);
  } else {
    different += 1;
    console.error(`${file}: the bot says something else now; see it with --update and git diff`);
  }
}
process.exitCode = different > 0 ? 1 : 0;
