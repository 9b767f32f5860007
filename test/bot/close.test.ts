import { expect, test } from '@jest/globals';
import { startTestApp } from '../support/app.ts';
import { enter, write } from '../support/direct-line.ts';

test('a mail server that never answers does not hold up the end, and what it was given stays to be sent', async () => {
  const given: string[] = [];
  const email = {
    send: (message: { messageId: string }) => {
      given.push(message.messageId);
      return new Promise<never>(() => {});
    },
  };
  const test = await startTestApp({ overrides: { email, closeMs: 50 } });
  const alva = await enter(test.url, 'alva-rom');
  await write(test.url, alva, 'jag är sjuk imorgon');
  await write(test.url, alva, 'ja');
  await write(test.url, alva, 'jag är sjuk på torsdag');
  await write(test.url, alva, 'ja');
  void test.app.scheduler.sweep();
  while (given.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const { outbox } = (await test.store.read('alva-rom'))?.doc ?? { outbox: [] };
  // Claimed with an end to the claim: whoever is started next sends both.
  expect(outbox.map(({ status, leaseUntil }) => [status, leaseUntil !== null])).toEqual([
    ['sending', true],
    ['sending', true],
  ]);
  await test.close();
  expect(given).toHaveLength(1);
  expect(test.logged.join('')).toMatch(/warn server\.sendings-left\n.*server\.closed/);
});
