/**
 * Names of authorities, services and products. LIX and the share of long words are measured without them, and
 * they may be long: "Arbetsförmedlingen" has no shorter word.
 */
export const PROPER_NAMES: readonly string[] = [
  'Arbetsförmedlingen',
  'Försäkringskassan',
  'Rusta och matcha',
  'Steg till arbete',
  'Stöd och matchning',
  'Introduktion till arbete',
  'Mind',
  'Självmordslinjen',
  'Nacka',
  'Stegvis',
  'BankID',
  'Digg',
  'Microsoft',
  'Teams',
  'Google',
  'Sverige',
  'Stockholm',
  'Kim',
];
