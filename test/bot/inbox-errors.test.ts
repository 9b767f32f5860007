import { afterEach, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.ts';
import { words } from '../support/staff-browser.ts';

let app: TestApp;
afterEach(() => app.close());

const page = async (path: string) => {
  const answer = await fetch(app.url + path, { headers: { accept: 'text/html' } });
  return { status: answer.status, text: await answer.text() };
};

test('staff who go astray come back to the inbox, and nobody else does', async () => {
  app = await startTestApp();
  const inbox = await page('/inkorg/finns-inte');
  expect([inbox.status, words(inbox.text)]).toEqual([
    404,
    'Sidan finns inte Adressen kan vara fel, eller så är sidan borta. Till inkorgen',
  ]);
  expect(inbox.text).toContain('<a class="big" href="/inkorg">');
  const other = await page('/inkorgen');
  expect(other.status).toBe(404);
  expect(other.text).not.toContain('href="/inkorg');
});

test('a fault is told to staff in their own words: where to look, and nobody to ring who is themselves', async () => {
  app = await startTestApp();
  app.app.parts.store.readProvider = () => Promise.reject(new Error('a fault'));
  const { status, text } = await page('/inkorg/in/exempel.demo-chef.AAAA');
  expect(status).toBe(500);
  expect(words(text)).toContain('Gå till inkorgen och titta efter.');
  expect(text).not.toContain('handledare');
});
