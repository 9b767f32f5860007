import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkText } from '../../locales/check/check-text.ts';
import { type Level, RULE_IDS, type RuleId } from '../../locales/check/rule.ts';
import { RULES } from '../../locales/check/rules.ts';
import { loadSpeller, type Speller } from '../../locales/check/spelling.ts';

/** Right and wrong examples. A wrong one breaks that rule and no other, whichever level it is tried at. */
interface Table {
  rule: RuleId;
  levels: readonly Level[];
  right: readonly string[];
  wrong: readonly string[];
}

const BOTH: readonly Level[] = ['plain', 'easy'];

const words = (count: number) =>
  `Du ${'ska gå '
    .repeat(Math.ceil(count / 2))
    .trim()
    .split(' ')
    .slice(0, count - 1)
    .join(' ')}.`;

const TABLES: readonly Table[] = [
  {
    rule: 'M1',
    levels: ['plain'],
    right: [
      'Mötet börjar klockan 9.',
      'Du kan ringa din handledare i dag eller på fredag och säga hur det går.',
      'Ring till exempel klockan 9. Sedan tar du bussen hem.',
      'Ta med:\n- ditt kort\n- din telefon\n- en penna',
      words(15),
    ],
    wrong: [
      words(16),
      words(20),
      words(21),
      'Du ska ta bussen från torget i stan klockan 9 och gå av vid det röda huset på Storgatan.',
      'Din handledare ringer dig på måndag och pratar om mötet, kursen, resan, tiden, platsen och om din nya plan för våren.',
    ],
  },
  {
    rule: 'M1',
    levels: ['easy'],
    right: [
      'Mötet börjar klockan 9.',
      'Ring din handledare i dag.',
      words(10),
      'Du kan få hjälp.\nSäg till.',
      'Ta med:\n- ditt kort\n- din telefon',
    ],
    wrong: [
      words(11),
      words(12),
      words(13),
      'Du ska ta bussen från torget i stan klockan 9 och gå av.',
      'Din handledare ringer dig på måndag och pratar om mötet och kursen.',
    ],
  },
  {
    rule: 'M2',
    levels: ['plain'],
    right: [
      'Kort text.',
      'Du har en tid hos din handledare på måndag. Mötet börjar klockan 9. Ta med din plan och ditt kort. Ring om du inte kan komma. Då får du en ny tid av din handledare.',
      'Stanna hemma när du är sjuk. Ring Arbetsförmedlingen samma dag. Arbetsförmedlingen svarar på dagen. Försäkringskassan betalar dig sedan. Fråga Försäkringskassan om du undrar. Arbetsförmedlingen och Försäkringskassan är 2 olika myndigheter.',
      'Du får pengar varje månad. Du ska söka dem själv. Gör det i början av månaden. Pengarna kommer i slutet av månaden. Har du glömt det ska du ringa så fort du kan.',
      'Bussen går klockan 8. Den stannar vid torget. Där går du av och går till det röda huset. Dörren är öppen. Gå in och vänta. Din handledare kommer snart och möter dig.',
    ],
    wrong: [
      'Handledaren planerar vardagen tillsammans med deltagaren. Samtalen handlar främst om svenska, datorer och tidigare arbeten. Deltagaren berättar öppet, och handledaren antecknar viktiga svar. Kursen startar därefter redan nästa vecka. Du kommer dit.',
      'Nästan samtliga kurser startar nästa vecka. Kursens lärare möter deltagarna utanför huvudentrén. Läraren berättar därefter om dagarna. Deltagarna arbetar huvudsakligen tillsammans. Du fikar klockan 10. Kaffet betalar kursens arrangör. Du frågar läraren, handledaren eller receptionen.',
      'Du kan gå dit på måndag, tisdag eller fredag och stå i kön. Du kan ta med en vän, en bok, lite mat och en penna. Du kan vara där en hel dag och se hur det är.',
      'Du möter handledaren på måndag. Handledaren hjälper dig skriva brevet. Handledaren känner arbetsgivaren sedan tidigare. Arbetsgivaren bjuder deltagare på kaffe. Kaffet kokar handledaren själv. Ta gärna smörgåsar hemifrån. Fråga handledaren vidare.',
      'Läraren berättar om kursens lektioner. Lektionerna startar varje måndag. Deltagare arbetar tillsammans under förmiddagen. Eftermiddagen tillbringar deltagare hemma. Hemma skriver du brevet. Skicka sedan brevet till läraren. Läraren svarar vanligen samma vecka eller nästa.',
    ],
  },
  {
    rule: 'M2',
    levels: ['easy'],
    right: [
      'Kort text.',
      'Du har en tid på måndag.\nMötet börjar klockan 9.\nTa med din plan.\nTa med ditt kort.\nRing om du är sjuk.\nDå får du en ny tid.\nDu får svar samma dag.',
      'Ring Arbetsförmedlingen.\nGör det i dag.\nArbetsförmedlingen svarar dig.\nFråga om din plan.\nFråga om dina pengar.\nFörsäkringskassan kan också hjälpa dig.\nRing dit.\nDe svarar på dagen.\nSäg ditt namn.\nSäg vad du vill.',
      'Bussen går klockan 8.\nDen stannar vid torget.\nDär går du av.\nGå till det röda huset.\nDörren är öppen.\nGå in och vänta.\nDin handledare kommer snart.',
      'Du får pengar varje månad.\nDu ska söka dem själv.\nGör det i tid.\nPengarna kommer senare.\nDu kan ha glömt det.\nRing så fort du kan.\nSäg att du har glömt.\nDu får hjälp.\nDet går bra.',
    ],
    wrong: [
      'Handledaren möter deltagarna på måndag.\nDeltagarna berättar om sina kurser.\nKurserna startar nästa vecka.\nLäraren svarar på frågor.\nFrågorna skriver du hemma.\nKom till läraren på måndag.\nTa med kaffe och frukt.',
      'Du har en tid på måndag hos din nya handledare.\nMötet med din handledare börjar klockan 9 på morgonen.\nTa med din plan och ditt kort till mötet.\nRing din handledare om du inte kan komma.',
      'Läraren väntar utanför huset.\nKursen startar på måndag.\nKursens lärare heter Kim.\nLäraren hjälper deltagare varje vecka.\nDu träffar läraren klockan 9.\nDu behöver pennor och papper.\nLäraren bjuder på kaffe.',
      'Du träffar din handledare varje måndag.\nHandledaren frågar dig om veckan.\nSedan skriver handledaren ner svaren.\nSvaren sparar handledaren i datorn.\nDatorn är bara handledarens.\nDu kan fråga om svaren.',
      'Du kan gå dit på måndag eller på fredag.\nDu kan ta med en vän och en bok.\nDu kan vara där en hel dag med oss.\nDu kan äta din mat i det stora köket.',
    ],
  },
  {
    rule: 'M3',
    levels: BOTH,
    right: [
      'Ring när du är hemma.',
      'Om du är sjuk ringer du.',
      'Du ska söka jobb.',
      'Du kan ta bussen eller gå.',
      'Jag tror att du hinner.',
    ],
    wrong: [
      'Ring när du vet om du kommer.',
      'Om du är sjuk när mötet börjar ringer du.',
      'Säg till om du vet vad du vill.',
      'Jag tror att du hinner om du springer.',
      'Fråga eftersom det är bra att du vet.',
    ],
  },
  {
    rule: 'M4',
    levels: BOTH,
    right: [
      'Din handledare heter Kim.\nRing Kim i dag.',
      'Om du är sjuk, ring i dag.',
      'Ta med kort, penna och mat.',
      'Mötet är på måndag, tisdag eller fredag.',
      'Ring, mejla eller skriv.',
    ],
    wrong: [
      'Din handledare, som heter Kim, ringer dig.',
      'Mötet, när det blir av, är kort.',
      'Du ska, enligt din plan, gå en kurs.',
      'Mötet – det på måndag – är kort.',
      'Planen, till exempel din, är bra.',
    ],
  },
  {
    rule: 'M5',
    levels: BOTH,
    right: [
      'Du får 80 procent.',
      'Ring eller skriv.',
      'Läs på exempel.se/hjalp eller ring.',
      'Ring 070-174 06 05.',
      'Du och din handledare pratar.',
    ],
    wrong: [
      'Ta med kort (eller pass).',
      'Ring i dag; det är bra.',
      'Ring och/eller skriv.',
      'Du får 80 %.',
      'Du & Kim pratar.',
      'Så står det i 3 §.',
    ],
  },
  {
    rule: 'M6',
    levels: BOTH,
    right: [
      'Du kan till exempel ringa.',
      'Ta med mat och annat.',
      'Det tar 30 minuter.',
      'Det kostar 20 kronor.',
      'Rum nummer 4 är ditt.',
    ],
    wrong: [
      'Du kan t.ex. ringa.',
      'Ta med mat m.m. i dag.',
      'Det tar 30 min.',
      'Det kostar ca 20 kronor.',
      'Rum nr 4 är ditt.',
      'Du kan bl a ringa.',
    ],
  },
  {
    rule: 'M7',
    levels: BOTH,
    right: [
      'Du har en plan.\nDen kallas IUP.',
      'IUP betyder individuell utvecklingsplan.',
      'Ring Arbetsförmedlingen.',
      'Du får ett SMS.',
      'Du lär dig svenska för invandrare, SFI.',
    ],
    wrong: [
      'Läs din IUP.',
      'Ring AF i dag.',
      'Fråga FK om pengar.',
      'Du går på SFI.',
      'Skriv till MSFA i dag.',
    ],
  },
  {
    rule: 'M8',
    levels: BOTH,
    right: [
      'Din handledare skickar planen.',
      'Mötet finns i din plan.',
      'Vi ses på måndag.',
      'Handledarens och handledarnas namn är nya.',
      'Jag hoppas du trivs.',
      'Du har fått en ny plats.',
      'Veckans möten syns här.',
      'Ditt glas står här.',
      'Din arbetsplats är bra.',
    ],
    wrong: [
      'Planen skickas i dag.',
      'Kursen ges på måndag.',
      'Du blir kallad till möte.',
      'Planen har skrivits om.',
      'Mötet flyttades till måndag.',
      'Din tid bestäms i dag.',
      'Boken läses i dag.',
      'Mötet dokumenteras i dag.',
      'Ett yrke utövas här.',
      'Beslutet fattades i går.',
    ],
  },
  {
    rule: 'M9',
    levels: ['easy'],
    right: [
      'Du ska ändra din plan.',
      'Din utbildning börjar nu.',
      'Du får ersättning.',
      'Läs din tidning.',
      'Du får en påminnelse om din planering.',
    ],
    wrong: [
      'Gör en flyttning och en mätning.',
      'Din ankomst, mätning och blandning.',
      'Gör en mätning av din blandning.',
      'Efter delningen gör du en rengöring och städning.',
      'Du gör en städning och en ommålning.',
    ],
  },
  {
    rule: 'M9',
    levels: ['plain'],
    right: [
      'Du ska ändra din plan.',
      'Du gör en flyttning och en mätning.',
      'Du får ersättning och utbildning och anställning och en handling.',
      'Läs din tidning och en avdelning och en mening och en våning.',
      'Gör en städning i dag.',
    ],
    wrong: [
      'Gör en flyttning, en mätning, en rengöring och en städning.',
      'Din blandning, rengöring, målning och mätning.',
      'Efter delningen gör du en rengöring, en städning och en mätning.',
      'Delningen, målningen, flyttningen och mätningen är dina.',
      'Du gör städning, målning, mätning och blandning.',
    ],
  },
  {
    rule: 'M10',
    levels: BOTH,
    right: [
      'Ring Arbetsförmedlingen.',
      'Läs din avvikelserapport.',
      'Du kan få aktivitetsstöd.',
      'Skriv på datorn.',
      'Läs på exempelsidansomheterlångt.se i dag.',
    ],
    wrong: [
      'Läs ditt informationsblad.',
      'Ta din mobiltelefonladdare.',
      'Ring växeltelefonnumret.',
      'Du går på arbetsgivarträffar.',
      'Din arbetslivserfarenhet är bra.',
    ],
  },
  {
    rule: 'M11',
    levels: BOTH,
    right: [
      'Du får pengar.',
      'Ring och skriv.',
      'Ring om du behöver hjälp.',
      'Skicka in ditt brev.',
      'Se till att du kommer.',
    ],
    wrong: [
      'Du erhåller pengar.',
      'Ring samt skriv.',
      'Ring vid behov av hjälp.',
      'Du ska inkomma med ditt brev.',
      'Säkerställ ditt möte.',
      'Du ringer i syfte att fråga.',
      'Du kan dock ringa.',
    ],
  },
  {
    rule: 'M12',
    levels: BOTH,
    right: [
      'Du har ett möte.',
      'Ring i dag.',
      'Här är din plan.',
      'Mötet börjar klockan 9.',
      'Kim hjälper dig.',
      'Du och Kim ska ta med er mat.',
    ],
    wrong: [
      'Har ni ett möte?',
      'Vi ringer er i dag.',
      'Kunden har ett möte.',
      'Brukaren ringer i dag.',
      'Den arbetssökande ringer i dag.',
    ],
  },
  {
    rule: 'M13',
    levels: BOTH,
    right: [
      'Du kan ringa.',
      'Det kom en man hit.',
      'Din man kan ringa.',
      'Vi pratar på måndag.',
      'Alla får hjälp.',
    ],
    wrong: [
      'Man kan ringa.',
      'Då ska man ringa.',
      'Här får man hjälp.',
      'Man får en ny tid.',
      'Vad kan man göra?',
    ],
  },
  {
    rule: 'M14',
    levels: BOTH,
    right: [
      'Du kan inte komma.',
      'Ingen ringer dig.',
      'Du måste aldrig svara.',
      'Det är inte måndag.\nDet är inte tisdag.',
      'Nej, inte i dag.',
    ],
    wrong: [
      'Det är inte så att ingen kommer.',
      'Du får aldrig inte svara.',
      'Ingen har inte svarat.',
      'Du kan inte gå utan att fråga.',
      'Inga möten är inte bra.',
    ],
  },
  {
    rule: 'M15',
    levels: BOTH,
    right: [
      'Du har 3 möten.',
      'Du har en tid.',
      'Det tar ett år.',
      'Det är ditt första möte.',
      'Du får 1 000 kronor.',
    ],
    wrong: [
      'Du har tre möten.',
      'Vänta två dagar.',
      'Det tar tio minuter.',
      'Läs tjugofem sidor.',
      'Du får tusen kronor.',
    ],
  },
  {
    rule: 'M16',
    levels: BOTH,
    right: [
      'Mötet är tisdag 3 mars.',
      'Mötet börjar klockan 9.',
      'Mötet börjar klockan 13.30.',
      'Mötet är den 14 mars 2019.',
      'Kursen är i vecka 12.',
      'Du får 1,5 timmar.',
    ],
    wrong: [
      'Mötet är 2026-03-03.',
      'Mötet är 3/3.',
      'Mötet är kl. 9.',
      'Mötet börjar 09:00.',
      'Kursen är v. 12.',
      'Mötet är tis 3 mars.',
      'Mötet börjar klockan 09.30.',
      'Mötet är den 3:e mars.',
    ],
  },
  {
    rule: 'M17',
    levels: BOTH,
    right: [
      'Kom från den 1 till den 14.',
      'Ring 070-174 06 05.',
      'Ring 0771-416 416.',
      'Kom mellan klockan 9 och 12.',
      'Kom måndag till fredag.',
    ],
    wrong: [
      'Kom 9–12 i dag.',
      'Det tar 2-3 dagar.',
      'Kom måndag–fredag.',
      'Kom den 1–14 mars.',
      'Kom klockan 9.30–10.15.',
    ],
  },
  {
    rule: 'M18',
    levels: BOTH,
    right: [
      'Läs om ditt aktivitetsstöd.',
      'Du har en handledare.',
      'Ett avrop är en beställning.\nDen gör kommunen.',
      'Din plan är klar.',
      'Kommunens spårbyte betyder en ny kurs.',
    ],
    wrong: [
      'Läs om ditt ramavtal.',
      'Du får ett avrop.',
      'Du får en rekvisition.',
      'Läs om ditt spårbyte.',
      'Fråga din huvudman.',
    ],
  },
  {
    rule: 'M19',
    levels: BOTH,
    right: [
      'Din handledare ringer.',
      'Du har ett möte.',
      'Din leverantör ringer dig.',
      'Din handläggare ringer.',
      'Jag är en bot.',
    ],
    wrong: [
      'Din coach ringer.',
      'Du har en avstämning.',
      'Din aktör ringer dig.',
      'Din kontaktperson ringer.',
      'Du får en sanktion.',
    ],
  },
  {
    rule: 'M20',
    levels: BOTH,
    right: [
      'Du är med i Rusta och matcha.',
      'Du är med i Steg till arbete.',
      'Tråden är röd.',
      'Vi börjar i dag.',
      'Du får hjälp.',
    ],
    wrong: [
      'Planen är en röd tråd.',
      'Du är i startgroparna.',
      'Vi rullar ut kursen.',
      'Din handledare är ett bollplank.',
      'Du ska stå på egna ben.',
    ],
  },
  {
    rule: 'M21',
    levels: ['easy'],
    right: [
      'Ring i dag.\nDu får svar.',
      'Du måste ringa.',
      'Du får ett SMS.',
      'Läs om a-kassan.',
      'Ta med:\n- kort\n- penna',
    ],
    wrong: [
      'Ring i dag. Du får svar.',
      'Du MÅSTE ringa.',
      'Du måste *ringa* i dag.',
      'Läs hand\u00adboken i dag.',
      'Du får _svar_ i dag.',
      'GLÖM INTE att ringa.',
    ],
  },
  {
    rule: 'M22',
    levels: BOTH,
    right: [
      'Vill du ringa?',
      'Du kan ringa.\nVill du det?',
      'Ta med:\n- kort\n- pass\n- penna\n- mat\n- bok',
      'Ring i dag.',
      'Vad vill du?\n- ringa\n- skriva',
    ],
    wrong: [
      'Vill du ringa?\nVill du skriva?',
      'Vill du ringa?\nJag väntar.',
      'Ta med:\n- kort\n- pass\n- penna\n- mat\n- bok\n- papper',
      'Är du sjuk?\nRing i dag.',
      'Vem är du?\nVad vill du?\nNär kan du?',
    ],
  },
  {
    rule: 'M23',
    levels: BOTH,
    right: [
      'Du går på en datakurs.',
      'Ring din handledare.',
      'Ta med ditt busskort.',
      'Din vän Amina hjälper dig.',
      'Du kan vabba i dag.',
      'Planen säger: »Jobsöka på kontorett«.',
    ],
    wrong: [
      'Ring din handledre.',
      'Ta med ditt bussskort.',
      'Du har ett mööte.',
      'Ring imorrgon.',
      'Du fårr hjälp.',
    ],
  },
];

let speller: Speller;
beforeAll(async () => {
  speller = await loadSpeller();
});

const check = (text: string, level: Level, without: RuleId[] = []) =>
  checkText(text, { level, speller, year: 2026, without }).findings;

describe.each(TABLES.flatMap((table) => table.levels.map((level) => ({ ...table, level }))))(
  '$rule in $level',
  ({ rule, level, right, wrong }) => {
    test.each(right)('right: %s', (text) => {
      expect(check(text, level)).toEqual([]);
    });

    test.each(wrong)('wrong: %s', (text) => {
      const found = check(text, level);
      expect([...new Set(found.map((finding) => finding.rule))]).toEqual([rule]);
      expect(found.every((finding) => finding.suggestion !== '')).toBe(true);
      expect(check(text, level, [rule])).toEqual([]);
    });
  },
);

test('every rule has at least five right and five wrong examples at each level it applies to', () => {
  for (const rule of RULES) {
    for (const level of BOTH) {
      if (rule.severity[level] === null || rule.id === 'SMS') continue;
      const tables = TABLES.filter((table) => table.rule === rule.id && table.levels.includes(level));
      expect([rule.id, level, tables.flatMap((table) => table.right).length >= 5]).toEqual([
        rule.id,
        level,
        true,
      ]);
      expect([rule.id, level, tables.flatMap((table) => table.wrong).length >= 5]).toEqual([
        rule.id,
        level,
        true,
      ]);
    }
  }
  expect(RULES.map((rule) => rule.id)).toEqual([...RULE_IDS]);
});

test('severities follow the level', () => {
  const severity = (text: string, level: Level) => check(text, level).map((finding) => finding.severity);
  expect(severity(words(16), 'plain')).toEqual(['warning']);
  expect(severity(words(21), 'plain')).toEqual(['error']);
  expect(severity(words(12), 'easy')).toEqual(['warning']);
  expect(severity(words(13), 'easy')).toEqual(['error']);
  expect(severity('Planen skickas i dag.', 'plain')).toEqual(['warning']);
  expect(severity('Planen skickas i dag.', 'easy')).toEqual(['error']);
  expect(severity('Ring samt skriv.', 'plain')).toEqual(['error']);
});

test('staff texts are checked by M1, M5, M6, M11 and M23 alone', () => {
  const text = 'Man har tre coacher, samt ca 2 (kl. 9) i sin IUP, som skickas. Mööte.';
  expect([...new Set(check(text, 'staff').map((finding) => finding.rule))].sort()).toEqual([
    'M11',
    'M23',
    'M5',
    'M6',
  ]);
  expect(check(words(21), 'staff').map((finding) => finding.rule)).toEqual(['M1']);
});
