import type { AbsenceReason } from '../domain/absence.ts';
import type { Participant } from '../domain/participant.ts';
import { type Duty, ownDuties } from '../domain/regimes/own-duties.ts';
import { AF_PHONE } from '../domain/regimes/phones.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Param, Phrase, Saying } from '../locales/saying.ts';

/** The phone and the page of Arbetsförmedlingen. Source: arbetsformedlingen.se, kontakt. */
export { AF_PHONE };
export const AF_PHONE_LINK = 'tel:+46771416416';
export const AF_PAGE = 'https://arbetsformedlingen.se';

/**
 * The card "Det här måste du göra själv", by reason and by the person's own rules. Nothing when there is no duty. Before the report it
 * holds what cannot wait; after it, all of it. `late`: the first day of the absence is already past.
 */
export function dutyCard(
  doc: Participant,
  reason: AbsenceReason,
  about: { readonly when: 'before' | 'after'; readonly late: boolean },
): Saying[] {
  const all = ownDuties(doc.plan.regime, reason);
  const shown = about.when === 'before' ? all.filter((duty) => duty.urgent) : all;
  if (shown.length === 0) return [];
  const toAf = shown.some((duty) => duty.contact === 'af');
  return [
    {
      key: about.when === 'before' ? 'duty:headingBefore' : 'duty:headingAfter',
      card: 'duty',
      rows: [
        ...shown.map((duty) => row(duty, doc)),
        ...(about.late && toAf ? [{ key: 'duty:missedFirstDay' } as const] : []),
      ],
      ...(toAf
        ? {
            links: [
              { key: 'duty:linkAfPage', url: AF_PAGE },
              { key: 'duty:linkAfPhone', url: AF_PHONE_LINK },
            ],
          }
        : {}),
    },
  ];
}

function row(duty: Duty, doc: Participant): Phrase {
  return {
    key: `duty:${duty.id}` as TextKey,
    params: {
      phone: { name: AF_PHONE },
      caseworker: caseworkerParam(doc.plan.caseworker),
      supervisor: { name: doc.plan.supervisor.name },
    },
  };
}

function caseworkerParam(caseworker: Participant['plan']['caseworker']): Param {
  if (caseworker === null) return { phrase: 'duty:yourCaseworker' };
  const name = { name: caseworker.name };
  if (caseworker.phone === null) return { phrase: 'duty:namedCaseworker', params: { name } };
  return { phrase: 'duty:reachableCaseworker', params: { name, phone: { name: caseworker.phone } } };
}
