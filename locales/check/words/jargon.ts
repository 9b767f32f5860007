/**
 * Words of the trade that a participant need not know and that the product does not explain: rule M18 asks for
 * another word. What the product does explain stands in the glossary.
 */
export const JARGON: readonly string[] = [
  'ka-webb',
  'avvikelseorsakskod',
  'tjänstekod',
  'resultatersättning',
  'grundersättning',
  'avrop',
  'avropa',
  'upphandling',
  'förfrågningsunderlag',
  'ramavtal',
  'huvudman',
  'rekvirera',
  'rekvisition',
  'arbetsmarknadspolitisk',
  'arbetsmarknadspolitiska',
  'arbetsmarknadspolitiskt',
  'delaktighetsplan',
  'prestationsersättning',
  'samverkansdialog',
  'spårbyte',
  'utförandeverksamhet',
  'karensavdrag',
  'sjuklöneperiod',
  'sysselsättningsgrad',
  'aktivitetsnivå',
  'inskrivningsdatum',
  'sökandekategori',
];
