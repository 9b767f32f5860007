import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { endSession } from '../../bot/sign-in/sessions.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { freshPages } from './fresh-page.ts';
import { press, settled, talkLong, type World, walk, write } from './world.ts';

/** How the chat page behaves with a script: what comes, what is sent, and what happens to it on a bad line. */

const PERSON = 'alva-rom';

let context: BrowserContext;
let page: Page;
let world: World;
freshPages((fresh) => {
  ({ context, page, world } = fresh);
});

/** Something that comes by itself, in the chat and on every open page. */
async function pushed(text = 'Ja, ta med ditt cv.'): Promise<void> {
  const now = world.app.clock.now();
  await world.app.store.turn(PERSON, (doc) => ({
    doc:
      doc &&
      tell(
        doc,
        [
          {
            key: 'question:answered',
            params: { by: { name: 'Karin Berg' }, answer: { name: text } },
          },
        ],
        { now, proactive: true },
      ),
    result: null,
  }));
}

/** Texts that the participant has sent, as the store has them. */
async function received(): Promise<string[]> {
  const lines = await world.app.store.lines(PERSON, 'chat', 0, 1000);
  return lines.filter(({ body }) => body.from === 'participant').map(({ body }) => String(body.text));
}

function arrival(text: string): Promise<void> {
  return page.locator('#log .theirs', { hasText: text }).last().waitFor();
}

describe('what comes', () => {
  test('a message that comes while somebody types moves neither focus nor caret', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', 'Jag undrar en sak');
    await page.evaluate(() => {
      (document.getElementById('text') as HTMLTextAreaElement).setSelectionRange(4, 4);
      const moves: string[] = [];
      Object.assign(window, { moves });
      document.addEventListener('focusin', (event) => moves.push((event.target as Element).id), true);
      document.addEventListener('focusout', () => moves.push('out'), true);
    });
    await pushed();
    await arrival('Ja, ta med ditt cv.');
    await page.keyboard.type('X');
    expect(
      await page.evaluate(() => ({
        focus: document.activeElement?.id,
        text: (document.getElementById('text') as HTMLTextAreaElement).value,
        moves: (window as unknown as { moves: string[] }).moves,
      })),
    ).toEqual({ focus: 'text', text: 'Jag Xundrar en sak', moves: [] });
  });

  test('the log announces each new line once, and nothing that was there before', async () => {
    await world.signIn(page, PERSON);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver((records) => {
        for (const { addedNodes, type, target } of records) {
          if (type === 'characterData') seen.push(`text of ${target.textContent}`);
          for (const node of addedNodes)
            seen.push(`${node.parentElement?.id} ${(node as Element).className}`);
        }
      }).observe(document.getElementById('chat') as Element, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    await press(page, 'Vanlig svenska');
    await pushed();
    await arrival('Ja, ta med ditt cv.');
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.filter((entry) => entry.startsWith('log '))).toEqual([
      'log line mine',
      'log line theirs',
      'log line theirs more',
      'log line theirs more',
    ]);
    expect(seen.filter((entry) => entry.startsWith('history'))).toEqual([]);
  });

  test('after a reload everything is there once, outside the live region, and looks as it did live', async () => {
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await write(page, 'Jag är sjuk i morgon');
    await press(page, /^Ja, skicka/);
    await write(page, 'Jag kan inte komma på fredag');
    await page.getByText('Fråga 1 av 2').waitFor();
    await write(page, '<img src=x onerror=alert(1)> & "citat" - kl 9');
    await pushed('Ring 070-174 06 21 eller läs på arbetsformedlingen.se/sjuk.');
    await arrival('Ring 070-174 06 21');
    await settled(page);
    const lines = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.day, .line')].map((line) =>
          line.outerHTML.replace(/ data-id="[^"]*"/, '').replaceAll('&quot;', '"'),
        ),
      );
    const live = await lines();
    await page.reload();
    expect(await lines()).toEqual(live);
    expect(await page.locator('#log > *').count()).toBe(0);
    const numbers = await page
      .locator('.line')
      .evaluateAll((all) => all.map((line) => Number((line as HTMLElement).dataset.n)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('a[href="tel:0701740621"]').count()).toBe(2);
    expect(await page.locator('a[href="https://arbetsformedlingen.se/sjuk"]').count()).toBe(1);
  });

  test('who has scrolled up stays there, and is shown a way down', async () => {
    await page.setViewportSize({ width: 500, height: 400 });
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await write(page, 'Hjälp');
    await page.evaluate(() => scrollTo(0, 0));
    await pushed();
    await arrival('Ja, ta med ditt cv.');
    expect(await page.evaluate(() => scrollY)).toBe(0);
    const way = page.getByRole('button', { name: 'Visa nya meddelanden' });
    await way.click();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await way.isVisible()).toBe(false);
  });

  test('who reads at the end is taken along, and sees the beginning of what is new', async () => {
    await page.setViewportSize({ width: 500, height: 400 });
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await write(page, 'Jag är sjuk i morgon');
    const top = await page
      .locator('#log .mine')
      .last()
      .evaluate((line) => line.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(400);
  });

  test('messages come by polling where a WebSocket does not get through', async () => {
    await page.routeWebSocket(/\/stream/, (socket) => socket.close());
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await pushed();
    await arrival('Ja, ta med ditt cv.');
  });

  test('what a stream sends twice is shown once', async () => {
    await page.routeWebSocket(/\/stream/, (socket) => {
      socket.connectToServer().onMessage((message) => {
        socket.send(message);
        socket.send(message);
      });
    });
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await pushed();
    await arrival('Ja, ta med ditt cv.');
    await pushed('Vi ses i morgon.');
    await arrival('Vi ses i morgon.');
    expect(await page.locator('.line', { hasText: 'Ja, ta med ditt cv.' }).count()).toBe(1);
    expect(await page.locator('#choices button', { hasText: 'Nästa möte' }).count()).toBe(1);
  });

  test('what was said while a stream was broken comes when there is a new one', async () => {
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/stream/, (socket) => {
      socket.connectToServer();
      sockets.push(socket);
    });
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await page.route('**/conversations/*?watermark=*', (route) => route.abort());
    await sockets[0]?.close();
    await pushed();
    await page.unroute('**/conversations/*?watermark=*');
    await arrival('Ja, ta med ditt cv.');
    expect(sockets).toHaveLength(2);
    expect(await page.locator('.line', { hasText: 'Ja, ta med ditt cv.' }).count()).toBe(1);
  });

  test('two messages in a hurry leave the choices of the last answer alone', async () => {
    await world.signIn(page, PERSON);
    const bothWritten = Promise.withResolvers<void>();
    await page.route('**/activities', async (route) => {
      await bothWritten.promise;
      await route.continue();
    });
    for (const text of ['Jag är sjuk i morgon', 'Avbryt']) {
      await page.fill('#text', text);
      await page.press('#text', 'Enter');
    }
    bothWritten.resolve();
    await page.locator('#choices button', { hasText: 'Nästa möte' }).waitFor();
    const live = await page.locator('#choices button').allTextContents();
    await page.reload();
    expect(live).toEqual(await page.locator('#choices button').allTextContents());
  });

  test('two tabs show the same chat', async () => {
    await world.signIn(page, PERSON);
    const other = await context.newPage();
    await other.goto(`${world.url}/`);
    await press(page, 'Vanlig svenska');
    await other.locator('#log .mine', { hasText: 'Vanlig svenska' }).waitFor();
    const choices = (tab: Page) => tab.locator('#choices button').allTextContents();
    await other.locator('#choices button', { hasText: 'Nästa möte' }).waitFor();
    expect(await choices(other)).toEqual(await choices(page));
    expect(await other.locator('#log .line').count()).toBe(await page.locator('#log .line').count());
  });

  test('the button for the level follows the chat', async () => {
    await world.signIn(page, PERSON);
    await press(page, 'Lätt svenska');
    expect(await page.locator('#commands').getByRole('button', { name: 'Vanlig svenska' }).count()).toBe(1);
    await press(page, /^Vanlig svenska$/);
    expect(await page.locator('#level').textContent()).toBe('Enklare');
  });

  test('older messages are added above without moving what is read', async () => {
    await world.signIn(page, PERSON);
    await talkLong(world, PERSON);
    await page.reload();
    const link = page.getByRole('link', { name: 'Visa äldre meddelanden' });
    await link.scrollIntoViewIfNeeded();
    const first = page.locator('#history .line').first();
    const n = await first.getAttribute('data-n');
    const top = await first.evaluate((line) => line.getBoundingClientRect().top);
    await link.click();
    await page.locator('#history .line[data-n="1"]').waitFor();
    const after = await page
      .locator(`.line[data-n="${n}"]`)
      .evaluate((line) => line.getBoundingClientRect().top);
    expect(Math.abs(after - top)).toBeLessThan(2);
    expect(await page.locator('.day').count()).toBe(1);
  });
});

describe('what is sent', () => {
  test('status is said in words, in a region that was there before', async () => {
    await world.signIn(page, PERSON);
    const said = page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const status = document.getElementById('status') as HTMLElement;
          const all: string[] = [];
          new MutationObserver(() => {
            all.push(status.textContent ?? '');
            if (status.textContent === 'Stegvis har fått ditt meddelande.') resolve(all);
          }).observe(status, { childList: true, characterData: true, subtree: true });
        }),
    );
    await press(page, 'Vanlig svenska');
    expect(await said).toEqual(['Skickar.', 'Stegvis har fått ditt meddelande.']);
  });

  test('whoever presses a choice with the keyboard goes on from the same place', async () => {
    await world.signIn(page, PERSON);
    await page.locator('#choices button').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('#choices button', { hasText: 'Nästa möte' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('choices');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Nästa möte');
  });

  test('old choices are gone when something else is written', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    expect(await page.locator('#choices button').allTextContents()).toEqual([
      'Ja, skicka',
      'Ändra',
      'Avbryt',
    ]);
  });

  test('a line that is cut before it gets through: said in words, kept, sent once', async () => {
    await world.signIn(page, PERSON);
    await page.route('**/activities', (route) => route.abort());
    await page.fill('#text', 'Jag är sjuk i morgon');
    await page.press('#text', 'Enter');
    await page.locator('.failed').waitFor();
    expect(await page.locator('#status').textContent()).toContain('inte skickat');
    expect(await received()).toEqual([]);
    await page.unroute('**/activities');
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    expect(await page.locator('.failed').count()).toBe(0);
    expect(await received()).toEqual(['Jag är sjuk i morgon']);
    expect(await page.locator('.mine').count()).toBe(1);
  });

  test('a line that is cut after it got through: the same message runs once', async () => {
    await world.signIn(page, PERSON);
    let cut = 0;
    await page.route('**/activities', async (route) => {
      if (cut > 0) return route.continue();
      cut += 1;
      await route.fetch();
      return route.abort();
    });
    await write(page, 'Jag är sjuk i morgon');
    await settled(page);
    expect(cut).toBe(1);
    expect(await received()).toEqual(['Jag är sjuk i morgon']);
    expect(await page.locator('.mine').count()).toBe(1);
  });

  test('without internet it is said so, what is written waits, and goes by itself when it is back', async () => {
    await world.signIn(page, PERSON);
    await context.setOffline(true);
    await page.locator('#status', { hasText: 'ingen kontakt med internet' }).waitFor();
    await page.fill('#text', 'Jag är sjuk i morgon');
    await page.press('#text', 'Enter');
    await page.locator('.failed').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    expect(await received()).toEqual(['Jag är sjuk i morgon']);
    expect(await page.locator('.mine').count()).toBe(1);
  });

  test('what was not sent is still there after a reload, and goes then, once', async () => {
    await world.signIn(page, PERSON);
    await page.route('**/activities', (route) => route.abort());
    await page.fill('#text', 'Jag är sjuk i morgon');
    await page.press('#text', 'Enter');
    await page.locator('.failed').waitFor();
    await page.unroute('**/activities');
    await page.reload();
    await page.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    expect(await received()).toEqual(['Jag är sjuk i morgon']);
    await page.reload();
    expect(await page.locator('.mine').count()).toBe(1);
    expect(await received()).toHaveLength(1);
  });

  const kept = () => page.evaluate(() => localStorage.length + sessionStorage.length);

  test('what is typed survives a reload and signing out, on a device of one’s own', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', 'Jag undrar en sak');
    await page.reload();
    expect(await page.inputValue('#text')).toBe('Jag undrar en sak');
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL(/utloggad/);
    await world.signIn(page, PERSON);
    expect(await page.inputValue('#text')).toBe('Jag undrar en sak');
  });

  test('on a device that others use, signing out takes away what is typed', async () => {
    await world.signIn(page, PERSON, 'shared');
    await page.fill('#text', 'Jag undrar en sak');
    await page.reload();
    expect(await page.inputValue('#text')).toBe('Jag undrar en sak');
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL(/utloggad/);
    expect(await kept()).toBe(0);
  });

  test('a device that is told to forget keeps nothing', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', 'Jag undrar en sak');
    await page.goto(`${world.url}/mina-val`);
    await page.getByRole('button', { name: 'Glöm den här enheten' }).click();
    await page.waitForURL(/glomd$/);
    await page.waitForFunction(() => localStorage.length + sessionStorage.length === 0);
    await page.goto(`${world.url}/`);
    expect(await page.locator('h1').textContent()).toBe('Logga in');
  });

  test('on paper there is what was said, in black on white, and nothing to press', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    await press(page, /^Ja, skicka/);
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(
      await page.locator('button:not(.term):visible, textarea:visible, .top:visible, .foot:visible').count(),
    ).toBe(0);
    expect(await page.locator('.card.receipt').last().isVisible()).toBe(true);
    const looks = await page
      .locator('.card.receipt')
      .last()
      .evaluate((card) => [getComputedStyle(card).color, getComputedStyle(card).backgroundColor]);
    expect(looks).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });

  test('the plan is printed alone, in black on white, with all of its parts', async () => {
    await world.signIn(page, PERSON);
    await page.getByRole('link', { name: 'Hela min plan' }).click();
    await page.waitForURL(/min-plan$/);
    await page.evaluate(() =>
      Object.assign(window, { print: () => Object.assign(window, { printed: true }) }),
    );
    await page.getByRole('button', { name: 'Skriv ut' }).click();
    expect(await page.evaluate(() => 'printed' in window)).toBe(true);
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    const shown = await page.locator('body').evaluate((body) => (body as HTMLElement).innerText);
    expect(shown).toContain('Hela min plan');
    expect(shown).toContain('Arbete på lager eller i butik');
    expect(shown).toContain('Ditt nästa steg');
    expect(shown).not.toMatch(/Logga ut|Till chatten|skriva ut|Skriv ut/);
    // Each part can be found by its heading.
    expect(await page.locator('section > h2').count()).toBe(await page.locator('section').count());
    expect(await page.locator('section').count()).toBeGreaterThan(8);
    const looks = await page
      .locator('section')
      .first()
      .evaluate((part) => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor]);
    expect(looks).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });

  test('nothing but spaces is not sent', async () => {
    await world.signIn(page, PERSON);
    await page.fill('#text', '   ');
    await page.press('#text', 'Enter');
    expect(await page.locator('#status').textContent()).toBe('Skriv något först.');
    expect(await received()).toEqual([]);
  });
});

describe('who is signed in', () => {
  test('a session that was ended elsewhere leads to signing in, and what was typed is kept', async () => {
    const stream = page.waitForEvent('websocket');
    await world.signIn(page, PERSON);
    await stream;
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = { setHeader() {}, getHeader() {} };
    await endSession(world.app.app.parts, { headers: { cookie } } as never, answer as never);
    world.app.app.parts.chat.end(PERSON, '');
    world.app.clock.move(HOUR);
    await page.fill('#text', 'Jag är sjuk');
    await page.press('#text', 'Enter');
    await page.waitForURL(/\/logga-in$/);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('Jag är sjuk');
  });

  test('on a device that others use, half an hour without use signs out and leaves nothing behind', async () => {
    await context.clock.install({ time: world.app.clock.now() });
    await world.signIn(page, PERSON, 'shared');
    await page.fill('#text', 'Något privat');
    world.app.clock.move(31 * MINUTE);
    await page.clock.fastForward(31 * MINUTE);
    await page.waitForURL(/\/utloggad\?vila$/);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await page.goto(`${world.url}/`);
    expect(await page.locator('h1').textContent()).toBe('Logga in');
  });
});

describe('on any screen', () => {
  test('at 400 % nothing lies over what has the focus', async () => {
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await page.setViewportSize({ width: 320, height: 256 });
    expect((await walk(page)).filter((stop) => !stop.isInView)).toEqual([]);
  });

  test.each([
    [320, 256],
    [320, 640],
    [780, 390],
  ])('the button that saves a long form hides no field at %i by %i', async (width, height) => {
    await world.signIn(page, PERSON);
    await page.setViewportSize({ width, height });
    for (const path of ['/mina-val', '/paminnelser']) {
      await page.goto(`${world.url}${path}`);
      expect((await walk(page)).filter((stop) => !stop.isInView)).toEqual([]);
    }
  });

  test('the first view is light, comes from here alone, and breaks no rule of its own', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await world.signIn(page, PERSON);
    const bodies: Record<string, number> = {};
    const hosts = new Set<string>();
    page.on('response', async (response) => {
      hosts.add(new URL(response.url()).host);
      const type = response.headers()['content-type'] ?? '';
      if (/html|css|javascript|svg/.test(type)) {
        bodies[new URL(response.url()).pathname] = gzipSync(await response.body()).length;
      }
    });
    const fresh = await context.newCDPSession(page);
    await fresh.send('Network.setCacheDisabled', { cacheDisabled: true });
    const sum = (wanted: (path: string) => boolean) =>
      Object.entries(bodies).reduce((total, [path, size]) => total + (wanted(path) ? size : 0), 0);
    const isLater = (path: string) => /listen|pictures|icon/.test(path);
    await page.reload({ waitUntil: 'networkidle' });
    expect(Object.keys(bodies).filter((path) => !isLater(path))).toHaveLength(4);
    expect(sum((path) => !isLater(path))).toBeLessThanOrEqual(20 * 1024);
    // Everything that somebody who has chosen everything ever loads.
    await world.app.store.turn(PERSON, (doc) => ({
      doc: doc && {
        ...doc,
        display: {
          ...doc.display,
          size: '200',
          font: 'dyslexic',
          colours: 'contrast',
          aloud: 'each',
          voice: true,
        },
      },
      result: null,
    }));
    await write(page, 'När är mitt nästa möte?');
    await page.reload({ waitUntil: 'networkidle' });
    expect(Object.keys(bodies).filter((path) => /listen|pictures|display|dyslexic/.test(path))).toHaveLength(
      4,
    );
    expect(sum(() => true)).toBeLessThanOrEqual(60 * 1024);
    expect([...hosts]).toEqual([new URL(world.url).host]);
    expect(complaints).toEqual([]);
  });
});
