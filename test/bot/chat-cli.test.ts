import { expect, test } from '@jest/globals';
import { startProcess } from '../support/process.ts';

/** `npm run chat`, without a terminal. */

async function chat(
  input: string,
  args: readonly string[] = [],
): Promise<{ code: number | string; out: string; err: string }> {
  const started = startProcess('bot/cli/chat.ts', {}, args);
  started.child.stdin?.end(input);
  const code = await started.ended;
  return { code, out: started.out(), err: started.err() };
}

test('an absence is reported from a pipe, by the number of a choice', async () => {
  const { code, out, err } = await chat('jag är sjuk imorgon\n1\n');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('You are alva-rom');
  expect(out).toMatch(/Stegvis: Hej Alva!/);
  expect(out).toMatch(/du: jag är sjuk imorgon\n[\s\S]* {2}1\. Ja, skicka\n/);
  expect(out).toMatch(/du: 1\n[\s\S]*Kvitto/);
  // The e-mail of a demo is shown and not sent.
  expect(out).toMatch(/--- e-mail \(demo, not sent\) ---\nto: \S+\.example\n/);
}, 30_000);

test('another example participant by id, and an unknown one in one sentence', async () => {
  expect((await chat('', ['cim-kommun'])).out).toContain('Hej Cim!');
  const nobody = await chat('', ['nobody']);
  expect(nobody).toMatchObject({ code: 1, out: '' });
  expect(nobody.err).toMatch(/^STEGVIS_CHAT_NOBODY: [^\n]+alva-rom[^\n]+\n$/);
}, 30_000);
