import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../bot/clock.ts';
import { silentLog } from '../../bot/log.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import type { Participant } from '../../domain/participant.ts';
import { startProcess } from '../support/process.ts';

/** `npm run schedule`, as an operator starts it. */

const ID = 'alva-rom';
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stegvis-schedule-'));
  expect((await run('import', 'examples/plan-rusta-och-matcha.json')).code).toBe(0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(command: 'import' | 'schedule', ...args: string[]) {
  const env = { DATA_DIR: join(folder, 'data'), BASE_URL: 'http://127.0.0.1:3978' };
  const started = startProcess(`bot/cli/${command}.ts`, env, args);
  return { code: await started.ended, out: started.out(), err: started.err() };
}

async function plan(): Promise<Participant['plan']> {
  const store = await openLowdbStore({ dir: join(folder, 'data'), clock: systemClock, log: silentLog });
  const read = await store.read(ID);
  await store.close();
  if (!read) throw new Error('no participant');
  return read.doc.plan;
}

function calendar(start: string): string {
  const file = join(folder, 'schema.ics');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y//SV',
    'BEGIN:VEVENT',
    'UID:a@schema.example',
    `DTSTART;TZID=Europe/Stockholm:${start}`,
    'DURATION:PT1H',
    'SUMMARY:Jobbträff',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  writeFileSync(file, lines.join('\r\n'));
  return file;
}

test('a schedule comes in, is shown before with --dry-run, and twice changes nothing', async () => {
  const before = await plan();
  const file = calendar('20260505T090000');
  const shown = await run('schedule', ID, file, '--dry-run');
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('would be updated') });
  expect(shown.out).toContain('2026-05-05T09:00');
  expect(await plan()).toEqual(before);
  expect((await run('schedule', ID, file)).out).toMatch(/alva-rom updated, version 2\./);
  const after = await plan();
  expect(after.appointments.length).toBe(before.appointments.length + 1);
  expect((await run('schedule', ID, file)).out).toMatch(/alva-rom unchanged, version 2\./);
  // What an earlier schedule booked gives its place.
  await run('schedule', ID, calendar('20260506T100000'));
  expect((await plan()).appointments.filter(({ start }) => start.startsWith('2026-05-0'))).toMatchObject([
    { start: '2026-05-06T10:00' },
  ]);
}, 60_000);

test.each([
  ['nothing', [], 'Usage: npm run schedule'],
  ['an unknown option', [ID, 'x.ics', '--papegoja'], 'Usage: npm run schedule'],
  ['a file of another kind', [ID, 'README.md'], 'README.md: is neither .ics nor .csv'],
  ['a file that is not there', [ID, 'nowhere.ics'], 'nowhere.ics: is not there'],
])(
  '%s: refused in a sentence that says what to do',
  async (_name, args, sentence) => {
    const { code, err } = await run('schedule', ...args);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
  },
  30_000,
);

test('a broken schedule and an unknown participant change nothing', async () => {
  const before = await plan();
  const broken = join(folder, 'schema.csv');
  writeFileSync(broken, 'papegoja;undulat\n1;2\n');
  const bad = await run('schedule', ID, broken);
  expect(bad.code).toBe(1);
  expect(bad.err).toContain('Nothing was changed.');
  const nobody = await run('schedule', 'nobody', calendar('20260505T090000'));
  expect(nobody.code).toBe(1);
  expect(nobody.err).toMatch(/STEGVIS_|nobody/);
  expect(await plan()).toEqual(before);
}, 60_000);

test('å, ä and ö stay what they are: as Excel in Sweden saves them, and half a letter is refused', async () => {
  const table = join(folder, 'schema.csv');
  writeFileSync(
    table,
    Buffer.from('datum;från;till;aktivitet;plats\r\n2026-05-05;9;10;Jobbträff;Ågatan 1\r\n', 'latin1'),
  );
  expect((await run('schedule', ID, table)).out).toContain('"place":"Ågatan 1"');
  const file = calendar('20260505T090000');
  writeFileSync(file, Buffer.from(readFileSync(file, 'utf8'), 'latin1'));
  const bad = await run('schedule', ID, file);
  expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('is not UTF-8. Save it as UTF-8.')]);
}, 60_000);
