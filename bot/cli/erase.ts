import { parseArgs } from 'node:util';
import { fail, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run erase -- ID --yes

Removes every trace of the participant for good: the document, the version before it, chat, trail, plans, copies of damaged files, and the
places in the provider's feed. The id is never used again. Works while the server runs. Back-ups are yours to see to: one that is put
back is cleaned at the next start as long as DATA_DIR/erased and DATA_DIR/installation.json are newer than it.`;

try {
  await main();
} catch (error) {
  fail(error);
}

async function main(): Promise<void> {
  const given = readArguments();
  if (given === null) return refuse(USAGE);
  if (!given.yes) {
    return refuse(
      `Nothing was erased. To erase "${given.id}" for good, write: npm run erase -- ${given.id} --yes`,
    );
  }
  const result = await run({ operation: 'erase', id: given.id });
  if (result.kind === 'refused') refuse(result.why);
  else process.stdout.write(`Erased: ${given.id}. The id is never used again.\n`);
}

function readArguments(): { id: string; yes: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    const [id] = positionals;
    return id !== undefined && positionals.length === 1 ? { id, yes: values.yes } : null;
  } catch {
    return null;
  }
}
