import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import type { Env } from '../../dialogs/turn.ts';
import type { Participant } from '../../domain/participant.ts';
import { parsePlan } from '../../domain/plan.ts';
import { today, toLocal } from '../../domain/time.ts';
import type { Choice } from '../../locales/saying.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** When the service is over, no button that stands in the chat leads to "Din tid är slut". */

const now = '2026-09-10T08:00:00.000Z';
const env = envAt(now);

const EXAMPLES = ['plan-rusta-och-matcha', 'plan-steg-till-arbete', 'plan-kommun'] as const;
const ASKED = [
  'min plan',
  'hur långt har jag kommit',
  'vem är min handledare',
  'vad betyder IUP',
  'vilken tjänst har jag',
];

function overWith(example: (typeof EXAMPLES)[number]) {
  const base = examplePlan(example);
  const { appointments, service } = base;
  const plan = parsePlan({
    ...base,
    service: { ...service, end: '2026-08-31' },
    appointments: appointments.filter(({ recurrence }) => recurrence !== null),
  });
  if (!plan.ok) throw new Error('the plan does not read');
  return newParticipant(plan.plan, '2026-03-09T08:00:00.000Z', 'plain');
}

describe('after the end', () => {
  test.each(EXAMPLES)('%s', (example) => {
    const pressed = new Set<string>();
    const doc = overWith(example);
    const follow = (choices: readonly Choice[]) => {
      for (const { id } of choices) {
        if (pressed.has(id)) continue;
        pressed.add(id);
        const turn = respond(doc, { text: '', pressed: { q: 0, id } }, env);
        expect([id, ...turn.say.map(({ key }) => key)].filter((key) => key.startsWith('end:'))).toEqual([]);
        follow(turn.say.flatMap((saying) => saying.choices ?? []));
      }
    };
    for (const text of ASKED) {
      const turn = respond(doc, { text, pressed: null }, env);
      expect(turn.say.some(({ key }) => key.startsWith('end:'))).toBe(false);
      follow(turn.say.flatMap((saying) => saying.choices ?? []));
    }
    expect(pressed.has('do:plan:goal')).toBe(true);
    expect(pressed.has('do:human')).toBe(true);
  });

  test('what was sent is offered for as long as it can be read', () => {
    const said = (at: string) => {
      const later: Env = { ...env, now: at, local: toLocal(at), today: today(at) };
      return respond(overWith('plan-kommun'), { text: 'när är nästa möte?', pressed: null }, later).say;
    };
    const keys = (at: string) =>
      said(at).flatMap(({ key, choices }) => [key, ...(choices ?? []).map(({ id }) => id)]);
    expect(keys('2026-11-29T08:00:00.000Z')).toEqual(expect.arrayContaining(['end:receipts', 'do:receipts']));
    const closed = keys('2026-11-30T08:00:00.000Z');
    expect(closed).toEqual(['end:told', 'end:nextMunicipal', 'do:human']);
  });
});

describe('before the end', () => {
  const doc = (() => {
    const fresh = overWith('plan-rusta-och-matcha');
    return { ...fresh, plan: { ...fresh.plan, service: { ...fresh.plan.service, end: '2026-09-16' } } };
  })();
  const asked = (text: string) => respond(doc as Participant, { text, pressed: null }, env);

  test('no reminder is promised for a day on which nobody is reminded any more', () => {
    const late = asked('påminn mig om att ringa doktorn den 18 september kl 9');
    expect(late.say.map(({ key }) => key)).toEqual(['wish:ownAfterEnd']);
    expect(late.doc.ownReminders).toEqual([]);
    const open = asked('påminn mig om att ringa doktorn');
    const again = respond(open.doc, { text: 'den 18 september kl 9', pressed: null }, env);
    expect(again.say.map(({ key }) => key)).toEqual(['wish:ownAfterEnd', 'wish:ownWhen']);
  });

  test('on the last day it is', () => {
    const kept = asked('påminn mig om att ringa doktorn den 16 september kl 9');
    expect(kept.doc.ownReminders).toHaveLength(1);
  });
});
