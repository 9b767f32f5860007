import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { expected, heard, heardStates } from './heard.ts';
import { openState } from './world.ts';

/** What somebody who listens finds, held against the written expectation: names, roles, order, headings, and what is announced by itself. */

jest.setTimeout(60_000);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

describe('what is heard', () => {
  test.each(heardStates().map((state) => [state.name, state] as const))('%s', async (name, state) => {
    const { page, close } = await openState(browser, state);
    try {
      expect(await heard(page)).toBe(expected(name));
    } finally {
      await close();
    }
  });
});
