import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { freshPages } from './fresh-page.ts';
import { press, settled, type World, write } from './world.ts';

/** The chat as it is used by somebody who is tired, on an old phone, on a bad line, with more than one tab. */

const PERSON = 'alva-rom';
const LONG = 'Jag har mycket att berätta. '.repeat(90).trim();

let context: BrowserContext;
let page: Page;
let world: World;
freshPages((fresh) => {
  ({ context, page, world } = fresh);
});

async function another(): Promise<Page> {
  const second = await context.newPage();
  await second.goto(`${world.url}/`);
  return second;
}

async function said(): Promise<string[]> {
  const lines = await world.app.store.lines(PERSON, 'chat', 0, 1000);
  return lines.filter(({ body }) => body.from === 'participant').map(({ body }) => String(body.text));
}

async function absences(): Promise<number> {
  return (await world.app.store.read(PERSON))?.doc.absences.length ?? 0;
}

describe('two tabs', () => {
  test('each keeps what is half written in it, whatever the other sends', async () => {
    await world.signIn(page, PERSON);
    const second = await another();
    await page.fill('#text', 'Jag undrar en sak');
    await second.fill('#text', 'Hjälp');
    await second.press('#text', 'Enter');
    await second.locator('#log .theirs').first().waitFor();
    await page.reload();
    expect(await page.inputValue('#text')).toBe('Jag undrar en sak');
    await second.reload();
    expect(await second.inputValue('#text')).toBe('');
  });

  test('what is half written is there in a new tab when the first was closed', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', 'Jag undrar en sak');
    await page.close();
    expect(await (await another()).inputValue('#text')).toBe('Jag undrar en sak');
  });

  test('what one could not send is not forgotten when the other sends, and goes once', async () => {
    await world.signIn(page, PERSON);
    const second = await another();
    await page.route('**/activities', (route) => route.abort());
    await page.fill('#text', 'Jag är sjuk i morgon');
    await page.press('#text', 'Enter');
    await page.locator('.failed').waitFor();
    await second.fill('#text', 'Hjälp');
    await second.press('#text', 'Enter');
    await second.locator('#log .theirs').first().waitFor();
    await settled(second);
    await page.close();
    const third = await another();
    await third.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    expect(await said()).toEqual(['Hjälp', 'Jag är sjuk i morgon']);
    await third.reload();
    await settled(third);
    expect(await said()).toHaveLength(2);
  });

  test('“Ja, skicka” in both of them sends one report', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    const second = await another();
    // A tab that sleeps hears of nothing until it is looked at.
    await second.route('**/activities', async (route) => {
      await press(page, /^Ja, skicka/);
      await route.continue();
    });
    await press(second, /^Ja, skicka/);
    expect(await absences()).toBe(1);
    expect(await second.locator('.failed').count()).toBe(0);
  });
});

describe('in the middle of a report', () => {
  test('a reload leaves the question and its answers', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    await page.reload();
    await press(page, /^Ja, skicka/);
    expect(await absences()).toBe(1);
  });

  test('signing out and in again leaves the question and its answers, and nothing was sent meanwhile', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL(/utloggad/);
    expect(await absences()).toBe(0);
    await world.signIn(page, PERSON);
    await press(page, /^Ja, skicka/);
    expect(await absences()).toBe(1);
  });

  test('the way back from another page leads to the question as it stands', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    await page.getByRole('link', { name: 'Mina val' }).click();
    await page.goBack();
    await press(page, /^Ja, skicka/);
    expect(await absences()).toBe(1);
  });
});

test('a page that the browser kept for the way back is asked for anew: nothing private is left after signing out', async () => {
  await world.signIn(page, PERSON);
  await context.clearCookies();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.getByRole('heading', { name: 'Logga in', level: 1 }).waitFor();
});

describe('a text that is too long', () => {
  test('is kept whole, and it is said what to do', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', LONG);
    await page.press('#text', 'Enter');
    expect(await page.locator('#status').textContent()).toBe(
      'Texten är för lång. Dela upp den i flera meddelanden.',
    );
    expect(await page.inputValue('#text')).toBe(LONG);
    await page.reload();
    expect(await page.inputValue('#text')).toBe(LONG);
    expect(await said()).toEqual([]);
  });

  test('comes back whole without a script too', async () => {
    await world.signIn(page, PERSON);
    await page.route('**/assets/chat-*.js', (route) => route.abort());
    await page.reload();
    await page.fill('#text', LONG);
    await page.getByRole('button', { name: 'Skicka', exact: true }).click();
    await page.getByText('Texten är för lång.').waitFor();
    expect(await page.inputValue('#text')).toBe(LONG);
    expect(await said()).toEqual([]);
  });
});

describe('a slow line', () => {
  test('what is typed before the script is there stays when it comes', async () => {
    await world.signIn(page, PERSON);
    const arrived = Promise.withResolvers<void>();
    await page.route('**/assets/chat-*.js', async (route) => {
      await arrived.promise;
      await route.continue();
    });
    await page.goto(`${world.url}/`, { waitUntil: 'commit' });
    await page.fill('#text', 'Jag är sjuk i morgon');
    arrived.resolve();
    await page.waitForLoadState('load');
    expect(await page.inputValue('#text')).toBe('Jag är sjuk i morgon');
    await page.press('#text', 'Enter');
    await page.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    expect(await said()).toEqual(['Jag är sjuk i morgon']);
  });

  test('an absence can be reported before the script is there', async () => {
    await world.signIn(page, PERSON);
    await page.route('**/assets/chat-*.js', () => {});
    await page.goto(`${world.url}/`, { waitUntil: 'commit' });
    await page.fill('#text', 'Jag är sjuk i morgon');
    await page.getByRole('button', { name: 'Skicka', exact: true }).click({ noWaitAfter: true });
    await page.getByRole('button', { name: 'Ja, skicka' }).click({ noWaitAfter: true });
    await page.locator('.card.receipt').first().waitFor();
    expect(await absences()).toBe(1);
  });
});

describe('a hand that trembles', () => {
  test('the second of two taps in the same place presses nothing that has come there meanwhile', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    await press(page, /^Ja, skicka/);
    const undo = page.getByRole('button', { name: 'Ångra frånvaron' });
    await undo.hover();
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await settled(page);
    expect(await said()).toEqual(['Jag är sjuk i morgon', 'Ja, skicka']);
    await press(page, 'Ångra frånvaron');
    expect(await said()).toContain('Ångra frånvaron');
  });

  test('what is sent with two presses goes once, and nothing is complained of', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', 'Jag är sjuk i morgon');
    await page.evaluate(() => {
      const all: string[] = [];
      const status = document.getElementById('status') as HTMLElement;
      new MutationObserver(() => all.push(status.textContent ?? '')).observe(status, { childList: true });
      Object.assign(window, { all });
    });
    await page.focus('#text');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    await settled(page);
    expect(await page.evaluate(() => (window as unknown as { all: string[] }).all)).toEqual([
      'Skickar.',
      'Stegvis har fått ditt meddelande.',
    ]);
    expect(await said()).toEqual(['Jag är sjuk i morgon']);
  });
});

test('with a keyboard over half of the screen one sees what was written and where the answer begins', async () => {
  // Whoever writes at the end of the page sees its lower half then, above the keyboard.
  await page.addInitScript(() => {
    for (const name of ['height', 'offsetTop'])
      Object.defineProperty(VisualViewport.prototype, name, { get: () => innerHeight / 2 });
  });
  await page.setViewportSize({ width: 390, height: 800 });
  await world.signIn(page, PERSON);
  await press(page, 'Vanlig svenska');
  for (const text of ['Hjälp', 'Jag är sjuk i morgon', 'Ja']) {
    await write(page, text);
    const own = page.locator('#log .mine').last();
    const top = await own.evaluate((line) => line.getBoundingClientRect().top);
    const answer = await own.evaluate((line) => line.nextElementSibling?.getBoundingClientRect().top ?? 0);
    expect({ text, isSeen: top >= 400 && answer < 800 }).toEqual({ text, isSeen: true });
  }
});
