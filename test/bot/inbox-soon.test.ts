import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLog } from '../../bot/log.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { newFolder } from '../support/folder.ts';
import { signInStaff } from '../support/staff-browser.ts';

/** The provider's inbox shows an absence within one second of the participant's Ja: the whole program, over HTTP, on a disk. */

let dir: string;
let store: LowdbStore;
let app: TestApp;

beforeEach(async () => {
  dir = await newFolder();
  const clock = new MovableClock();
  store = await openLowdbStore({ dir, clock, log: createLog(() => {}, clock) });
  app = await startTestApp({ store, clock });
});
afterEach(async () => {
  await app.close();
});

test('within one second of the Ja the absence stands in the inbox', async () => {
  const staff = await signInStaff({ parts: app.app.parts, url: app.url }, 'exempel', 'demo-chef');
  expect((await staff.open('/inkorg')).text).toContain('Allt är läst.');
  let said = 0;
  const say = (text: string) =>
    app.app.parts.assistant.say({
      participantId: 'alva-rom',
      messageId: `m${++said}`,
      text,
      pressed: null,
      channel: 'web',
    });
  await app.app.parts.assistant.open('alva-rom', 'web');
  let answer = await say('jag är sjuk i morgon');
  // Whatever is asked on the way to the read-back is answered with a yes; the last one is the Ja.
  for (let tries = 0; tries < 5; tries += 1) {
    const { doc } = (await store.read('alva-rom')) ?? {};
    if ((doc?.absences.length ?? 0) > 0) break;
    const yes = performance.now();
    answer = await say('ja');
    const page = await staff.open('/inkorg');
    const passed = performance.now() - yes;
    const after = (await store.read('alva-rom'))?.doc;
    if (after && after.absences.length > 0) {
      expect(page.text).toContain('/inkorg/franvaro/alva-rom/a1');
      expect(passed).toBeLessThan(1000);
      return;
    }
  }
  throw new Error(`no absence: ${answer.lines.map(({ body }) => body.text).join(' | ')}`);
});
