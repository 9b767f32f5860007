import { command, readArguments, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run --silent export -- ID > FILE

Everything that is kept of the participant, as JSON on the standard output: the document, the version before it, chat, trail, plans, copies
of damaged files, and the places in the provider's feed. Works while the server runs. It holds health data: keep it as such.`;

await command(main);

async function main(): Promise<void> {
  const [id, ...more] = readArguments({})?.positionals ?? [];
  if (!id || more.length > 0) return refuse(USAGE);
  const result = await run({ operation: 'export', id });
  if (result.kind === 'exported') process.stdout.write(`${JSON.stringify(result.export, null, 2)}\n`);
  else if (result.kind === 'refused') refuse(result.why);
}
