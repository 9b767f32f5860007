import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkLocales, formatFindings } from './check-locales.ts';
import { checkText } from './check-text.ts';
import { KINDS, type Kind, LEVELS, type Level } from './rule.ts';
import { loadSpeller } from './spelling.ts';

const USAGE = `Usage: npm run --silent check:words -- FILE [--level plain|easy|staff] [--kind text|message|choice|sms]
       npm run --silent check:words -- --locales [PART]

FILE        a text, or - for standard input. The answer is JSON on standard output:
            {words, lix, wordsPerSentence, longestSentence, longWordShare, findings:[{rule, severity, text, line, suggestion}]}
--locales   checks the product's own texts instead and lists what is wrong, by key. PART: only files or keys with it.
--warnings  with --locales: list the warnings too.
--names A,B names that stand in the text: not measured, not spelled.
--gate      ends with status 1 when there is an error in the text (--locales always does).
--no-spelling  leaves spelling (M23) out.`;

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      level: { type: 'string', default: 'plain' },
      kind: { type: 'string', default: 'text' },
      names: { type: 'string', default: '' },
      locales: { type: 'boolean', default: false },
      warnings: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      'no-spelling': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

async function main(): Promise<number> {
  let parsed: ReturnType<typeof readArguments>;
  try {
    parsed = readArguments();
  } catch {
    console.error(USAGE);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const spell = async () => (values['no-spelling'] ? undefined : await loadSpeller());
  if (values.locales) {
    const speller = await spell();
    const part = positionals[0] ?? '';
    const found = checkLocales(speller ? { speller } : {}).filter(
      (finding) =>
        (values.warnings || finding.severity === 'error') &&
        `${finding.level}/${finding.file} ${finding.key}`.includes(part),
    );
    console.log(found.length === 0 ? 'No errors.' : formatFindings(found));
    return found.some((finding) => finding.severity === 'error') ? 1 : 0;
  }
  const file = positionals[0];
  const level = LEVELS.find((known): known is Level => known === values.level);
  const kind = KINDS.find((known): known is Kind => known === values.kind);
  if (file === undefined || positionals.length > 1 || level === undefined || kind === undefined) {
    console.error(USAGE);
    return 2;
  }
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    console.error(
      `check:words cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}`,
    );
    return 2;
  }
  const speller = await spell();
  const names = values.names.split(',').filter((name) => name.trim() !== '');
  const result = checkText(text, { level, kind, names, ...(speller ? { speller } : {}) });
  console.log(JSON.stringify(result, null, 2));
  return values.gate && result.findings.some((finding) => finding.severity === 'error') ? 1 : 0;
}

process.exitCode = await main();
