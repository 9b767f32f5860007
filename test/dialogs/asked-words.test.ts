import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { explanationKey } from '../../locales/glossary/find.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** Words of the field as people ask about them: inflected, shortened, misspelt, in whole messages. */

const now = '2026-03-09T08:00:00.000Z';
const env = envAt(now);

function answered(
  example: 'plan-rusta-och-matcha' | 'plan-kommun',
  level: 'plain' | 'easy',
  text: string,
): string[] {
  return respond(newParticipant(examplePlan(example), now, level), { text, pressed: null }, env).say.map(
    ({ key }) => key,
  );
}

const ASKED: readonly (readonly [question: string, term: string])[] = [
  ['vad e en avikelse', 'avvikelserapport'],
  ['vad är iup:n för nåt', 'iup'],
  ['va betyder geme nsam planering', 'gemensam_planering'],
  ['vad är gp', 'gemensam_planering'],
  ['vad är en periodisk raport', 'periodisk_rapport'],
  ['vad betyder känd avvikelse', 'kand_avvikelse'],
  ['vad menas med okända avvikelser', 'okand_avvikelse'],
  ['vad är aktivitetsrapporten', 'aktivitetsrapport'],
  ['aktivetsrapport vad är det', 'aktivitetsrapport'],
  ['vad är ersättningen', 'ersattning'],
  ['vad är aktivitetstöd', 'aktivitetsstod'],
  ['vad är utvecklingersättning', 'utvecklingsersattning'],
  ['vad betyder etableringsersättningen', 'etableringsersattning'],
  ['vad är etableringsprogramet', 'etableringsprogrammet'],
  ['vad är akassan', 'a_kassa'],
  ['vad är a kassa', 'a_kassa'],
  ['vad är försörjningstöd', 'forsorjningsstod'],
  ['vad är socialbidrag', 'forsorjningsstod'],
  ['vad är ekonomiskt bistond', 'ekonomiskt_bistand'],
  ['vad är ett program', 'program'],
  ['vad är förmedlingsinsatser', 'formedlingsinsatser'],
  ['vad är en anvisning', 'anvisning'],
  ['vad gör en handlegare', 'handlaggare'],
  ['vad är en sosialsekreterare', 'socialsekreterare'],
  ['vad är en soc sekreterare', 'socialsekreterare'],
  ['vad är en handledarn', 'handledare'],
  ['vad är en annordnare', 'anordnare'],
  ['vad betyder kund', 'kund'],
  ['vad är förrehabiliterande insatser', 'forrehabiliterande_insats'],
  ['vad är obligatoriskt', 'obligatorisk'],
  ['vad är valbara aktiviteter', 'valbar_aktivitet'],
  ['vad är eget arbete', 'eget_arbete'],
  ['vad är period 2', 'period'],
  ['vad är perod 1', 'period'],
  ['vad betyder progresion', 'progression'],
  ['vad är mitt arbetsutbud', 'arbetsutbud'],
  ['vad är heltidsplanering', 'heltidsplanering'],
  ['vad är heltidsaktivering', 'heltidsplanering'],
  ['vad är aktivitetsplikten', 'aktivitetskrav'],
  ['vad är aktivitetskravet', 'aktivitetskrav'],
  ['vad är en praktikplats', 'praktik'],
  ['vad är arbetsträningen', 'arbetstraning'],
  ['vad är förstärkt arbetsträning', 'forstarkt_arbetstraning'],
  ['vad är sius', 'sius'],
  ['vad gör en sius-konsulent', 'sius'],
  ['vad är lönebidraget', 'lonebidrag'],
  ['vad är nystartsjobbet', 'nystartsjobb'],
  ['vad är subventionerade anställningar', 'subventionerad_anstallning'],
  ['vad gör försäkringskassan', 'forsakringskassan'],
  ['vad är fk', 'forsakringskassan'],
  ['vad är af', 'arbetsformedlingen'],
  ['vad gör arbetsförmedligen', 'arbetsformedlingen'],
  ['vad är ett läkaintyg', 'lakarintyg'],
  ['vad är sjukintyg', 'lakarintyg'],
  ['vad är karensdagen', 'karensdag'],
  ['vad är karens', 'karensdag'],
  ['vad är vabb', 'vab'],
  ['vad är vabba', 'vab'],
  ['vad är sjukpenningen', 'sjukpenning'],
  ['vad betyder sjukskriven', 'sjukskriven'],
  ['vad är ledigheten', 'ledighet'],
  ['vad är funktionsnedsättningar', 'funktionsnedsattning'],
  ['vad är funktionshinder', 'funktionsnedsattning'],
  ['vad är arbetsförmågan', 'arbetsformaga'],
  ['vad är aktivitetsförmåga', 'aktivitetsformaga'],
  ['vad är kartläggningen', 'kartlaggning'],
  ['vad är handlingsplanen', 'handlingsplan'],
  ['vad är en genomförande plan', 'genomforandeplan'],
  ['vad är uppdraget', 'uppdrag'],
  ['vad är samordningsansvaret', 'samordningsansvar'],
  ['vad är kundvalet', 'kundval'],
  ['vad är en förtroendeläkare', 'fortroendelakare'],
  ['vad är matchningen', 'matchning'],
  ['vad är rom', 'rusta_och_matcha'],
  ['vad är krom', 'rusta_och_matcha'],
  ['vad är rusta o matcha', 'rusta_och_matcha'],
  ['vad är stom', 'stod_och_matchning'],
  ['vad är sta', 'steg_till_arbete'],
  ['vad är steg til arbete', 'steg_till_arbete'],
  ['vad är introduktion till arbete', 'introduktion_till_arbete'],
  ['vad är jobb och utvecklingsgarantin', 'jobb_och_utvecklingsgarantin'],
  ['vad är jobbgarantin', 'jobb_och_utvecklingsgarantin'],
  ['vad är startsamtalet', 'startsamtal'],
  ['vad är delmålen', 'delmal'],
  ['vad är c.v.', 'cv'],
  ['vad är ett cv:t', 'cv'],
  ['vad är personliga brevet', 'personligt_brev'],
  ['vad är referenser', 'referens'],
  ['vad är valideringen', 'validering'],
  ['vad är arbetsmarknadsutbildningar', 'arbetsmarknadsutbildning'],
  ['vad är elegitimation', 'e_legitimation'],
  ['vad är bank id', 'e_legitimation'],
  ['vad är en varning', 'varning'],
  ['vad är avstängd', 'avstangning'],
  ['vad är godtagbara skäl', 'godtagbart_skal'],
  ['vad är beslutet', 'beslut'],
  ['vad är omprövningen', 'omprovning'],
  ['hur överklagar man', 'overklaga'],
  ['vad är samtyket', 'samtycke'],
  ['vad är personuppgifterna', 'personuppgifter'],
  ['vad är skyddade person uppgifter', 'skyddade_personuppgifter'],
  ['vad är sekretesen', 'sekretess'],
  ['vad är tystnadspliktig', 'tystnadsplikt'],
  ['vad är svenska för invandrare', 'sfi'],
  ['vad är sfi:n', 'sfi'],
  ['vad är provanställd', 'provanstallning'],
  ['vad är fast anställning', 'tillsvidareanstallning'],
  ['vad är tillsvidareanställningar', 'tillsvidareanstallning'],
  ['vad är soa', 'signal'],
  ['vad är resultatredovisningen', 'resultatredovisning'],
  ['vad är rr', 'resultatredovisning'],
  ['vad är samarbetshistorik', 'samarbetshistorik'],
  ['vad är bedömningsstödet', 'statistiskt_bedomningsstod'],
  ['vad är mina sidor', 'mina_sidor'],
  ['vad är pr-rapport', 'periodisk_rapport'],
  ['vad är avvikelserapporterna', 'avvikelserapport'],
  ['vad är jobb- och utvecklingsgaranti', 'jobb_och_utvecklingsgarantin'],
  ['vad är ett trepartsmöte', 'trepartsmote'],
  ['vad betyder det där med karens', 'karensdag'],
  ['jag fattar inte ordet progression', 'progression'],
  ['det står avvikelserapport i brevet vad är det', 'avvikelserapport'],
  ['vad menar ni med samordningsansvar', 'samordningsansvar'],
  ['kan du förklara aktivitetsrapport', 'aktivitetsrapport'],
  ['förklara vab', 'vab'],
  ['va innebär godtagbart skäl', 'godtagbart_skal'],
  ['vad står IUP för', 'iup'],
  ['RoM, vad är det?', 'rusta_och_matcha'],
  ['vad är en delmål', 'delmal'],
  ['vad är en rustaochmatcha', 'rusta_och_matcha'],
  ['vad är avvikelserapotr', 'avvikelserapport'],
  ['vad är karensdag för nåt', 'karensdag'],
  ['hur omprövar man', 'omprovning'],
  ['vad är etablering', 'etableringsprogrammet'],
  ['vad är ett uppdrag', 'uppdrag'],
  ['vad är en kund', 'kund'],
  ['vad är bankid', 'e_legitimation'],
  ['vad är nystartjobb', 'nystartsjobb'],
  ['vad är en arbetsprövning', 'arbetsprovning'],
  ['vad är en handlägare', 'handlaggare'],
  ['vad är en handedare', 'handledare'],
  ['vad e annordnaren', 'anordnare'],
  ['vad är sjukanmälning', 'sjukanmalan'],
];

describe.each(['plain', 'easy'] as const)('%s', (level) => {
  test.each(ASKED)('%s', (question, term) => {
    expect(answered('plan-rusta-och-matcha', level, question)).toEqual([
      explanationKey(term, ['af-program']),
    ]);
  });

  test.each(ASKED.filter(([question]) => question !== 'vad är uppdraget'))(
    '%s, in the municipality',
    (question, term) => {
      expect(answered('plan-kommun', level, question)).toEqual([explanationKey(term, ['municipality'])]);
    },
  );
});

test('two words at once are both explained', () => {
  expect(
    answered('plan-rusta-och-matcha', 'plain', 'vad är skillnaden mellan en varning och avstängning'),
  ).toEqual(['glossary:varning', 'glossary:avstangning']);
});

describe("what is this person's own is told from the plan", () => {
  test.each([
    ['vad är uppdraget', 'plan:assignment'],
    ['vad är mitt uppdrag', 'plan:assignment'],
    ['vad är uppföljningen', 'plan:followUp'],
    ['vad är min plan', 'plan:summaryMunicipal'],
    ['vad är mitt mål', 'plan:goal'],
    ['vem är min handledare', 'plan:people'],
    ['vad är nästa möte', 'plan:nextMeeting'],
  ])('%s', (question, key) => {
    expect(answered('plan-kommun', 'plain', question)).toContain(key);
  });
});
