import { type Term, term, type Variant } from './term.ts';

const BOTH: readonly Variant[] = ['municipal', 'unsure'];
const MUNICIPAL: readonly Variant[] = ['municipal'];
/** Rules under change: look again sooner. */
const SOON = '2027-02-28';

/** Every word the product explains. The texts stand in `glossary.json` of both levels. */
export const TERMS: readonly Term[] = [
  // The plan and the reports about it
  term(
    'iup',
    'IUP, individuell utvecklingsplan, individuella utvecklingsplanen, individuella utvecklingsplaner, utvecklingsplan, utvecklingsplanen, utvecklingsplaner',
    'provider',
    {
      also: 'ipu, i u p, iupen, individuel utvecklingsplan, utveklingsplan, min plan, planen',
      variants: MUNICIPAL,
    },
  ),
  term(
    'gemensam_planering',
    'gemensam planering, gemensamma planeringen, gemensamma planeringar',
    'provider',
    {
      also: 'gp, gemensam plan, gemensama planeringen, gemensam planning',
      variants: MUNICIPAL,
    },
  ),
  term(
    'avvikelserapport',
    'avvikelserapport, avvikelserapporten, avvikelserapporter, avvikelserapporterna, avvikelse, avvikelsen, avvikelser, avvikelserna',
    'deviation',
    {
      also: 'avikelse, avikelserapport, avvikelserapportering, avviklelse',
      variants: BOTH,
    },
  ),
  term('kand_avvikelse', 'känd avvikelse, kända avvikelser, kända avvikelsen, känd frånvaro', 'deviation', {
    also: 'känd avikelse, känd orsak',
    variants: BOTH,
  }),
  term(
    'okand_avvikelse',
    'okänd avvikelse, okända avvikelser, okända avvikelsen, okänd frånvaro',
    'deviation',
    {
      also: 'okänd avikelse, okänd orsak, ogiltig frånvaro',
      variants: BOTH,
    },
  ),
  term('periodisk_rapport', 'periodisk rapport, periodiska rapporten, periodiska rapporter', 'provider', {
    also: 'periodrapport, pr rapport, pr, månadsrapport, periodisk raport',
    variants: MUNICIPAL,
  }),
  term(
    'aktivitetsrapport',
    'aktivitetsrapport, aktivitetsrapporten, aktivitetsrapporter, aktivitetsrapporterna, aktivitetsrapportera, aktivitetsrapporterar',
    'report',
    {
      also: 'aktivitets rapport, aktivitetsraport, aktivitet rapport, rapportera aktiviteter',
      variants: BOTH,
    },
  ),
  term(
    'signal',
    'signal om arbete eller studier, signalen om arbete eller studier, signal om arbete, signal om studier',
    'provider',
    {
      also: 'soa, r1, signal om jobb',
      variants: BOTH,
    },
  ),
  term(
    'resultatredovisning',
    'resultatredovisning, resultatredovisningen, resultatredovisningar',
    'provider',
    {
      also: 'rr, r2, resultatrapport, resultat redovisning',
    },
  ),
  term('samarbetshistorik', 'samarbetshistorik, samarbetshistoriken', 'provider', {
    also: 'samarbets historik',
  }),
  term(
    'statistiskt_bedomningsstod',
    'statistiskt bedömningsstöd, statistiska bedömningsstödet, bedömningsstöd, bedömningsstödet',
    'news',
    {
      also: 'statistisk bedömning, bedömningstöd',
    },
  ),
  term('handlingsplan', 'handlingsplan, handlingsplanen, handlingsplaner, handlingsplanerna', 'terms', {
    also: 'handlings plan',
  }),
  term(
    'genomforandeplan',
    'genomförandeplan, genomförandeplanen, genomförandeplaner, genomförandeplanerna',
    'nacka',
    {
      also: 'genomförande plan, genomförandesplan',
    },
  ),
  term('uppdrag', 'uppdrag, uppdraget, uppdragen', 'nacka', { also: 'updrag' }),
  term('kartlaggning', 'kartläggning, kartläggningen, kartläggningar, kartläggningarna', 'steg', {
    also: 'kartlägning, kartlägga',
  }),
  term('delmal', 'delmål, delmålet, delmålen', 'provider', { also: 'del mål' }),
  term('uppfoljning', 'uppföljning, uppföljningen, uppföljningar, uppföljningarna', 'provider', {
    also: 'uppföljningsmöte, upföljning, följa upp',
  }),
  term(
    'trepartsmote',
    'trepartsmöte, trepartsmötet, trepartsmöten, trepartssamtal, trepartssamtalet',
    'general',
    {
      also: 'treparts möte, tre parts möte, trepartsmötte, trepart',
    },
  ),
  term('anpassning', 'anpassning, anpassningen, anpassningar, anpassningarna', 'general', {
    also: 'anpasning, anpassa, anpassat',
  }),
  term('omfattning', 'omfattning, omfattningen', 'general', {
    also: 'omfatning, hur mycket jag ska vara med',
  }),
  term('arendenummer', 'ärendenummer, ärendenumret', 'general', {
    also: 'ärende nummer, ärendenr, diarienummer',
  }),
  term('startsamtal', 'startsamtal, startsamtalet, startsamtalen', 'rusta', {
    also: 'start samtal, uppstartssamtal, första mötet',
    variants: BOTH,
  }),
  term('period', 'period 1, period 2, perioden, period', 'provider', {
    also: 'period ett, period två, period 1 och 2',
    shown: 'period 1 och period 2',
    variants: MUNICIPAL,
  }),
  term('progression', 'progression, progressionen', 'provider', { also: 'progresion, progress' }),
  term('arbetsutbud', 'arbetsutbud, arbetsutbudet', 'provider', { also: 'utbud av arbete, arbets utbud' }),
  term('eget_arbete', 'eget arbete, egna arbetet', 'provider', {
    also: 'egen tid, jobba själv, arbeta själv',
  }),
  term('aktivitet', 'aktivitet, aktiviteten, aktiviteter, aktiviteterna', 'provider', {
    also: 'aktivtet, aktivitéter',
  }),
  term(
    'obligatorisk',
    'obligatorisk, obligatoriskt, obligatoriska, obligatorisk aktivitet, obligatoriska aktiviteter, obligatoriska aktiviteten',
    'provider',
    {
      also: 'obligatorsk, oblikatorisk, måste-aktivitet',
    },
  ),
  term(
    'valbar_aktivitet',
    'valbar aktivitet, valbara aktiviteter, valbara aktiviteten, valbar, valbara',
    'provider',
    { also: 'valfri aktivitet, valfria aktiviteter' },
  ),
  term(
    'heltidsplanering',
    'heltidsplanering, heltidsplaneringen, heltidsaktivering, heltidsaktiveringen',
    'nacka',
    {
      also: 'heltids planering, plan på heltid, heltidsaktivitet',
      shown: 'heltidsplanering',
      reviewBy: SOON,
    },
  ),
  term(
    'aktivitetskrav',
    'aktivitetskrav, aktivitetskravet, aktivitetskraven, aktivitetsplikt, aktivitetsplikten',
    'nacka',
    {
      also: 'aktivitets krav, aktivitetspligt',
      reviewBy: SOON,
      variants: MUNICIPAL,
    },
  ),

  // Money
  term('ersattning', 'ersättning, ersättningen, ersättningar, ersättningarna', 'money', {
    also: 'ersätning, pengarna, lön från arbetsförmedlingen',
    variants: BOTH,
  }),
  term('aktivitetsstod', 'aktivitetsstöd, aktivitetsstödet', 'money', {
    also: 'aktivitetstöd, aktivitets stöd, aktivitetsbidrag',
    variants: MUNICIPAL,
  }),
  term('utvecklingsersattning', 'utvecklingsersättning, utvecklingsersättningen', 'money', {
    also: 'utvecklings ersättning, utveklingsersättning',
    variants: MUNICIPAL,
  }),
  term('etableringsersattning', 'etableringsersättning, etableringsersättningen', 'money', {
    also: 'etablerings ersättning, etableringsbidrag',
    variants: MUNICIPAL,
  }),
  term('etableringsprogrammet', 'etableringsprogrammet, etableringsprogram', 'terms', {
    also: 'etableringen, etablerings program',
  }),
  term(
    'a_kassa',
    'a-kassa, a-kassan, a-kassor, a-kassorna, arbetslöshetskassa, arbetslöshetskassan, arbetslöshetskassor',
    'general',
    { also: 'akassa, akassan, a kassa, a kassan, a-kasa' },
  ),
  term('forsorjningsstod', 'försörjningsstöd, försörjningsstödet', 'nacka', {
    also: 'försörjningstöd, socialbidrag, soc',
  }),
  term('ekonomiskt_bistand', 'ekonomiskt bistånd, ekonomiska biståndet', 'nacka', {
    also: 'ekonomisk bistånd, bistånd',
  }),
  term('karensdag', 'karensdag, karensdagen, karensdagar, karensdagarna, karens', 'sick', {
    also: 'karens dag, karansdag',
    variants: BOTH,
  }),
  term('sjukpenning', 'sjukpenning, sjukpenningen', 'week', {
    also: 'sjukpeng, sjuk penning, sjukpengar',
    variants: MUNICIPAL,
  }),
  term('varning', 'varning, varningen, varningar, varningarna', 'warning', {
    also: 'varnad',
    variants: BOTH,
    reviewBy: SOON,
  }),
  term('avstangning', 'avstängning, avstängningen, avstängningar', 'warning', {
    also: 'avstängd, avstängnig, bli avstängd',
    variants: BOTH,
    reviewBy: SOON,
  }),
  term('godtagbart_skal', 'godtagbart skäl, godtagbara skäl, godtagbara skälet', 'terms', {
    also: 'godtagbar anledning, bra skäl, godtagbart',
    variants: BOTH,
  }),

  // Illness, leave, ability
  term('sjukanmalan', 'sjukanmälan, sjukanmälningar, sjukanmäla, sjukanmäler', 'sick', {
    also: 'sjuk anmälan, sjukanmälning, sjukanmälla, sjukanmäla mig, sjukskriva mig, anmäla sjuk',
    variants: BOTH,
  }),
  term('sjukskriven', 'sjukskriven, sjukskrivna, sjukskrivet, sjukskrivning, sjukskrivningen', 'week', {
    also: 'sjuk skriven, sjukskriva',
    variants: BOTH,
  }),
  term('lakarintyg', 'läkarintyg, läkarintyget, läkarintygen, sjukintyg, sjukintyget', 'week', {
    also: 'läkar intyg, intyg från läkare, läkareintyg',
    variants: BOTH,
  }),
  term('vab', 'vab, vabba, vabbar, vabbat, vabbade, vård av barn, vård av sjukt barn', 'child', {
    also: 'vabb, vaba, sjukt barn, barnet är sjukt',
    variants: BOTH,
  }),
  term('franvaro', 'frånvaro, frånvaron, frånvarande', 'general', { also: 'från varo, frånvara, frånvarro' }),
  term('ledighet', 'ledighet, ledigheten, ledigheter', 'terms', {
    also: 'ledig, semester, vara ledig, ledihet',
    variants: BOTH,
  }),
  term(
    'funktionsnedsattning',
    'funktionsnedsättning, funktionsnedsättningen, funktionsnedsättningar, funktionsnedsättningarna',
    'general',
    { also: 'funktionshinder, handikapp, funktionsnedsätning, funktionsvariation' },
  ),
  term('arbetsformaga', 'arbetsförmåga, arbetsförmågan', 'steg', { also: 'arbets förmåga' }),
  term('aktivitetsformaga', 'aktivitetsförmåga, aktivitetsförmågan', 'nacka', { also: 'aktivitets förmåga' }),
  term(
    'forrehabiliterande_insats',
    'förrehabiliterande insats, förrehabiliterande insatser, förrehabiliterande insatsen',
    'terms',
    { also: 'förrehabilitering, för rehabiliterande' },
  ),
  term('fortroendelakare', 'förtroendeläkare, förtroendeläkaren', 'nacka', { also: 'förtroende läkare' }),

  // People and authorities
  term('arbetsformedlingen', 'Arbetsförmedlingen, arbetsförmedling', 'general', {
    also: 'af, arbetsförmedligen, arbetsförmedlinen, förmedlingen',
  }),
  term('forsakringskassan', 'Försäkringskassan', 'money', {
    also: 'fk, försäkringskasan, f-kassan, försäkrings kassan',
    variants: MUNICIPAL,
  }),
  term('handlaggare', 'handläggare, handläggaren, handläggarna', 'general', {
    also: 'handlägare, handlegare, handledare på arbetsförmedlingen',
    variants: MUNICIPAL,
  }),
  term('socialsekreterare', 'socialsekreterare, socialsekreteraren, socialsekreterarna', 'nacka', {
    also: 'soc sekreterare, socialsekretare, socialen',
  }),
  term('handledare', 'handledare, handledaren, handledarna', 'provider', {
    also: 'coach, jobbcoach, hanledare, handledre',
  }),
  term('leverantor', 'leverantör, leverantören, leverantörer, leverantörerna', 'provider', {
    also: 'leverantor, levrantör, leverantörn, fristående aktör, aktör',
    variants: MUNICIPAL,
  }),
  term('anordnare', 'anordnare, anordnaren, anordnarna', 'nacka', { also: 'anordnarn, utförare, anornare' }),
  term('kund', 'kund, kunden, kunder, kunderna', 'nacka', { also: 'brukare, klient' }),
  term('kundval', 'kundval, kundvalet, kundvalen', 'nacka', { also: 'kund val, valfrihet' }),
  term('insats', 'insats, insatsen, insatser, insatserna', 'general', { also: 'intsats, åtgärd' }),
  term('samordningsansvar', 'samordningsansvar, samordningsansvaret', 'nacka', {
    also: 'samordnings ansvar, samordna',
  }),

  // Programmes and services
  term('program', 'program, programmet, programmen', 'terms', { also: 'progam', variants: MUNICIPAL }),
  term(
    'formedlingsinsatser',
    'förmedlingsinsatser, förmedlingsinsatserna, förmedlingsinsats, förmedlingsinsatsen',
    'rusta',
    { also: 'förmedlings insatser' },
  ),
  term('anvisning', 'anvisning, anvisningen, anvisningar, anvisningarna, anvisad, anvisade', 'terms', {
    also: 'anvisa, anvising',
  }),
  term('rusta_och_matcha', 'Rusta och matcha', 'rusta', {
    also: 'rom, krom, rusta o matcha, rusta och macha, rusta och matcha 2',
  }),
  term('stod_och_matchning', 'Stöd och matchning', 'provider', {
    also: 'stom, stöd o matchning, stöd och macthning',
  }),
  term('steg_till_arbete', 'Steg till arbete', 'steg', {
    also: 'sta, steg till jobb, steget till arbete',
    reviewBy: SOON,
  }),
  term('introduktion_till_arbete', 'Introduktion till arbete', 'steg', {
    also: 'ita, introduktion till jobb',
  }),
  term(
    'jobb_och_utvecklingsgarantin',
    'jobb- och utvecklingsgarantin, jobb och utvecklingsgarantin',
    'terms',
    { also: 'jug, jobbgarantin, utvecklingsgarantin, jobb och utvecklings garantin' },
  ),
  term('matchning', 'matchning, matchningen, matchningar, matcha, matchar', 'rusta', {
    also: 'maching, matching, matchnig',
  }),
  term('praktik', 'praktik, praktiken, praktikplats, praktikplatsen', 'general', {
    also: 'praktick, pratik, arbetspraktik',
  }),
  term('arbetsprovning', 'arbetsprövning, arbetsprövningen, arbetsprövar', 'general', {
    also: 'arbetspröva, arbets prövning, prova på jobb',
  }),
  term('studiebesok', 'studiebesök, studiebesöket, studiebesöken', 'general', {
    also: 'studie besök, besök på företag',
  }),
  term('arbetstraning', 'arbetsträning, arbetsträningen', 'general', { also: 'arbets träning, arbetsträna' }),
  term('forstarkt_arbetstraning', 'förstärkt arbetsträning, förstärkta arbetsträningen', 'general', {
    also: 'förstärk arbetsträning',
  }),
  term(
    'sius',
    'SIUS, SIUS-konsulent, SIUS-konsulenten, särskilt stöd vid introduktion och uppföljning',
    'steg',
    { also: 'sius konsulent, siuskonsulent' },
  ),
  term('lonebidrag', 'lönebidrag, lönebidraget', 'steg', { also: 'löne bidrag, lönebidragsanställning' }),
  term('nystartsjobb', 'nystartsjobb, nystartsjobbet, nystartsjobben', 'general', {
    also: 'nystartjobb, ny start jobb',
  }),
  term(
    'subventionerad_anstallning',
    'subventionerad anställning, subventionerade anställningar, subventionerade anställningen',
    'general',
    { also: 'subventionerat jobb, subventioneradanställning, subvention' },
  ),
  term('validering', 'validering, valideringen, valideringar, validera', 'general', {
    also: 'valedering, få betyg på det jag kan',
  }),
  term(
    'arbetsmarknadsutbildning',
    'arbetsmarknadsutbildning, arbetsmarknadsutbildningen, arbetsmarknadsutbildningar',
    'general',
    { also: 'arbetsmarknads utbildning, amu' },
  ),
  term('sfi', 'SFI, svenska för invandrare', 'general', { also: 's f i, svenska kurs, svenskakurs' }),

  // Looking for a job
  term('cv', 'cv, cv:t, meritförteckning, meritförteckningen', 'general', { also: 'cvt, ceve, c v' }),
  term('personligt_brev', 'personligt brev, personliga brev, personliga brevet', 'general', {
    also: 'personlig brev, ansökningsbrev',
  }),
  term('referens', 'referens, referensen, referenser, referenserna', 'general', {
    also: 'refrens, referenns',
  }),
  term('provanstallning', 'provanställning, provanställningen, provanställd', 'general', {
    also: 'prov anställning, provanstälning',
  }),
  term(
    'tillsvidareanstallning',
    'tillsvidareanställning, tillsvidareanställningen, tillsvidareanställd, fast anställning',
    'general',
    { also: 'tills vidare anställning, fast jobb' },
  ),

  // Decisions, rights, data
  term('beslut', 'beslut, beslutet, besluten', 'general', { also: 'beslutt' }),
  term('omprovning', 'omprövning, omprövningen, omprövningar', 'general', {
    also: 'om prövning, ompröva, ompröving',
  }),
  term('overklaga', 'överklaga, överklagar, överklagande, överklagandet, överklagan', 'general', {
    also: 'över klaga, klaga på beslut, överklagning',
  }),
  term('samtycke', 'samtycke, samtycket, samtycken', 'law', { also: 'samtyke, medgivande' }),
  term('personuppgifter', 'personuppgifter, personuppgifterna, personuppgift, personuppgiften', 'law', {
    also: 'person uppgifter, gdpr, personupgifter',
  }),
  term(
    'skyddade_personuppgifter',
    'skyddade personuppgifter, skyddad identitet, skyddad folkbokföring, sekretessmarkering',
    'law',
    { also: 'skyddad adress, skyddade uppgifter, hemlig adress' },
  ),
  term('sekretess', 'sekretess, sekretessen', 'law', { also: 'sekretes, hemligt' }),
  term('tystnadsplikt', 'tystnadsplikt, tystnadsplikten', 'law', { also: 'tystnads plikt, tystnadspligt' }),
  term('e_legitimation', 'e-legitimation, e-legitimationen, e-legitimationer', 'general', {
    also: 'elegitimation, bankid, bank id, e legitimation, freja',
  }),
  term('mina_sidor', 'Mina sidor', 'general', { also: 'minasidor, min sida', variants: MUNICIPAL }),
];
