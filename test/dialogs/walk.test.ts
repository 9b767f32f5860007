import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { type ChatLine, type Participant, readParticipant } from '../../domain/participant.ts';
import { addMs, HOUR } from '../../domain/time.ts';
import { splitSentences } from '../../locales/check/sentences.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** Whatever people write and press, in any order: what must hold after every turn. */

const WRITTEN = [
  'ja',
  'nej',
  'avbryt',
  'tillbaka',
  'ångra',
  'enklare',
  'vanlig svenska',
  'läs igen',
  'hjälp',
  'vet inte',
  'jag är sjuk imorgon',
  'jag kan inte komma',
  'mitt barn är sjukt idag',
  'jag ska till tandläkaren på tisdag klockan 9',
  'sjuk hela veckan',
  'nej jag menade onsdag',
  'jag var sjuk igår',
  'jag blir sen',
  'onsdag',
  'läkare',
  'hela dagen',
  'jag är sjuk från 1 januari till 31 december',
  'jag var sjuk för två månader sedan',
  'när är nästa möte?',
  'visa min plan',
  'mer',
  'vad betyder IUP?',
  'fråga min handledare',
  'Kan jag byta tid?',
  'jag orkar inte leva',
  'får jag vara ledig?',
  'vad har jag skickat?',
  'det stämmer inte',
  'sluta påminna mig',
  '',
  '🙂',
  '1',
  '2',
  '5',
  'blarg florp',
  '<b>hej</b> {{name}} $t(common:yes)',
  'x'.repeat(4000),
];

type Act = { write: string } | { press: number } | { oldPress: number } | { wait: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...WRITTEN).map((write) => ({ write })) },
  { weight: 5, arbitrary: fc.nat(4).map((press) => ({ press })) },
  { weight: 1, arbitrary: fc.nat(30).map((oldPress) => ({ oldPress })) },
  { weight: 1, arbitrary: fc.nat(60).map((wait) => ({ wait })) },
);

interface Button {
  readonly q: number;
  readonly id: string;
  readonly title: string;
}

/** A button that is offered now, or any that ever was. */
function pressOf(step: Act, doc: Participant, ever: readonly Button[]): Button | null {
  if ('oldPress' in step) return ever[step.oldPress] ?? null;
  const choice = 'press' in step ? doc.dialog.offered[step.press] : undefined;
  return choice ? { ...choice, q: choice.id.startsWith('do:') ? 0 : doc.dialog.question } : null;
}

function linesOf(doc: Participant): ChatLine[] {
  return doc.lines.filter((line) => line.file === 'chat').map((line) => line.body as unknown as ChatLine);
}

describe('any walk through the conversation', () => {
  test.each(EXAMPLES)('%s', (example) => {
    const plan = examplePlan(example);
    fc.assert(
      fc.property(fc.constantFrom('plain', 'easy'), fc.array(act, { maxLength: 25 }), (level, acts) => {
        let now = '2026-03-09T08:00:00.000Z';
        let doc = newParticipant(plan, now, level as 'plain' | 'easy');
        const buttons: Button[] = [];
        for (const step of acts) {
          if ('wait' in step) {
            now = addMs(now, step.wait * HOUR);
            continue;
          }
          const pressed = pressOf(step, doc, buttons);
          const text = 'write' in step ? step.write : (pressed?.title ?? 'ja');
          const env = envAt(now);
          const before = doc;
          const turn = respond(doc, { text, pressed }, env);
          doc = { ...say(turn.doc, turn.say, env), lines: [] };
          const told = linesOf(say(turn.doc, turn.say, env)).slice(linesOf(turn.doc).length);
          check(before, doc, told, text);
          for (const line of told) {
            for (const choice of line.choices ?? []) buttons.push({ ...choice.value, title: choice.title });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

function check(before: Participant, after: Participant, told: readonly ChatLine[], text: string): void {
  // Nobody is left without an answer.
  expect(told.length).toBeGreaterThan(0);
  // It can be stored and read again, restart included.
  expect(readParticipant(JSON.parse(JSON.stringify(after))).id).toBe(after.id);
  for (const line of told) {
    expect(line.text.trim()).not.toBe('');
    // A key without a text, or a parameter that is missing.
    expect(line.text.replace(/»[^«]*«/gs, '')).not.toMatch(
      /\b(absence|plan|help|common|duty|question|wish|glossary):\w/,
    );
    expect(line.text).not.toMatch(/undefined|\[object/);
    expect(line.choices?.length ?? 0).toBeLessThanOrEqual(5);
    expect(splitSentences(line.text.replace(/»[^«]*«/gs, 'X')).length).toBeLessThanOrEqual(20);
    expect(line.text).not.toMatch(/sjukanmäld/i);
  }
  // Choices belong to what was said last.
  for (const line of told.slice(0, -1)) expect(line.choices).toBeUndefined();
  // The provider is told only by a yes, and never of one thing twice in a turn.
  const notices = after.notices.length - before.notices.length;
  expect(notices).toBeLessThanOrEqual(1);
  if (notices === 1) expect(before.dialog.stack.at(-1)?.asked).toBe('confirm');
  // No day is ever reported twice.
  const reported = after.absences.filter((absence) => absence.status === 'reported');
  for (const [index, one] of reported.entries()) {
    for (const other of reported.slice(index + 1))
      expect(one.from <= other.to && other.from <= one.to).toBe(false);
  }
  if (text === 'avbryt') expect(after.notices.length).toBe(before.notices.length);
}
