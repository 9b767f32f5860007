import { describe, expect, test } from '@jest/globals';
import { noShow, undoNoShow } from '../../bot/provider/no-show.ts';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { respondBySms } from '../../dialogs/sms.ts';
import type { Env } from '../../dialogs/turn.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { today, toLocal } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, RANDOM, turnsIn } from '../support/turns.ts';

/** What a yes sends is what was read back last, whatever was asked, told or changed in the plan meanwhile. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);
const { write, press } = turnsIn(env);
const PLAN = examplePlan('plan-rusta-och-matcha');

function planned(doc: Participant, appointments: Plan['appointments']): Participant {
  const plan = { ...doc.plan, appointments };
  const made = importPlan(doc, { plan, by: 'test', now: NOW, expected: null });
  if (made.kind !== 'updated') throw new Error(made.kind);
  return made.doc;
}

const begun = (...texts: string[]) => write(newParticipant(PLAN, NOW, 'plain'), ...texts);
const draftOf = (doc: Participant) => doc.dialog.stack.at(-1)?.draft as Record<string, unknown>;
const askedIn = (doc: Participant) => doc.dialog.stack.at(-1)?.asked;
const lastTold = (doc: Participant, kind: string) =>
  doc.lines
    .map((line) => line.body as unknown as ChatLine)
    .filter((line) => line.kind === kind)
    .at(-1)?.text ?? '';

describe('beside an open read-back', () => {
  const ASIDE = [
    'min kompis är sjuk på fredag',
    'vad händer om jag är sjuk på fredag?',
    'får jag vara ledig på fredag?',
    'när är mötet på torsdag?',
    'vad betyder vab?',
  ];
  test.each(['jag är sjuk imorgon', 'jag blir 10 minuter sen imorgon till mötet kl 9'])(
    '%s: what is asked or told of something else changes nothing',
    (report) => {
      const open = begun(report);
      expect(askedIn(open)).toBe('confirm');
      const { shown: _, ...meant } = draftOf(open);
      for (const text of ASIDE) {
        const after = write(open, text);
        expect({ text, draft: draftOf(after) }).toEqual({ text, draft: expect.objectContaining(meant) });
        expect(after.notices).toEqual([]);
      }
    },
  );

  test('a yes in the chat, after something was ended by SMS, is asked about again', () => {
    const open = begun('jag har svårt att läsa', 'jag har fått jobb');
    const bySms = { ...env, channel: 'sms' };
    const turn = respondBySms(open, { text: 'avbryt', pressed: null }, bySms);
    const ended = say(turn.doc, turn.say, bySms);
    expect(ended.dialog.stack.map(({ dialog }) => dialog)).toEqual(['needs']);
    const asked = write(ended, 'ja');
    expect(asked.notices).toEqual([]);
    expect(write(asked, 'ja').notices).toHaveLength(1);
  });

  test.each([
    ['jag var sjuk i fredags', 'Du var borta'],
    ['jag är sjuk i morgon', 'Du är borta'],
    ['jag var borta förra veckan, mitt barn var sjukt', 'Du var borta'],
    ['jag kom 30 minuter för sent förra torsdagen, bussen kom inte', 'Du kom '],
    ['jag kunde inte göra mitt eget arbete i går, jag var sjuk', 'Du kunde inte'],
  ])('what has been is read back by SMS as what was: %s', (text, words) => {
    const bySms = { ...env, channel: 'sms' };
    const turn = respondBySms(newParticipant(PLAN, NOW, 'plain'), { text, pressed: null }, bySms);
    const told = say(turn.doc, turn.say, bySms).lines.at(-1)?.body as unknown as ChatLine;
    expect(told.text.slice(0, words.length)).toBe(words);
  });

  test('a number that may be meant for a reminder sends nothing', () => {
    const open = begun('jag är sjuk imorgon');
    const reminded = tell(
      open,
      [{ key: 'wish:isOff', choices: [{ id: 'do:coming:x', key: 'common:nextMeeting' }] }],
      { now: NOW, proactive: true },
    );
    const asked = write(reminded, '1');
    expect(asked.notices).toEqual([]);
    expect(askedIn(asked)).toBe('confirm');
    // It has been read back once more since.
    expect(write(asked, '1').notices).toHaveLength(1);
  });
});

describe('a missed meeting that staff have marked', () => {
  const acting = { now: NOW, staffId: 's1', staffName: 'Karin Berg', random: RANDOM };
  const marked = (): Participant => {
    const done = noShow(newParticipant(PLAN, NOW, 'plain'), 'cvhjalp@2026-03-05T10:00', acting);
    if (done.kind !== 'done') throw new Error(done.kind);
    return done.doc;
  };
  const id = (doc: Participant) => doc.absences[0]?.id ?? '';
  const takenBack = (doc: Participant) => undoNoShow(doc, id(doc), acting) ?? doc;

  test('is not asked about once they have taken it back, and they are said to have done it', () => {
    const asked = write(marked(), 'jag glömde bort tiden');
    expect(askedIn(asked)).toBe('confirm');
    for (const after of [
      write(takenBack(asked), 'ja'),
      press(takenBack(marked()), `do:explain:${id(asked)}:sick`),
    ]) {
      expect(after.dialog.stack).toEqual([]);
      expect(after.dialog.last.map((saying) => (saying as { key: string }).key)).toEqual([
        'absence:noShowWithdrawn',
      ]);
      expect(after.notices.map(({ kind }) => kind)).not.toContain('absence.explained');
    }
  });

  test('is explained by the words that were read back last, not by those that were given up', () => {
    const asked = press(marked(), `do:explain:a1`);
    const changed = press(write(asked, 'jag var där'), 'change');
    const sent = write(changed, 'jag glömde bort tiden', 'ja');
    expect(sent.absences[0]?.explanation).toMatchObject({ text: 'jag glömde bort tiden', wasThere: false });
  });
});

test('a yes with another day sends nothing before that day has been read back', () => {
  const asked = begun('jag har fått jobb', 'den 1 april', 'vill inte säga');
  expect(askedIn(asked)).toBe('confirm');
  const other = write(asked, 'ja, men den 5 april');
  expect(other.signals).toEqual([]);
  expect(draftOf(other)).toMatchObject({ startsOn: '2026-04-05' });
  expect(write(other, 'ja, den 5 april').signals).toMatchObject([{ startsOn: '2026-04-05' }]);
});

describe('somebody who is well again, or still ill', () => {
  const at = (now: string): Env => ({ ...env, now, local: toLocal(now), today: today(now) });
  const heard = (doc: Participant, text: string, then: Env): Participant => {
    const turn = respond(doc, { text, pressed: null }, then);
    return say(turn.doc, turn.say, then);
  };
  const pressed = (doc: Participant, pressedId: string, then: Env): Participant => {
    const turn = respond(doc, { text: pressedId, pressed: { q: doc.dialog.question, id: pressedId } }, then);
    return say(turn.doc, turn.say, then);
  };

  test('ends the illness that runs, and not a visit to a doctor that was reported after it', () => {
    const ill = begun('jag är sjuk från idag till torsdag', 'ja');
    const both = press(write(ill, 'jag ska till tandläkaren onsdag 18 mars klockan 9'), 'yes');
    expect(both.absences.map(({ reason }) => reason)).toEqual(['sick', 'doctor']);
    expect(draftOf(write(both, 'jag är frisk igen'))).toMatchObject({ absence: 'a1' });
  });

  test('is told anew what there is to come to, where something has begun since', () => {
    const ill = begun('jag är sjuk från idag till torsdag', 'ja');
    const before = at('2026-03-10T07:58:00.000Z');
    const after = at('2026-03-10T08:01:00.000Z');
    const asked = pressed(heard(ill, 'jag är frisk igen', before), 'day:2026-03-10', before);
    expect(lastTold(asked, 'absence:backTo')).toContain('möte med din handledare');
    const again = heard(asked, 'ja', after);
    expect(again.notices.map(({ kind }) => kind)).toEqual(['absence.reported']);
    expect(lastTold(again, 'absence:backTo')).not.toContain('möte med din handledare');
    expect(heard(again, 'ja', after).notices.map(({ kind }) => kind)).toEqual([
      'absence.reported',
      'absence.ended',
    ]);
  });

  test('was ill on the days between, too, when the question is answered a day later', () => {
    const ill = begun('jag är sjuk i dag och i morgon', 'ja');
    const thursday = at('2026-03-12T08:00:00.000Z');
    const asked = pressed(ill, 'do:still-ill:a1', thursday);
    expect(draftOf(asked)).toMatchObject({ from: '2026-03-09', to: '2026-03-12', changes: 'a1' });
    expect(lastTold(asked, 'absence:readBackChange')).toContain('workshop');
    expect(lastTold(asked, 'absence:readBackChange')).toContain('du är borta');
    expect(lastTold(pressed(ill, 'do:change:a1', thursday), 'absence:whatToChange')).not.toBe('');
    const past = heard(pressed(ill, 'do:change:a1', thursday), 'mitt barn var sjukt', thursday);
    expect(lastTold(past, 'absence:readBackChangePast')).toContain('du var borta');
    // An old button is about a new illness.
    const weeks = at('2026-03-26T08:00:00.000Z');
    expect(draftOf(pressed(ill, 'do:still-ill:a1', weeks))).toMatchObject({
      from: '2026-03-26',
      changes: null,
    });
  });

  test('explains by a report what staff have marked meanwhile', () => {
    const acting = {
      now: '2026-03-12T08:00:00.000Z',
      staffId: 's1',
      staffName: 'Karin Berg',
      random: RANDOM,
    };
    const then = at('2026-03-12T09:00:00.000Z');
    const asked = heard(newParticipant(PLAN, NOW, 'plain'), 'jag var sjuk igår', then);
    const done = noShow(asked, 'datorkurs@2026-03-11T09:00', acting);
    if (done.kind !== 'done') throw new Error(done.kind);
    const sent = pressed(done.doc, 'yes', then);
    expect(sent.absences).toHaveLength(1);
    expect(sent.absences[0]?.explanation).toMatchObject({ reason: 'sick' });
    expect(lastTold(sent, 'absence:explainedReason')).toContain('har fått din förklaring');
  });
});

test('what was said by the rules of one authority is not said once more by those of another', () => {
  const open = begun('jag är sjuk imorgon');
  const regime = { ...open.plan.regime, kinds: ['municipality' as const], registeredAtAf: false };
  const made = importPlan(open, { plan: { ...open.plan, regime }, by: 'test', now: NOW, expected: null });
  if (made.kind !== 'updated') throw new Error(made.kind);
  const before = made.doc.lines.length;
  const again = write(made.doc, 'läs igen');
  expect(askedIn(again)).toBe('confirm');
  const said = again.lines.slice(before).map(({ body }) => String(body.text));
  expect(said.join(' ')).not.toMatch(/Arbetsförmedlingen|0771/);
});

describe('a plan that changes under a report', () => {
  test('what was meant has left the plan: whether the rest of the day was meant is asked', () => {
    const asked = begun('jag kan inte komma imorgon mellan 9 och 10 för jag är sjuk');
    expect(askedIn(asked)).toBe('which');
    const left = planned(
      asked,
      asked.plan.appointments.filter(({ id }) => id !== 'handledare'),
    );
    const after = write(left, 'när är nästa möte?');
    expect(askedIn(after)).toBe('which');
    const readBack = press(after, 'all');
    expect(lastTold(readBack, 'absence:readBack')).toContain('gruppaktivitet, klockan 13 till 15');
  });

  test('nothing was booked on a day that was meant whole: what is booked there since is missed too', () => {
    const { appointments } = PLAN;
    const empty = planned(newParticipant(PLAN, NOW, 'plain'), []);
    const asked = write(empty, 'jag är borta imorgon');
    expect(askedIn(asked)).toBe('reason');
    const readBack = press(planned(asked, appointments), 'reason:sick');
    expect(lastTold(readBack, 'absence:readBack')).not.toContain('Inget är bokat');
    const sent = press(readBack, 'yes');
    expect(sent.absences[0]?.occurrences).toHaveLength(2);
  });

  test.each(['jag kommer 9:30 imorgon, jag blir sen', 'jag blir 20 minuter sen imorgon till mötet kl 9'])(
    '%s: a meeting that got another time is read back anew before it is sent',
    (report) => {
      const open = begun(report);
      const asked = askedIn(open) === 'reason' ? press(press(open, 'group:rest'), 'reason:other') : open;
      expect(askedIn(asked)).toBe('confirm');
      const key = String(draftOf(asked).occurrence);
      const appointments = asked.plan.appointments.map((entry) =>
        entry.id === key.split('@')[0]
          ? {
              ...entry,
              exceptions: [
                {
                  on: '2026-03-10',
                  change: 'moved' as const,
                  start: '2026-03-10T11:00' as const,
                  end: '2026-03-10T12:00' as const,
                },
              ],
            }
          : entry,
      );
      const after = press(planned(asked, appointments as Plan['appointments']), 'yes');
      expect(after.notices).toEqual([]);
      expect(after.dialog.stack).toHaveLength(1);
      expect(lastTold(after, 'absence:planChanged')).not.toBe('');
      expect(after.lines.map(({ body }) => String(body.text)).join(' ')).not.toMatch(/-\d+ minut/);
    },
  );
});

test('a bare number answers how many minutes, and is no choice by its place', () => {
  const asked = begun('jag blir sen imorgon till mötet kl 9');
  expect(askedIn(asked)).toBe('minutes');
  expect(draftOf(write(asked, '5'))).toMatchObject({ minutes: 5, unsure: false });
});

describe('a yes that was not said', () => {
  test.each([
    'mörkt',
    'vägrar',
    'ja skickar själv',
    'stämmer det?',
    'jag kommer',
    'ja jag kommer',
    'jag är med',
  ])('%s sends nothing', (text) => {
    const after = write(begun('jag är sjuk imorgon'), text);
    expect(after.absences).toEqual([]);
    expect(after.notices).toEqual([]);
  });

  test('somebody who says that they come is told that nothing was sent', () => {
    const after = write(begun('jag är sjuk imorgon'), 'jag kommer');
    expect(after.dialog.stack).toEqual([]);
    expect(JSON.stringify(after.lines.at(-1))).toContain('inte skickat något');
  });
});
