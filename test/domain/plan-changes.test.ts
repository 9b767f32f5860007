import { describe, expect, test } from '@jest/globals';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { newsTurn } from '../../dialogs/plan/news.ts';
import type { Env } from '../../dialogs/turn.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { nextDueAt } from '../../domain/due.ts';
import { type Participant, readParticipant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { planChanges } from '../../domain/plan-changes.ts';
import { newsOf } from '../../domain/plan-news.ts';
import type { Random } from '../../domain/ports.ts';
import { today, toLocal } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-09T08:00:00.000Z';
const LOCAL = toLocal(NOW);
const rom = examplePlan('plan-rusta-och-matcha');

function changes(after: Partial<Plan>, before: Partial<Plan> = {}): string[] {
  return planChanges({ ...rom, ...before }, { ...rom, ...after }, LOCAL).map(
    ({ about, change }) => `${about} ${change}`,
  );
}

const [first, ...others] = rom.appointments;
const meeting = (change: object): Pick<Plan, 'appointments'> => ({
  appointments: [{ ...first, ...change } as Plan['appointments'][number], ...others],
});
const once = { id: 'once', recurrence: null, exceptions: [] };

describe('what is news', () => {
  test.each<[string, Partial<Plan>, string[]]>([
    [
      'a step that is done',
      { steps: rom.steps.map((step) => (step.id === 'cv' ? { ...step, status: 'done' } : step)) },
      ['step done'],
    ],
    ['a step less', { steps: rom.steps.slice(1) }, ['step removed']],
    ['another time', meeting({ start: '2026-01-13T10:00', end: '2026-01-13T11:00' }), ['appointment moved']],
    [
      'another day of the week',
      meeting({ start: '2026-01-14T09:00', end: '2026-01-14T10:00', recurrence: 'FREQ=WEEKLY;BYDAY=WE' }),
      ['appointment moved'],
    ],
    [
      'another room and other people',
      meeting({ place: 'Rum 9', who: ['Eva Ny'] }),
      ['appointment place', 'appointment who'],
    ],
    [
      'a day that is off',
      meeting({
        exceptions: [
          ...(first?.exceptions ?? []),
          { on: '2026-03-17', change: 'cancelled', start: null, end: null, place: null },
        ],
      }),
      ['occurrence off'],
    ],
    ['something to bring', meeting({ bring: { text: 'Penna', easy: null } }), ['appointment changed']],
    ['another handledare', { supervisor: { ...rom.supervisor, name: 'Lina Falk' } }, ['supervisor new']],
    ['her new number', { supervisor: { ...rom.supervisor, phone: '070-174 06 99' } }, ['supervisor changed']],
    ['no handläggare any more', { caseworker: null }, ['caseworker removed']],
    ['another follow-up', { followUp: { on: '2026-05-04', what: null } }, ['follow-up moved']],
    [
      'what was decided now takes the place of what was decided before',
      { decisions: [{ text: 'Nytt', easy: null }] },
      ['decision added'],
    ],
  ])('%s', (_name, after, expected) => {
    expect(changes(after)).toEqual(expected);
  });
});

describe('what is not', () => {
  test.each<[string, Partial<Plan>, Partial<Plan>]>([
    ['the same texts in another order', { support: [...rom.support].reverse() }, {}],
    ['the same activities in another order', { appointments: [...rom.appointments].reverse() }, {}],
    ["the provider's own tool", { provider: { ...rom.provider, reportingSystem: 'ka-webb' } }, {}],
    [
      'an activity that is over, tidied away',
      {},
      {
        appointments: [
          ...rom.appointments,
          {
            ...first,
            ...once,
            start: '2026-02-03T09:00',
            end: '2026-02-03T10:00',
          } as Plan['appointments'][number],
        ],
      },
    ],
    [
      'a day off that is over, written down afterwards',
      meeting({
        exceptions: [{ on: '2026-03-03', change: 'cancelled', start: null, end: null, place: null }],
      }),
      meeting({ exceptions: [] }),
    ],
  ])('%s', (name, after, before) => {
    const found = changes(after, before);
    // The day off is a change of the activity all the same, without a day to tell.
    expect(found).toEqual(name.startsWith('a day off') ? ['appointment changed'] : []);
  });
});

const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const env: Env = { now: NOW, local: LOCAL, today: today(NOW), random, channel: 'web' };

function imported(doc: Participant, plan: Plan): Participant {
  const made = importPlan(doc, { plan, by: 'test', now: NOW, expected: null });
  if (made.kind !== 'updated') throw new Error(made.kind);
  return made.doc;
}

function announcements(doc: Participant): number {
  return doc.lines.filter((line) => line.file === 'chat' && line.body.kind === 'plan:newsHere').length;
}

describe('the word that there is something new', () => {
  const known = newParticipant(rom, NOW, 'plain');
  const second: Plan = { ...rom, decisions: [{ text: 'Ett', easy: null }] };
  const third: Plan = { ...second, supervisor: { ...rom.supervisor, name: 'Lina Falk' } };

  test('is due at once, and said once', () => {
    const doc = imported(known, second);
    expect(nextDueAt(doc, NOW)).toBe(NOW);
    const told = runDue(doc, NOW).doc;
    expect(announcements(told)).toBe(1);
    expect(announcements(runDue(told, NOW).doc)).toBe(1);
  });

  test('is not said to somebody who has never been here', () => {
    expect(imported(newParticipant(rom, NOW), second).news).toBeNull();
  });

  test('is not said of what nobody notices', () => {
    const doc = runDue(
      imported(known, { ...rom, provider: { ...rom.provider, reportingSystem: 'none' } }),
      NOW,
    ).doc;
    expect([announcements(doc), doc.news?.announcedAt]).toEqual([0, NOW]);
  });

  test('two versions before anybody asked are told as one; what was told is not told again with the next', () => {
    const both = imported(runDue(imported(known, second), NOW).doc, third);
    expect(newsOf(both, NOW).map(({ about }) => about)).toEqual(['supervisor', 'decision']);
    const asked = newsTurn({ doc: imported(known, second), env }).doc;
    expect(newsOf(imported(asked, third), NOW).map(({ about }) => about)).toEqual(['supervisor']);
  });

  test('a plan kept by a program that wrote it otherwise does no harm', () => {
    const doc = imported(known, second);
    const odd = { ...doc, news: doc.news && { ...doc.news, base: { format: 'stegvis-plan/0' } } };
    expect(announcements(runDue(odd, NOW).doc)).toBe(0);
    expect(newsTurn({ doc: odd, env }).say[0]?.key).toBe('plan:newsLost');
  });

  test('a document without it, from before, is read', () => {
    const { news: _, ...stored } = JSON.parse(JSON.stringify(known));
    for (const field of ['assignmentGoals', 'activityAbility', 'coordination', 'earlierServices'])
      delete stored.plan[field];
    delete stored.plan.service.parts;
    expect(readParticipant(stored)).toMatchObject({
      news: null,
      plan: { earlierServices: [], service: { parts: [] } },
    });
  });
});
