import { parseArgs } from 'node:util';
import { fail, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run --silent export -- ID > FILE

Everything that is kept of the participant, as JSON on the standard output: the document, the version before it, chat, trail, plans, copies
of damaged files, and the places in the provider's feed. Works while the server runs. It holds health data: keep it as such.`;

try {
  await main();
} catch (error) {
  fail(error);
}

async function main(): Promise<void> {
  const id = readId();
  if (id === null) return refuse(USAGE);
  const result = await run({ operation: 'export', id });
  if (result.kind === 'exported') process.stdout.write(`${JSON.stringify(result.export, null, 2)}\n`);
  else if (result.kind === 'refused') refuse(result.why);
}

function readId(): string | null {
  try {
    const { positionals } = parseArgs({ allowPositionals: true, options: {} });
    return positionals.length === 1 ? (positionals[0] ?? null) : null;
  } catch {
    return null;
  }
}
