import { describe, expect, test } from '@jest/globals';
import { checkText } from '../../locales/check/check-text.ts';
import { fillPlaceholders, placeholdersIn } from '../../locales/check/samples.ts';
import { splitSentences } from '../../locales/check/sentences.ts';
import { fitSms, smsParts, toGsm7 } from '../../locales/gsm7.ts';

const sentences = (text: string) => splitSentences(text).map((sentence) => sentence.text);

describe('the sentence splitter', () => {
  test.each<[string, string[]]>([
    ['Hej. Du har ett möte.', ['Hej.', 'Du har ett möte.']],
    ['Mötet är kl. 9 i dag. Kom då.', ['Mötet är kl. 9 i dag.', 'Kom då.']],
    ['Ta med t.ex. Kims bok. Läs den.', ['Ta med t.ex. Kims bok.', 'Läs den.']],
    ['Ta med mat m.m. Kom sedan.', ['Ta med mat m.m.', 'Kom sedan.']],
    ['Det tar 1.5 timmar. Vila.', ['Det tar 1.5 timmar.', 'Vila.']],
    ['Kom klockan 9.30. Ring annars.', ['Kom klockan 9.30.', 'Ring annars.']],
    ['Fråga A. Ek. Hon vet.', ['Fråga A. Ek.', 'Hon vet.']],
    ['Mötet är den 3. mars. Kom då.', ['Mötet är den 3. mars.', 'Kom då.']],
    ['Läs på arbetsformedlingen.se. Ring sedan.', ['Läs på arbetsformedlingen.se.', 'Ring sedan.']],
    ['Först det här\noch sedan det', ['Först det här', 'och sedan det']],
    ['Vill du? Ja! Bra …', ['Vill du?', 'Ja!', 'Bra …']],
    ['Hon sa "kom nu." Sedan gick hon.', ['Hon sa "kom nu."', 'Sedan gick hon.']],
    ['träna varje dag. söka jobb.', ['träna varje dag.', 'söka jobb.']],
    ['Ta med:\n- kort\n- pass', ['Ta med:', 'kort', 'pass']],
    ['1. Ring\n2. Skriv', ['Ring', 'Skriv']],
    ['', []],
    [' \n - \n', []],
    ['...', []],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('offsets and lines point into the text', () => {
    const text = 'Hej där. Kom nu!\n\n  - ett kort\nSlut';
    for (const sentence of splitSentences(text)) {
      expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
    }
    expect(splitSentences(text).map(({ line, bullet }) => [line, bullet])).toEqual([
      [1, false],
      [1, false],
      [3, true],
      [4, false],
    ]);
  });
});

describe('measures', () => {
  test('LIX by hand: 8 words, 2 sentences, 2 long words', () => {
    const result = checkText('Jag träffar en god vän. Hon sjunger vackert.', { level: 'plain' });
    expect(result).toMatchObject({
      lix: 41.5,
      wordsPerSentence: 4,
      longestSentence: 5,
      longWordShare: 0.375,
    });
  });

  test('names, addresses and telephone numbers are not measured', () => {
    const bare = checkText('Du ska ringa dit.');
    const named = checkText('Du ska ringa Arbetsförmedlingen dit.');
    expect(named.lix).toBe(bare.lix);
    expect(checkText('Ring Alexandra.').longWordShare).toBe(0.5);
    expect(checkText('Ring Alexandra.', { names: ['Alexandra'] }).longWordShare).toBe(0);
    expect(checkText('Ring 0771-416 416 nu.').wordsPerSentence).toBe(3);
  });

  test('six letters are not long, seven are; å ä ö are letters, however they are written', () => {
    expect(checkText('frågas').longWordShare).toBe(0);
    expect(checkText('frågade').longWordShare).toBe(1);
    expect(checkText('frågas'.normalize('NFD')).wordsPerSentence).toBe(1);
  });

  test('an empty text and one without letters', () => {
    const nothing = {
      words: 0,
      lix: 0,
      wordsPerSentence: 0,
      longestSentence: 0,
      longWordShare: 0,
      findings: [],
    };
    expect(checkText('')).toEqual(nothing);
    expect(checkText('\n\n…\n')).toEqual(nothing);
  });
});

test("the plan's own words are not checked, measured or counted", () => {
  const text = 'Så här står det i din plan: »Man skall samt (ev.) inkomma med\nen LÅNG text, mötte.«';
  expect(checkText(text, { level: 'easy' })).toMatchObject({ findings: [], longestSentence: 7 });
  expect(checkText('Det är » samt.', { level: 'easy' }).findings.map(({ rule }) => rule)).toEqual(['M11']);
});

test('lines are counted from 1, also with Windows line ends', () => {
  const findings = checkText('Hej.\r\nRing samt skriv.\r\nDu får 80 %.').findings;
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ['M11', 2],
    ['M5', 3],
  ]);
});

test('a date in this year carries no year', () => {
  const rules = (year?: number) =>
    checkText('Mötet är tisdag 3 mars 2026.', year === undefined ? {} : { year }).findings.map(
      ({ rule }) => rule,
    );
  expect(rules(2026)).toEqual(['M16']);
  expect(rules(2025)).toEqual([]);
  expect(rules()).toEqual([]);
});

test('a glossary of the caller decides what can be explained', () => {
  const rules = (glossary: string[]) =>
    checkText('Läs om ditt aktivitetsstöd.', { level: 'easy', glossary }).findings.map(({ rule }) => rule);
  expect(rules(['aktivitetsstöd'])).toEqual([]);
  expect(rules([])).toEqual(['M10', 'M18']);
});

test('a message may hold 6 sentences, in easy Swedish 5; rows of a list do not count', () => {
  const text = (count: number) => Array(count).fill('Ring i dag.').join('\n');
  const rules = (count: number, level: 'plain' | 'easy') =>
    checkText(text(count), { level, kind: 'message' }).findings.map(({ rule }) => rule);
  expect(rules(6, 'plain')).toEqual([]);
  expect(rules(7, 'plain')).toEqual(['M2']);
  expect(rules(5, 'easy')).toEqual([]);
  expect(rules(6, 'easy')).toEqual(['M2']);
  expect(checkText(`${text(5)}\n- kort\n- pass`, { level: 'easy', kind: 'message' }).findings).toEqual([]);
});

describe('placeholders', () => {
  test('are filled with words of their kind', () => {
    const filled = fillPlaceholders(
      'Mötet är {{date}} klockan {{time}} med {{supervisor}}, {{count, number}} st $t(kind:x)',
    );
    expect(filled).toBe('Mötet är tisdag 3 mars klockan 9 med Kim, 3 st Kim');
    expect(fillPlaceholders('{{name}}', { name: 'Bo' })).toBe('Bo');
    expect(checkText('Mötet är {{startDate}} klockan {{startTime}}.', { level: 'easy' }).findings).toEqual(
      [],
    );
  });

  test('are listed once, sorted', () => {
    expect(placeholdersIn('{{b}} {{a}} {{- b}} $t(kind:x)')).toEqual(['$t(kind:x)', 'a', 'b']);
  });
});

describe('sms', () => {
  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['å'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['kl – 9', null],
    ['”hej”', null],
    ['hej…', null],
    ['a\u00a0b', null],
    ['hej 🙂', null],
    ['å'.normalize('NFD'), 1],
  ])('parts of %j', (text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });

  test('foreign characters and a third part are errors, in a text message alone', () => {
    const rules = (text: string, kind: 'sms' | 'message') =>
      checkText(text, { kind }).findings.map(({ rule }) => rule);
    expect(rules('Hej • du', 'sms')).toEqual(['SMS']);
    expect(rules('Hej • du', 'message')).toEqual([]);
    expect(rules(Array(30).fill('Ring 070-174 06 05.').join('\n'), 'sms')).toContain('SMS');
  });
});

test('whatever a name holds, it is sent in the alphabet of SMS', () => {
  expect(toGsm7('»Möte« – kl… 9•10 ’å’')).toBe('"Möte" - kl... 9-10 \'å\'');
  expect(toGsm7('Łukasz 👍 Đorđe Kovačić ş Œ')).toBe('Lukasz  Dorde Kovacic s OE');
  expect(toGsm7('Олена')).toBe('?????');
});

test('what is longer than two parts ends after a whole sentence, and says where the rest is', () => {
  const more = 'Läs mer i chatten på webben.';
  expect(fitSms('Kort.', more)).toBe('Kort.');
  for (const text of [
    'Det här är en mening. '.repeat(40),
    'ord '.repeat(400),
    'rad\n'.repeat(300),
    'å'.repeat(900),
    '€'.repeat(900),
  ]) {
    const fitted = fitSms(text, more);
    expect(smsParts(fitted)).toBe(2);
    expect(fitted.endsWith(`\n${more}`)).toBe(true);
  }
  expect(fitSms('Det här är en mening. '.repeat(40), more)).toMatch(/en mening\.\nLäs mer/);
  expect(fitSms('ord '.repeat(400), more)).toMatch(/ ord\nLäs mer/);
});

test('other alphabets, long lines and half a surrogate do no harm', () => {
  expect(checkText('مرحبا. 你好。 Привет!').wordsPerSentence).toBeGreaterThan(0);
  expect(checkText(`\ud800 ${'a '.repeat(20000)}.`).longestSentence).toBe(20000);
});
