import { describe, expect, test } from '@jest/globals';
import { createAssistant } from '../../bot/assistant.ts';
import { silentLog } from '../../bot/log.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { Appointment } from '../../domain/appointment.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** What changes beside the conversation while a question is open: the plan, another window, or what a client makes up. */

// A Monday at 9. On Tuesday a meeting at 9 and a group at 13, on Wednesday a workshop at 9, on Thursday help at 10.
const NOW = '2026-03-09T08:00:00.000Z';

async function talk() {
  const plan = examplePlan('plan-rusta-och-matcha');
  const { id } = plan;
  const store = openMemoryStore({ clock: { now: () => NOW }, log: silentLog });
  await store.turn(id, () => ({ doc: newParticipant(plan, NOW, 'plain'), result: null }));
  let codes = 0;
  let messages = 0;
  const random = { code: () => `NR${++codes}`, digits: () => '1', token: () => 't' };
  const assistant = createAssistant({ store, clock: { now: () => NOW }, random });
  const doc = async (): Promise<Participant> => {
    const found = await store.read(id);
    if (!found) throw new Error('nobody there');
    return found.doc;
  };
  const send = async (text: string, pressed: { q: number; id: string } | null): Promise<string[]> => {
    const said = await assistant.say({
      participantId: id,
      messageId: `m${++messages}`,
      text,
      pressed,
      channel: 'web',
    });
    return said.lines
      .map((line) => (line.body as unknown as ChatLine).kind ?? '')
      .filter((kind) => kind !== '');
  };
  return {
    doc,
    say: (text: string) => send(text, null),
    press: (pressed: { q: number; id: string }) => send('', pressed),
    question: async () => (await doc()).dialog.question,
    absences: async () =>
      (await doc()).absences.map(
        (absence) =>
          `${absence.number} ${absence.status} ${absence.from}/${absence.to} ${absence.deviations.map((draft) => draft.expectedStart).join(' ')}`,
      ),
    changePlan: async (appointment: string, exception: Partial<Appointment['exceptions'][number]>) => {
      await store.turn(id, (before) => {
        if (!before) throw new Error('nobody there');
        const appointments = before.plan.appointments.map((entry) =>
          entry.id === appointment
            ? {
                ...entry,
                exceptions: [
                  ...entry.exceptions,
                  {
                    on: '2026-03-10',
                    change: 'cancelled' as const,
                    start: null,
                    end: null,
                    place: null,
                    ...exception,
                  },
                ],
              }
            : entry,
        );
        const made = importPlan(before, {
          plan: { ...before.plan, appointments },
          by: 'test',
          now: NOW,
          expected: null,
        });
        return { doc: 'doc' in made ? made.doc : null, result: null };
      });
    },
  };
}

const READ_BACK = ['duty:headingBefore', 'absence:readBack', 'absence:askSend'];

describe('a plan that changes between the read-back and the yes', () => {
  test.each([
    ['called off', {}, ['2026-03-10T13:00']],
    [
      'moved on the day',
      { change: 'moved' as const, start: '2026-03-10T10:00' },
      ['2026-03-10T10:00', '2026-03-10T13:00'],
    ],
    ['moved to another day', { change: 'moved' as const, start: '2026-03-17T11:00' }, ['2026-03-10T13:00']],
  ])('%s: it is read back anew, and only that is sent', async (_name, exception, starts) => {
    const chat = await talk();
    await chat.say('jag är sjuk imorgon');
    await chat.changePlan('handledare', exception);
    expect(await chat.say('ja')).toEqual(['absence:planChanged', ...READ_BACK]);
    expect(await chat.absences()).toEqual([]);
    await chat.say('ja');
    expect(await chat.absences()).toEqual([`NR1 reported 2026-03-10/2026-03-10 ${starts.join(' ')}`]);
  });

  test('something that is moved into a day that was meant whole is read back with it', async () => {
    const chat = await talk();
    await chat.say('jag är sjuk imorgon');
    await chat.changePlan('datorkurs', { on: '2026-03-11', change: 'moved', start: '2026-03-10T16:00' });
    expect(await chat.say('ja')).toContain('absence:planChanged');
    await chat.say('ja');
    expect(await chat.absences()).toEqual([
      'NR1 reported 2026-03-10/2026-03-10 2026-03-10T09:00 2026-03-10T13:00 2026-03-10T16:00',
    ]);
  });

  test('what else changes in the plan asks for nothing', async () => {
    const chat = await talk();
    await chat.say('jag är sjuk imorgon');
    await chat.changePlan('datorkurs', { on: '2026-03-11' });
    expect((await chat.doc()).planVersion).toBe(2);
    expect((await chat.say('ja'))[0]).toBe('absence:receipt');
  });
});

describe('no day in two reports', () => {
  test('a report that reaches over two earlier ones takes both in', async () => {
    const chat = await talk();
    for (const text of [
      'jag är sjuk imorgon',
      'ja',
      'jag är sjuk på torsdag',
      'ja',
      'jag är sjuk tisdag till onsdag',
      'ja',
      'ja',
    ]) {
      await chat.say(text);
    }
    expect(await chat.absences()).toEqual([
      'NR1 reported 2026-03-10/2026-03-11 2026-03-10T09:00 2026-03-10T13:00 2026-03-11T09:00',
      'NR2 reported 2026-03-12/2026-03-12 2026-03-12T10:00',
    ]);
    for (const text of ['jag är sjuk tisdag till fredag', 'ja', 'ja']) await chat.say(text);
    expect(await chat.absences()).toEqual([
      'NR1 reported 2026-03-10/2026-03-13 2026-03-10T09:00 2026-03-10T13:00 2026-03-11T09:00 2026-03-12T10:00',
      'NR2 withdrawn 2026-03-12/2026-03-12 ',
    ]);
    const { notices } = await chat.doc();
    expect(notices.slice(-2)).toMatchObject([
      { kind: 'absence.changed', subject: 'a1' },
      { kind: 'absence.withdrawn', subject: 'a2' },
    ]);
  });

  test('one whose day is changed to the day of another takes its place', async () => {
    const chat = await talk();
    for (const text of [
      'jag är sjuk onsdag till torsdag',
      'ja',
      'jag är sjuk imorgon',
      'ja',
      'ändra',
      'dagen',
      'onsdag',
      'ja',
    ]) {
      await chat.say(text);
    }
    expect(await chat.absences()).toEqual([
      'NR1 withdrawn 2026-03-11/2026-03-12 ',
      'NR2 reported 2026-03-11/2026-03-12 2026-03-11T09:00 2026-03-12T10:00',
    ]);
  });
});

describe('buttons', () => {
  test('"Jag kan inte komma" to what has been called off says so, and reports nothing', async () => {
    const chat = await talk();
    await chat.changePlan('handledare', {});
    expect(await chat.press({ q: 0, id: 'do:cannot:handledare@2026-03-10T09:00' })).toEqual(['wish:isOff']);
    expect((await chat.doc()).dialog.stack).toEqual([]);
  });

  test('an absence taken back while it is being changed is not changed any more', async () => {
    const chat = await talk();
    for (const text of ['jag är sjuk imorgon', 'ja']) await chat.say(text);
    await chat.press({ q: 0, id: 'do:change:a1' });
    await chat.press({ q: 0, id: 'do:undo:a1' });
    expect(await chat.press({ q: await chat.question(), id: 'yes' })).toEqual(['absence:withdrawn']);
    expect((await chat.doc()).dialog.stack).toEqual([]);
    expect(await chat.absences()).toEqual(['NR1 withdrawn 2026-03-10/2026-03-10 ']);
  });

  test.each(['day:xyz', 'day:2026-02-30', 'day:9999-12-31', 'yes', 'reason:sick', 'group:constructor'])(
    '%s, which was not offered, does nothing',
    async (id) => {
      const chat = await talk();
      await chat.press({ q: 0, id: 'do:absence' });
      for (const q of [0, await chat.question()]) {
        expect((await chat.press({ q, id }))[0]).toBe('common:oldButton');
      }
    },
  );

  test.each([
    'do:day:xyz',
    'do:day:9999-99-99',
    'do:cannot:x@2026-13-40T99:99',
    'do:coming:__proto__',
    'do:plan:constructor',
    'do:__proto__',
    'do:',
  ])('the made-up command %s is answered', async (id) => {
    const chat = await talk();
    expect((await chat.press({ q: 0, id })).length).toBeGreaterThan(0);
  });
});
