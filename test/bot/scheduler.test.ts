import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { makeScheduler } from '../../bot/scheduler/scheduler.ts';
import { confirmComing } from '../../domain/actions/participant.ts';
import { setReminders } from '../../domain/actions/reminding.ts';
import { DamagedError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Store } from '../../domain/ports.ts';
import { addMs, DAY, HOUR, type Instant, MINUTE, toInstant } from '../../domain/time.ts';
import {
  chatOf,
  docOf,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

let side: ProviderSide;
const ID = 'alva-rom';
/** A plan with one thing in it: the meeting on Tuesdays at 9. */
const meetings: Plan = only('handledare');

function only(...ids: string[]): Plan {
  const plan = examplePlan('rusta-och-matcha');
  return { ...plan, appointments: plan.appointments.filter((entry) => ids.includes(entry.id)) };
}

beforeEach(async () => {
  side = await openProviderSide(() => []);
  setClock(side, toInstant('2026-03-09T12:00'));
});
afterEach(() => side.close());

/** Sweeps at each of these Swedish times, and tells when something was said. */
async function sweptAt(...times: string[]): Promise<[string, unknown][]> {
  const said: [string, unknown][] = [];
  let lines = (await chatOf(side, ID)).length;
  for (const time of times) {
    setClock(side, toInstant(time));
    await side.scheduler.sweep();
    const chat = await chatOf(side, ID);
    for (const line of chat.slice(lines)) said.push([time, line.kind]);
    lines = chat.length;
  }
  return said;
}

async function change(act: (doc: Participant) => Participant): Promise<void> {
  await side.store.turn(ID, (doc) => ({ doc: doc && act(doc), result: null }));
}

describe('a reminder', () => {
  test('comes the day before at 17 and one hour before, to somebody who has never been here too', async () => {
    await takeIn(side, meetings);
    const said = await sweptAt(
      '2026-03-09T16:59',
      '2026-03-09T17:00',
      '2026-03-09T17:01',
      '2026-03-10T07:59',
      '2026-03-10T08:00',
      '2026-03-10T08:01',
      '2026-03-10T10:00',
    );
    expect(said).toEqual([
      ['2026-03-09T17:00', 'reminder:evening'],
      ['2026-03-10T08:00', 'reminder:hour'],
    ]);
    expect((await docOf(side, ID)).welcomedAt).toBeNull();
  });

  test('says what, when, where, with whom and what to bring, with two answers', async () => {
    await takeIn(side, meetings);
    await sweptAt('2026-03-09T17:00');
    const [line] = await chatOf(side, ID);
    expect(line).toMatchObject({
      from: 'bot',
      proactive: true,
      level: 'plain',
      card: { kind: 'appointment' },
    });
    expect(line?.text).toBe(
      [
        'Kom ihåg: möte med din handledare i morgon, tisdag 10 mars.',
        'Tid: klockan 9 till 10',
        'Var: Exempelcoacherna, Storgatan 12, 2 trappor, Exempelstad',
        'Du träffar Karin Berg',
        'Ta med: »Ditt cv, på papper eller i telefonen«',
        'I planen heter det »Enskilt möte med Karin«',
      ].join('\n'),
    );
    expect(line?.choices).toEqual([
      { title: 'Jag kommer', value: { q: 0, id: 'do:coming:handledare@2026-03-10T09:00' } },
      { title: 'Jag kan inte komma', value: { q: 0, id: 'do:cannot:handledare@2026-03-10T09:00' } },
    ]);
  });

  test('is in the level that the person has chosen, and asks nobody twice whether they come', async () => {
    await takeIn(side, meetings);
    await change((doc) => ({ ...doc, wishes: { ...doc.wishes, level: 'easy' } }));
    await sweptAt('2026-03-09T17:00');
    await change((doc) => confirmComing(doc, 'handledare@2026-03-10T09:00', side.clock.now()));
    await sweptAt('2026-03-10T08:00');
    const [evening, hour] = await chatOf(side, ID);
    expect(evening?.text).toContain('Det heter »Möte med Karin«');
    expect(hour?.text).toContain('Snart börjar mötet med din handledare.');
    expect(hour?.choices).toMatchObject([{ title: 'Jag kan inte komma' }]);
  });

  test('two appointments on a day are two reminders, each with its own answers', async () => {
    await takeIn(side, only('handledare', 'jobbtraff'));
    expect(await sweptAt('2026-03-09T17:00', '2026-03-10T08:00', '2026-03-10T12:00')).toEqual([
      ['2026-03-09T17:00', 'reminder:evening'],
      ['2026-03-09T17:00', 'reminder:evening'],
      ['2026-03-10T08:00', 'reminder:hour'],
      ['2026-03-10T12:00', 'reminder:hour'],
    ]);
  });

  test('an open question stays open', async () => {
    await takeIn(side, meetings);
    const offered = [{ id: 'yes', title: 'Ja' }];
    const stack = [{ dialog: 'absence', version: 1, draft: {}, asked: 'confirm', answered: [] }];
    await change((doc) => ({ ...doc, dialog: { ...doc.dialog, stack, offered, question: 7 } }));
    await sweptAt('2026-03-09T17:00');
    const { dialog } = await docOf(side, ID);
    expect([dialog.stack, dialog.question, dialog.offered[0]]).toEqual([stack, 7, offered[0]]);
  });

  test('on video and by phone it says so instead of a place', async () => {
    const video = only('handledare');
    const [meeting] = video.appointments;
    if (!meeting) throw new Error('no meeting');
    await takeIn(side, { ...video, appointments: [{ ...meeting, mode: 'video', place: null }] });
    await sweptAt('2026-03-09T17:00');
    expect((await chatOf(side, ID))[0]?.text).toContain('Du är med på video');
  });
});

describe('no reminder', () => {
  test('for what is reported as absence, and again when that is taken back in time', async () => {
    await takeIn(side, meetings);
    await report(side, ID, { occurrences: ['handledare@2026-03-10T09:00'] });
    expect(await sweptAt('2026-03-09T17:00')).toEqual([]);
    await change((doc) => ({
      ...doc,
      absences: doc.absences.map((entry) => ({ ...entry, status: 'withdrawn' })),
    }));
    expect(await sweptAt('2026-03-10T08:00')).toEqual([['2026-03-10T08:00', 'reminder:hour']]);
  });

  test('when the person does not want any', async () => {
    await takeIn(side, meetings);
    await change((doc) => setReminders(doc, false, doc.createdAt));
    expect(await sweptAt('2026-03-09T17:00', '2026-03-10T08:00')).toEqual([]);
  });

  test('for what has been cancelled since, or lies on a holiday', async () => {
    await takeIn(side, meetings);
    const [meeting] = meetings.appointments;
    if (!meeting) throw new Error('no meeting');
    const cancelled = { on: '2026-03-10', change: 'cancelled', start: null, end: null, place: null } as const;
    await sweptAt('2026-03-09T16:59');
    await takeIn(side, { ...meetings, appointments: [{ ...meeting, exceptions: [cancelled] }] });
    expect(await sweptAt('2026-03-09T17:00', '2026-03-10T08:00')).toEqual([]);
    // Epiphany of 2026 is a Tuesday.
    const early = { ...meeting, start: '2025-12-02T09:00', end: '2025-12-02T10:00' };
    setClock(side, toInstant('2026-01-05T12:00'));
    await takeIn(side, { ...meetings, id: 'bo', appointments: [early] });
    setClock(side, toInstant('2026-01-05T17:00'));
    await side.scheduler.sweep();
    expect(await chatOf(side, 'bo')).toEqual([]);
  });

  test('for what has begun: after an outage the late ones are left out, and the nearest is said once', async () => {
    await takeIn(side, only('handledare', 'jobbtraff'));
    expect(await sweptAt('2026-03-10T09:30')).toEqual([['2026-03-10T09:30', 'reminder:evening']]);
    expect(await sweptAt('2026-03-10T12:30', '2026-03-10T13:30')).toEqual([
      ['2026-03-10T12:30', 'reminder:hour'],
    ]);
    const chat = await chatOf(side, ID);
    expect(chat[0]?.text).toContain('Kom ihåg: gruppaktivitet i dag, tisdag 10 mars.');
  });
});

test('what is moved is reminded of at its new time, and says that it has been moved', async () => {
  await takeIn(side, meetings);
  expect(
    await sweptAt('2026-03-23T17:00', '2026-03-24T08:00', '2026-03-24T17:00', '2026-03-25T12:00'),
  ).toEqual([
    ['2026-03-24T17:00', 'reminder:evening'],
    ['2026-03-25T12:00', 'reminder:hour'],
  ]);
  expect((await chatOf(side, ID))[0]?.text).toContain('Tiden är ändrad');
});

test('both clock changes: 17 is 17 and an hour is an hour', async () => {
  const [meeting] = meetings.appointments;
  if (!meeting) throw new Error('no meeting');
  for (const [id, date] of [
    ['var', '2026-03-29'],
    ['host', '2026-10-25'],
  ] as const) {
    setClock(side, toInstant(`${date}T00:00`));
    setClock(side, addMs(side.clock.now(), -DAY));
    const sunday = {
      ...meeting,
      recurrence: null,
      start: `${date}T09:00`,
      end: `${date}T10:00`,
      exceptions: [],
    };
    await takeIn(side, { ...meetings, id, appointments: [sunday] });
    const said: Instant[] = [];
    for (let time = side.clock.now(); time < toInstant(`${date}T11:00`); time = addMs(time, 30 * MINUTE)) {
      setClock(side, time);
      const before = (await chatOf(side, id)).length;
      await side.scheduler.sweep();
      if ((await chatOf(side, id)).length > before) said.push(time);
    }
    const dayBefore = date === '2026-03-29' ? '2026-03-28' : '2026-10-24';
    expect(said).toEqual([toInstant(`${dayBefore}T17:00`), addMs(toInstant(`${date}T09:00`), -HOUR)]);
  }
});

describe('exactly once', () => {
  test('however many sweep at the same time, and over a restart', async () => {
    await takeIn(side, meetings);
    setClock(side, toInstant('2026-03-09T17:00'));
    const restarted = makeScheduler(side.parts, async () => ({ kind: 'sent' }));
    await Promise.all([side.scheduler.sweep(), restarted.sweep(), side.scheduler.sweep()]);
    await restarted.sweep();
    expect(await chatOf(side, ID)).toHaveLength(1);
  });

  test('nothing is said twice, early or late, whenever the sweeps come', () => {
    const plan = only('handledare', 'jobbtraff', 'datorkurs');
    const start = toInstant('2026-03-09T12:00');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 40 }), (gaps) => {
        let doc: Participant = { ...fresh(plan), createdAt: start };
        let now = start;
        const said: [string, Instant][] = [];
        for (const minutes of gaps) {
          now = addMs(now, minutes * MINUTE);
          const before = new Set(Object.keys(doc.reminded));
          // Written and read again, as by another process.
          doc = JSON.parse(JSON.stringify(runDue(doc, now).doc)) as Participant;
          for (const key of Object.keys(doc.reminded)) if (!before.has(key)) said.push([key, now]);
        }
        const keys = said.map(([key]) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const [key, at] of said) {
          const [, start_ = '', when] = /@[^>]+>(.+):(evening|hour)$/.exec(key) ?? [];
          expect(at < toInstant(start_)).toBe(true);
          if (when === 'hour') expect(at >= addMs(toInstant(start_), -HOUR)).toBe(true);
        }
        // One row each where what came late was told as one message.
        const told = doc.lines.filter(({ file }) => file === 'chat').map(({ body }) => body);
        const rows = told.map(({ kind, text }) =>
          kind === 'reminder:several' ? String(text).split('\n- ').length - 1 : 1,
        );
        expect(rows.reduce((sum, count) => sum + count, 0)).toBe(said.length);
      }),
      { numRuns: 60 },
    );
  });

  function fresh(plan: Plan): Participant {
    return { ...template, plan };
  }

  let template: Participant;
  beforeEach(async () => {
    await takeIn(side, { ...meetings, id: 'template' });
    template = await docOf(side, 'template');
  });
});

test('what was reminded of long ago is forgotten, so that the document stays small', async () => {
  await takeIn(side, meetings);
  for (let week = 0; week < 12; week++) {
    const monday = addMs(toInstant('2026-03-09T17:00'), week * 7 * DAY);
    for (const time of [monday, addMs(monday, 15 * HOUR)]) {
      setClock(side, time);
      await side.scheduler.sweep();
    }
  }
  expect(Object.keys((await docOf(side, ID)).reminded).length).toBeLessThanOrEqual(4);
});

describe('a participant whose turn fails', () => {
  test('holds up nobody, is logged by code, and is left alone for a while', async () => {
    await takeIn(side, meetings);
    await takeIn(side, { ...meetings, id: 'bo' });
    let tries = 0;
    const broken = new Proxy(side.store, {
      get: (store, name) => {
        if (name !== 'turn') return Reflect.get(store, name).bind(store);
        return (id: string, run: Parameters<Store['turn']>[1]) => {
          if (id !== ID) return store.turn(id, run);
          tries++;
          return Promise.reject(new DamagedError(ID));
        };
      },
    });
    const scheduler = makeScheduler({ ...side.parts, store: broken }, async () => ({ kind: 'sent' }));
    setClock(side, toInstant('2026-03-09T17:00'));
    await scheduler.sweep();
    await scheduler.sweep();
    expect(await chatOf(side, 'bo')).toHaveLength(1);
    expect(tries).toBe(1);
    expect(side.log.named('scheduler.turn-failed')).toEqual([
      'error scheduler.turn-failed {"participant":"alva-rom","code":"STEGVIS_STORE_DAMAGED"}',
    ]);
  });
});

test('what goes out is written down at once; what is left unsent is written down together', async () => {
  await takeIn(side, meetings);
  await report(side, ID);
  const messages = (await docOf(side, ID)).outbox.length;
  expect(messages).toBeGreaterThan(1);
  const revisions: number[] = [];
  const revision = async () => (await docOf(side, ID)).revision;
  const sweepWith = async (kind: 'sent' | 'dropped') => {
    const before = await revision();
    const scheduler = makeScheduler(side.parts, async () =>
      kind === 'sent' ? { kind } : { kind, detail: 'email-off' },
    );
    await scheduler.sweep();
    revisions.push((await revision()) - before);
    const { outbox } = await docOf(side, ID);
    expect(outbox.every(({ status }) => status === kind)).toBe(true);
  };
  await sweepWith('dropped');
  await change((doc) => ({
    ...doc,
    outbox: doc.outbox.map((message) => ({
      ...message,
      status: 'due',
      nextAt: '2026-03-09T11:00:00.000Z',
      settledAt: null,
      detail: null,
    })),
  }));
  await sweepWith('sent');
  // The claim is one write, and perhaps a look that finds nothing more is another.
  expect((revisions[1] ?? 0) - (revisions[0] ?? 0)).toBe(messages - 1);
});

test('what is known to be left unsent is written down in the write that claims it', async () => {
  await takeIn(side, meetings);
  await report(side, ID);
  const before = await docOf(side, ID);
  const tried: string[] = [];
  const scheduler = makeScheduler(
    side.parts,
    async (_doc, message) => {
      tried.push(message.way);
      return { kind: 'sent' };
    },
    async () => {},
    async (_doc, message) => (message.way === 'email' ? null : { kind: 'dropped', detail: 'no-use' }),
  );
  await scheduler.sweep();
  const after = await docOf(side, ID);
  expect(tried).toEqual(['email']);
  expect(after.outbox.map(({ way, status, detail }) => [way, status, detail]).sort()).toEqual([
    ['email', 'sent', null],
    ['webhook', 'dropped', 'no-use'],
  ]);
  // The claim, and what went out.
  expect(after.revision).toBe(before.revision + 2);
});

test('where it cannot be foreseen, it is tried', async () => {
  await takeIn(side, meetings);
  await report(side, ID);
  const scheduler = makeScheduler(
    side.parts,
    async () => ({ kind: 'sent' }),
    async () => {},
    async () => {
      throw new Error('not now');
    },
  );
  await scheduler.sweep();
  expect((await docOf(side, ID)).outbox.every(({ status }) => status === 'sent')).toBe(true);
});

test('a reminder is one turn of the store, where there is nothing to send', async () => {
  await takeIn(side, meetings);
  const asked: string[] = [];
  const store = new Proxy<Store>(side.store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (name === 'turn' || name === 'read') asked.push(name);
        return member.apply(target, given);
      };
    },
  });
  const scheduler = makeScheduler({ ...side.parts, store }, async () => ({ kind: 'sent' }));
  setClock(side, toInstant('2026-03-09T17:00'));
  await scheduler.sweep();
  expect((await chatOf(side, ID)).map(({ kind }) => kind)).toEqual(['reminder:evening']);
  expect(asked).toEqual(['turn']);
});
