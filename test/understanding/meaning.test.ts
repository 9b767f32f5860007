import { describe, expect, test } from '@jest/globals';
import { DETAILS, INTENTS } from '../../dialogs/understanding/intents.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { verdict } from '../../dialogs/understanding/verdict.ts';

const NOW = '2026-03-10T08:00:00+01:00';
const label = (text: string): string => {
  const { intent, detail } = understand(text, NOW);
  return detail === null ? intent : `${intent}/${detail}`;
};

describe('being away until well again', () => {
  test.each([
    'tills jag är frisk',
    'hemma tills jag mår bättre',
    'borta tills jag är frisk igen',
    'kommer inte förrän jag mår bra',
    'från imorn tills jag blir frisk',
  ])('%s: is no word of being well', (text) => {
    expect(label(text)).toBe('report_absence');
  });

  test('being well is', () => {
    for (const text of ['jag är frisk', 'jag är frisk igen', 'jag mår bättre, kommer imorgon'])
      expect(label(text)).toBe('cancel/well_again');
  });
});

describe('reasons, from words, symptoms and situations', () => {
  test.each([
    ['jag är sjuk', 'sick'],
    ['jag har feber och kan inte komma', 'sick'],
    ['mår inte bra idag, stannar hemma', 'sick'],
    ['har ont i ryggen kan inte gå', 'sick'],
    ['jag sjuk idag', 'sick'],
    ['dottern kräks', 'child-sick'],
    ['min son har feber', 'child-sick'],
    ['vabbar imorgon', 'child-sick'],
    ['mitt barn är sjukt', 'child-sick'],
    ['skolan ringde, min son mår dåligt, måste hämta', 'child-sick'],
    ['ska till tandis', 'doctor'],
    ['läkartid imorgon kl 10', 'doctor'],
    ['har tid hos psykologen på torsdag', 'doctor'],
    ['mitt barn ska till tandläkaren imorgon', 'doctor'],
    ['intervju på Ica', 'interview'],
    ['jag ska på anställningsintervju på fredag', 'interview'],
    ['måste jobba på fredag så jag kan inte komma', 'work'],
    ['de ringde in mig att jobba, kan inte komma', 'work'],
    ['har prov på sfi på onsdag', 'education'],
    ['har tenta på fredag så jag kan inte komma', 'education'],
    ['har möte med försäkringskassan på torsdag kl 10', 'authority'],
    ['ska till Migrationsverket imorgon', 'authority'],
    ['ska på begravning på fredag', 'family'],
    ['mormor dog igår, kan inte komma', 'family'],
    ['kan inte komma, har ingen barnvakt', 'family'],
    ['bussen går inte så jag kan inte komma', 'other'],
    ['kan inte komma, jag ska flytta på måndag', 'other'],
    ['kan inte komma av personliga skäl', 'undisclosed'],
    ['jag kommer inte men vill inte säga varför', 'undisclosed'],
  ])('%s: %s', (text, reason) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'report_absence', reason });
  });

  test('no reason where none was given, or where nobody is away', () => {
    for (const text of [
      'jag kan inte komma imorgon',
      'jag har fått jobb',
      'jag har två katter',
      'vad händer om jag blir sjuk',
    ]) {
      expect(understand(text, NOW).reason).toBeNull();
    }
  });

  test('a diagnosis or a symptom is noticed, and is not part of the meaning', () => {
    const meaning = understand('jag har migrän och depression och kan inte komma', NOW);
    expect(meaning).toMatchObject({ intent: 'report_absence', reason: 'sick', diagnosis: true });
    expect(JSON.stringify(meaning)).not.toMatch(/migr|depr/);
    expect(understand('jag är sjuk idag', NOW).diagnosis).toBe(false);
  });
});

describe('denied, supposed, somebody else, corrected', () => {
  test.each([
    ['jag har inte fått jobb', 'out_of_scope'],
    ['jag har fortfarande inte fått något jobb', 'out_of_scope'],
    ['jag fick inte jobbet', 'out_of_scope'],
    ['tyvärr fick jag inget jobb', 'out_of_scope'],
    ['jag har inte börjat plugga än', 'out_of_scope'],
    ['jag kom inte in på utbildningen', 'out_of_scope'],
    ['jag vill ha ett jobb', 'out_of_scope'],
    ['jag hoppas att jag får jobb', 'out_of_scope'],
    ['jag är inte arbetslös längre', 'got_job'],
    ['jag är inte sjuk', 'cancel/well_again'],
    ['jag är inte sjuk längre', 'cancel/well_again'],
    ['min son är inte sjuk längre', 'cancel/well_again'],
    ['det blev inget läkarbesök så jag kommer', 'cancel/well_again'],
    ['påminn mig inte', 'reminder_stop'],
    ['jag vill inte ha påminnelser', 'reminder_stop'],
    ['varför får jag inga påminnelser', 'reminder_start'],
    ['skicka sms så jag inte glömmer', 'reminder_start'],
    ['skriv inte så svårt', 'easy_on'],
    ['skriv inte så lätt', 'easy_off'],
    ['jag vill inte ha lätt svenska', 'easy_off'],
    ['min kompis har fått jobb', 'out_of_scope/other_person'],
    ['min bror har börjat plugga', 'out_of_scope/other_person'],
    ['min granne är sjuk', 'out_of_scope/other_person'],
    ['hon är sjuk', 'out_of_scope/other_person'],
    ['ta bort min frus påminnelser', 'out_of_scope/other_person'],
    ['vad händer om jag blir sjuk', 'out_of_scope/rules'],
    ['vad gör jag om mitt barn blir sjukt', 'out_of_scope/rules'],
    ['om jag får jobb, vad händer då', 'out_of_scope/rules'],
    ['måste jag ha läkarintyg', 'out_of_scope/rules'],
    ['får jag pengar om jag är sjuk', 'out_of_scope/money'],
    ['får jag vara ledig på fredag', 'out_of_scope/ask_leave'],
    ['nej, jag menade onsdag', 'no/change'],
    ['inte tisdag utan onsdag', 'no/change'],
    ['fel dag, det var den 14', 'no/change'],
    ['ångra min sjukanmälan', 'cancel/undo'],
    ['ta bort min frånvaro på torsdag', 'cancel/undo'],
    ['min kusin har skaffat sig jobb', 'out_of_scope/other_person'],
    ['min kollega har äntligen fått anställning', 'out_of_scope/other_person'],
    ['min arbetskamrat är förkyld', 'out_of_scope/other_person'],
    ['min vän mår dåligt idag', 'out_of_scope/other_person'],
    ['ta bort min mammas påminnelser', 'out_of_scope/other_person'],
    ['jag har tyvärr inte landat något jobb ännu', 'out_of_scope'],
    ['har jag fått jobbet?', 'out_of_scope'],
    ['vad händer ifall jag råkar bli sjuk på praktiken', 'out_of_scope/rules'],
    ['om jag skulle få jobb, måste jag säga till då', 'out_of_scope/rules'],
    ['min dotter är inte sjuk längre så jag kan komma', 'cancel/well_again'],
    ['det löste sig med tandläkaren så jag kommer ändå', 'cancel/well_again'],
    ['kan du stryka min frånvaroanmälan', 'cancel/undo'],
    ['jag vill meddela att jag numera studerar till kock', 'started_studies'],
    ['jag får inga sms längre, varför', 'reminder_start'],
    ['kan du inte påminna mig?', 'reminder_start'],
    ['påminn mig inte på morgonen utan på kvällen', 'reminder_time'],
    ['oj nej det skulle vara fredag', 'no/change'],
  ])('%s: %s', (text, expected) => {
    expect(label(text)).toBe(expected);
  });

  test('the signs are given beside the intent', () => {
    expect(understand('vad händer om jag blir sjuk?', NOW)).toMatchObject({
      question: true,
      hypothetical: true,
    });
    expect(understand('min kompis har fått jobb', NOW)).toMatchObject({ aboutOther: true, negated: false });
    expect(understand('nej, jag menade onsdag', NOW)).toMatchObject({ correction: true });
    expect(understand('jag har inte fått jobb', NOW)).toMatchObject({ negated: true });
  });
});

describe('the finer intents', () => {
  test.each([
    ['blir 20 minuter sen', 'report_absence/late'],
    ['måste gå hem kl 14 idag, får jag gå tidigare', 'report_absence/leave_early'],
    ['jag missade mötet igår', 'report_absence/no_show'],
    ['jag var sjuk i fredags', 'report_absence/no_show'],
    ['vad är mitt mål', 'show_plan/goal'],
    ['nästa steg', 'show_plan/steps'],
    ['vem är min handledare', 'show_plan/people'],
    ['vad är nytt i min plan', 'show_plan/what_is_new'],
    ['när är nästa möte', 'show_schedule/next_meeting'],
    ['var är mötet', 'show_schedule/place'],
    ['vad ska jag ta med', 'show_schedule/bring'],
    ['fråga min handledare', 'human/ask_supervisor'],
    ['ring mig', 'human/call_me'],
    ['handledaren kom inte', 'human/not_right'],
    ['vem ser det här', 'help/privacy'],
    ['läs igen', 'help/read_again'],
    ['har min anmälan kommit fram', 'help/receipts'],
    ['är du en robot', 'help/bot'],
    ['tack', 'greeting/thanks'],
    ['hejdå', 'greeting/bye'],
    ['backa', 'cancel/back'],
    ['ändra', 'no/change'],
  ])('%s: %s', (text, expected) => {
    expect(label(text)).toBe(expected);
  });
});

describe('several things in one message', () => {
  const all = (text: string): string[] => {
    const meaning = understand(text, NOW);
    return [meaning, ...meaning.more].map(({ intent, detail, when }) =>
      [intent, detail, when?.start, when?.end].filter(Boolean).join(' '),
    );
  };
  test('absence first, the question after', () => {
    expect(all('hej, är sjuk idag och imorgon, när är nästa möte sen?')).toEqual([
      'report_absence 2026-03-10 2026-03-11',
      'show_schedule next_meeting',
    ]);
  });
  test('what would be lost comes first whatever the order', () => {
    expect(all('När är nästa möte? Jag är sjuk idag.')).toEqual([
      'report_absence 2026-03-10 2026-03-10',
      'show_schedule next_meeting',
    ]);
  });
  test('three things', () => {
    expect(all('Hej! Jag är sjuk idag. Kan ni ringa mig? Och när är nästa möte?')).toEqual([
      'report_absence 2026-03-10 2026-03-10',
      'human call_me',
      'show_schedule next_meeting',
    ]);
  });
  test('an absence is not drowned by a question about money', () => {
    expect(all('sjuk idag, vad händer med min ersättning?')[0]).toBe('report_absence 2026-03-10 2026-03-10');
  });
  test('a greeting or thanks beside the matter is not the matter', () => {
    expect(all('tack för hjälpen, när är nästa möte?')).toEqual(['show_schedule next_meeting']);
  });
  test('one thing said in two clauses stays one', () => {
    expect(all('jag kan inte komma imorgon, jag ska på intervju')).toEqual([
      'report_absence 2026-03-11 2026-03-11',
    ]);
    expect(all('jag är sjuk och har feber och stannar hemma idag')).toEqual([
      'report_absence 2026-03-10 2026-03-10',
    ]);
  });
});

describe('the asked word', () => {
  test.each([
    ['vad betyder IUP?', 'IUP'],
    ['Vad är aktivitetsstöd?', 'aktivitetsstöd'],
    ['vad är en avvikelserapport', 'avvikelserapport'],
    ['Vad innebär gemensam planering för något?', 'gemensam planering'],
    ['progression, vad är det?', 'progression'],
    ['jag förstår inte ordet "karensdag"', 'karensdag'],
    ['förklara periodisk rapport', 'periodisk rapport'],
    ['karensdag', 'karensdag'],
    ['vad menas med eget arbete', 'eget arbete'],
    ['vad betyder det', null],
    ['vad betyder ordet', null],
  ])('%s', (text, word) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'explain_word', word });
  });
});

describe('what the conversation waits for', () => {
  test('a short answer to a yes-no question is one', () => {
    for (const text of ['ja', 'gärna', 'det blir bra', 'ok tack', 'toppen', 'japp kör'])
      expect(understand(text, NOW, { expecting: 'yes-no' }).intent).toBe('yes');
    for (const text of ['nej', 'nä', 'inte rätt', 'nej tack'])
      expect(understand(text, NOW, { expecting: 'yes-no' }).intent).toBe('no');
  });
  test('it never hides a crisis or an interruption', () => {
    expect(understand('jag vill inte leva', NOW, { expecting: 'yes-no' }).intent).toBe('crisis');
    expect(understand('jag vill prata med en människa', NOW, { expecting: 'yes-no' }).intent).toBe('human');
    expect(understand('vad betyder karensdag', NOW, { expecting: 'date' }).intent).toBe('explain_word');
  });
  test('a reason alone answers a question about the reason', () => {
    expect(understand('feber', NOW, { expecting: 'reason' }).reason).toBe('sick');
    expect(understand('tandläkare', NOW, { expecting: 'reason' }).reason).toBe('doctor');
    expect(understand('vill inte säga', NOW, { expecting: 'reason' }).reason).toBe('undisclosed');
  });
});

describe('other languages are told apart', () => {
  test.each([
    ['I am sick today and cannot come', 'en'],
    ['do you speak english', 'en'],
    ['أنا مريض اليوم', 'ar'],
    ['من امروز مریض هستم', 'fa'],
    ['می توانید به من کمک کنید لطفا', 'fa'],
    ['هل يمكنك مساعدتي من فضلك', 'ar'],
    ['أنا من سوريا', 'ar'],
    ['Я сьогодні хворію', 'uk'],
    ['ሎሚ ሓሚመ ኣለኹ', 'ti'],
    ['waan xanuunsanahay maanta', 'so'],
    ['我今天生病了', 'other'],
  ])('%s: %s', (text, language) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'out_of_scope', detail: 'language', language });
  });
  test('Swedish with a foreign word is Swedish', () => {
    for (const text of ['sorry kan inte komma idag', 'jag är sick idag', 'ok thanks', 'hi'])
      expect(understand(text, NOW).language).toBeNull();
  });
});

test('a meaning is whole: three different intents, a detail that belongs to its intent, a figure from 0 to 1', () => {
  for (const text of [
    'hej',
    'jag är sjuk',
    'asdf',
    '',
    '👍',
    'vad betyder vab',
    'I am ill today my friend',
  ]) {
    const meaning = understand(text, NOW);
    expect(new Set(meaning.top).size).toBe(3);
    expect(meaning.top[0]).toBe(meaning.intent);
    expect(INTENTS).toContain(meaning.intent);
    if (meaning.detail !== null) expect(DETAILS[meaning.intent]).toContain(meaning.detail);
    expect(meaning.confidence).toBeGreaterThanOrEqual(0);
    expect(meaning.confidence).toBeLessThanOrEqual(1);
  }
});

test('the same text means the same, however often it is asked', () => {
  const once = JSON.stringify(understand('jag är sjuk imorgon, när ses vi?', NOW));
  for (let i = 0; i < 5; i++)
    expect(JSON.stringify(understand('jag är sjuk imorgon, när ses vi?', NOW))).toBe(once);
});

test('sure, unsure and lost; a side effect needs to be surer', () => {
  expect(verdict({ intent: 'show_plan', confidence: 0.6 })).toBe('sure');
  expect(verdict({ intent: 'report_absence', confidence: 0.6 })).toBe('ask');
  expect(verdict({ intent: 'report_absence', confidence: 0.95 })).toBe('sure');
  expect(verdict({ intent: 'help', confidence: 0.05 })).toBe('lost');
});
