import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { noShow } from '../../bot/provider/no-show.ts';
import { COMMANDS } from '../../dialogs/commands.ts';
import { endService } from '../../domain/actions/service-end.ts';
import { MINUTE } from '../../domain/time.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { docOf } from '../support/provider-side.ts';
import { type Visitor, visitorOf } from '../support/visitor.ts';

/** The service is over, and everything that could still act as if it were not is tried: words, each button, an old one, a page, a form. */

let app: TestApp;
let visitor: Visitor;
let feed: string;
let sent = 0;

const ID = 'alva-rom';
const TOMORROW = 'handledare@2026-03-10T09:00';

async function say(text: string, pressed: { q: number; id: string } | null = null): Promise<string> {
  app.clock.move(MINUTE);
  sent += 1;
  const { lines } = await app.app.parts.assistant.say({
    participantId: ID,
    messageId: `m${sent}`,
    text,
    pressed,
    channel: 'web',
  });
  const bot = lines.filter(({ body }) => body.from === 'bot');
  return bot.map(({ body }) => body.text).join('\n');
}

/** What a participant can send, or have others do. */
async function effects(): Promise<unknown> {
  const doc = await docOf(app, ID);
  const { absences, questions, signals, ownReminders, reminding, wishes, coming, notices } = doc;
  return {
    absences,
    questions,
    signals,
    ownReminders,
    reminding,
    reminders: wishes.reminders,
    coming,
    notices,
  };
}

const end = (on: '2026-03-09' | '2026-03-11') =>
  app.store.turn(ID, (doc) => ({
    doc: doc && endService(doc, on, { now: app.clock.now(), by: 'test' }),
    result: null,
  }));

const offIn = (calendar: string) => calendar.split('STATUS:CANCELLED').length - 1;
const feedText = async () => (await fetch(app.url + feed)).text();

beforeEach(async () => {
  app = await startTestApp();
  app.clock.time = '2026-03-09T08:00:00.000Z';
  await app.app.parts.assistant.open(ID, 'web');
  visitor = await visitorOf(app, ID);
  await visitor.post('/paminnelser/kalender', { form: await visitor.formToken(), gor: 'ny' });
  feed = /\/kalender\/[\w-]+\.ics/.exec(await (await visitor.get('/paminnelser')).text())?.[0] ?? '';
  for (const text of [
    'vanlig svenska',
    'jag är sjuk i dag',
    'ja',
    'jag har fått jobb den 1 april',
    'vill inte säga',
    'ja',
  ])
    await say(text);
  // Half a report, as far as the read-back.
  await say('jag är sjuk på torsdag');
});
afterEach(() => app.close());

test('nothing is sent, promised or said to be coming', async () => {
  const open = (await docOf(app, ID)).dialog.question;
  await end('2026-03-09');
  await app.app.scheduler.sweep();
  const before = await effects();
  for (const text of [
    'ja, skicka',
    'jag får inte barnvakt i morgon',
    'påminn mig om att ringa mamma i morgon klockan 9',
    'påminn mig en timme innan',
    'pausa påminnelserna en vecka',
    'ångra',
    'det stämmer inte',
    'jag är frisk igen',
    'hur lång tid är det kvar',
    'när är nästa möte',
    'hur påminner du mig',
    'vad är min plan',
    'vad kan du',
  ]) {
    const said = await say(text);
    expect([text, await effects()]).toEqual([text, before]);
    expect([
      text,
      /Jag påminner dig|Nästa är|det börjar om|i morgon, tisdag|ta emot frånvaro/i.test(said),
    ]).toEqual([text, false]);
  }
  const about: Readonly<Record<string, string>> = {
    cannot: TOMORROW,
    coming: TOMORROW,
    change: 'a1',
    undo: 'a1',
    well: 'a1',
    'still-ill': 'a1',
    explain: 'a1:sick',
    'undo-signal': 's1',
    'change-signal': 's1',
    reminders: 'on',
    remind: 'pause:7',
  };
  for (const name of COMMANDS) {
    // What helps somebody is theirs to say; it is told to nobody any more.
    const said = await say('x', { q: open, id: `do:${name}:${about[name] ?? ''}` });
    expect([name, await effects()]).toEqual([name, before]);
    expect([name, /Jag påminner dig|Nästa är|i morgon, tisdag|kan du ändra den här/i.test(said)]).toEqual([
      name,
      false,
    ]);
  }
  await say('Ja, skicka', { q: open, id: 'yes' });
  await visitor.post('/chat/send', {
    form: await visitor.formToken(),
    text: 'jag är sjuk i morgon',
    id: 'a-message-of-a-form',
  });
  expect(await effects()).toEqual(before);
  expect(await (await visitor.get('/paminnelser')).text()).toContain('är slut');
});

test('the calendar calls off what lies after an end that came before the plan’s own', async () => {
  const before = offIn(await feedText());
  await end('2026-03-11');
  const after = await feedText();
  expect(offIn(after)).toBeGreaterThan(before + 10);
  const events = after.split('BEGIN:VEVENT').slice(1);
  const later = events.filter((event) => (/DTSTART:(\d{8})/.exec(event)?.[1] ?? '') > '20260311');
  expect(later.length).toBeGreaterThan(10);
  expect(later.every((event) => event.includes('STATUS:CANCELLED'))).toBe(true);
  expect(events.some((event) => /DTSTART:20260311/.test(event) && event.includes('STATUS:CONFIRMED'))).toBe(
    true,
  );
});

test('nobody can be marked as missing where there was nothing to come to', async () => {
  await end('2026-03-11');
  app.clock.time = '2026-03-13T12:00:00.000Z';
  const acting = { now: app.clock.now(), staffId: 's', staffName: 'S', random: app.app.parts.random };
  const kindOf = async (key: string) => noShow(await docOf(app, ID), key, acting).kind;
  expect(await kindOf('datorkurs@2026-03-11T09:00')).toBe('done');
  expect(await kindOf('cvhjalp@2026-03-12T10:00')).toBe('not-found');
});
