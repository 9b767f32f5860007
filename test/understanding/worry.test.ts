import { describe, expect, test } from '@jest/globals';
import { understand } from '../../dialogs/understanding/understand.ts';

const NOW = '2026-03-10T08:00:00+01:00';

describe('what only hints that somebody is in danger is not passed over', () => {
  test.each([
    'ni kan sluta skriva upp tider åt mig, jag finns inte kvar i sommar',
    'jag har gett bort mina grejer och mamma tar hunden',
    'det är lättare för alla utan mig',
    'jag har sparat alla mina värktabletter',
    'jag brukar tänka på att inte bromsa före kurvan',
    'jag har halsduk fast det är varmt, han läser allt jag skriver',
    'hemma är det inte bra, du förstår nog',
  ])('%s', (text) => {
    const { intent, worry } = understand(text, NOW);
    expect(intent === 'crisis' || worry !== null).toBe(true);
  });

  test.each([
    'tack för allt, hejdå',
    'ni får klara er utan mig idag',
    'det är bra så',
    'skicka inte mer sms',
    'jag ska ha långärmat på intervjun',
    'min man jobbar på bussen',
    'jag är rädd att jag glömmer mötet',
    'kan du påminna mig att packa väskan',
    'stryk mig från listan på torsdag, jag är sjuk',
  ])('not: %s', (text) => {
    expect(understand(text, NOW)).toMatchObject({ worry: null });
    expect(understand(text, NOW).intent).not.toBe('crisis');
  });

  test('an absence beside it is still one', () => {
    const meaning = understand('jag är sjuk imorgon och kan inte komma. jag har lagt undan tabletterna', NOW);
    expect(meaning.worry ?? meaning.intent).not.toBeNull();
    expect([meaning.intent, ...meaning.more.map(({ intent }) => intent)]).toContain('report_absence');
  });
});
