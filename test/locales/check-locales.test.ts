import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkLocales, formatFindings, kindOf } from '../../locales/check/check-locales.ts';
import { loadSpeller } from '../../locales/check/spelling.ts';

test('every text of the product keeps the rules of its level and has a twin in the other', async () => {
  const findings = checkLocales({ speller: await loadSpeller(), year: 2026 });
  expect(formatFindings(findings.filter((finding) => finding.severity === 'error'))).toBe('');
});

describe('on texts of its own', () => {
  let root: string;
  const write = (folder: string, file: string, texts: unknown) => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, file), typeof texts === 'string' ? texts : JSON.stringify(texts));
  };
  const found = () => checkLocales({ root }).map(({ level, key, rule }) => [level, key, rule]);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stegvis-words-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  test('no folder at all is no fault', () => {
    expect(found()).toEqual([]);
  });

  test('a text missing in one level is found, though i18next would fall back', () => {
    write('sv', 'a.json', { one: 'Hej.', both: 'Hej.' });
    write('sv-simple', 'a.json', { both: 'Hej.', two: 'Hej.' });
    expect(found()).toEqual([
      ['easy', 'one', 'TWIN'],
      ['plain', 'two', 'TWIN'],
    ]);
  });

  test('placeholders must be the same in both levels', () => {
    write('sv', 'a.json', { one: 'Hej {{name}}.', two: 'Kom {{date}} klockan {{time}}.' });
    write('sv-simple', 'a.json', { one: 'Hej.', two: 'Kom klockan {{time}} {{date}}.' });
    expect(found()).toEqual([['easy', 'one', 'TWIN']]);
  });

  test('each level is held to its own rules, nested keys too', () => {
    write('sv', 'a.json', { deep: { key: 'Hej. Kom nu.' } });
    write('sv-simple', 'a.json', { deep: { key: 'Hej. Kom nu.' } });
    write('staff', 'inbox.json', { title: 'Frånvaro samt frågor' });
    expect(found()).toEqual([
      ['easy', 'deep.key', 'M21'],
      ['staff', 'title', 'M11'],
    ]);
  });

  test('plural forms are texts of their own', () => {
    write('sv', 'a.json', { hours_one: '{{count}} timme', hours_other: '{{count}} timmar' });
    write('sv-simple', 'a.json', { hours_one: '{{count}} timme' });
    expect(found()).toEqual([['easy', 'hours_other', 'TWIN']]);
  });

  test('an empty text, something that is no text and a broken file are named', () => {
    write('sv', 'a.json', { empty: ' ', number: 3 });
    write('sv', 'b.json', '{"half":');
    expect(found()).toEqual([
      ['plain', 'empty', 'FILE'],
      ['plain', 'number', 'FILE'],
      ['plain', '', 'FILE'],
    ]);
  });

  test('the list says key, rule, text and what to do', () => {
    write('staff', 'inbox.json', { title: 'Frånvaro samt frågor' });
    expect(formatFindings(checkLocales({ root }))).toBe(
      'staff/inbox.json title: M11 error: "samt". Skriv hellre: och.',
    );
  });
});

test.each([
  ['reminder', 'dayBefore.sms', 'sms'],
  ['sms', 'dayBefore', 'sms'],
  ['absence', 'choices.sick', 'choice'],
  ['absence', 'sendButton', 'choice'],
  ['absence', 'receipt', 'message'],
])('%s %s is a %s', (file, key, kind) => {
  expect(kindOf(file, key, 'plain')).toBe(kind);
});

describe('the command', () => {
  const cli = new URL('../../locales/check/cli.ts', import.meta.url).pathname;
  const run = (args: string[], input = '') =>
    spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8' });

  test('answers in JSON of the agreed shape', () => {
    const { stdout, status } = run(['-', '--level', 'easy'], 'Ring samt skriv.\nDu har ett mööte.');
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual([
      'words',
      'lix',
      'wordsPerSentence',
      'longestSentence',
      'longWordShare',
      'findings',
    ]);
    expect(answer.findings).toEqual([
      { rule: 'M11', severity: 'error', text: 'samt', line: 1, suggestion: 'Skriv hellre: och.' },
      { rule: 'M23', severity: 'error', text: 'mööte', line: 2, suggestion: expect.stringContaining('möte') },
    ]);
    expect(status).toBe(0);
    expect(run(['-', '--gate'], 'Ring samt skriv.').status).toBe(1);
  });

  test('reads a file, and says in one line what it cannot read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stegvis-words-'));
    const file = join(folder, 'text.txt');
    writeFileSync(file, '\ufeffRing i dag.');
    expect(JSON.parse(execFileSync(process.execPath, [cli, file], { encoding: 'utf8' })).findings).toEqual(
      [],
    );
    rmSync(folder, { recursive: true });
    const missing = run([file]);
    expect([missing.status, missing.stderr]).toEqual([2, `check:words cannot read ${file}: ENOENT\n`]);
  });

  test.each([[[]], [['-', '--level', 'hard']], [['a', 'b']], [['-', '--nonsense']]])(
    'shows how it is used: %j',
    (args) => {
      const { status, stderr } = run(args);
      expect([status, stderr.includes('Usage:')]).toEqual([2, true]);
    },
  );
});
