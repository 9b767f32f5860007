import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import type { Env } from '../../dialogs/turn.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import { parsePlan } from '../../domain/plan.ts';
import { toInstant } from '../../domain/time.ts';

/** What a picture of the time is drawn from stands beside the words, and says the same as they do. */

const LOCAL = '2026-03-09T09:00';
const parsed = parsePlan(JSON.parse(readFileSync('examples/plan-rusta-och-matcha.json', 'utf8')));
if (!parsed.ok) throw new Error('the example is not valid');
const made = importPlan(null, { plan: parsed.plan, by: 'test', now: toInstant(LOCAL), expected: null });
if (made.kind !== 'created') throw new Error(made.kind);
const doc: Participant = made.doc;

function lines(text: string): ChatLine[] {
  const env: Env = {
    now: toInstant(LOCAL),
    local: LOCAL,
    today: LOCAL.slice(0, 10),
    random: { code: () => 'A', digits: () => '1', token: () => 't' },
    channel: 'web',
  };
  const turn = respond(doc, { text, pressed: null }, env);
  const said = say(turn.doc, turn.say, env);
  return said.lines
    .slice(doc.lines.length)
    .flatMap(({ file, body }) => (file === 'chat' ? [body as unknown as ChatLine] : []));
}

test('the week: one picture of all that is listed', () => {
  const [week] = lines('vad har jag den här veckan?');
  expect(week?.time?.now).toBe(LOCAL);
  const rows = week?.text.split('\n').filter((row) => row.startsWith('- ')) ?? [];
  expect(rows.length).toBeGreaterThan(2);
  expect(week?.time?.events).toHaveLength(rows.length);
  for (const [index, event] of (week?.time?.events ?? []).entries())
    expect(rows[index]).toContain(event.title);
});

test('one day, and how long is left: the picture stands on the card', () => {
  const cards = lines('vad har jag på tisdag?').map(({ card }) => card);
  expect(cards.map((card) => card?.time?.events.map(({ start }) => start))).toEqual([
    ['2026-03-10T09:00'],
    ['2026-03-10T13:00'],
  ]);
  const [left] = lines('hur lång tid är det kvar?');
  expect(left?.card?.time).toEqual({
    now: LOCAL,
    events: [
      {
        start: '2026-03-10T09:00',
        end: '2026-03-10T10:00',
        title: 'möte med din handledare',
        kind: 'supervisor-meeting',
      },
    ],
  });
});
