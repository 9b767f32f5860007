import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import type { Env } from '../../dialogs/turn.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { today, toLocal } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** A second thought about what is read back, or was just sent, ends or changes that and is no message to anybody. */

const NOW = '2026-03-09T08:00:00.000Z';
let codes = 0;
const random: Random = {
  code: (length) => {
    codes += 1;
    return `${codes}`.padStart(length, 'A');
  },
  digits: () => '00',
  token: () => 't',
};
const env: Env = { now: NOW, local: toLocal(NOW), today: today(NOW), random, channel: 'web' };

interface Talk {
  readonly doc: Participant;
  readonly keys: readonly string[];
}

function talk(level: 'plain' | 'easy', ...texts: string[]): Talk {
  let doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, level);
  let keys: readonly string[] = [];
  for (const text of texts) {
    const turn = respond(doc, { text, pressed: null }, env);
    keys = turn.say.map(({ key }) => key);
    doc = say(turn.doc, turn.say, env);
  }
  return { doc, keys };
}

const asked = ({ doc }: Talk) => doc.dialog.stack.map(({ dialog, asked }) => `${dialog}.${asked}`);
const JOB = ['jag har fått jobb', 'på måndag', 'ica maxi'];

describe.each(['plain', 'easy'] as const)('a job, read back (%s)', (level) => {
  test.each(['vänta de va fel. de e inte klart än', 'det är inte klart än', 'jag får inte jobbet ändå'])(
    '"%s" ends it, without a card of what to tell, and nothing is sent',
    (text) => {
      const ended = talk(level, ...JOB, text);
      expect(asked(ended)).toEqual([]);
      expect(ended.keys).toEqual(['absence:cancelled']);
      const after = talk(level, ...JOB, text, 'japp');
      expect(after.doc.notices).toEqual([]);
      expect(after.doc.questions).toEqual([]);
    },
  );

  test.each(['det var fel', 'oj fel', 'nej'])('"%s" asks anew', (text) => {
    expect(asked(talk(level, ...JOB, text))).toEqual(['life-change.startsOn']);
  });

  test('not finding the way takes nothing away', () => {
    const after = talk(level, ...JOB, 'jag hitar inte dit');
    expect(asked(after)).toEqual(['life-change.confirm']);
    expect(after.doc.dialog.stack.at(-1)?.draft).toMatchObject({ where: 'ica maxi', startsOn: '2026-03-16' });
  });

  test('a place where the day was asked is kept, said, and not asked for again', () => {
    const noted = talk(level, 'jag har fått jobb', 'Ica Maxi');
    expect(noted.keys).toEqual(['signal:placeNoted', 'signal:whenWork']);
    const read = talk(level, 'jag har fått jobb', 'Ica Maxi', 'på måndag');
    expect(asked(read)).toEqual(['life-change.confirm']);
    expect(read.doc.dialog.stack.at(-1)?.draft).toMatchObject({ where: 'Ica Maxi', startsOn: '2026-03-16' });
  });

  test.each(['snart', 'om ett tag', 'bra', 'vad betyder soa?', 'hjälp', 'till hösten'])(
    '"%s" is no place',
    (text) => {
      expect(talk(level, 'jag har fått jobb', text).keys).not.toContain('signal:placeNoted');
    },
  );

  test('a job that was told and came to nothing is offered to be taken back', () => {
    const offered = talk(level, ...JOB, 'japp', 'jag får inte jobbet ändå');
    expect(asked(offered)).toEqual(['undo-signal.confirm']);
    expect(offered.doc.signals).toMatchObject([{ status: 'reported' }]);
    const back = talk(level, ...JOB, 'japp', 'jag får inte jobbet ändå', 'ja');
    expect(back.doc.signals).toMatchObject([{ status: 'withdrawn' }]);
  });
});

describe('an absence', () => {
  test.each(['vänta de va fel', 'fel', 'det stämmer inte', 'oj det blev fel'])(
    '"%s" at the read-back asks what is to be changed and is no message',
    (text) => {
      const after = talk('plain', 'jag är sjuk imorgon', text);
      expect(asked(after)).toEqual(['absence.change']);
      expect(after.doc.notices).toEqual([]);
    },
  );

  test.each(['nej onsdag menar ja', 'nej på onsdag', 'jag menade onsdag'])(
    '"%s" right after the receipt is read back as a change of that report',
    (text) => {
      const read = talk('easy', 'jag är sjuk imorgon', 'japp', text);
      expect(asked(read)).toEqual(['absence.confirm']);
      expect(read.doc.dialog.stack.at(-1)?.draft).toMatchObject({ changes: 'a1', from: '2026-03-11' });
      expect(read.doc.absences).toMatchObject([{ from: '2026-03-10' }]);
      const changed = talk('easy', 'jag är sjuk imorgon', 'japp', text, 'ja');
      expect(changed.doc.absences).toMatchObject([
        { from: '2026-03-11', to: '2026-03-11', status: 'reported' },
      ]);
    },
  );

  test('taken back before its first day: not told both to ring nobody and to tell everybody', () => {
    const toCome = talk('plain', 'jag är sjuk imorgon', 'japp', 'jag är frisk nu');
    expect(toCome.keys).toEqual(['help:wellGood', 'absence:askWithdraw']);
    const running = talk('plain', 'jag är sjuk idag', 'japp', 'jag är frisk nu');
    expect(running.keys[0]).toBe('help:wellAf');
  });

  test('of a day that is past is asked about in the past', () => {
    expect(talk('plain', 'jag missade mötet i fredags').keys).toEqual(['absence:askReasonPast']);
    expect(talk('plain', 'jag kan inte komma på onsdag').keys.at(-1)).toBe('absence:askReason');
  });

  test.each(['det var fel, jag var där', 'det var fel jag var dar', 'jag var dar', 'nej jag var visst dar'])(
    '"%s", dots or none, offers to take back what was sent',
    (text) => {
      expect(asked(talk('plain', 'jag missade mötet i fredags', 'sjuk', 'japp', text))).toEqual([
        'withdraw.confirm',
      ]);
    },
  );
});
