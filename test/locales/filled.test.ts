import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createInstance } from 'i18next';
import type { StaffKey, TextKey } from '../../locales/keys.ts';
import { staffWords, words } from '../../locales/render.ts';

/** Values with what could be taken for something else than words. */
const TRICKY = ['Å & <b>ö</b>', '{{name}} $t(common:help) $& $1', '', '»Möte«, 1,5 timmar'];

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');

test.each([
  ['sv', 'plain'],
  ['sv-simple', 'easy'],
  ['staff', 'staff'],
] as const)('every text of %s is filled in as i18next does it', (folder, audience) => {
  const namespaces: Record<string, Record<string, string>> = {};
  const root = new URL(`../../locales/${folder}/`, import.meta.url);
  for (const file of readdirSync(root).filter((name) => name.endsWith('.json'))) {
    namespaces[file.replace('.json', '')] = JSON.parse(readFileSync(new URL(file, root), 'utf8'));
  }
  const judge = createInstance();
  judge.init({
    lng: 'sv',
    resources: { sv: namespaces },
    ns: Object.keys(namespaces),
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const filled = (key: string, values: Record<string, string | number> | undefined) => {
    const params =
      values &&
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' ? { name: value } : value,
        ]),
      );
    return audience === 'staff'
      ? staffWords(key as StaffKey, params, '2026-03-10')
      : words(key as TextKey, params, { level: audience, today: '2026-03-10' });
  };
  let compared = 0;
  for (const [namespace, texts] of Object.entries(namespaces)) {
    for (const [name, text] of Object.entries(texts)) {
      const names = places(text);
      const plural = /^(.*)_(?:one|other)$/.exec(name);
      if (names.length === 0 && !plural) {
        expect([name, filled(`${namespace}:${name}`, undefined)]).toEqual([name, text]);
        continue;
      }
      for (const index of TRICKY.keys()) {
        const values: Record<string, string | number> = {};
        names.forEach((place, at) => {
          values[place] = `${TRICKY[(index + at) % TRICKY.length]}${at}`;
        });
        if (plural || names.includes('count')) values.count = plural?.[0].endsWith('_one') ? 1 : 7;
        const key = `${namespace}:${plural ? plural[1] : name}`;
        expect([key, filled(key, values)]).toEqual([key, judge.t(key, values)]);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(100);
});
