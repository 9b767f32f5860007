import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Azure, type Medium, Sms } from './media.ts';
import { formatTranscript, parseTranscript, playTranscript } from './transcript.ts';

/**
 * `npm run transcripts` shows where the conversations differ from their files; `-- --update` writes what the bot says now. It never
 * writes what the provider is told, nor silence: those are changed by hand, on purpose.
 * `-- --channel sms` (or `teams`) shows how they go there instead, and writes nothing. Parts of file names choose some.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false }, channel: { type: 'string' } },
});
const media: Readonly<Record<string, () => Medium>> = {
  sms: () => new Sms('elks'),
  teams: () => new Azure('msteams'),
};
let different = 0;
for (const file of globSync('test/conversations/*.chat').sort()) {
  if (positionals.length > 0 && !positionals.some((part) => file.includes(part))) continue;
  if (values.channel === undefined) await compare(file);
  else await show(file, media[values.channel]);
}
process.exitCode = different > 0 ? 1 : 0;

async function show(file: string, medium: (() => Medium) | undefined): Promise<void> {
  if (!medium) throw new Error(`--channel is one of: ${Object.keys(media).join(', ')}`);
  const transcript = parseTranscript(readFileSync(file, 'utf8'));
  console.log(`${file}\n${formatTranscript(transcript, await playTranscript(transcript, medium()))}`);
}

async function compare(file: string): Promise<void> {
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
  if (now === text) return;
  if (values.update) {
    writeFileSync(file, now);
    console.log(`${file}: written`);
  } else {
    different += 1;
    console.error(`${file}: the bot says something else now; see it with --update and git diff`);
  }
}
