import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { tell } from '../../locales/tell.ts';
import { freshPages } from './fresh-page.ts';
import type { World } from './world.ts';

/** Words of the field are marked in the chat, and explained where they stand. */

const PERSON = 'alva-rom';

let context: BrowserContext;
let page: Page;
let world: World;
freshPages((fresh) => {
  ({ context, page, world } = fresh);
});

async function said(text: string): Promise<void> {
  await world.app.store.turn(PERSON, (doc) => ({
    doc:
      doc &&
      tell(
        doc,
        [{ key: 'question:answered', params: { by: { name: 'Karin Berg' }, answer: { name: text } } }],
        { now: world.app.clock.now(), proactive: true },
      ),
    result: null,
  }));
}

const term = (name: string) => page.getByRole('button', { name, exact: true });
const box = () => page.locator('.explained');

async function withWord(): Promise<void> {
  await world.signIn(page, PERSON);
  await said('Ta med din IUP och ett läkarintyg.');
  await term('IUP').waitFor();
}

describe('a marked word', () => {
  test('is explained right after its sentence when it is pressed, is announced once, and closed by a second press', async () => {
    await withWord();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const live = document.querySelector('#chat > [aria-live=polite]') as Element;
      new MutationObserver(() => heard.push(live.textContent ?? '')).observe(live, { childList: true });
    });
    expect(await term('IUP').getAttribute('aria-expanded')).toBe('false');
    await term('IUP').click();
    await box().waitFor();
    expect(await term('IUP').getAttribute('aria-expanded')).toBe('true');
    expect(await box().textContent()).toContain('individuell utvecklingsplan');
    expect(await box().evaluate((one) => one.previousElementSibling?.textContent)).toContain('IUP');
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('individuell utvecklingsplan');
    await term('IUP').click();
    expect(await box().count()).toBe(0);
    expect(await term('IUP').getAttribute('aria-expanded')).toBe('false');
  });

  test('works by keyboard: Enter opens, Tab goes into it, Escape closes and comes back', async () => {
    await withWord();
    await term('IUP').focus();
    await page.keyboard.press('Enter');
    await box().waitFor();
    // Past the next word of the same sentence.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Stäng: IUP');
    await page.keyboard.press('Escape');
    expect(await box().count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('IUP');
  });

  test('is marked after a reload too, and the explanation follows the person’s level and rules', async () => {
    await withWord();
    await page.reload();
    await term('läkarintyg').click();
    const first = await box().textContent();
    await world.app.store.turn(PERSON, (doc) => ({
      doc: doc && {
        ...doc,
        wishes: { ...doc.wishes, level: 'easy' as const },
        plan: { ...doc.plan, regime: { ...doc.plan.regime, kinds: ['municipality' as const] } },
      },
      result: null,
    }));
    await page.reload();
    await term('läkarintyg').click();
    await box().waitFor();
    const second = await box().textContent();
    expect(second).not.toBe(first);
    expect(second).not.toContain('Arbetsförmedlingen');
  });

  test('that cannot be explained now says so', async () => {
    await withWord();
    await page.route('**/chat/ord/*', (route) => route.abort());
    await term('IUP').click();
    await box().waitFor();
    expect(await box().textContent()).toContain('Försök igen');
  });

  test('is no button for somebody who does not want it, and prints as a word', async () => {
    await withWord();
    await page.emulateMedia({ media: 'print' });
    expect(await term('IUP').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await world.app.store.turn(PERSON, (doc) => ({
      doc: doc && { ...doc, display: { ...doc.display, marks: false } },
      result: null,
    }));
    await page.reload();
    expect(await page.locator('.term').count()).toBe(0);
    await said('Ta med din IUP en gång till.');
    await page.locator('#log .line', { hasText: 'en gång till' }).waitFor();
    expect(await page.locator('.term').count()).toBe(0);
  });

  test('a message has three marks at the most, each word once, and everyday words none', async () => {
    await world.signIn(page, PERSON);
    await said('IUP, IUP, handledare, läkarintyg, praktik, karensdag, sjukpenning.');
    await term('IUP').waitFor();
    expect(await page.locator('#log .term').allTextContents()).toEqual(['IUP', 'läkarintyg', 'praktik']);
  });
});

test('without a script it is a link to a page that explains it', async () => {
  const quiet = await context.browser()?.newContext({ javaScriptEnabled: false });
  if (!quiet) throw new Error('no browser');
  await world.signIn(page, PERSON);
  await said('Ta med din IUP.');
  await quiet.addCookies(await context.cookies());
  const plain = await quiet.newPage();
  await plain.goto(`${world.url}/`);
  await plain.getByRole('link', { name: 'IUP', exact: true }).click();
  expect(await plain.locator('main').textContent()).toContain('individuell utvecklingsplan');
  await plain.getByRole('link', { name: 'Tillbaka till chatten' }).click();
  expect(await plain.locator('h1').textContent()).toBe('Din chatt med Stegvis');
  expect((await plain.goto(`${world.url}/ord/finns-inte`))?.status()).toBe(404);
  await quiet.close();
});
