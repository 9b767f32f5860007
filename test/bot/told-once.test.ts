import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { noShow } from '../../bot/provider/no-show.ts';
import { systemRandom } from '../../bot/random.ts';
import { markSignalSent } from '../../domain/actions/signals.ts';
import { markAbsenceRead, markDeviationSent } from '../../domain/actions/staff.ts';
import { nextBooked } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsOf } from '../../domain/plan.ts';
import { msOf, toInstant, toLocal } from '../../domain/time.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { enter, read, write } from '../support/direct-line.ts';

/**
 * What is told to the provider is told once: with two tabs, a message that is sent again, a button that is pressed twice, and with staff
 * who work on the same thing at the same moment. What stands in the way is said, and nothing is lost.
 */

const ALVA = 'alva-rom';
const STAFF = { staffId: 'karin', staffName: 'Karin Berg' };

let app: TestApp;
let sent = 0;

beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

const doc = async (): Promise<Participant> => {
  const found = await app.store.read(ALVA);
  if (!found) throw new Error('nobody is there');
  return found.doc;
};
const staff = (act: (doc: Participant) => Participant | null) =>
  app.store.turn(ALVA, (before) => ({ doc: before && act(before), result: null }));
const acting = () => ({ now: app.clock.now(), ...STAFF });
const say = async (text: string, value?: unknown) =>
  write(app.url, await enter(app.url, ALVA), text, `m${sent++}`, value === undefined ? {} : { value });

/** The newest button of that name, as the page sends it. */
async function button(title: string): Promise<{ title: string; value: unknown }> {
  // A token lives half an hour, and the clock moves.
  const { activities } = await read(app.url, await enter(app.url, ALVA));
  const found = activities
    .flatMap(({ suggestedActions }) => suggestedActions?.actions ?? [])
    .findLast((action) => action.title === title);
  if (!found) throw new Error(`there is no ${title}`);
  return { title, value: found.value };
}

async function press(title: string): Promise<void> {
  const { value } = await button(title);
  await say(title, value);
}

/** The same button in two tabs at the same moment, one of them twice, and the same in words. */
async function pressEverywhere(title: string, inWords: string): Promise<void> {
  const [one, two] = [await enter(app.url, ALVA), await enter(app.url, ALVA)];
  const { value } = await button(title);
  const again = `again-${sent++}`;
  await Promise.all([
    write(app.url, one, title, again, { value }),
    write(app.url, two, title, `m${sent++}`, { value }),
    write(app.url, one, title, again, { value }),
    write(app.url, two, inWords, `m${sent++}`),
  ]);
  await write(app.url, one, title, again, { value });
}

async function lastTexts(count: number): Promise<string> {
  const { activities } = await read(app.url, await enter(app.url, ALVA));
  return activities
    .slice(-count)
    .map(({ text }) => text ?? '')
    .join('\n');
}

/** How often the provider has been told of each kind of thing, and by how many letters. */
async function told(): Promise<{ notices: string[]; emails: number }> {
  const { notices, outbox } = await doc();
  return {
    notices: notices.map(({ kind, subject, version }) => `${kind} ${subject} ${version}`),
    emails: outbox.filter(({ kind, way }) => kind === 'notice' && way === 'email').length,
  };
}

async function noShowOf(): Promise<string> {
  const { plan } = await doc();
  const next = nextBooked(appointmentsOf(plan), toLocal(app.clock.now()));
  if (!next) throw new Error('nothing is booked');
  app.clock.move(msOf(toInstant(next.start)) - msOf(app.clock.now()) + 600_000);
  await staff((before) => {
    const made = noShow(before, next.key, { ...acting(), random: systemRandom });
    return made.kind === 'done' ? made.doc : null;
  });
  return next.key;
}

describe('two tabs, a repeated message and a button pressed twice', () => {
  test('got work: one signal, one notice, one letter', async () => {
    await say('jag har fått jobb');
    await press('Jag vet inte än');
    await press('Jag vill inte säga');
    await pressEverywhere('Ja, skicka', 'ja');
    expect((await doc()).signals).toMatchObject([{ id: 's1', version: 1, status: 'reported' }]);
    expect(await told()).toEqual({ notices: ['signal.work_or_studies s1 1'], emails: 1 });
    // And taken back once.
    await press('Ångra');
    await pressEverywhere('Ja, ta tillbaka', 'ja');
    expect((await told()).notices).toEqual(['signal.work_or_studies s1 1', 'signal.withdrawn s1 2']);
  });

  test('what helps is told on once', async () => {
    await say('jag hör dåligt');
    await pressEverywhere('Ja, skicka', 'ja');
    expect((await doc()).questions).toMatchObject([{ id: 'q1', kind: 'needs' }]);
    expect(await told()).toEqual({ notices: ['question.asked q1 1'], emails: 1 });
  });

  test('"det stämmer inte" is told once', async () => {
    await say('mitt mål');
    await press('Det stämmer inte');
    await say('1');
    await say('Jag vill inte jobba på lager längre.');
    await pressEverywhere('Ja, skicka', 'ja');
    expect((await doc()).questions).toMatchObject([{ id: 'q1', kind: 'not-right' }]);
    expect(await told()).toEqual({ notices: ['question.asked q1 1'], emails: 1 });
  });

  test('an own reminder is kept once, and taken away once', async () => {
    await say('påminn mig om att köpa mjölk');
    await pressEverywhere('I morgon klockan 9', 'i morgon klockan 9');
    expect((await doc()).ownReminders).toMatchObject([{ text: 'köpa mjölk' }]);
    await pressEverywhere('Ta bort påminnelsen', 'ta bort påminnelsen');
    expect((await doc()).ownReminders).toEqual([]);
  });

  test('the same reminder written in two tabs at once is one reminder', async () => {
    const text = 'påminn mig om att ringa doktorn i morgon klockan 9';
    await Promise.all([say(text), say(text)]);
    expect((await doc()).ownReminders).toHaveLength(1);
  });

  test('what happened, by one tap: told once', async () => {
    await noShowOf();
    const before = (await told()).notices.length;
    await pressEverywhere('Jag var sjuk', 'jag var sjuk');
    const { absences } = await doc();
    expect(absences).toMatchObject([{ version: 2, explanation: { reason: 'sick' } }]);
    expect((await told()).notices.slice(before)).toEqual(['absence.explained a1 2']);
  });

  test('what happened, in own words: told once', async () => {
    await noShowOf();
    await say('jag glömde bort det');
    await pressEverywhere('Ja, skicka', 'ja');
    const { absences } = await doc();
    expect(absences).toMatchObject([{ version: 2, explanation: { text: 'jag glömde bort det' } }]);
    expect((await told()).notices).toContain('absence.explained a1 2');
    await pressEverywhere('Ta bort förklaringen', 'ångra');
    expect((await doc()).absences).toMatchObject([{ version: 3, explanation: null }]);
  });
});

describe('staff who work on the same thing', () => {
  async function sickTomorrow(): Promise<void> {
    await say('jag är sjuk imorgon');
    await press('Ja, skicka');
    // The day after, when all of it is over.
    app.clock.move(26 * 3_600_000);
  }

  const allSent = (before: Participant) => {
    let after = before;
    for (const { id } of before.absences[0]?.deviations ?? []) {
      const done = markDeviationSent(after, id, acting());
      if (done.kind === 'done') after = done.doc;
    }
    return after;
  };

  test('sent on while it is taken back: one of the two holds, and the loser is told', async () => {
    await sickTomorrow();
    await press('Ångra frånvaron');
    await staff(allSent);
    await press('Ja, ta tillbaka');
    const { absences } = await doc();
    expect(absences).toMatchObject([{ status: 'reported', version: 1 }]);
    expect(absences[0]?.deviations.every(({ sentAt }) => sentAt !== null)).toBe(true);
    expect(await lastTexts(1)).toContain('redan skickad vidare');
    expect((await told()).notices).toEqual(['absence.reported a1 1']);
  });

  test('sent on while it is changed: what was sent stays, nothing is said to be changed', async () => {
    await sickTomorrow();
    await press('Ändra frånvaron');
    await press('Skälet');
    await press('Mitt barn var sjukt');
    const before = await doc();
    await staff(allSent);
    await press('Ja, skicka');
    expect((await doc()).absences).toMatchObject([{ reason: before.absences[0]?.reason, version: 1 }]);
    expect(await lastTexts(1)).toContain('redan skickad vidare');
    expect((await told()).notices).toEqual(['absence.reported a1 1']);
  });

  test('a delay that was sent on is not reported once more with another length', async () => {
    await say('jag blir 40 minuter sen imorgon kl 9');
    await press('Jag är sjuk');
    await press('Ja, skicka');
    app.clock.move(26 * 3_600_000);
    await press('Ändra');
    await say('30 minuter');
    await press('Jag var sjuk');
    await staff(allSent);
    const before = await doc();
    await press('Ja, skicka');
    const after = await doc();
    expect(after.absences).toEqual(before.absences);
    expect(after.absences.flatMap(({ deviations }) => deviations)).toHaveLength(1);
    expect(await lastTexts(1)).toContain('redan skickad vidare');
  });

  test('taken back first: there is nothing left to mark as sent', async () => {
    await sickTomorrow();
    const id = (await doc()).absences[0]?.deviations[0]?.id ?? '';
    await press('Ångra frånvaron');
    await press('Ja, ta tillbaka');
    expect(markDeviationSent(await doc(), id, acting()).kind).toBe('not-found');
    // Nor is the reading of it lost: it can be marked as read as it is now.
    expect(markAbsenceRead(await doc(), 'a1', acting())?.absence.status).toBe('withdrawn');
  });

  test('a signal that is sent on while it is changed or taken back stays as it was sent', async () => {
    await say('jag har fått jobb');
    await press('Jag vet inte än');
    await press('Jag vill inte säga');
    await press('Ja, skicka');
    const undo = await button('Ångra');
    await press('Ändra');
    await press('Jag vet inte än');
    await say('Exempelbagaren');
    await staff((before) => markSignalSent(before, 's1', acting()));
    await press('Ja, skicka');
    expect(await lastTexts(1)).toContain('Karin Berg');
    await say('Ångra', undo.value);
    expect((await doc()).signals).toMatchObject([{ version: 1, status: 'reported', where: null }]);
    expect((await told()).notices).toEqual(['signal.work_or_studies s1 1']);
  });

  test('a signal that is taken back in one tab while it is changed in the other stays taken back', async () => {
    await say('jag har fått jobb');
    await press('Jag vet inte än');
    await press('Jag vill inte säga');
    await press('Ja, skicka');
    const undo = await button('Ångra');
    await press('Ändra');
    await say('Ångra', undo.value);
    await press('Ja, ta tillbaka');
    expect((await doc()).signals).toMatchObject([{ status: 'withdrawn' }]);
    // The change has nothing left to change, and says so instead of sending a new one.
    expect((await doc()).dialog.stack).toEqual([]);
    expect((await told()).notices).toEqual(['signal.work_or_studies s1 1', 'signal.withdrawn s1 2']);
  });

  test('a no-show and the own report at the same moment: one report of the meeting, whoever was first', async () => {
    const { plan } = await doc();
    const next = nextBooked(appointmentsOf(plan), toLocal(app.clock.now()));
    await say('jag är sjuk imorgon');
    const yes = await button('Ja, skicka');
    app.clock.move(msOf(toInstant(next?.start ?? '')) - msOf(app.clock.now()) + 600_000);
    // Marked before the yes arrives.
    await staff((before) => {
      const made = noShow(before, next?.key ?? '', { ...acting(), random: systemRandom });
      return made.kind === 'done' ? made.doc : null;
    });
    await say('Ja, skicka', yes.value);
    if ((await doc()).absences.length === 1) await press('Ja, skicka');
    const after = await doc();
    const drafts = after.absences.flatMap(({ deviations }) => deviations.map(({ occurrence }) => occurrence));
    expect(new Set(drafts).size).toBe(drafts.length);
    expect(drafts).toContain(next?.key);
    expect(after.absences.map(({ origin }) => origin)).toEqual(['no-show', 'participant']);
  });

  test('the own report first: the mark is refused, and nothing is asked', async () => {
    const { plan } = await doc();
    const next = nextBooked(appointmentsOf(plan), toLocal(app.clock.now()));
    await sickTomorrow();
    const made = noShow(await doc(), next?.key ?? '', { ...acting(), random: systemRandom });
    expect(made.kind).toBe('already-reported');
  });
});
