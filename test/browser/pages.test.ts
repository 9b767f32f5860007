import { expect, test } from '@jest/globals';
import { startTestApp } from '../support/app.ts';
import { inboxPages } from './inbox-pages.ts';
import { pages } from './pages.ts';
import { describeStates } from './states.ts';
import { systemsPages } from './systems-pages.ts';

const all = [...pages, ...inboxPages, ...systemsPages];

test('every page route stands in a list', async () => {
  const app = await startTestApp();
  const routes = app.app.routes
    .filter((route) => route.surface === 'page')
    .map((route) => `${route.method} ${route.path}`);
  await app.close();
  const listed = new Set(all.flatMap((state) => state.routes));
  expect(routes.filter((route) => !listed.has(route))).toEqual([]);
  expect([...listed].filter((route) => !routes.includes(route))).toEqual([]);
});

test('every state has a name of its own', () => {
  const names = all.map((state) => state.name);
  expect(new Set(names).size).toBe(names.length);
});

describeStates(pages);
