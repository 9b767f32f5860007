import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { understand } from '../../dialogs/understanding/understand.ts';
import { verdict } from '../../dialogs/understanding/verdict.ts';

const NOW = '2026-03-10T08:00:00+01:00';

describe('whatever is written is answered', () => {
  test.each([
    ['nothing', ''],
    ['spaces', '   \n\t '],
    ['a full stop', '.'],
    ['an emoji nobody can read', '🦄'],
    ['control characters', '\u0000\u0007\u001b[31m'],
    ['zero-width characters alone', '\u200b\u200c\u200d\ufeff'],
    ['a phone number', '070-174 06 05'],
    ['a number', '42'],
    ['half a surrogate pair', '\ud83d'],
  ])('%s', (_name, text) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'out_of_scope', detail: 'unreadable', when: null });
  });

  test.each(['🤒', '🤧🤧', '🤮', '🤢', '🤕', '😷'])('%s may tell of being ill, which is asked', (text) => {
    const meaning = understand(text, NOW);
    expect([meaning.intent, meaning.reason, verdict(meaning)]).toEqual(['report_absence', 'sick', 'ask']);
  });

  test('an emoji can be an answer', () => {
    expect(understand('👍', NOW).intent).toBe('yes');
    expect(understand('👍🏽', NOW).intent).toBe('yes');
    expect(understand('👎', NOW).intent).toBe('no');
    expect(understand('❤️', NOW)).toMatchObject({ intent: 'greeting', detail: 'thanks' });
    expect(understand('???', NOW)).toMatchObject({ intent: 'help', detail: 'unclear' });
    expect(new Set(understand('???', NOW).top).size).toBe(3);
  });

  test.each(['aaaaaaaaa', 'MMMMMMMM'])('one key held down: %s', (text) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'out_of_scope', detail: 'unreadable' });
  });

  test('ten thousand characters, and a hundred thousand', () => {
    expect(understand('a'.repeat(10_000), NOW).intent).toBe('out_of_scope');
    expect(() => understand('jag är sjuk '.repeat(10_000), NOW)).not.toThrow();
    expect(() => understand('<'.repeat(100_000), NOW)).not.toThrow();
    expect(() => understand(`${'ja '.repeat(3000)}?`, NOW)).not.toThrow();
  });

  test('what cannot be seen does not hide what is said', () => {
    expect(understand('j\u200bag ä\u200dr sj\u00aduk i\u2060dag', NOW)).toMatchObject({
      intent: 'report_absence',
      reason: 'sick',
      when: { start: '2026-03-10' },
    });
    expect(understand('\u202ejag är sjuk\u202c', NOW).intent).toBe('report_absence');
    expect(understand('jag\u0000 är\u0008 sjuk', NOW).intent).toBe('report_absence');
  });

  test('letters in pieces, in full width, or broken on the way', () => {
    expect(understand('pa\u030aminn mig inte', NOW).intent).toBe('reminder_stop');
    expect(understand('ｊａｇ är ｓｊｕｋ', NOW).intent).toBe('report_absence');
    expect(understand('jag Ã¤r sjuk, pÃ¥minn mig inte', NOW).intent).toBe('report_absence');
    expect(understand('jag ar sjuk pa sondag', NOW)).toMatchObject({
      intent: 'report_absence',
      when: { start: '2026-03-15' },
    });
    expect(understand('JAG ÄR SJUK IDAG', NOW).intent).toBe('report_absence');
  });

  test('HTML is read as text', () => {
    expect(understand('<p>jag &auml;r <b>sjuk</b> idag</p>', NOW)).toMatchObject({
      intent: 'report_absence',
      when: { start: '2026-03-10' },
    });
    expect(understand('<script>alert("jag har fått jobb")</script>hej', NOW).intent).toBe('greeting');
  });

  test('a whole e-mail: the mail it answers and the signature do not count', () => {
    const mail = [
      'Från: Kim Exempel <kim@exempel.example>',
      'Till: info@leverantor.example',
      'Ämne: Sv: Möte på torsdag',
      '',
      'Hej!',
      'Jag är tyvärr sjuk imorgon och kan inte komma.',
      '',
      '-- ',
      'Kim Exempel',
      'tel 070-174 06 05',
      '',
      '> Den 9 mars 2026 skrev Anna:',
      '> Välkommen på möte torsdag 12 mars kl 14!',
    ].join('\n');
    expect(understand(mail, NOW)).toMatchObject({
      intent: 'report_absence',
      reason: 'sick',
      when: { grain: 'day', start: '2026-03-11', end: '2026-03-11' },
    });
  });

  test('any string at all, within a moment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { top, confidence } = understand(text, NOW);
        return top.length === 3 && confidence >= 0 && confidence <= 1;
      }),
      { numRuns: 300 },
    );
  });

  test('any jumble of the words that dates are made of', () => {
    const words = [
      'kl',
      '12',
      '14',
      '/',
      '-',
      'mars',
      'den',
      'till',
      'och',
      'mellan',
      'på',
      'tisdag',
      'nästa',
      'vecka',
      'halv',
      'två',
      'i',
      'om',
      'inte',
      'imorgon',
      '.',
      ':',
      '30',
      'från',
      'sjuk',
      'förmiddag',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 14 }), (parts) => {
        const { when } = understand(parts.join(' '), NOW);
        return when === null || (!Number.isNaN(Date.parse(when.start)) && when.start <= when.end);
      }),
      { numRuns: 600 },
    );
  });
});
