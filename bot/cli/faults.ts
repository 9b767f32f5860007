import { command, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run --silent faults

What people have said does not work, as they wrote it, the newest last. Works while the server runs. It may hold what somebody wrote about
themselves: keep it as such. Answer those who gave an address.`;

await command(main);

async function main(): Promise<void> {
  if (process.argv.length > 2) return refuse(USAGE);
  const result = await run({ operation: 'faults' });
  if (result.kind === 'refused') return refuse(result.why);
  if (result.kind !== 'faults') return;
  for (const { id, at, text, contact } of result.faults) {
    process.stdout.write(
      `${at} ${id}${contact ? ` (answer: ${contact})` : ''}\n${text.replace(/^/gm, '  ')}\n\n`,
    );
  }
  if (result.faults.length === 0) process.stdout.write('There are none.\n');
}
