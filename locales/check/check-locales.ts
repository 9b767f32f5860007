import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkText, type Finding } from './check-text.ts';
import type { Kind, Level } from './rule.ts';
import { placeholdersIn } from './samples.ts';
import type { Speller } from './spelling.ts';

const LOCALES = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS: Readonly<Record<Level, string>> = { plain: 'sv', easy: 'sv-simple', staff: 'staff' };

/** A finding in the product's own texts. `rule` is TWIN for a text or placeholder missing in the other level. */
export interface LocaleFinding extends Omit<Finding, 'rule' | 'line'> {
  level: Level;
  /** File without folder and ending. */
  file: string;
  key: string;
  rule: Finding['rule'] | 'TWIN' | 'FILE';
}

/**
 * Checks every text in locales/sv, locales/sv-simple and locales/staff, straight from the files: i18next would hide
 * a missing easy text behind the plain one. Reads the files; works with whatever files there are.
 * @param options.root another folder than locales/, for tests.
 */
export function checkLocales(
  options: { root?: string; speller?: Speller; year?: number } = {},
): LocaleFinding[] {
  const root = options.root ?? LOCALES;
  const findings: LocaleFinding[] = [];
  const read = (level: Level) => readLevel(join(root, FOLDERS[level]), level, findings);
  const plain = read('plain');
  const easy = read('easy');
  const staff = read('staff');
  for (const { level, texts } of [
    { level: 'plain', texts: plain },
    { level: 'easy', texts: easy },
    { level: 'staff', texts: staff },
  ] as const) {
    for (const entry of texts.values()) {
      const result = checkText(entry.text, {
        level,
        kind: kindOf(entry.file, entry.key, level),
        ...(options.speller ? { speller: options.speller } : {}),
        ...(options.year ? { year: options.year } : {}),
      });
      for (const { line: _, ...finding } of result.findings) {
        findings.push({ level, file: entry.file, key: entry.key, ...finding });
      }
    }
  }
  findings.push(
    ...missingTwins(plain, easy, 'easy'),
    ...missingTwins(easy, plain, 'plain'),
    ...otherPlaceholders(plain, easy),
  );
  return findings;
}

/** One line a finding: where, which rule, the words, what to do. */
export function formatFindings(findings: readonly LocaleFinding[]): string {
  return findings
    .map(
      ({ level, file, key, rule, severity, text, suggestion }) =>
        `${FOLDERS[level]}/${file}.json ${key}: ${rule} ${severity}: ${JSON.stringify(text)}. ${suggestion}`,
    )
    .join('\n');
}

interface Entry {
  file: string;
  key: string;
  text: string;
}

function readLevel(folder: string, level: Level, findings: LocaleFinding[]): Map<string, Entry> {
  const texts = new Map<string, Entry>();
  if (!existsSync(folder)) return texts;
  for (const name of readdirSync(folder)
    .filter((entry) => entry.endsWith('.json'))
    .sort()) {
    const file = basename(name, '.json');
    const fault = (key: string, text: string, suggestion: string) =>
      findings.push({ level, file, key, rule: 'FILE', severity: 'error', text, suggestion });
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch {
      fault('', name, 'Filen är inte JSON.');
      continue;
    }
    for (const [key, text] of leaves(content)) {
      if (typeof text !== 'string') fault(key, String(text), 'Texten ska vara en sträng.');
      else if (text.trim() === '') fault(key, text, 'Texten är tom.');
      else texts.set(`${file}:${key}`, { file, key, text });
    }
  }
  return texts;
}

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** Which kind of text a key holds, by the words in its path. */
export function kindOf(file: string, key: string, level: Level): Kind {
  const words = `${file}.${key}`
    .replace(/([a-z])([A-Z])/g, '$1.$2')
    .toLowerCase()
    .split(/[._-]/);
  if (words.includes('sms')) return 'sms';
  const choice = ['choice', 'choices', 'button', 'buttons', 'label', 'labels', 'title', 'titles'];
  if (words.some((word) => choice.includes(word))) return 'choice';
  return level === 'staff' ? 'text' : 'message';
}

function missingTwins(from: Map<string, Entry>, to: Map<string, Entry>, level: Level): LocaleFinding[] {
  return [...from].flatMap(([id, entry]) =>
    to.has(id)
      ? []
      : [
          {
            level,
            file: entry.file,
            key: entry.key,
            rule: 'TWIN' as const,
            severity: 'error' as const,
            text: entry.text,
            suggestion: `Texten finns i ${FOLDERS[level === 'easy' ? 'plain' : 'easy']} men saknas i ${FOLDERS[level]}.`,
          },
        ],
  );
}

function otherPlaceholders(plain: Map<string, Entry>, easy: Map<string, Entry>): LocaleFinding[] {
  return [...plain].flatMap(([id, entry]) => {
    const twin = easy.get(id);
    if (twin === undefined) return [];
    const here = placeholdersIn(entry.text).join(', ');
    const there = placeholdersIn(twin.text).join(', ');
    if (here === there) return [];
    return [
      {
        level: 'easy' as const,
        file: entry.file,
        key: entry.key,
        rule: 'TWIN' as const,
        severity: 'error' as const,
        text: twin.text,
        suggestion: `Samma platshållare i båda: ${here || 'inga'} i sv, ${there || 'inga'} i sv-simple.`,
      },
    ];
  });
}
