import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createAssistant } from '../../bot/assistant.ts';
import { silentLog } from '../../bot/log.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import type { ChatLine } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** What somebody writes in a crisis: answered first, and written nowhere. */

const NOW = '2026-03-09T08:00:00.000Z';
/** Years after every text here was last looked at. */
const MUCH_LATER = '2036-03-10T08:00:00.000Z';

async function onDisk(now: string) {
  const dir = await mkdtemp(join(tmpdir(), 'stegvis-crisis-'));
  let at = now;
  const clock = { now: () => at };
  const store = await openLowdbStore({ dir, clock, log: silentLog });
  const plan = examplePlan('plan-rusta-och-matcha');
  await store.turn(plan.id, () => ({ doc: newParticipant(plan, now, 'plain'), result: null }));
  let codes = 0;
  const random = { code: () => `NR${++codes}`, digits: () => '1', token: () => 't' };
  const assistant = createAssistant({ store, clock, random });
  let messages = 0;
  let closed = false;
  const close = async (): Promise<void> => {
    if (!closed) await store.close();
    closed = true;
  };
  return {
    later: (to: string): void => {
      at = to;
    },
    say: async (text: string): Promise<ChatLine[]> => {
      const said = await assistant.say({
        participantId: plan.id,
        messageId: `m${++messages}`,
        text,
        pressed: null,
        channel: 'web',
      });
      return said.lines.map((line) => line.body as unknown as ChatLine);
    },
    repeat: (messageId: string) =>
      assistant.say({ participantId: plan.id, messageId, text: 'x', pressed: null, channel: 'web' }),
    /** Every byte of every file, after all lines have been moved aside. */
    files: async (): Promise<string> => {
      await close();
      const names = await readdir(dir, { recursive: true, withFileTypes: true });
      const texts = names
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8'));
      return (await Promise.all(texts)).join('\n');
    },
    end: () =>
      store.turn(plan.id, (doc) => ({
        doc: doc && {
          ...doc,
          ended: { on: '2026-03-09', at, by: 'test' },
        },
        result: null,
      })),
    [Symbol.asyncDispose]: async () => {
      await close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

test.each([
  ['alone', ['jag vill inte leva längre kanariefågel']],
  ['in the middle of a report', ['jag är sjuk imorgon', 'min man slår mig kanariefågel', 'ja']],
  [
    'where any words are an answer',
    ['jag vill fråga min handledare en sak', 'har tagit en massa tabletter kanariefågel'],
  ],
  ['in another language', ['i want to die kanariefågel']],
])('%s: the text stands in no file', async (_name, messages) => {
  await using chat = await onDisk(NOW);
  const answers: ChatLine[] = [];
  for (const text of messages) answers.push(...(await chat.say(text)));
  expect(answers.some(({ kind }) => kind === 'help:crisis')).toBe(true);
  expect(
    answers.some(({ from, text }) => from === 'participant' && text === 'Det jag skrev är inte sparat.'),
  ).toBe(true);
  const files = await chat.files();
  expect(files).toContain('Det jag skrev är inte sparat.');
  expect(files.toLowerCase()).not.toContain('kanarie');
});

test('other words are kept, and a repeat of the message finds the line without its text', async () => {
  await using chat = await onDisk(NOW);
  await chat.say('när är nästa möte kanariefågel');
  await chat.say('jag vill dö zebrafink');
  const again = await chat.repeat('m2');
  expect(again.repeated).toBe(true);
  expect(again.lines[0]?.body.text).toBe('Det jag skrev är inte sparat.');
  const files = await chat.files();
  expect(files).toContain('kanariefågel');
  expect(files).not.toContain('zebrafink');
});

test('the numbers come first, the provider hears nothing, and no date ever takes the numbers away', async () => {
  for (const now of [NOW, MUCH_LATER]) {
    await using chat = await onDisk(now);
    const [, first, then] = await chat.say('min pappa slår mig');
    expect(first?.kind).toBe('help:crisis');
    expect(first?.text.split('\n')[1]).toMatch(/^Ring 112 /);
    expect(first?.text).toContain('020-50 50 50');
    expect(first?.text).toContain('1177');
    expect(first?.text).toContain('90101');
    expect(then?.choices?.map(({ value }) => value.id)).toEqual(['do:call-me']);
    const files = await chat.files();
    expect(files).not.toContain('"questions":[{');
    expect(files).not.toContain('webhook');
  }
});

test('a message that also says that somebody cannot come offers the report', async () => {
  await using chat = await onDisk(NOW);
  const lines = await chat.say('kan inte komma imorgon, han har slagit mig');
  expect(lines.at(-1)?.choices?.map(({ value }) => value.id)).toEqual([
    'do:call-me',
    'do:absence:day;2026-03-10;2026-03-10;',
  ]);
});

test('also with a report half done, and after the service has ended', async () => {
  await using chat = await onDisk(NOW);
  await chat.say('jag är sjuk imorgon');
  chat.later(MUCH_LATER);
  await chat.end();
  const lines = await chat.say('jag orkar inte leva kanariefågel');
  expect(lines.map(({ kind }) => kind)).toContain('help:crisis');
  expect((await chat.files()).toLowerCase()).not.toContain('kanarie');
});
