import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

/** Which of our folders each part may import, itself included, and which packages where that is limited. The first row that fits a file is its row. */
const table: { part: string; ours: string[]; packages?: string[] }[] = [
  { part: 'domain/', ours: ['domain/'], packages: ['zod', 'temporal-polyfill'] },
  { part: 'locales/', ours: ['domain/', 'locales/'] },
  { part: 'dialogs/', ours: ['domain/', 'locales/', 'dialogs/'] },
  {
    part: 'bot/channels/teams/',
    ours: ['domain/', 'locales/', 'bot/channels/', 'bot/sign-in/', 'bot/parts.ts', 'bot/route.ts'],
  },
  {
    part: 'bot/channels/sms/',
    ours: ['domain/', 'locales/', 'bot/channels/', 'bot/sign-in/', 'bot/parts.ts', 'bot/route.ts'],
  },
  { part: 'bot/channels/email.ts', ours: ['domain/', 'locales/', 'bot/channels/', 'bot/parts.ts'] },
  { part: 'bot/channels/', ours: ['domain/', 'bot/channels/'] },
  { part: 'bot/storage/', ours: ['domain/', 'bot/storage/'] },
  { part: 'bot/scheduler/', ours: ['domain/', 'locales/', 'bot/scheduler/'] },
  {
    part: 'bot/provider/',
    ours: [
      'domain/',
      'locales/',
      'bot/provider/',
      'bot/sign-in/',
      'bot/pages/',
      'bot/parts.ts',
      'bot/route.ts',
      'bot/html.ts',
    ],
  },
  {
    part: 'bot/sign-in/',
    ours: [
      'domain/',
      'locales/',
      'bot/sign-in/',
      'bot/pages/',
      'bot/parts.ts',
      'bot/route.ts',
      'bot/html.ts',
    ],
  },
  {
    part: 'bot/calendar/',
    ours: [
      'domain/',
      'locales/',
      'bot/calendar/',
      'bot/sign-in/',
      'bot/pages/',
      'bot/parts.ts',
      'bot/route.ts',
      'bot/html.ts',
    ],
  },
  {
    part: 'bot/pages/',
    ours: [
      // Figures that the server and the browser draw with alike.
      'web/shared/',
      'bot/calendar/',
      'domain/',
      'locales/',
      'bot/sign-in/',
      'bot/pages/',
      'bot/parts.ts',
      'bot/route.ts',
      'bot/html.ts',
    ],
  },
  { part: 'bot/outbox/', ours: ['domain/', 'locales/', 'bot/outbox/', 'bot/sign-in/', 'bot/parts.ts'] },
  { part: 'bot/', ours: ['domain/', 'locales/', 'dialogs/', 'bot/'] },
  { part: 'web/', ours: ['web/'] },
];

/** Who may import the place where the parts meet. */
const mayImportApp = /^(bot\/index\.ts|bot\/cli\/|bench\/|test\/)/;

interface Import {
  target: string;
  typeOnly: boolean;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}

function importsOf(code: string): Import[] {
  const found: Import[] = [];
  for (const match of code.matchAll(
    /\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s*)?['"]([^'"]+)['"]/g,
  )) {
    found.push({ target: match[2] ?? '', typeOnly: match[1] !== undefined });
  }
  for (const match of code.matchAll(/\b(?:import|require|mock)\s*\(\s*['"]([^'"]+)['"]/g)) {
    found.push({ target: match[1] ?? '', typeOnly: false });
  }
  return found;
}

/** Here words are read one after the other, by the code around them. */
const GRAMMARS = /^dialogs\/(?:understanding\/|reminders\/wish\.ts$)/;

const PATTERN =
  /(?<=[(,=:?[!&|\s])\/(?![*/])((?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\[])+)\/[dgimsuvy]*|\bnew RegExp\b[^;\n]*/g;

/** Patterns that people's words are looked for with, and not the ids of commands or texts: those stand in locales/phrases. */
function wordPatterns(code: string): string[] {
  return Array.from(code.matchAll(PATTERN)).flatMap(([whole, source]) => {
    if (source === undefined) return [whole];
    const letters = source.replace(/\\[pP]\{[^}]*\}|\\./g, ' ').replace(/\[[^\]]*\]/g, ' ');
    const isOfWords = /\\b|\\p\{L| /.test(source) && /\p{Ll}{2}/u.test(letters) && !source.startsWith('^do:');
    return isOfWords ? [whole] : [];
  });
}

/** What one file does that its place in the house does not allow; one line per fault. `file` is relative to the root, with `/`. */
function faultsOf(file: string, source: string): string[] {
  const code = withoutComments(source);
  const faults: string[] = [];
  const row = table.find(({ part }) => file.startsWith(part));
  const outside = /^(test|bench|bin)\//.test(file) || !file.includes('/');

  for (const { target, typeOnly } of importsOf(code)) {
    if (target.startsWith('.')) {
      const path = posix.join(dirname(file), target);
      if (path === 'bot/app.ts' && !mayImportApp.test(file)) faults.push(`${file}: imports bot/app.ts`);
      const allowed =
        row?.ours.some((part) => path.startsWith(part)) || (file.startsWith('web/') && typeOnly);
      if (row && !allowed) faults.push(`${file}: imports ${path}`);
    } else {
      if (row?.packages && !row.packages.some((name) => target === name || target.startsWith(`${name}/`))) {
        faults.push(`${file}: imports ${target}`);
      }
      if (/^(botbuilder|botframework-)/.test(target) && !file.startsWith('bot/') && !outside) {
        faults.push(`${file}: knows ${target}`);
      }
    }
  }
  if (/\bprocess\s*\.\s*env\b/.test(code) && file !== 'bot/config.ts' && !outside) {
    faults.push(`${file}: reads process.env`);
  }
  if (
    /^(domain|dialogs|locales)\//.test(file) &&
    /\bnew Date\b\s*(\(\s*\)|;|,|\))|\bDate\.now\b|\bTemporal\.Now\b/.test(code)
  ) {
    faults.push(`${file}: reads the clock`);
  }
  if (file.startsWith('dialogs/') && !GRAMMARS.test(file))
    for (const pattern of wordPatterns(code)) faults.push(`${file}: looks for words itself: ${pattern}`);
  return faults;
}

test('every file imports only what its place allows', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const faults: string[] = [];
  const read: string[] = [];
  for (const folder of ['domain', 'locales', 'dialogs', 'bot', 'web', 'bench', 'test', 'bin']) {
    for await (const file of glob(`${folder}/**/*.{ts,mts,cts,js,cjs,mjs}`, { cwd: root })) {
      if (file === 'test/architecture.test.ts') continue;
      read.push(file);
      faults.push(...faultsOf(file, readFileSync(join(root, file), 'utf8')));
    }
  }
  expect(read).toContain('bin/require-node.cjs');
  expect(faults).toEqual([]);
});

test.each([
  ['domain/plan.ts', "import { t } from '../locales/t.ts';"],
  ['domain/plan.ts', "import type { Reply } from '../dialogs/say.ts';"],
  ['domain/plan.ts', "export { a } from '../bot/a.ts';"],
  ['domain/plan.ts', "import { readFile } from 'node:fs/promises';"],
  ['domain/plan.ts', "import {\n  a,\n  b,\n} from '../locales/t.ts';"],
  ['domain/plan.ts', "const a = await import('../locales/t.ts');"],
  ['domain/regimes/af.ts', 'const now = new Date();'],
  ['domain/time.ts', 'const now = Temporal.Now.instant();'],
  ['locales/render.ts', "import { ask } from '../dialogs/say.ts';"],
  ['locales/render.ts', 'const now = Date.now();'],
  ['dialogs/absence.ts', "import { app } from '../bot/server.ts';"],
  ['dialogs/absence.ts', "import { ActivityHandler } from 'botbuilder';"],
  ['dialogs/absence.ts', 'const a = process.env.PORT;'],
  ['dialogs/absence.ts', 'if (/\\b(?:inte|ej)\\b/.test(said)) return null;'],
  ['dialogs/absence.ts', 'const AWAY = /(?<!\\p{L})borta(?!\\p{L})/u;'],
  ['dialogs/absence.ts', "const AWAY = new RegExp(WORDS.join('|'));"],
  ['bot/channels/sms.ts', "import { t } from '../../locales/t.ts';"],
  ['bot/channels/sms.ts', "import { store } from '../storage/store.ts';"],
  ['bot/storage/store.ts', "import { ask } from '../../dialogs/say.ts';"],
  ['bot/provider/inbox.ts', "import { send } from '../outbox/send.ts';"],
  ['bot/outbox/send.ts', "import { ask } from '../../dialogs/say.ts';"],
  ['bot/server.ts', "import { createApp } from './app.ts';"],
  ['bot/server.ts', 'const port = process.env.PORT;'],
  ['bot/server.ts', "import { clock } from '../test/support/clock.ts';"],
  ['web/chat.ts', "import { plan } from '../domain/plan.ts';"],
])('%s may not hold: %s', (file, source) => {
  expect(faultsOf(file, source)).toHaveLength(1);
});

test.each([
  [
    'domain/plan.ts',
    "import { z } from 'zod';\nimport { Temporal } from 'temporal-polyfill';\nimport { day } from './time.ts';",
  ],
  [
    'domain/plan.ts',
    "// import { t } from '../locales/t.ts';\nconst day = new Date(instant); /* Date.now() */",
  ],
  ['locales/render.ts', "import type { Message } from '../domain/message.ts';"],
  ['dialogs/absence.ts', "import { render } from '../locales/render.ts';"],
  [
    'dialogs/absence.ts',
    'const id = /^do:(?:absence|cannot)\\b/; const day = /^\\d{4}-\\d{2}$/; const key = /goal$/;',
  ],
  ['dialogs/understanding/times.ts', 'const AT = /\\bklockan\\b/;'],
  ['locales/phrases/reach.ts', 'export const TEAMS = /\\bteams\\b/;'],
  [
    'bot/channels/teams.ts',
    "import { CloudAdapter } from 'botbuilder';\nimport type { Channel } from '../../domain/ports.ts';",
  ],
  ['bot/provider/inbox.ts', "import { render } from '../../locales/render.ts';"],
  ['bot/config.ts', 'const { PORT } = process.env;'],
  ['bot/index.ts', "import { createApp } from './app.ts';"],
  ['bot/cli/chat.ts', "import { createApp } from '../app.ts';"],
  ['web/chat.ts', "import type { Plan } from '../domain/plan.ts';\nimport { show } from './show.ts';"],
])('%s may hold: %s', (file, source) => {
  expect(faultsOf(file, source)).toEqual([]);
});
