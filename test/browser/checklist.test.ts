import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { createInvitation } from '../../bot/sign-in/invitations.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';
import { freshPages } from './fresh-page.ts';
import { press, settled, type World, write } from './world.ts';

/** What the checklist asks for that no other file of this folder shows: see the table in docs/accessibility.md. */

const PERSON = 'alva-rom';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let context: BrowserContext;
let page: Page;
let world: World;
freshPages((fresh) => {
  ({ context, page, world } = fresh);
});

async function absences(): Promise<number> {
  return (await world.app.store.read(PERSON))?.doc.absences.length ?? 0;
}

describe('no time limit on an answer (2.2.1, 2.2.5, 2.2.6)', () => {
  test('a token that ran out while somebody thought is renewed by itself, and the answer counts', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag är sjuk i morgon');
    world.app.clock.move(31 * MINUTE);
    await press(page, /^Ja, skicka/);
    expect(await absences()).toBe(1);
    expect(await page.locator('.failed').count()).toBe(0);
  });

  test('a report that was begun is there after 24 hours, asked again with what was said, and sent by a yes', async () => {
    await world.signIn(page, PERSON);
    await write(page, 'Jag kan inte komma på fredag');
    await page.fill('#text', 'Jag är');
    world.app.clock.move(24 * HOUR);
    await context.clock.setFixedTime(world.app.clock.now());
    await page.reload();
    expect(await page.inputValue('#text')).toBe('Jag är');
    await write(page, 'Jag är sjuk');
    expect(await page.locator('#log .theirs').last().textContent()).toContain('skicka');
    expect(await page.locator('#log').textContent()).toContain('fredag');
    await press(page, /^Ja, skicka/);
    expect(await absences()).toBe(1);
  });
});

test('letters, lines and margins are set to be read (1.4.8), upright and on the side (1.3.4)', async () => {
  await world.signIn(page, PERSON);
  await write(page, 'Vad är en iup?');
  for (const viewport of [
    { width: 390, height: 780 },
    { width: 780, height: 390 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    const looks = await page
      .locator('#log .said p')
      .first()
      .evaluate((text) => {
        const style = getComputedStyle(text);
        const size = Number.parseFloat(style.fontSize);
        const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
        canvas.font = `${size}px ${style.fontFamily}`;
        const sample = text.textContent ?? '';
        const letters = text.clientWidth / (canvas.measureText(sample).width / sample.length);
        return { size, line: Number.parseFloat(style.lineHeight) / size, align: style.textAlign, letters };
      });
    expect(looks.size).toBeGreaterThanOrEqual(16);
    expect(looks.line).toBeGreaterThanOrEqual(1.5);
    expect(['start', 'left']).toContain(looks.align);
    expect(looks.letters).toBeLessThanOrEqual(75);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});

describe('signing in asks for nothing to be remembered or copied by hand (3.3.8, 3.3.9)', () => {
  test('a code from the slip can be pasted as it stands, into one field', async () => {
    const made = await createInvitation(world.app.app.parts, PERSON, 'demo-chef');
    const code = made?.code ?? '';
    await page.goto(`${world.url}/logga-in/lapp`);
    const field = page.locator('main input:not([type=hidden])');
    expect(await field.count()).toBe(1);
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    await field.focus();
    // As a paste is: the text at once, and no key of it.
    await page.keyboard.insertText(` ${code.toLowerCase()} `);
    expect(await field.inputValue()).toContain(code.toLowerCase());
    await page.locator('button[value=yes]').click();
    await page.waitForURL(`${world.url}/`);
  });
});

test('without a script somebody sees what is booked and whom to ring, reports an absence in full, and sees the receipt', async () => {
  await world.signIn(page, PERSON);
  const quiet = await context.browser()?.newContext({ javaScriptEnabled: false });
  if (!quiet) throw new Error('no browser');
  await quiet.addCookies(await context.cookies());
  const plain = await quiet.newPage();
  await plain.goto(`${world.url}/`);
  const first = await plain.locator('main').textContent();
  expect(first).toContain('I morgon, tisdag 10 mars, klockan 9 till 10: möte med din handledare');
  expect(await plain.getByRole('link', { name: 'Ring 070-174 06 21' }).count()).toBe(1);
  await plain.fill('#text', 'Jag är sjuk i morgon');
  await plain.getByRole('button', { name: 'Skicka', exact: true }).click();
  await plain.getByRole('button', { name: 'Ja, skicka' }).click();
  expect(await plain.locator('.card.receipt').count()).toBe(1);
  // What nobody is coming to any more is no longer told as coming.
  expect(await plain.locator('main .box').first().textContent()).not.toContain('tisdag 10 mars');
  expect(await absences()).toBe(1);
  await quiet.close();
});

test('a sentence in another language says which, and is written in its own direction (3.1.2)', async () => {
  await world.signIn(page, PERSON);
  await write(page, 'أنا مريض اليوم');
  const foreign = page.locator('#log .said[lang=ar]');
  expect(await foreign.count()).toBe(1);
  expect(await foreign.getAttribute('dir')).toBe('auto');
  await page.reload();
  expect(await page.locator('#history .said[lang=ar]').count()).toBe(1);
});

test('every page takes scripts, styles and all else from here alone, and none that stand in it', async () => {
  await world.signIn(page, PERSON);
  for (const path of ['/', '/mina-val', '/min-plan', '/logga-in', '/hjalp', '/finns-inte', '/inkorg']) {
    const policy = (await page.goto(`${world.url}${path}`))?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src '");
    // The names of what is ruled, once all that is allowed is taken away: no other host, no 'unsafe-inline'.
    expect([path, policy.replace(/'self'|'none'|data:/g, '')]).toEqual([
      path,
      expect.stringMatching(/^[a-z; -]+$/),
    ]);
  }
});

test('help and a person to ring are one press away in the middle of a question (3.2.6)', async () => {
  await world.signIn(page, PERSON);
  await write(page, 'Jag kan inte komma');
  const place = () => page.locator('#commands button').first().textContent();
  expect(await place()).toBe('Hjälp');
  await press(page, 'Hjälp');
  expect(await place()).toBe('Hjälp');
  await settled(page);
  // The question is there again afterwards.
  expect(await page.locator('#log .theirs').last().textContent()).toContain('Vilken dag');
});

test('nothing is done by dragging, by pointing alone, by several fingers or by a single letter (2.1.4, 2.5.1, 2.5.7, 1.4.13)', async () => {
  const found: string[] = [];
  for await (const file of glob('web/**/*.{ts,css}', { cwd: ROOT })) {
    const source = readFileSync(`${ROOT}${file}`, 'utf8');
    for (const [gesture] of source.matchAll(
      /\b(?:drag\w*|touchmove|touchend|pointermove|mousemove|mouseover|mouseenter|gesture\w*|accesskey|onwheel)\b/g,
    )) {
      found.push(`${file}: ${gesture}`);
    }
    for (const [, key = ''] of source.matchAll(/\.key (?:===|!==) '([^']+)'/g)) {
      if (!['Enter', 'Escape'].includes(key)) found.push(`${file}: ${key}`);
    }
  }
  expect(found).toEqual([]);
});
