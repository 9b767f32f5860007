import type { Difference } from '../../domain/difference.ts';
import { mostImportant, type PlanReadability } from '../../locales/check/plan-readability.ts';
import { isMeasured } from '../../locales/check/rules/length.ts';
import type { FileFault, Imported } from '../provider/operations.ts';
import { command, readArguments, readGiven, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run import -- FILE... [--dry-run]

Takes in plan documents, one participant in each file. All of them or none: a bad document changes nothing.
--dry-run  shows what would change and writes nothing.
Works while the server runs. The folder is DATA_DIR, ./data when it is not set.`;

await command(main);

async function main(): Promise<void> {
  const given = readArguments({ 'dry-run': { type: 'boolean', default: false } });
  if (given === null || given.positionals.length === 0) return refuse(USAGE);
  const { positionals: files } = given;
  const dryRun = given.values['dry-run'];
  const documents: { file: string; document: unknown }[] = [];
  const faults: FileFault[] = [];
  for (const file of files) {
    const read = await readDocument(file);
    if ('problem' in read) faults.push(read);
    else documents.push({ file, document: read.document });
  }
  // A dry run finds the faults of the others as well, so that all of them can be mended at once.
  const result = await run({ operation: 'import', files: documents, dryRun: dryRun || faults.length > 0 });
  if (result.kind === 'bad-files') faults.push(...result.faults);
  else if (result.kind === 'refused') {
    return refuse(result.why);
  }
  if (faults.length > 0) {
    return refuse(`${faults.map(faultLine).join('\n')}\n\nNothing was changed.`);
  }
  if (result.kind !== 'imported') return;
  for (const plan of result.plans) process.stdout.write(`${report(plan, dryRun)}\n`);
  if (!dryRun) process.stdout.write(`Import ${result.batch}\n`);
}

async function readDocument(file: string): Promise<{ document: unknown } | FileFault> {
  const fault = (problem: string, todo: string): FileFault => ({ file, field: '(the file)', problem, todo });
  const read = await readGiven(file);
  if ('problem' in read) return fault(read.problem, read.todo);
  const { text } = read;
  try {
    return { document: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    // The parser's message quotes the text, which may hold personal data: only the place is told.
    const [, at] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
    const line = at === undefined ? '' : ` at line ${text.slice(0, Number(at)).split('\n').length}`;
    return fault(`is not JSON${line}`, 'Save it as JSON in UTF-8.');
  }
}

function faultLine({ file, field, problem, todo }: FileFault): string {
  return `${file}: ${field} ${problem}. ${todo}`;
}

function report(plan: Imported, dryRun: boolean): string {
  const { file, id, outcome, version, difference, warnings, readability } = plan;
  const done = {
    created: dryRun ? 'would be created' : 'created',
    updated: dryRun ? 'would be updated' : 'updated',
    unchanged: 'unchanged',
  }[outcome];
  return [
    `${file}: ${id} ${done}, version ${version}.`,
    // A new plan differs in everything: it is not listed.
    ...(outcome === 'updated' ? difference.map(differenceLine) : []),
    ...warnings.map((warning) => `  warning: ${warning.field}: ${warning.problem}. ${warning.todo}`),
    ...readabilityLines(readability),
    ...(plan.hasInbox
      ? []
      : [
          `  warning: nobody at the provider "${plan.providerId}" can read what is reported: npm run provider -- add ${plan.providerId} NAME`,
        ]),
  ].join('\n');
}

const MOST_FINDINGS = 3;

/** How many of the texts are easy enough to read, and of the others what to do first. The suggestions are in the texts' own language. */
function readabilityLines({ share, withoutEasy, fields }: PlanReadability): string[] {
  const over = fields.filter((field) => !field.withinBudget);
  return [
    `  readability: ${fields.length - over.length} of ${fields.length} texts within the budget (${Math.round(share * 100)} %), ${withoutEasy} without an easy text.`,
    ...over.flatMap((checked) => [
      `  readability: ${checked.field}:${isMeasured(checked) ? ` LIX ${checked.lix},` : ''} longest sentence ${checked.longestSentence} words.`,
      ...mostImportant(checked.findings, MOST_FINDINGS).map(
        ({ rule, text, suggestion }) => `    ${rule}: ${JSON.stringify(text)}. ${suggestion}`,
      ),
    ]),
  ];
}

function differenceLine({ field, change, before, after }: Difference): string {
  switch (change) {
    case 'added':
      return `  + ${field}: ${JSON.stringify(after)}`;
    case 'removed':
      return `  - ${field}: ${JSON.stringify(before)}`;
    case 'changed':
      return `  ~ ${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
  }
}
