import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../support/browser.ts';
import { inboxPages } from './inbox-pages.ts';
import { pages } from './pages.ts';
import { systemsPages } from './systems-pages.ts';
import { openState } from './world.ts';

/**
 * Pictures of every page in every state: npm run screenshots -- [FOLDER] [NAME...]. In light on a computer, in dark on a phone, and
 * narrow with forced colours.
 */

const [folder = 'screenshots', ...names] = process.argv.slice(2);
const option = process.argv.slice(2).find((argument) => argument.startsWith('-'));
if (option !== undefined) {
  const isHelp = option === '--help' || option === '-h';
  const usage = `npm run screenshots -- [FOLDER] [NAME...]
Pictures of every page in every state, or of those named, in FOLDER ("screenshots" when none is given).`;
  console.log(isHelp ? usage : `there is no option ${option}\n${usage}`);
  process.exit(isHelp ? 0 : 2);
}

const LOOKS = [
  { name: 'dator', viewport: { width: 900, height: 900 }, colorScheme: 'light', forcedColors: 'none' },
  { name: 'telefon', viewport: { width: 390, height: 780 }, colorScheme: 'dark', forcedColors: 'none' },
  { name: 'smal', viewport: { width: 320, height: 640 }, colorScheme: 'dark', forcedColors: 'active' },
] as const;

await mkdir(folder, { recursive: true });
const browser = await openBrowser();
for (const state of [...pages, ...inboxPages, ...systemsPages]) {
  if (names.length > 0 && !names.includes(state.name)) continue;
  const { page, close } = await openState(browser, state);
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.colorScheme, forcedColors: look.forcedColors });
    await page.setViewportSize(look.viewport);
    // As high as the page, so that what stays at the foot of the screen does not lie in the middle of the picture.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...look.viewport, height: Math.max(height, look.viewport.height) });
    await page.screenshot({ path: join(folder, `${state.name}-${look.name}.png`), fullPage: true });
  }
  await close();
  console.log(state.name);
}
await browser.close();
