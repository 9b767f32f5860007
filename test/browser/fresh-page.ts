import { afterAll, afterEach, beforeAll, beforeEach, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { startWorld, type World } from './world.ts';

export interface Fresh {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly world: World;
}

/** For the top of a test file: before each test a new program, with a page open on it in a browser that remembers nothing. */
export function freshPages(take: (fresh: Fresh) => void): void {
  // A browser on a busy machine takes its time; what is slow here is not what is tested.
  jest.setTimeout(60_000);
  let browser: Browser;
  let made: Fresh | null = null;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  beforeEach(async () => {
    const context = await browser.newContext({
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width: 900, height: 900 },
    });
    made = { context, page: await context.newPage(), world: await startWorld(context) };
    take(made);
  });

  afterEach(async () => {
    await made?.context.close();
    await made?.world.app.close();
    made = null;
  });
}
