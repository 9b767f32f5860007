import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { APPOINTMENT_KINDS } from '../../domain/appointment.ts';
import { LEVELS } from '../../domain/participant.ts';
import { chatLine, kindKey, type Reader, render, staffWords, words } from '../../locales/render.ts';
import type { Param, Saying } from '../../locales/saying.ts';

const plain: Reader = { level: 'plain', today: '2026-03-10' };
const easy: Reader = { level: 'easy', today: '2026-03-10' };

/** The words of one parameter, by way of a text that consists of nothing else. */
const said = (param: Param, reader = plain) => words('absence:dayChoice', { day: param }, reader);

describe('a parameter', () => {
  test('becomes words for the reader', () => {
    expect(said('ord')).toBe('ord');
    expect(said(1.5)).toBe('1,5');
    expect(said({ date: '2026-03-11' })).toBe('i morgon, onsdag 11 mars');
    expect(said({ date: '2026-03-11', absolute: true })).toBe('onsdag 11 mars');
    expect(said({ time: '13:30' })).toBe('klockan 13.30');
    expect(said({ moment: '2026-03-10T09:15' })).toBe('i dag klockan 9.15');
    expect(said({ span: ['2026-03-10T09:00', '2026-03-10T10:30'] })).toBe('klockan 9 till 10.30');
    expect(said({ minutes: 90 })).toBe('1,5 timmar');
    expect(said({ name: 'Karin Berg' })).toBe('Karin Berg');
    expect(said({ names: ['Karin Berg', 'Omar Nilsson'] })).toBe('Karin Berg och Omar Nilsson');
    expect(said({ names: [] })).toBe('');
    expect(said({ list: ['a', { time: '09:00' }, { name: 'c' }] })).toBe('a, klockan 9 och c');
    expect(said({ phrase: 'common:yes' })).toBe('Ja');
    expect(
      said({
        phrase: 'absence:dayRange',
        params: { from: { date: '2026-03-10', absolute: true }, to: { date: '2026-03-13', absolute: true } },
      }),
    ).toBe('från tisdag 10 mars till fredag 13 mars');
  });

  test('of a kind of appointment has its words in each form and level', () => {
    expect(said({ kind: 'mapping', form: 'indefinite' })).toBe('kartläggning');
    expect(said({ kind: 'mapping', form: 'definite' })).toBe('kartläggningen');
    expect(said({ kind: 'mapping', form: 'plural' }, easy)).toBe('samtal om vad du kan');
    for (const kind of APPOINTMENT_KINDS) {
      for (const form of ['indefinite', 'definite', 'plural'] as const) {
        for (const reader of [plain, easy]) {
          // A key that has no text comes back as it is.
          expect(said({ kind, form }, reader)).not.toMatch(/^$|[A-Z:]|kind/);
        }
      }
    }
  });

  test('from the author of the plan is quoted, in the easy twin for whom it is made', () => {
    const quote = { text: 'Ditt cv, på papper eller i telefonen', easy: 'Ditt cv' };
    expect(said({ quote })).toBe('»Ditt cv, på papper eller i telefonen«');
    expect(said({ quote }, easy)).toBe('»Ditt cv«');
    expect(said({ quote: { ...quote, easy: null } }, easy)).toBe('»Ditt cv, på papper eller i telefonen«');
    expect(staffWords('inbox:sentence', { reason: { quote } }, '2026-03-10')).toContain(
      '»Ditt cv, på papper eller i telefonen«',
    );
  });

  test('is shown as it was written, whatever signs stand in it', () => {
    for (const text of [
      '{{supervisor}}',
      '{{phone}} {{day}} {{- day}}',
      '$t(common:yes)',
      '$t(absence:dayChoice, {"day": "x"})',
      "$& $1 $$ $` $'",
      '<b>&amp;</b> "\'',
      '%s \\n \\ {} { }',
      'åäö é 👩‍🦽 عربى',
      'rad 1\nrad 2',
    ]) {
      for (const reader of [plain, easy]) {
        expect(said(text, reader)).toBe(text);
        expect(said({ name: text }, reader)).toBe(text);
        expect(said({ quote: { text, easy: text } }, reader)).toBe(`»${text}«`);
        expect(said({ phrase: 'absence:dayChoice', params: { day: text } }, reader)).toBe(text);
        expect(
          words('question:answered', { by: { name: text }, answer: { quote: { text, easy: null } } }, reader),
        ).toContain(`»${text}«`);
      }
    }
  });

  test('whatever it is, comes through unchanged', () => {
    const sign = fc.constantFrom(
      '{',
      '}',
      '{{',
      '}}',
      '$',
      '$t(',
      ')',
      '&',
      '-',
      'day',
      'common:yes',
      '«',
      ' ',
      'å',
      '\\',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(sign).map((list) => list.join('')),
        ),
        (text) => {
          expect(said({ name: text })).toBe(text);
          expect(words('absence:dayRange', { from: { name: text }, to: { name: 'till' } }, plain)).toBe(
            `från ${text} till till`,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('one and several', () => {
  expect(words('absence:rowMore', { count: 1 }, plain)).toBe('och 1 till');
  expect(words('absence:rowMore', { count: 3 }, plain)).toBe('och 3 till');
  expect(words('absence:noOnly', { count: 1, sure: 'kursen' }, easy)).toBe('Nej, bara kursen');
  expect(words('absence:noOnly', { count: 2, sure: '' }, easy)).toBe('Nej, bara det jag har valt');
  expect(words('absence:rowMore', { count: 0 }, plain)).toBe('och 0 till');
});

test('no text names a parameter that the library would take as an order', () => {
  const orders =
    /^(lng|lngs|ns|fallbackLng|context|defaultValue.*|ordinal|replace|postProcess|returnObjects|returnDetails|joinArrays|interpolation|skipInterpolation|nest|keySeparator|nsSeparator)$/;
  const found: string[] = [];
  for (const folder of ['sv', 'sv-simple', 'staff']) {
    const url = new URL(`../../locales/${folder}/`, import.meta.url);
    for (const file of readdirSync(url)) {
      for (const [key, text] of Object.entries<string>(
        JSON.parse(readFileSync(new URL(file, url), 'utf8')),
      )) {
        // Spaces, formats and unescaped forms are not used: a parameter is a name between two pairs of braces.
        for (const [, name = ''] of text.matchAll(/\{\{([^}]*)\}\}/g)) {
          if (orders.test(name) || !/^[a-zA-Z]+$/.test(name)) found.push(`${folder}/${file}:${key}: ${name}`);
        }
        if (text.includes('$t(')) found.push(`${folder}/${file}:${key}: $t`);
      }
    }
  }
  expect(found).toEqual([]);
});

test('the key of a kind', () => {
  expect(kindKey('supervisor-meeting')).toBe('supervisorMeeting');
  expect(kindKey('three-party-meeting')).toBe('threePartyMeeting');
  expect(kindKey('other')).toBe('other');
  expect(kindKey('cv-help')).toBe('cvHelp');
});

describe('a saying', () => {
  const list: Saying = {
    key: 'absence:dayRange',
    params: { from: { date: '2026-03-11' }, to: { phrase: 'absence:dayChoice', params: { day: 'fredag' } } },
    rows: [
      {
        key: 'absence:rowActivity',
        params: {
          activity: { kind: 'mapping', form: 'indefinite' },
          span: { span: ['2026-03-11T09:00', '2026-03-11T10:00'] },
        },
      },
      { key: 'absence:rowMore', params: { count: 2 } },
    ],
    choices: [
      { id: 'yes', key: 'absence:send' },
      { id: 'day:2026-03-11', key: 'absence:dayChoice', params: { day: { date: '2026-03-11' } } },
    ],
  };

  test('with rows is a list, with titles that begin with a capital', () => {
    expect(render(list, plain)).toMatchObject({
      text: [
        'från i morgon, onsdag 11 mars till fredag',
        '- kartläggning, klockan 9 till 10',
        '- och 2 till',
      ].join('\n'),
      kind: 'absence:dayRange',
      choices: [
        { id: 'yes', title: 'Ja, skicka' },
        { id: 'day:2026-03-11', title: 'I morgon, onsdag 11 mars' },
      ],
      card: null,
    });
  });

  test('as a card has all its words in the text as well', () => {
    const card: Saying = {
      key: 'duty:headingBefore',
      card: 'duty',
      rows: [{ key: 'duty:akassaAsk' }],
      links: [
        { key: 'duty:linkAfPage', url: 'https://www.arbetsformedlingen.se' },
        { key: 'duty:linkAfPhone', url: 'tel:+46771416416' },
      ],
    };
    for (const reader of [plain, easy]) {
      const rendered = render(card, reader);
      expect(rendered.card).toMatchObject({ kind: 'duty', heading: 'Det här måste du göra själv' });
      const { heading, rows, links } = rendered.card ?? { heading: '', rows: [], links: [] };
      for (const part of [heading, ...rows]) expect(rendered.text).toContain(part);
      expect(links?.map((link) => link.url)).toEqual([
        'https://www.arbetsformedlingen.se',
        'tel:+46771416416',
      ]);
      // An address is written as one types it; a phone number stands in the words already.
      expect(rendered.text).toMatch(/: arbetsformedlingen\.se$/);
      expect(rendered.text).not.toContain('tel:');
      expect(rendered.text).not.toContain('- ');
    }
  });

  test('without links has a card without links', () => {
    expect(render({ key: 'duty:headingBefore', card: 'duty', rows: [] }, plain).card).toEqual({
      kind: 'duty',
      heading: 'Det här måste du göra själv',
      rows: [],
    });
  });

  test('is plain data: it can be stored and said again, or easier', () => {
    const stored = JSON.parse(JSON.stringify(list));
    for (const level of LEVELS) {
      expect(render(stored, { ...plain, level })).toEqual(render(list, { ...plain, level }));
    }
    expect(render(list, easy).text).not.toBe(render(list, plain).text);
  });

  test('is said for the day it is', () => {
    expect(render(list, { ...plain, today: '2026-03-11' }).text).toContain('i dag, onsdag 11 mars');
    expect(render(list, { ...plain, today: '2025-12-01' }).text).toContain('onsdag 11 mars 2026');
  });
});

describe('a line of the chat', () => {
  const about = { at: '2026-03-10T16:05:00.000Z', level: 'plain' as const, question: 7 };

  test('carries the question in its buttons, and none in commands, which are valid at any time', () => {
    const rendered = render(
      {
        key: 'common:hello',
        choices: [
          { id: 'yes', key: 'common:yes' },
          { id: 'do:next', key: 'common:nextMeeting' },
        ],
      },
      plain,
    );
    expect(chatLine(rendered, about)).toEqual({
      at: about.at,
      from: 'bot',
      text: words('common:hello', undefined, plain),
      kind: 'common:hello',
      level: 'plain',
      choices: [
        { title: 'Ja', value: { q: 7, id: 'yes' } },
        { title: 'Nästa möte', value: { q: 0, id: 'do:next' } },
      ],
    });
  });

  test('has no empty fields, and says who and whether somebody asked', () => {
    const line = chatLine(render({ key: 'common:goodbye' }, easy), {
      ...about,
      level: 'easy',
      from: 'supervisor',
      proactive: true,
    });
    expect(line).toEqual({
      at: about.at,
      from: 'supervisor',
      text: 'Hej då!\nSkriv när du vill.',
      kind: 'common:goodbye',
      level: 'easy',
      proactive: true,
    });
  });
});
