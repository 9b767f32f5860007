import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import type { Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);
const { write, press } = turnsIn(env);

test('a time that is no longer in the plan may have been moved: nobody is told to stay at home', () => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const { say } = respond(
    doc,
    { text: 'Jag kommer', pressed: { q: 0, id: 'do:coming:gone@2026-03-10' } },
    env,
  );
  expect(say.map((saying) => saying.key)).toEqual(['wish:isGone']);
  expect(say[0]?.choices?.map((choice) => choice.id)).toEqual(['do:next', 'do:week', 'do:ask']);
});

test('what is called off needs nobody to come', () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  const off = {
    ...plan,
    appointments: plan.appointments.map((entry) =>
      entry.id === 'handledare'
        ? { ...entry, exceptions: [{ on: '2026-03-10', change: 'cancelled' as const }] }
        : entry,
    ),
  };
  const doc = newParticipant(off as typeof plan, NOW, 'plain');
  const key = 'do:coming:handledare@2026-03-10T09:00';
  const { say } = respond(doc, { text: 'Jag kommer', pressed: { q: 0, id: key } }, env);
  expect(say.map((saying) => saying.key)).toEqual(['wish:isOff']);
});

describe('what is also reported as missed', () => {
  const KEY = 'handledare@2026-03-10T09:00';
  const kinds = (doc: Participant) => doc.dialog.last.map((saying) => (saying as { key: string }).key);
  const away = (doc: Participant) => press(write(doc, 'jag är sjuk imorgon'), 'yes');
  const fresh = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');

  test('is not said to be come to: the provider has the absence, which can be changed or taken back', () => {
    const pressed = press(away(fresh), `do:coming:${KEY}`);
    expect(kinds(pressed)).toEqual(['absence:lateAlreadyAway']);
    expect(pressed.coming).toEqual({});
    expect(pressed.dialog.offered.map(({ id }) => id)).toEqual(['do:change:a1', 'do:undo:a1']);
  });

  test('takes away what was said before of coming to it', () => {
    const said = press(fresh, `do:coming:${KEY}`);
    expect(Object.keys(said.coming)).toEqual([KEY]);
    expect(away(said).coming).toEqual({});
  });

  test('and taken back is not said to have been sent, when its old button is pressed once more', () => {
    const asked = write(fresh, 'jag är sjuk imorgon');
    const old = { q: asked.dialog.question, id: 'yes' };
    const sent = press(asked, 'yes');
    const again = (doc: Participant) => respond(doc, { text: 'Ja, skicka', pressed: old }, env).say[0]?.key;
    expect(again(sent)).toBe('absence:alreadySent');
    expect(again(press(press(sent, 'do:undo:a1'), 'yes'))).toBe('common:oldButton');
  });

  test('what has been is not to come to', () => {
    const pressed = turnsIn(envAt('2026-03-11T08:00:00.000Z')).press(fresh, `do:coming:${KEY}`);
    expect(kinds(pressed)).toEqual(['common:oldButton']);
    expect(pressed.coming).toEqual({});
  });
});
