import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ALOUD, COLOURS, DEFAULT_DISPLAY, FONTS, SIZES, SPACES } from '../../domain/display.ts';
import { readParticipant } from '../../domain/participant.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type Visitor, visitorOf } from '../support/visitor.ts';

/** "Mina val" over real HTTP. */

const PERSON = 'alva-rom';

const CHOSEN = {
  level: 'easy',
  size: '200',
  lines: 'most',
  letters: 'more',
  colours: 'contrast',
  font: 'dyslexic',
  aloud: 'each',
  few: '1',
};

let app: TestApp;
let visitor: Visitor;

beforeEach(async () => {
  app = await startTestApp();
  visitor = await visitorOf(app, PERSON);
});
afterEach(() => app.close());

async function send(path: string, fields: Record<string, string>): Promise<number> {
  return (await visitor.post(path, { form: await visitor.formToken(), ...fields })).status;
}

async function doc() {
  const found = await app.store.read(PERSON);
  if (!found) throw new Error('no participant');
  return found.doc;
}

async function rootOf(who: Visitor, path = '/'): Promise<string> {
  return /<html[^>]*>/.exec(await (await who.get(path)).text())?.[0] ?? '';
}

test('what is chosen is kept with the person and looks the same on another device', async () => {
  expect(await send('/mina-val', CHOSEN)).toBe(303);
  expect((await doc()).display).toEqual({
    size: '200',
    lines: 'most',
    letters: 'more',
    colours: 'contrast',
    font: 'dyslexic',
    aloud: 'each',
    pictures: false,
    marks: false,
    few: true,
    slow: false,
    still: false,
    voice: false,
  });
  expect((await doc()).wishes.level).toBe('easy');
  const other = await visitorOf(app, PERSON);
  const look =
    '<html lang="sv" data-size="200" data-lines="most" data-letters="more" data-colours="contrast" data-font="dyslexic">';
  for (const path of ['/', '/mina-val', '/hjalp', '/paminnelser'])
    expect(await rootOf(other, path)).toBe(look);
});

test('who has chosen nothing loads nothing for it', async () => {
  const page = await (await visitor.get('/')).text();
  expect(page).toContain('<html lang="sv">');
  expect(page).not.toMatch(/display-|dyslexic-/);
});

test('the font is served from here, and only to those who chose it', async () => {
  await send('/mina-val', CHOSEN);
  const style = /\/assets\/dyslexic-[^"]+\.css/.exec(await (await visitor.get('/')).text())?.[0] ?? '';
  const css = await (await visitor.get(style)).text();
  const fonts = [...css.matchAll(/url\("?([^")]+)/g)].map(([, url]) => url ?? '');
  expect(fonts).toHaveLength(2);
  for (const font of fonts) {
    expect(font).toMatch(/^\/assets\/opendyslexic-/);
    const answer = await visitor.get(font);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('font/woff2');
    expect(answer.headers.get('content-length')).not.toBe('0');
  }
});

test('everything back to the usual leaves the level and everything else alone', async () => {
  await send('/mina-val', CHOSEN);
  await send('/mina-val/vanligt', {});
  expect((await doc()).display).toEqual(DEFAULT_DISPLAY);
  expect((await doc()).wishes.level).toBe('easy');
});

test('what is no form of ours changes nothing', async () => {
  const before = (await doc()).display;
  for (const broken of [{}, { ...CHOSEN, size: '900' }, { ...CHOSEN, colours: '"><script>' }]) {
    await send('/mina-val', { ...broken, level: '' });
    expect((await doc()).display).toEqual(before);
  }
  expect((await visitor.post('/mina-val', { ...CHOSEN, form: 'x' })).status).toBe(403);
  expect((await visitor.post('/mina-val', CHOSEN, { origin: 'https://other.example' })).status).toBe(403);
  expect((await doc()).display).toEqual(before);
});

test('a document from before there were choices still reads', async () => {
  const { display: _, ...old } = await doc();
  expect(readParticipant(old).display).toEqual(DEFAULT_DISPLAY);
});

test('every value stands on the page with words of its own', async () => {
  const page = await (await visitor.get('/mina-val')).text();
  const values = { size: SIZES, lines: SPACES, letters: SPACES, colours: COLOURS, font: FONTS, aloud: ALOUD };
  for (const [name, all] of Object.entries(values)) {
    const shown = [...page.matchAll(new RegExp(`name="${name}" value="([^"]+)"[^>]*> ([^<]+)`, 'g'))];
    expect(shown.map(([, value]) => value)).toEqual([...all]);
    expect(new Set(shown.map(([, , words]) => words)).size).toBe(all.length);
  }
});

test('with few answers at a time the others are behind a button, without a script too', async () => {
  await send('/chat/send', { text: 'Vanlig svenska', m: 'a' });
  const all = await (await visitor.get('/')).text();
  expect(all).not.toContain('<details>');
  await send('/mina-val', { ...CHOSEN, level: 'plain' });
  const few = await (await visitor.get('/')).text();
  const [before = '', behind = ''] = few.split('id="choices"')[1]?.split('<details>') ?? [];
  expect(before.match(/name="press"/g)).toHaveLength(3);
  expect(behind).toContain('<summary>Visa fler svar</summary>');
});
