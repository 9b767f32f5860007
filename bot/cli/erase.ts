import { command, readArguments, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run erase -- ID --yes

Removes every trace of the participant for good: the document, the version before it, chat, trail, plans, copies of damaged files, and the
places in the provider's feed. The id is never used again. Works while the server runs. Back-ups are yours to see to: one that is put
back is cleaned at the next start as long as DATA_DIR/erased and DATA_DIR/installation.json are newer than it.`;

await command(main);

async function main(): Promise<void> {
  const given = readArguments({ yes: { type: 'boolean' } });
  const [id, ...more] = given?.positionals ?? [];
  if (!id || more.length > 0) return refuse(USAGE);
  if (!given?.values.yes) {
    return refuse(`Nothing was erased. To erase "${id}" for good, write: npm run erase -- ${id} --yes`);
  }
  const result = await run({ operation: 'erase', id });
  if (result.kind === 'refused') refuse(result.why);
  else process.stdout.write(`Erased: ${id}. The id is never used again.\n`);
}
