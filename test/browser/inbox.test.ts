import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { systemRandom } from '../../bot/random.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { MINUTE } from '../../domain/time.ts';
import { openBrowser } from '../support/browser.ts';
import { startWorld, type World } from './world.ts';

/** What scripts add to the inbox: a button that copies, and news that come by themselves without disturbing anybody. */

let browser: Browser;
let context: BrowserContext;
let page: Page;
let world: World;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm' });
  page = await context.newPage();
  world = await startWorld(context);
  await page.clock.install();
  await report('alva-rom');
  await world.signInStaff(page, 'exempel', 'demo-chef');
}, 30_000);
afterEach(async () => {
  await context?.close();
  await world?.app.close();
});

async function report(id: string, occurrences: readonly string[] = []): Promise<void> {
  const acting = { now: world.app.clock.now(), channel: 'web', random: systemRandom };
  const day = occurrences[0]?.slice(-16, -6) ?? '2026-03-10';
  const input = { from: day, to: day, occurrences, reason: 'sick' } as const;
  await world.app.store.turn(id, (doc) => ({
    doc: doc && reportAbsence(doc, input, acting).doc,
    result: null,
  }));
}

/** Lets time pass until the page has looked once more. The next look is set when the one before has been taken in, so it is not known when. */
async function look(): Promise<void> {
  let hasLooked = false;
  const answered = page
    .waitForResponse((response) => response.request().headers()['x-stegvis-look'] !== undefined)
    .then(() => {
      hasLooked = true;
    });
  while (!hasLooked) await page.clock.runFor(5_000);
  await answered;
}

const items = () => page.locator('#list .item').count();

test('news come by themselves; the focus stays where it is', async () => {
  await page.getByRole('link', { name: 'Deltagare' }).focus();
  await report('bo-sta');
  await look();
  await page.locator('#list .item').nth(1).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Deltagare');
  expect(await page.locator('#live').textContent()).toBe('Inkorgen har ändrats.');
  expect(await page.title()).toContain('Det finns 2 nya ärenden.');
});

test('nothing moves under somebody who is in the list: they get a link', async () => {
  await page.locator('#list .item').first().focus();
  await report('bo-sta');
  await look();
  await page.getByRole('link', { name: 'Visa det nya' }).waitFor();
  expect(await items()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('item');
  await page.getByRole('link', { name: 'Visa det nya' }).click();
  expect(await items()).toBe(2);
});

test('nothing is said when nothing is new', async () => {
  await look();
  await look();
  expect(await page.locator('#live').textContent()).toBe('');
});

test('looking does not keep anybody signed in: after half an hour the page says so', async () => {
  world.app.clock.move(31 * MINUTE);
  await look();
  await page.getByText('Du har loggats ut. Ladda om sidan för att logga in igen.').waitFor();
  await page.reload();
  expect(page.url()).toContain('/inkorg/logga-in');
});

test('the text to paste is copied, and that is said', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await report('bo-sta', ['vaxthuset@2026-03-11T09:00']);
  await page.goto(`${world.url}/inkorg/franvaro/bo-sta/a1`);
  await page.getByRole('button', { name: 'Kopiera texten' }).click();
  await page.getByText('Texten är kopierad.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Orsak: sjuk.');
});

test('where copying is not allowed, what to do instead is said', async () => {
  await report('bo-sta', ['vaxthuset@2026-03-11T09:00']);
  await page.goto(`${world.url}/inkorg/franvaro/bo-sta/a1`);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await page.getByRole('button', { name: 'Kopiera texten' }).click();
  await page.getByText('Markera texten och kopiera den själv.').waitFor();
});
