import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { type OpenState, openState, type PageState, WIDE, walk } from './world.ts';

/** A browser on a busy machine takes its time; what is slow here is not what is tested. */
jest.setTimeout(60_000);

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROW = { width: 320, height: 640 };

let browser: Browser;

/**
 * Every page in every state of a list, in a real browser: axe, the keyboard walk against the written list, a narrow screen, spaced-out
 * text, the size of what is to be pressed.
 */
export function describeStates(states: readonly PageState[]): void {
  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  describe.each([...states])('$name', (state: PageState) => {
    let opened: OpenState;
    let page: Page;

    beforeAll(async () => {
      opened = await openState(browser, state);
      page = opened.page;
    });

    afterAll(() => opened?.close());

    test('axe finds nothing, in light and dark', async () => {
      const shown = state.noScript ? await withScripts(page) : page;
      for (const colorScheme of ['light', 'dark'] as const) {
        await shown.emulateMedia({ colorScheme });
        expect({ colorScheme, found: await axe(shown, colorScheme) }).toEqual({ colorScheme, found: [] });
      }
      await shown.emulateMedia({ colorScheme: 'light' });
      if (shown !== page) await shown.context().close();
    });

    test('it has a language, a title, one main heading, and at most one log and one status', async () => {
      const found = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        title: document.title.length > 'Stegvis'.length,
        headings: document.querySelectorAll('h1').length,
        main: document.querySelectorAll('main').length,
        logs: document.querySelectorAll('[role=log]').length <= 1,
        statuses: document.querySelectorAll('[role=status]').length <= 1,
        codesByHand: document.querySelectorAll('input[name=code]:not([autocomplete=one-time-code])').length,
        fakeButtons: document.querySelectorAll('div[role=button], span[role=button], a[role=button]').length,
      }));
      expect(found).toEqual({
        lang: 'sv',
        title: true,
        headings: 1,
        main: 1,
        logs: true,
        statuses: true,
        codesByHand: 0,
        fakeButtons: 0,
      });
    });

    test('the Tab key stops at the written list, each stop in view and with a ring', async () => {
      const stops = await walk(page);
      expect(stops.map((stop) => stop.name)).toEqual(state.tabs);
      // Down the page and along its rows, as the eye goes.
      expect(stops.filter((stop) => stop.isBefore).map((stop) => stop.name)).toEqual([]);
      expect(stops.filter((stop) => stop.outline < 2 || !stop.isInView)).toEqual([]);
    });

    test('everything fits on a screen of 320 px, with spaced-out text too', async () => {
      await page.setViewportSize(NARROW);
      expect(await overflowing(page)).toEqual([]);
      await page.evaluate(() => {
        // The figures of WCAG 1.4.12.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }',
        );
        document.adoptedStyleSheets = [sheet];
      });
      expect(await overflowing(page)).toEqual([]);
      await page.evaluate(() => {
        document.adoptedStyleSheets = [];
      });
    });

    test('what is to be pressed is at least 44 px both ways', async () => {
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        expect(await smallTargets(page)).toEqual([]);
      }
    });

    test('nothing moves by itself', async () => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    });
  });
}

/**
 * One line per finding: rule and place. In the dark only what depends on colours is looked at again, by what was brought into the page for
 * the light.
 */
async function axe(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const again = colorScheme === 'dark' ? { axeSource: ';' } : {};
  const builder = new AxeBuilder({ page, ...again }).setLegacyMode(true);
  const contrast = ['color-contrast', 'color-contrast-enhanced'];
  const { violations } = await (colorScheme === 'dark'
    ? builder.withRules(contrast)
    : builder.options({
        runOnly: { type: 'tag', values: TAGS },
        rules: {
          'color-contrast-enhanced': { enabled: true },
          'target-size': { enabled: true },
          'label-content-name-mismatch': { enabled: true },
        },
      })
  ).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** The page as it stands, in a tab that runs scripts: axe needs them, and a page that is shown without does not have them. */
async function withScripts(page: Page): Promise<Page> {
  const body = (await page.content()).replace(/<script.*?<\/script>/g, '');
  const context = await browser.newContext({ locale: 'sv-SE', viewport: WIDE });
  const copy = await context.newPage();
  await copy.route(page.url().replace(/#.*/, ''), (route) =>
    route.fulfill({ body, contentType: 'text/html; charset=utf-8' }),
  );
  await copy.goto(page.url());
  return copy;
}

/** Elements that reach outside the screen or hide a part of their text. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const found = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      if (element.closest('.vh, .skip, .more > .who')) return false;
      const box = element.getBoundingClientRect();
      const clips =
        getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1 || clips);
    });
    return [
      ...wide,
      ...found.map((element) => `${element.tagName} ${element.className} ${element.textContent}`),
    ];
  });
}

/** Buttons, links and fields under 44 px. A link inside a sentence is as high as its line. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What is folded away is measured as it is when it is opened.
    const folded = [...document.querySelectorAll('details:not([open])')];
    for (const one of folded) one.setAttribute('open', '');
    const small = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')]
      .filter((element) => {
        if ((element as HTMLInputElement).type === 'hidden' || element.closest('[hidden], .skip'))
          return false;
        const isInSentence =
          (element.tagName === 'A' || element.className === 'term') &&
          element.parentElement?.textContent?.trim() !== element.textContent?.trim();
        const box = element.getBoundingClientRect();
        return !isInSentence && (box.width < 44 || box.height < 44);
      })
      .map((element) => {
        const box = element.getBoundingClientRect();
        return `${element.textContent?.trim()} ${box.width} x ${box.height}`;
      });
    for (const one of folded) one.removeAttribute('open');
    return small;
  });
}
