import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signInLink, staffSignInLink } from '../../bot/sign-in/links.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/app.ts';

/** One page in one state: how it is reached, and what is written down about it. */
export interface PageState {
  /** Unique; also the name of its screenshot. */
  readonly name: string;
  /** Routes that it shows, as `get /in/:token`. A page route that stands in no state fails the test. */
  readonly routes: readonly string[];
  /** What the program is started with, where that is not the usual. */
  readonly options?: () => TestAppOptions | Promise<TestAppOptions>;
  /** Without JavaScript. */
  readonly noScript?: boolean;
  readonly open: (page: Page, world: World) => Promise<void>;
  /** Names of everything that the Tab key stops at, in order, from the top of the page. */
  readonly tabs: readonly string[];
}

/** The running program that a page is opened on. */
export interface World {
  readonly app: TestApp;
  readonly url: string;
  readonly context: BrowserContext;
  /** Opens the participant's link and says whose device it is. Ends on the chat page. */
  signIn(page: Page, participantId: string, device?: 'own' | 'shared'): Promise<void>;
  signInStaff(page: Page, providerId: string, staffId: string): Promise<void>;
  /** A link that signs the participant in. */
  link(participantId: string): Promise<string>;
}

export async function startWorld(context: BrowserContext, options: TestAppOptions = {}): Promise<World> {
  const app = await startTestApp(options);
  // The page's clock is the program's.
  await context.clock.setFixedTime(app.clock.now());
  const here = (link: string) => new URL(new URL(link).pathname, app.url).href;
  const link = async (participantId: string) => here(await signInLink(app.app.parts, participantId));
  return {
    app,
    url: app.url,
    context,
    link,
    signIn: async (page, participantId, device = 'own') => {
      await page.goto(await link(participantId));
      await page.locator(`button[value=${device === 'own' ? 'yes' : 'no'}]`).click();
      await page.waitForURL(`${app.url}/`);
      await settled(page);
    },
    signInStaff: async (page, providerId, staffId) => {
      await page.goto(here(await staffSignInLink(app.app.parts, providerId, staffId)));
      await page.locator('main button').first().click();
      await page.waitForURL(/\/inkorg$/);
    },
  };
}

export const WIDE = { width: 900, height: 900 };

export interface OpenState {
  readonly page: Page;
  close(): Promise<void>;
}

/** A state, on a program and in a browser context of its own. */
export async function openState(browser: Browser, state: PageState): Promise<OpenState> {
  const context = await browser.newContext({
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: WIDE,
    javaScriptEnabled: !state.noScript,
  });
  const world = await startWorld(context, await state.options?.());
  const close = async () => {
    await context.close();
    await world.app.close();
  };
  try {
    const page = await context.newPage();
    await state.open(page, world);
    return { page, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** Waits until nothing the page has sent is still under way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const status = document.getElementById('status')?.textContent ?? '';
    return !status.startsWith('Skickar');
  });
}

/** Writes in the chat and waits for the answer. */
export async function write(page: Page, text: string): Promise<void> {
  await answered(page, async () => {
    await page.fill('#text', text);
    await page.press('#text', 'Enter');
  });
}

/** Presses a choice by its name and waits for the answer. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await answered(page, () =>
    page.locator('#choices, #commands').getByRole('button', { name }).first().click(),
  );
}

async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await page.locator('#log .theirs').count();
  await act();
  await page.waitForFunction((count) => document.querySelectorAll('#log .theirs').length > count, before);
  await settled(page);
}

/** What the Tab key stops at, from the top of the page, until it leaves the page. */
export async function walk(page: Page): Promise<Stop[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    // The walk begins at the top, wherever the reader was.
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus({ preventScroll: true });
    top.remove();
  });
  const stops: Stop[] = [];
  for (let count = 0; count < 150; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      if (element.dataset.walked) return null;
      const last = document.querySelector('[data-walked=last]');
      element.dataset.walked = 'last';
      const labels = (element as HTMLInputElement).labels;
      const name =
        element.getAttribute('aria-label') ??
        (labels?.length ? labels[0]?.textContent : element.textContent) ??
        '';
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      // What lies over the middle of it: itself, a part of it, or something that hides it. Of a box to write in the browser brings the
      // line with the cursor into view and not the whole box, so there it is the middle of what the screen shows.
      const isBox = element instanceof HTMLTextAreaElement;
      const top = isBox ? Math.max(0, box.top) : box.top;
      const bottom = isBox ? Math.min(innerHeight, box.bottom) : box.bottom;
      if (last instanceof HTMLElement) last.dataset.walked = 'yes';
      const before = last?.className === 'skip' ? undefined : last?.getBoundingClientRect();
      const isOneRow = before !== undefined && Math.abs(before.top - box.top) < 8;
      const over = document.elementFromPoint(box.x + box.width / 2, (top + bottom) / 2);
      return {
        name: name.replace(/\s+/g, ' ').trim(),
        outline: style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth),
        isBefore:
          before !== undefined && (box.bottom <= before.top + 1 || (isOneRow && box.right <= before.left)),
        isInView: over !== null && (element.contains(over) || over.contains(element)),
      };
    });
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

export interface Stop {
  readonly name: string;
  /** Width of the focus ring in px. */
  readonly outline: number;
  /** Whether it stands above the stop before it, or to the left on the same row. */
  readonly isBefore: boolean;
  /** Whether it can be seen when it has the focus, with nothing over it. */
  readonly isInView: boolean;
}

/** The Tab stops at the top of every page of the inbox. */
export const STAFF = [
  'Hoppa till innehållet',
  'Stegvis',
  'Inkorg',
  'Deltagare',
  'Månad',
  'Planering',
  'Mer',
  'Logga ut',
];

/** So much that the first of it is no longer shown. */
export async function talkLong(world: World, participantId: string): Promise<void> {
  for (let count = 1; count <= 20; count += 1) {
    await world.app.app.parts.assistant.say({
      participantId,
      messageId: `m${count}`,
      text: 'Hjälp',
      pressed: null,
      channel: 'web',
    });
  }
}
