import { TERMS } from './terms.ts';

/** All right forms of all terms, genitives included, in lower case. */
export const TERM_FORMS: readonly string[] = [
  ...new Set(
    TERMS.flatMap((term) => term.forms)
      .map((form) => form.toLowerCase())
      .flatMap((form) => (/[sxz]$/.test(form) ? [form] : [form, `${form}s`])),
  ),
];
