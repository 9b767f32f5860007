import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fail, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run schedule -- PARTICIPANT FILE [--dry-run]

Takes a schedule, FILE.ics or FILE.csv, into the plan of one participant. What an earlier schedule booked is replaced; everything else stays.
--dry-run  shows what would change and writes nothing.
Works while the server runs. The folder is DATA_DIR, ./data when it is not set.`;

try {
  await main();
} catch (error) {
  fail(error);
}

async function main(): Promise<void> {
  const given = readArguments();
  if (given === null) return refuse(USAGE);
  const { id, file, dryRun } = given;
  const format = /\.ics$/i.test(file) ? 'ics' : /\.csv$/i.test(file) ? 'csv' : null;
  if (format === null) return refuse(`${file}: is neither .ics nor .csv. Name the file by what it is.`);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refuse(`${file}: cannot be read (${code}). Check the name of the file and that you may read it.`);
  }
  const result = await run({ operation: 'schedule', id, file: { format, text }, dryRun });
  if (result.kind === 'refused') return refuse(result.why);
  if (result.kind === 'bad-schedule') {
    const lines = result.faults.map(({ field, problem, todo }) => `${file}: ${field} ${problem}. ${todo}`);
    return refuse(`${lines.join('\n')}\n\nNothing was changed.`);
  }
  if (result.kind !== 'schedule') return;
  const done = result.outcome === 'unchanged' ? 'unchanged' : dryRun ? 'would be updated' : 'updated';
  process.stdout.write(`${file}: ${id} ${done}, version ${result.version}.\n`);
  for (const { field, change, before, after } of result.difference) {
    const mark = { added: '+', removed: '-', changed: '~' }[change];
    const values = [before, after]
      .filter((value) => value !== undefined)
      .map((value) => JSON.stringify(value));
    process.stdout.write(`  ${mark} ${field}: ${values.join(' -> ')}\n`);
  }
}

function readArguments(): { id: string; file: string; dryRun: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false } },
    });
    const [id, file, ...more] = positionals;
    return id && file && more.length === 0 ? { id, file, dryRun: values['dry-run'] } : null;
  } catch {
    return null;
  }
}
