import { describe, expect, test } from '@jest/globals';
import { type PlanInput, parsePlan } from '../../domain/plan.ts';
import { samplePlan } from '../contracts/participants.ts';

/** What an author may send that is strange: it is refused with its reason, or taken in as it reads. */

const plan = samplePlan('p1');
const [meeting] = plan.appointments ?? [];

function withMeeting(change: object): PlanInput {
  return { ...plan, appointments: [{ ...meeting, ...change } as NonNullable<typeof meeting>] };
}

function faults(input: unknown): string[] {
  const parsed = parsePlan(input);
  return parsed.ok ? [] : parsed.faults.map(({ field, problem }) => `${field} ${problem}`);
}

describe('refused, with the reason', () => {
  test.each<[string, unknown, string]>([
    [
      'an end before its start',
      withMeeting({ start: '2026-03-02T09:00', end: '2026-03-02T08:00' }),
      'appointments[0].end is not after start',
    ],
    [
      'a clock time that is skipped on 29 March 2026',
      withMeeting({ start: '2026-03-29T02:30', end: '2026-03-29T04:00', recurrence: null }),
      'appointments[0].start is not a day and time that exist in Sweden, such as 2026-03-10T09:00',
    ],
    [
      '30 February',
      withMeeting({ start: '2026-02-30T09:00', end: '2026-02-30T10:00', recurrence: null }),
      'appointments[0].start is not a day and time that exist in Sweden, such as 2026-03-10T09:00',
    ],
    [
      'the service ends before it starts',
      { ...plan, service: { ...plan.service, end: '2025-01-01' } },
      'service.end is before service.start',
    ],
    ['a text of spaces', { ...plan, support: [{ text: '  ' }] }, 'support[0].text is empty'],
    [
      'a text of nothing that is seen',
      { ...plan, support: [{ text: '\u200b\u202e\u0007' }] },
      'support[0].text is empty',
    ],
    [
      'an id that hides a letter',
      { ...plan, id: 'p1\u200b' },
      'id must be 1 to 64 letters a-z, A-Z, digits, _ or -',
    ],
    [
      'another part of Steg till arbete',
      { ...plan, service: { ...plan.service, parts: ['rustande'] } },
      'service.parts[0]',
    ],
    ['an ability of nothing', { ...plan, activityAbility: { percent: 0 } }, 'activityAbility.percent'],
  ])('%s', (_name, input, fault) => {
    expect(faults(input).join('\n')).toContain(fault);
  });

  test('a document that is deep beyond reason does not bring the program down', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(faults({ ...plan, support: deep }).length).toBeGreaterThan(0);
  });
});

describe('cleaned of what nobody can see', () => {
  const read = (words: string): string | undefined => {
    const parsed = parsePlan({ ...plan, support: [{ text: words }] });
    return parsed.ok ? parsed.plan.support[0]?.text : undefined;
  };

  test.each([
    ['a text that is turned around', 'Säg \u202eaj\u202c till Karin', 'Säg aj till Karin'],
    ['isolates and embeddings', '\u2067Hej\u2069 \u202adu\u202c', 'Hej du'],
    ['control characters', 'Ring\u0000 mig\u001b[31m\u0007', 'Ring mig[31m'],
    ['hidden letters', 'av\u00adtal\u200b och \ufeffplan', 'avtal och plan'],
    ['other line ends and tabs', 'ett\r\ntvå\u000btre\u2028fyra\tfem', 'ett\ntvå\ntre\nfyra fem'],
    ['half a character', 'bra \ud83d!', 'bra \ufffd!'],
  ])('%s', (_name, words, cleaned) => {
    expect(read(words)).toBe(cleaned);
  });

  test.each([
    ['Arabic', 'ستعمل في مطبخ'],
    ['Persian with its joiner', 'می\u200cخواهم کار کنم'],
    ['Tigrinya', 'ስራሕ ክትረክብ ኢኻ'],
    ['Ukrainian', 'Ви шукаєте роботу'],
    ['a family in one sign', '👩‍👩‍👧'],
  ])('%s stays as it is', (_name, words) => {
    expect(read(words)).toBe(words);
  });

  test('names and places too', () => {
    const parsed = parsePlan(withMeeting({ place: 'Rum\u202e 5', who: ['Kar\u200bin'] }));
    expect(parsed.ok && parsed.plan.appointments[0]).toMatchObject({ place: 'Rum 5', who: ['Karin'] });
  });
});
