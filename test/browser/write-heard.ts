import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openBrowser } from '../support/browser.ts';
import { heard, heardFile, heardStates } from './heard.ts';
import { openState } from './world.ts';

/** Writes anew what is heard in the states that are held: npm run heard -- [NAME...]. Read `git diff test/browser/heard` afterwards. */

const names = process.argv.slice(2);
const browser = await openBrowser();
for (const state of heardStates()) {
  if (names.length > 0 && !names.includes(state.name)) continue;
  const { page, close } = await openState(browser, state);
  const file = heardFile(state.name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await heard(page));
  await close();
  console.log(state.name);
}
await browser.close();
