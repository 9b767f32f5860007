import { cp, readdir } from 'node:fs/promises';
import { afterEach, expect, test } from '@jest/globals';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { DUE_RULES_VERSION } from '../../domain/due.ts';
import { PARTICIPANT_SCHEMA_VERSION } from '../../domain/participant.ts';
import { DAY } from '../../domain/time.ts';
import { MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { newFolder } from '../support/folder.ts';

/**
 * Folders that earlier programs have written, as they stood on the disk: one for each version of the document, with people who have chatted,
 * reported, asked and left a question half written. Each is opened, served, and kept by today's program.
 */

const STORES = new URL('../fixtures/stores/', import.meta.url);
/** The morning after the last thing that stands in them. */
const MORNING_AFTER = '2026-03-11T06:00:00.000Z';

const opened: TestApp[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

async function openedByToday(version: string): Promise<{ app: TestApp; dir: string; logged: string[] }> {
  const dir = await newFolder();
  await cp(new URL(version, STORES), dir, { recursive: true });
  const logged: string[] = [];
  const log = {
    info: (event: string) => logged.push(event),
    warn: (event: string) => logged.push(event),
    error: (event: string) => logged.push(event),
  };
  const clock = new MovableClock(MORNING_AFTER);
  const store = await openLowdbStore({ dir, clock, log });
  const app = await startTestApp({ store, clock });
  opened.push(app);
  return { app, dir, logged };
}

async function docOf({ store }: TestApp, id: string) {
  const found = await store.read(id);
  if (!found) throw new Error(id);
  return found;
}

async function say({ app }: TestApp, participantId: string, text: string): Promise<string> {
  const messageId = `${participantId}-${text}`;
  const said = await app.parts.assistant.say({
    participantId,
    messageId,
    text,
    pressed: null,
    channel: 'web',
  });
  return said.lines.map(({ body }) => body.text).join('\n');
}

async function proactive({ store }: TestApp, id: string): Promise<string[]> {
  const lines = await store.lines(id, 'chat', 0, 1000);
  return lines.flatMap(({ body }) => (body.proactive === true ? [`${body.at} ${body.kind}`] : []));
}

test('there is a folder of each version of the document', async () => {
  const versions = await readdir(STORES);
  expect(versions.map((name) => Number.parseInt(name, 10)).sort()).toEqual(
    Array.from({ length: PARTICIPANT_SCHEMA_VERSION }, (_, index) => index + 1),
  );
});

test('version 1: nobody is damaged, and what was said and sent is there', async () => {
  const { app, dir, logged } = await openedByToday('1');
  await app.store.ready();
  const people = ['alva-rom', 'bo-sta', 'cim-kommun'];
  for (const id of people) {
    const { doc, health } = await docOf(app, id);
    expect([id, health, doc.recovery, doc.dueRules]).toEqual([id, 'ok', null, DUE_RULES_VERSION]);
  }
  expect(await app.store.participantsOf('exempel')).toEqual(['alva-rom', 'bo-sta']);
  expect((await app.store.readProvider('exempel'))?.staff.map(({ role }) => role)).toEqual([
    'administrator',
    'supervisor',
    'supervisor',
  ]);
  const { doc: alva } = await docOf(app, 'alva-rom');
  expect(alva.absences.map(({ reason, origin, extent }) => [reason, origin, extent])).toEqual([
    ['sick', 'participant', 'whole'],
  ]);
  expect(alva.questions.map(({ text, kind }) => [text, kind])).toEqual([
    ['Kan jag byta tid på fredag?', 'question'],
  ]);
  expect(await say(app, 'alva-rom', 'vad har jag skickat?')).toContain('U4TXK6');
  // Half a message of a dialog that has changed since: said so, and nothing is sent by a yes.
  expect(await say(app, 'cim-kommun', 'ja')).toContain('Börja gärna om');
  expect((await docOf(app, 'cim-kommun')).doc.questions).toEqual([]);
  expect(await say(app, 'bo-sta', 'jag är sjuk idag')).toContain('Ska jag skicka');
  expect(logged.filter((event) => /damaged|failed|lost|refused/.test(event))).toEqual([]);
  const names = await readdir(dir, { recursive: true });
  expect(names.filter((name) => name.includes('damaged'))).toEqual([]);
});

test('version 1: nobody is flooded by what the new program can remind of, and it comes to rest', async () => {
  const { app } = await openedByToday('1');
  await app.store.ready();
  const people = ['alva-rom', 'bo-sta', 'cim-kommun'];
  const before = new Map<string, number>();
  for (const id of people) before.set(id, (await proactive(app, id)).length);
  for (let look = 0; look < 4; look += 1) await app.app.scheduler.sweep();
  for (const id of people) expect([id, (await proactive(app, id)).length]).toEqual([id, before.get(id)]);
  const revisions = async () => Promise.all(people.map(async (id) => (await docOf(app, id)).doc.revision));
  const atRest = await revisions();
  for (let look = 0; look < 10; look += 1) await app.app.scheduler.sweep();
  expect(await revisions()).toEqual(atRest);
  app.clock.move(3 * DAY);
  await app.app.scheduler.sweep();
  // Three days off: one message for what is left of use, and what each day asks for by itself.
  for (const id of people) {
    expect([id, (await proactive(app, id)).length - (before.get(id) ?? 0) <= 3]).toEqual([id, true]);
  }
});
