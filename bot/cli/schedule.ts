import { command, readArguments, readGiven, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run schedule -- PARTICIPANT FILE [--dry-run]

Takes a schedule, FILE.ics or FILE.csv, into the plan of one participant. What an earlier schedule booked is replaced; everything else stays.
--dry-run  shows what would change and writes nothing.
Works while the server runs. The folder is DATA_DIR, ./data when it is not set.`;

await command(main);

async function main(): Promise<void> {
  const given = readArguments({ 'dry-run': { type: 'boolean', default: false } });
  const [id, file, ...more] = given?.positionals ?? [];
  if (!given || !id || !file || more.length > 0) return refuse(USAGE);
  const dryRun = given.values['dry-run'];
  const format = /\.ics$/i.test(file) ? 'ics' : /\.csv$/i.test(file) ? 'csv' : null;
  if (format === null) return refuse(`${file}: is neither .ics nor .csv. Name the file by what it is.`);
  const read = await readGiven(file);
  if ('problem' in read) return refuse(`${file}: ${read.problem}. ${read.todo}`);
  const result = await run({ operation: 'schedule', id, file: { format, text: read.text }, dryRun });
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
