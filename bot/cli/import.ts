import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Difference } from '../../domain/difference.ts';
import { mostImportant, type PlanReadability } from '../../locales/check/plan-readability.ts';
import type { FileFault, Imported } from '../provider/operations.ts';
import { fail, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run import -- FILE... [--dry-run]

Takes in plan documents, one participant in each file. All of them or none: a bad document changes nothing.
--dry-run  shows what would change and writes nothing.
Works while the server runs. The folder is DATA_DIR, ./data when it is not set.`;

try {
  await main();
} catch (error) {
  fail(error);
}

async function main(): Promise<void> {
  const given = readArguments();
  if (given === null || given.files.length === 0) {
    refuse(USAGE);
    return;
  }
  const { files, dryRun } = given;
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
    refuse(result.why);
    return;
  }
  if (faults.length > 0) {
    refuse(`${faults.map(faultLine).join('\n')}\n\nNothing was changed.`);
    return;
  }
  if (result.kind !== 'imported') return;
  for (const plan of result.plans) process.stdout.write(`${report(plan, dryRun)}\n`);
  if (!dryRun) process.stdout.write(`Import ${result.batch}\n`);
}

function readArguments(): { files: string[]; dryRun: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false } },
    });
    return { files: positionals, dryRun: values['dry-run'] };
  } catch {
    return null;
  }
}

async function readDocument(file: string): Promise<{ document: unknown } | FileFault> {
  const fault = (problem: string, todo: string): FileFault => ({ file, field: '(the file)', problem, todo });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return code === 'ENOENT'
      ? fault('is not there', 'Check the name of the file.')
      : fault(`cannot be read (${code})`, 'Check that it is a file and that you may read it.');
  }
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
    ...over.flatMap(({ field, lix, longestSentence, findings }) => [
      `  readability: ${field}: LIX ${lix}, longest sentence ${longestSentence} words.`,
      ...mostImportant(findings, MOST_FINDINGS).map(
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
