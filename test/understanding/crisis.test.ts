import { describe, expect, test } from '@jest/globals';
import { understand } from '../../dialogs/understanding/meaning.ts';

const NOW = '2026-03-10T08:00:00+01:00';

describe('self-harm is found first', () => {
  test.each([
    'jag vill dö',
    'vill bara dö',
    'jag vill do',
    'jag vil dö',
    'ja vill dööö',
    'JAG VILL INTE LEVA LÄNGRE',
    'jag vill inte leva',
    'jag orkar inte leva',
    'orkar inte leva mer',
    'jag inte vill leva',
    'jag vill ta livet av mig',
    'tar livet av mej',
    'jag tänker ta mitt liv',
    'jag vil ta mit liv',
    'jag har självmordstankar',
    'självmord',
    'sjalvmord',
    'sjelvmord',
    'jälvmord',
    'själmord',
    'jag tänker på suicid',
    'döda mig själv',
    'jag vill döda mej',
    'jag ska hänga mig',
    'jag vill hoppa framför tåget',
    'jag tänker hoppa från en bro',
    'jag har tagit massa tabletter',
    'tagit alla mina sömntabletter',
    'jag har tagit en överdos',
    'jag skär mig',
    'jag skär mig själv i armen',
    'jag vill skada mig själv',
    'jag önskar att jag var död',
    'det vore bättre om jag inte fanns',
    'alla har det bättre utan mig',
    'det finns ingen mening med livet',
    'livet är meningslöst',
    'jag är trött på livet',
    'jag vill somna och aldrig vakna',
    'jag vill försvinna för alltid',
    'jag har skrivit avskedsbrev',
    'jag har bestämt mig för att dö ikväll',
    'jag orkar inte mer',
    'orkar inte längre',
    'jag har ingenting att leva för',
    'orkar fan inte leva',
    'vil ta livat av mig',
    'orkra inte leva',
    'jag tänker göra mig av med mig själv',
    'jag har tagit massa tablettet',
    'det känns som att det vore lika bra om jag inte fanns längre',
    'jag tänker inte ta livet av mig men jag har tankar',
    'jag är sjuk imorgon och vill inte leva längre',
    'kan du påminna mig på torsdag. jag vill dö.',
    'vill\u200b inte\u200b le\u200bva',
    '<b>jag vill dö</b>',
  ])('%s', (text) => {
    expect(understand(text, NOW)).toMatchObject({
      intent: 'crisis',
      detail: 'self_harm',
      top: ['crisis', 'human', 'help'],
    });
  });
});

describe('violence', () => {
  test.each([
    'min man slår mig',
    'min man slår mej och barnen',
    'min sambo slog mig igår',
    'han slår mig varje dag',
    'min pappa misshandlar mig',
    'jag blir misshandlad hemma',
    'jag är utsatt för våld',
    'min pojkvän har slagit mig',
    'min exman hotar att döda mig',
    'min bror hotar mig',
    'jag är rädd för min man',
    'jag vågar inte gå hem',
    'han tog strypgrepp på mig',
    'jag har blivit våldtagen',
    'min familj vill gifta bort mig',
    'han låser in mig',
    'han har en kniv',
    'jag har fått dödshot',
    'min man är våldsam',
    'hedersvåld',
  ])('%s', (text) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'crisis', detail: 'violence' });
  });
});

test.each([
  'jag ska slå ihjäl honom',
  'jag vill döda min chef',
  'ring en ambulans',
  'jag är farlig för andra',
])('danger: %s', (text) => {
  expect(understand(text, NOW)).toMatchObject({ intent: 'crisis', detail: 'danger' });
});

describe('in other languages too', () => {
  test.each([
    ['I want to kill myself', 'self_harm'],
    ['i dont want to live anymore', 'self_harm'],
    ['my husband beats me', 'violence'],
    ['أريد أن أموت', 'self_harm'],
    ['زوجي يضربني', 'violence'],
    ['хочу померти', 'self_harm'],
    ['мій чоловік б’є мене', 'violence'],
    ['می خواهم بمیرم', 'self_harm'],
    ['waxaan rabaa inaan dhinto', 'self_harm'],
    ['ክመውት ደልየ', 'self_harm'],
  ])('%s', (text, detail) => {
    expect(understand(text, NOW)).toMatchObject({ intent: 'crisis', detail });
  });
});

describe('no alarm at sayings and everyday words', () => {
  test.each([
    'jag dör av skratt',
    'dog nästan av skratt',
    'jag är dödstrött',
    'det är dödstråkigt',
    'mobilen dog',
    'batteriet är dött',
    'min farmor dog igår',
    'min hund är död',
    'jag slog mig i huvudet',
    'jag skar mig i fingret',
    'det slår mig att jag har möte',
    'slå av påminnelser',
    'slå på notiserna',
    'slå mig en signal',
    'kan vi skjuta upp mötet',
    'jag hänger inte med',
    'kan jag hänga med på kursen',
    'hoppa över mötet',
    'jag vill hoppa av kursen',
    'jag vill sluta',
    'jag orkar inte idag',
    'orkar inte mer idag',
    'jag orkar inte komma',
    'det är svårt att läsa',
    'allt är svårt att förstå',
    'jag ska gifta mig',
    'jag har tagit min medicin',
    'jag är rädd för tandläkaren',
    'jag är rädd att missa bussen',
    'självklart',
    'jag kan inte leva på de här pengarna',
    'min coach kommer döda mig om jag missar mötet',
    'jag döder tiden med att läsa',
    'jag vill ändra mitt liv',
    'hejdå alla',
    'hejdå till alla i gruppen',
    'jag har rep med bandet på torsdag',
    'jag har gått in i väggen',
    'är jag inte kvar i programmet?',
    'hoppas det är över imorgon',
    'skönt att slippa vakna tidigt',
    'jag känner mig utnyttjad på praktiken',
    'min son har tagit min telefon',
    'jag har flyttat från min lägenhet',
    'klockan ringde men jag vaknade aldrig',
    'jag vill inte vara med i gruppen längre',
    'kursen tar slut på fredag',
    'jag vill avsluta det nu',
    'köp rakblad',
    'jag har skadat foten',
    'min man är sjuk',
    'jag är rädd att smitta andra',
    'jag orkar inte gå upp',
    'jag är rädd för att misslyckas på intervjun',
    'min fru är arg för att jag är sen',
    'han sparkade bollen till mig',
    'hon slog rekord',
    'min hund bet brevbäraren',
    'dottern har hängt upp jackan',
    'jag skar mig när jag lagade mat',
  ])('%s', (text) => {
    expect(understand(text, NOW).intent).not.toBe('crisis');
  });
});

test('a cry at the end of a very long message is heard', () => {
  expect(
    understand(
      `${'jag skriver om min dag. '.repeat(400)} jag vill inte leva ${'och mer text. '.repeat(300)}`,
      NOW,
    ).intent,
  ).toBe('crisis');
});
