import { randomUUID } from 'node:crypto';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { NotFoundError } from '../../domain/errors.ts';
import type { ChatChoice, ChatLine } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import { type App, createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { examplePlans } from '../demo.ts';
import { codeOf, placeOf, silentLog } from '../log.ts';
import { openMemoryStore } from '../storage/memory-store.ts';

/**
 * `npm run chat -- [ID]`: talks to the program in the terminal as one of the example participants. The same app as `npm start`, with a
 * store in memory, so that nothing is left behind. Reads from a pipe as well.
 */

const ids = (await examplePlans()).map((plan) => plan.id);
const id = process.argv[2] ?? 'alva-rom';

async function chat(participantId: string): Promise<void> {
  // A demo needs no variables, and those of a real installation are none of its business.
  const read = readConfig({});
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const store = openMemoryStore({ clock: systemClock, log: silentLog });
  const app = await createApp(read.config, { store, log: silentLog, print: (text) => stdout.write(text) });
  const screen = new Screen(participantId, store);
  app.scheduler.start();
  const terminal = createInterface({
    input: stdin,
    output: stdout,
    terminal: stdin.isTTY === true,
    prompt: 'du: ',
  });
  try {
    stdout.write(`You are ${participantId}, one of ${ids.join(', ')}. Ctrl-D ends the chat.\n\n`);
    await app.parts.assistant.open(participantId, 'terminal');
    if (stdin.isTTY) terminal.prompt();
    for await (const line of terminal) {
      if (!stdin.isTTY) stdout.write(`du: ${line}\n`);
      await answer(app, participantId, screen, line.trim());
      if (stdin.isTTY) terminal.prompt();
    }
  } finally {
    terminal.close();
    await app.close();
  }
}

async function answer(app: App, participantId: string, screen: Screen, line: string): Promise<void> {
  const choice = screen.choiceOf(line);
  try {
    await app.parts.assistant.say({
      participantId,
      messageId: randomUUID(),
      text: choice?.title ?? line,
      pressed: choice?.value ?? null,
      channel: 'terminal',
    });
    // What the turn causes outside is seen at once, and not a second later.
    await app.scheduler.sweep();
  } catch (fault) {
    if (fault instanceof NotFoundError) throw fault;
    stdout.write(`(${codeOf(fault)} ${placeOf(fault)})\n\n`);
  }
}

/** Shows what is said, also what comes by itself, with a number before each choice. */
class Screen {
  #choices: readonly ChatChoice[] = [];

  constructor(participantId: string, store: Store) {
    store.onCommitted((committed) => {
      if (committed.participantId !== participantId) return;
      const lines = committed.lines.filter(({ file }) => file === 'chat');
      if (lines.length > 0) this.#show(lines.map(({ body }) => body as unknown as ChatLine));
    });
  }

  choiceOf(line: string): ChatChoice | null {
    return /^\d{1,2}$/.test(line) ? (this.#choices[Number(line) - 1] ?? null) : null;
  }

  #show(lines: readonly ChatLine[]): void {
    const said = lines.filter(({ from }) => from !== 'participant');
    this.#choices = said.flatMap(({ choices }) => choices ?? []);
    const texts = said.map(
      ({ from, text }) => `${from === 'bot' ? 'Stegvis' : 'Handledare'}: ${indented(text)}\n`,
    );
    const rows = this.#choices.map(({ title }, index) => `  ${index + 1}. ${title}\n`);
    stdout.write(`${texts.join('\n')}${rows.join('')}\n`);
  }
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

if (!ids.includes(id)) {
  process.stderr.write(
    `STEGVIS_CHAT_NOBODY: There is no example participant "${id}": use one of ${ids.join(', ')}.\n`,
  );
  process.exitCode = 1;
} else {
  await chat(id);
}
