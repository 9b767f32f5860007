/** One word for one thing (rule M19): the word used elsewhere in the product stands to the right. */
export const SYNONYMS: readonly (readonly [pattern: string, instead: string])[] = [
  ['(?:jobb|arbets|karriär|livs)?coach(?:en|er|erna|ens)?', 'handledare'],
  ['arbetskonsulent(?:en|er|erna)?|jobbkonsulent(?:en|er|erna)?', 'handledare'],
  ['kontaktperson(?:en|er|erna|ens)?', 'handledare'],
  ['mentor(?:n|er|erna)?', 'handledare'],
  ['arbetsförmedlare(?:n|ns|s)?|AF-handläggare(?:n)?', 'handläggare'],
  ['avstämning(?:en|ar|arna)?|avstämningsmöte(?:t|n)?', 'möte'],
  ['sammankomst(?:en|er|erna)?|meeting(?:et|s)?', 'möte'],
  ['(?:kompletterande |fristående )?aktör(?:en|er|erna|ens)?', 'leverantör'],
  ['utförare(?:n|ns|s)?', 'leverantör'],
  ['sanktion(?:en|er|erna)?', 'varning, avstängning'],
  ['inkomststöd(?:et)?|understöd(?:et)?', 'ersättning'],
  ['mobilapp(?:en)?', 'Stegvis'],
  ['chatbot(?:en|ar|arna)?|chattbot(?:en|ar|arna)?', 'bot'],
];
