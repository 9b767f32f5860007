/** Common words in capitals: emphasis, and no acronym. */
export const SHOUTED_WORDS: ReadonlySet<string> = new Set(
  (
    'INTE ALLTID ALDRIG MÅSTE VIKTIGT VIKTIG OBS DU DIG DIN NU IDAG STOPP LÄS RING VARNING SNART GENAST BARA ALLA ' +
    'ALLT INGEN INGET JA NEJ OCH ELLER SKA KAN FÅR ÄR HAR NYTT HÄR MÖTE SJUK TID SENAST SJÄLV FÖRST SAMMA VARJE'
  ).split(' '),
);
