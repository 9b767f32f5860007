import { describe, expect, test } from '@jest/globals';
import type { ChatLine } from '../../domain/participant.ts';
import { checkSpoken } from '../../locales/check/check-spoken.ts';

const line = (text: string, more: Partial<ChatLine> = {}): ChatLine => ({
  at: '2026-03-09T08:00:00.000Z',
  from: 'bot',
  level: 'easy',
  text,
  ...more,
});
const card = (kind: 'duty' | 'receipt' | 'crisis', ...lines: string[]): ChatLine =>
  line(lines.join('\n'), { card: { kind, heading: lines[0] ?? '', rows: lines.slice(1) } });
const found = (said: ChatLine) =>
  checkSpoken(said, { names: ['Karin Berg'], year: 2026 })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);

const ROW = '- tisdag 10 mars, klockan 13 till 15: hjälp med att söka jobb';

describe('what was said is checked as it stood', () => {
  test.each([
    ['a list of facts is not prose', line(['Det här är bokat:', ROW, ROW, ROW, ROW, ROW].join('\n'))],
    ['a row of two lines', line('Det här är nytt:\n- Ny tid för mötet: klockan 10\n  Förut: klockan 9')],
    [
      "the plan's own words",
      line('Ditt mål:\n»Att samt erhålla en anställning inom logistiksektorn.\nDet är bra.«'),
    ],
    ['a name', line('Du träffar Karin Berg.')],
    ['a number with letters', line('Ditt nummer: EX-2026-0117')],
    ['the title of a card is no sentence', card('duty', 'Det här gör du', 'A. Gå.', 'Ring.', 'Kom.', 'Läs.')],
    [
      'a line that begins a sentence',
      card('duty', 'Det här gör du', 'Om du är sjuk:', 'Ring.', 'Kom.', 'Gå.', 'Läs.', 'Säg det.'),
    ],
    [
      'where to ring',
      card('crisis', 'Ring.', ...Array.from({ length: 8 }, () => 'Ring 112 om det är fara.')),
    ],
    ['another language', line('I only understand Swedish, samt (no) other.', { language: 'en' })],
    [
      'the other level has other limits',
      line('Du kan säga till mig samma dag, men gör det före mötet på torsdag.', { level: 'plain' }),
    ],
  ] as const)('right: %s', (_, said) => {
    expect(found(said)).toEqual([]);
  });

  test.each([
    ['M1', line('Du kan säga till mig samma dag, men gör det före mötet på torsdag.')],
    ['M1', line('Nytt:\n- en träff där du och jag och de andra får prata om allt')],
    ['M2', line('Gå.\nRing.\nKom.\nLäs.\nSäg det.\nSitt.')],
    ['M2', card('duty', 'Det här gör du', 'Gå.', 'Ring.', 'Kom.', 'Läs.', 'Säg det.', 'Sitt.')],
    ['M2', card('receipt', 'Kvitto', ...Array.from({ length: 10 }, (_, n) => `Dag ${n}`))],
    ['M11', line('Ring samt skriv.')],
    ['M16', card('receipt', 'Kvitto', 'När: 2026-03-10')],
    ['M21', line('Kom nu. Vi är här.')],
    ['M22', line(['Det här är bokat:', ROW, ROW, ROW, ROW, ROW, ROW].join('\n'))],
    ['M11', line('Hej.', { choices: [{ title: 'Erhålla hjälp', value: { q: 1, id: 'a' } }] })],
    ['M11', line('Hej.', { level: 'plain', text: 'Ring samt skriv.' })],
  ] as const)('wrong by %s', (rule, said) => {
    expect(found(said)).toEqual([rule]);
  });
});
