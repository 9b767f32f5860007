import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { DEFAULT_DISPLAY, type Display } from '../../domain/display.ts';
import { tell } from '../../locales/tell.ts';
import { freshPages } from './fresh-page.ts';
import { press, settled, talkLong, type World, write } from './world.ts';

/** What "Mina val" does in the chat: pictures, reading aloud, speaking, a slower pace, few answers, a page that stands still. */

const PERSON = 'alva-rom';

let context: BrowserContext;
let page: Page;
let world: World;
freshPages((fresh) => {
  ({ context, page, world } = fresh);
});

async function choose(display: Partial<Display>): Promise<void> {
  await world.app.store.turn(PERSON, (doc) => ({
    doc: doc && { ...doc, display: { ...DEFAULT_DISPLAY, ...display } },
    result: null,
  }));
}

/** Two messages that come by themselves, in one write. */
async function pushed(): Promise<void> {
  const now = world.app.clock.now();
  await world.app.store.turn(PERSON, (doc) => ({
    doc:
      doc &&
      tell(doc, [{ key: 'page:back' }, { key: 'page:signOut' }], { now, proactive: true, heard: true }),
    result: null,
  }));
}

const theirs = () => page.locator('#log .theirs').count();

describe('pictures', () => {
  test('the next appointment has a picture of what it is and when, the same live and after a reload', async () => {
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await write(page, 'När är mitt nästa möte?');
    const shown = () =>
      page
        .locator('.times')
        .last()
        .evaluate((times) => times.outerHTML);
    const live = await shown();
    expect(live).toContain('aria-hidden="true"');
    expect(live).toContain('#supervisor-meeting');
    expect(live).toContain('Tisdag: möte med din handledare');
    await page.reload();
    expect(await shown()).toBe(live);
    const sheet = /href="([^"#]+)#/.exec(live)?.[1] ?? '';
    const answer = await page.request.get(world.url + sheet);
    expect(answer.headers()['content-type']).toBe('image/svg+xml');
    expect(await answer.text()).toContain('<symbol id="supervisor-meeting"');
    const box = await page
      .locator('.pic use')
      .first()
      .evaluate((use) => (use as SVGGraphicsElement).getBBox().width);
    expect(box).toBeGreaterThan(10);
  });

  test('who wants none gets none, and the words say it all', async () => {
    await world.signIn(page, PERSON);
    await choose({ pictures: false });
    await page.reload();
    await write(page, 'När är mitt nästa möte?');
    expect(await page.locator('svg').count()).toBe(0);
    expect(await page.locator('#log').textContent()).toContain('möte med din handledare');
    await page.reload();
    expect(await page.locator('svg').count()).toBe(0);
  });
});

/** A device with a Swedish voice of its own, and what it was given to say. */
async function withVoice(lang = 'sv-SE', localService = true): Promise<void> {
  await context.addInitScript(
    ([language, local]) => {
      const spoken: string[] = [];
      const ends: (() => void)[] = [];
      Object.assign(window, { spoken, ends });
      const synthesis = {
        getVoices: () => [{ lang: language, localService: local, name: 'v' }],
        speak: (said: {
          text: string;
          lang: string;
          rate: number;
          onboundary: (event: object) => void;
          onend: () => void;
        }) => {
          spoken.push(`${said.lang} ${said.rate} ${said.text}`);
          said.onboundary({ name: 'word', charIndex: 0, charLength: 3 });
          ends.push(() => said.onend());
        },
        cancel: () => spoken.push('cancel'),
        addEventListener: () => {},
      };
      Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
      Object.defineProperty(window, 'SpeechSynthesisUtterance', {
        value: class {
          text: string;
          constructor(text: string) {
            this.text = text;
          }
        },
      });
    },
    [lang, localService] as const,
  );
}

const spoken = () =>
  page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.filter((said) => said !== 'cancel'));
const endBlock = () => page.evaluate(() => (window as unknown as { ends: (() => void)[] }).ends.at(-1)?.());

describe('reading aloud', () => {
  test('each message has a button; it reads, marks the word, pauses, goes on, changes pace and stops', async () => {
    await withVoice();
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    const buttons = page.getByRole('button', { name: 'Läs upp' });
    await buttons.first().waitFor();
    expect(await buttons.count()).toBe(await page.locator('.theirs').count());
    expect(await spoken()).toEqual([]);
    const line = page.locator('#log .theirs').last();
    await line.getByRole('button', { name: 'Läs upp' }).click();
    const first = await line.locator('.said p').first().textContent();
    expect(await spoken()).toEqual([`sv-SE 1 ${first}`]);
    expect(await page.evaluate(() => [...(CSS.highlights.get('reading') ?? [])].map(String))).toEqual([
      first?.slice(0, 3),
    ]);
    await line.getByRole('button', { name: 'Pausa' }).click();
    // Whoever pressed it is still on the same button.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Fortsätt');
    await line.getByRole('button', { name: 'Takt: vanlig' }).click();
    await line.getByRole('button', { name: 'Fortsätt' }).click();
    expect((await spoken()).at(-1)).toBe(`sv-SE 1.3 ${first}`);
    await page.keyboard.press('Escape');
    expect(await line.getByRole('button').allTextContents()).toEqual(['Läs upp']);
    expect(await page.evaluate(() => CSS.highlights.has('reading'))).toBe(false);
  });

  test('a message is read to its end, paragraph by paragraph', async () => {
    await withVoice();
    await world.signIn(page, PERSON);
    await page.getByRole('button', { name: 'Läs upp' }).first().click();
    const blocks = await page.locator('.theirs').first().locator('.said p').allTextContents();
    for (const _ of blocks) await endBlock();
    expect(await spoken()).toEqual(blocks.map((block) => `sv-SE 1 ${block}`));
    expect(await page.getByRole('button', { name: 'Pausa' }).count()).toBe(0);
  });

  test('the button is not announced with the message', async () => {
    await withVoice();
    await world.signIn(page, PERSON);
    await page.getByRole('button', { name: 'Läs upp' }).first().waitFor();
    await page.evaluate(() => {
      const added: string[] = [];
      Object.assign(window, { added });
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes) added.push((node as Element).className);
      }).observe(document.getElementById('log') as Element, { childList: true, subtree: true });
    });
    await pushed();
    await page.locator('#log .theirs', { hasText: 'Logga ut' }).waitFor();
    const added = await page.evaluate(() => (window as unknown as { added: string[] }).added);
    expect(added.filter((name) => !/^line |^day$/.test(name))).toEqual([]);
    expect(await page.locator('.aloud:not([aria-live=off])').count()).toBe(0);
  });

  test('who wants it hears each new message, one after the other, and nothing old', async () => {
    await withVoice();
    await world.signIn(page, PERSON);
    await choose({ aloud: 'each' });
    await page.reload();
    await page.getByRole('button', { name: 'Läs upp' }).first().waitFor();
    expect(await spoken()).toEqual([]);
    await pushed();
    await page.getByRole('button', { name: 'Pausa' }).waitFor();
    await endBlock();
    expect(await spoken()).toEqual(['sv-SE 1 Du har kontakt igen.', 'sv-SE 1 Logga ut']);
  });

  test('older messages that are shown later have the button too', async () => {
    await withVoice();
    await world.signIn(page, PERSON);
    await talkLong(world, PERSON);
    await page.reload();
    await page.getByRole('button', { name: 'Läs upp' }).first().waitFor();
    await page.getByRole('link', { name: 'Visa äldre meddelanden' }).click();
    await page.locator('#history .line[data-n="1"]').waitFor();
    expect(await page.getByRole('button', { name: 'Läs upp' }).count()).toBe(
      await page.locator('.theirs').count(),
    );
  });

  test.each([
    ['en-US', true],
    ['sv-SE', false],
  ])('without a Swedish voice of the device itself there is no button (%s, %s)', async (lang, local) => {
    await withVoice(lang, local);
    await world.signIn(page, PERSON);
    await write(page, 'Hjälp');
    await page.waitForFunction(() => [...document.scripts].some((script) => /listen/.test(script.src)));
    expect(await page.locator('.aloud').count()).toBe(0);
  });

  test('who wants none loads none', async () => {
    await withVoice();
    await world.signIn(page, PERSON);
    await choose({ aloud: 'off' });
    await page.reload();
    await write(page, 'Hjälp');
    expect(await page.locator('script[src*=listen]').count()).toBe(0);
  });
});

describe('speaking', () => {
  const microphone = async () => (await page.goto(`${world.url}/`))?.headers()['permissions-policy'] ?? '';

  test('what is said becomes text to look at, and is not sent', async () => {
    await context.addInitScript(() => {
      class Fake extends EventTarget {
        onresult: (event: object) => void = () => {};
        onend: () => void = () => {};
        start() {
          setTimeout(() => this.onresult({ results: [[{ transcript: 'jag är sjuk i dag' }]] }));
        }
        stop() {
          this.onend();
        }
      }
      Object.defineProperty(window, 'SpeechRecognition', { value: Fake });
    });
    await world.signIn(page, PERSON);
    expect(await microphone()).toContain('microphone=()');
    expect(await page.getByRole('button', { name: 'Prata' }).count()).toBe(0);
    await choose({ voice: true });
    expect(await microphone()).toContain('microphone=(self)');
    await page.getByRole('button', { name: 'Prata' }).click();
    await page.waitForFunction(() => (document.getElementById('text') as HTMLTextAreaElement).value !== '');
    expect(await page.inputValue('#text')).toBe('jag är sjuk i dag');
    expect(await page.locator('#status').textContent()).toContain('Jag lyssnar.');
    await page.getByRole('button', { name: 'Sluta lyssna' }).click();
    expect(await page.getByRole('button', { name: 'Prata' }).count()).toBe(1);
    expect(await page.locator('.mine').count()).toBe(0);
    await page.reload();
    expect(await page.inputValue('#text')).toBe('jag är sjuk i dag');
  });
});

describe('at one’s own pace', () => {
  test('messages come one at a time, and all at once for whoever goes on', async () => {
    await world.signIn(page, PERSON);
    await choose({ slow: true });
    await page.reload();
    await pushed();
    await page.locator('#log .theirs').first().waitFor();
    expect(await theirs()).toBe(1);
    await page.fill('#text', 'Hjälp');
    await page.press('#text', 'Enter');
    expect(
      await page
        .locator('#log .line')
        .evaluateAll((lines) => lines.map((line) => line.className.split(' ')[1])),
    ).toEqual(['theirs', 'theirs', 'mine', ...Array((await theirs()) - 2).fill('theirs')]);
    await settled(page);
  });

  test('a page that is to stand still shows the way down and does not scroll', async () => {
    await page.setViewportSize({ width: 500, height: 400 });
    await world.signIn(page, PERSON);
    await choose({ still: true });
    await page.reload();
    const before = await page.evaluate(() => scrollY);
    await pushed();
    await page.getByRole('button', { name: 'Visa nya meddelanden' }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(before);
  });

  test('with few answers the others are behind a button, the same live and after a reload', async () => {
    await world.signIn(page, PERSON);
    await choose({ few: true });
    await page.reload();
    await press(page, 'Vanlig svenska');
    const shown = () => page.locator('#choices').evaluate((choices) => choices.innerHTML);
    await page.locator('details').waitFor();
    const live = await shown();
    expect(await page.locator('#choices .choices > button').count()).toBe(5);
    expect(await page.locator('#choices button:visible').count()).toBe(3);
    await page.reload();
    expect(await shown()).toBe(live);
    await page.getByText('Visa fler svar').press('Enter');
    await press(page, 'Prata med en människa');
    expect(await page.locator('.mine').last().textContent()).toContain('Prata med en människa');
  });
});

describe('with forced colours', () => {
  test('everything to press has an edge or a line under it, and own messages can be told from others', async () => {
    await world.signIn(page, PERSON);
    await press(page, 'Vanlig svenska');
    await write(page, 'Jag är sjuk i morgon');
    await page.emulateMedia({ forcedColors: 'active' });
    const bare = await page.locator('button:visible, a:visible, summary:visible').evaluateAll((all) =>
      all
        .filter((one) => {
          const style = getComputedStyle(one);
          const hasEdge = style.borderTopStyle !== 'none' && Number.parseFloat(style.borderTopWidth) >= 1;
          return !hasEdge && style.textDecorationLine !== 'underline' && !one.matches('.brand, .skip');
        })
        .map((one) => one.textContent),
    );
    expect(bare).toEqual([]);
    const edge = (side: string) =>
      page
        .locator(`#log ${side} .said`)
        .first()
        .evaluate((said) => getComputedStyle(said).borderTopStyle);
    expect([await edge('.mine'), await edge('.theirs')]).toEqual(['dotted', 'solid']);
  });
});

describe('one step back', () => {
  test('the button takes back the last answer, in the middle of a report, and stands where it always stands', async () => {
    await world.signIn(page, PERSON);
    const names = () => page.locator('#commands button').allTextContents();
    const before = await names();
    await press(page, 'Vanlig svenska');
    await write(page, 'Jag kan inte komma i morgon');
    await press(page, 'Hela dagen');
    await press(page, 'Tillbaka');
    await page.locator('#choices button', { hasText: 'Hela dagen' }).waitFor();
    expect(await names()).toEqual(before);
  });
});

test('with everything as large as it goes, no word of nine letters is broken on a narrow screen', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await choose({ size: '200', letters: 'most', lines: 'most', font: 'dyslexic' });
  await world.signIn(page, PERSON);
  await page.evaluate(() => document.fonts.ready);
  const broken = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('script, .vh, .skip, .more > .who, [hidden]')) continue;
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\p{L}{2,9}(?!\p{L})/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size > 1)
          found.push(word);
      }
    }
    return found;
  });
  expect(broken).toEqual([]);
});
