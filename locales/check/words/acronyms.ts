/** Acronyms and what they stand for (rule M7): one that stands in the message with its long form is explained. */
export const ACRONYMS: Readonly<Record<string, string>> = {
  IUP: 'individuell utvecklingsplan',
  AF: 'Arbetsförmedlingen',
  FK: 'Försäkringskassan',
  GP: 'gemensam planering',
  PR: 'periodisk rapport',
  SFI: 'svenska för invandrare',
  SIUS: 'särskilt stöd',
  MSFA: 'Mina sidor för fristående aktörer',
  KROM: 'Rusta och matcha',
  ROM: 'Rusta och matcha',
  STA: 'Steg till arbete',
  SOA: 'signal om arbete eller studier',
  RR: 'resultatredovisning',
  VAB: 'vård av barn',
  CV: 'meritförteckning',
};

/** Everyone knows these. */
export const KNOWN_ACRONYMS: ReadonlySet<string> = new Set([
  'SMS',
  'TV',
  'OK',
  'ID',
  'USB',
  'USA',
  'EU',
  'PIN',
]);
