import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { respondBySms } from '../../dialogs/sms.ts';
import type { Env } from '../../dialogs/turn.ts';
import type { Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** What people ask of the product itself. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);
const person = () => newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');

function write(text: string, doc: Participant = person(), at: Env = env) {
  const turn = respond(doc, { text, pressed: null }, at);
  return { doc: say(turn.doc, turn.say, at), say: turn.say, keys: turn.say.map(({ key }) => key) };
}

describe('how it looks is chosen on a page', () => {
  test.each([
    ['inställningar', 'display:askedAll'],
    ['var hittar jag mina val', 'display:askedAll'],
    ['hur byter jag färg', 'display:askedColours'],
    ['mörkt läge', 'display:askedColours'],
    ['läs upp', 'display:askedAloud'],
    ['kan du läsa högt för mig', 'display:askedAloud'],
    ['kan ja få bilder', 'display:askedPictures'],
    ['större text', 'display:askedSize'],
    ['hur gör jag texten större', 'display:askedSize'],
    ['texten är för liten', 'display:askedSize'],
  ])('%s', (text, key) => {
    const answer = write(text);
    expect(answer.keys).toEqual([key]);
    expect(answer.say[0]?.links).toMatchObject([{ url: '/mina-val' }]);
    expect(answer.doc.needs).toEqual([]);
    expect(answer.doc.questions).toEqual([]);
  });

  test('elsewhere than on the web with the whole address', () => {
    const site = 'https://stegvis.example';
    const teams = { ...env, channel: 'teams', site };
    expect(write('större text', person(), teams).say[0]?.links).toMatchObject([{ url: `${site}/mina-val` }]);
    const sms = respondBySms(
      person(),
      { text: 'större text', pressed: null },
      { ...env, channel: 'sms', site },
    );
    expect(sms.say).toEqual([{ key: 'sms:choices', params: { address: { name: 'stegvis.example' } } }]);
  });

  test.each([
    'läs igen',
    'mindre',
    'stor',
    'jag behöver större text',
    'ändra tiden',
    'ändra påminnelser',
    'byt dag',
    'bilder',
  ])('%s', (text) => {
    const isPictures = text === 'bilder';
    expect(write(text).keys.some((key) => key.startsWith('display:asked'))).toBe(isPictures);
  });

  test('asked in the middle of a report it is answered, and the report goes on', () => {
    const begun = write('jag är sjuk imorgon').doc;
    const { doc, keys } = write('större text', begun);
    expect(keys[0]).toBe('display:askedSize');
    expect(doc.dialog.stack.at(-1)).toMatchObject({ asked: 'confirm' });
  });
});

test.each(['va heter hon', 'vad heter han?', 'va är nummer', 'vad är hennes nummer'])(
  '%s is about whom one meets, not about oneself',
  (text) => expect(write(text).keys).toEqual(['plan:people']),
);

describe('what only others can do is said', () => {
  test.each(['ställ in alla mina möten', 'kan du ställa in mötet', 'ställ in allt'])('%s', (text) => {
    const { say: said, doc } = write(text);
    expect(said.map(({ key }) => key)).toEqual(['help:cannotCancel']);
    expect(said[0]?.choices?.map(({ id }) => id)).toEqual(['do:absence', 'do:ask']);
    expect(doc.absences).toEqual([]);
  });
  test.each(['ta bort det jag skrivit', 'radera chatten', 'hur tar jag bort det jag har skrivit'])(
    '%s',
    (text) => expect(write(text).keys).toEqual(['help:cannotErase']),
  );
});

test.each(['ställ in påminnelser', 'ställ in klockan 8', 'mitt möte är inställt', 'ta bort min påminnelse'])(
  '%s is something else',
  (text) => expect(write(text).keys.join()).not.toMatch(/cannot/),
);

test('what is wrong with the own address is not the place of a meeting', () => {
  const { doc } = write('min adress är fel');
  expect(JSON.stringify(doc.dialog.stack.at(-1)?.draft)).not.toContain('Storgatan');
});

describe('a reminder on one day', () => {
  test.each(['påmin mej kl 8 imorn', 'påminn mig imorgon kl 8', 'påminn mig på torsdag klockan 8'])(
    '%s changes nothing that comes again',
    (text) => {
      const before = person();
      const { doc, keys } = write(text, before);
      expect(keys).toEqual(['wish:ownAdded']);
      expect(doc.reminding).toEqual(before.reminding);
      expect(doc.ownReminders).toHaveLength(1);
    },
  );
  test('with no day it is how one is reminded, as before', () => {
    expect(write('påminn mig klockan 8').doc.ownReminders).toEqual([]);
    expect(write('påminn mig dagen före kl 18').doc.ownReminders).toEqual([]);
  });
});

describe('what helps, by its words', () => {
  test.each([
    ['ja blir trött av långa möten', 'breaks'],
    ['jag behöver pauser', 'breaks'],
    ['ja får ont i huvet av ljud', 'quiet'],
    ['det hjälper mej om någon ringer innan', 'call'],
    ['det som hjälper mej e bilder', 'pictures'],
  ])('%s', (text, kind) => expect(write(text).doc.needs).toMatchObject([{ kind }]));
  test.each(['ring mig innan mötet', 'jag har ont i huvudet', 'jag är trött', 'jag har ont i huvudet idag'])(
    '%s: no need',
    (text) => expect(write(text).doc.needs).toEqual([]),
  );
});
