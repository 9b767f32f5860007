import type { AbsenceReason } from '../domain/absence.ts';
import type { Participant } from '../domain/participant.ts';
import { type Duty, type DutyId, ownDuties } from '../domain/regimes/own-duties.ts';
import { AF_PHONE } from '../domain/regimes/phones.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Param, Phrase, Saying } from '../locales/saying.ts';

/** The phone and the page of Arbetsförmedlingen. Source: arbetsformedlingen.se, kontakt. */
export { AF_PHONE };
export const AF_PHONE_LINK = 'tel:+46771416416';
export const AF_PAGE = 'https://arbetsformedlingen.se';

/** More rows than this on one card are not taken in: what can wait then gets a card of its own. */
const MOST_ROWS = 3;

/** Reasons that are an illness, or may be one. */
const MAYBE_ILL: readonly AbsenceReason[] = ['sick', 'child-sick', 'undisclosed'];

/** Absences that may be planned: whoever decides about them is asked before. */
const LEAVE: readonly AbsenceReason[] = ['doctor', 'family', 'authority', 'interview', 'other'];

export function isLeave(reason: AbsenceReason): boolean {
  return LEAVE.includes(reason);
}

/**
 * Whether the card comes before everything else, and not only with the receipt: where an illness must be reported on the first day, and
 * somebody who stops there would lose money by it, and where somebody must be asked before. `late`: it has been already.
 */
export function warnsFirst(doc: Participant, reason: AbsenceReason, late: boolean): boolean {
  if (isLeave(reason)) return !late && toAskBefore(doc, reason).length > 0;
  return MAYBE_ILL.includes(reason) && doc.plan.regime.kinds.some((kind) => kind !== 'municipality');
}

function toAskBefore(doc: Participant, reason: AbsenceReason): Duty[] {
  return ownDuties(doc.plan.regime, reason).filter((duty) => duty.askBefore);
}

/**
 * The card "Det här måste du göra själv", by reason and by the person's own rules. Nothing when there is no duty. Before the report it
 * holds what cannot wait; after it, all of it, in short where it was read a moment ago. `late`: the first day of the absence is already past.
 */
export function dutyCard(
  doc: Participant,
  reason: AbsenceReason,
  about: { readonly when: 'before' | 'after'; readonly late: boolean },
): Saying[] {
  const all = ownDuties(doc.plan.regime, reason, about.late);
  const { late } = about;
  const urgent = all.filter((duty) => duty.urgent);
  if (about.when === 'before' && isLeave(reason))
    return dutyRows(doc, toAskBefore(doc, reason), 'duty:headingBefore');
  if (about.when === 'before') return dutyRows(doc, urgent, 'duty:headingBefore', { late });
  const wasRead = warnsFirst(doc, reason, late);
  const again = (duty: Duty) => wasRead && (isLeave(reason) ? duty.askBefore : true);
  if (all.length <= MOST_ROWS) return dutyRows(doc, all, 'duty:headingAfter', { again, late });
  return [
    ...dutyRows(doc, urgent, 'duty:headingAfter', { again, late }),
    ...dutyRows(
      doc,
      all.filter((duty) => !duty.urgent),
      'duty:headingLater',
    ),
  ];
}

interface Told {
  /** Those that were read in full a moment ago are said in short. */
  readonly again?: (duty: Duty) => boolean;
  /** The first day has been: what was to be done then is said as what can be done now. */
  readonly late?: boolean;
}

/** A card with these duties; none when there is none. */
export function dutyRows(
  doc: Participant,
  shown: readonly Duty[],
  heading: TextKey,
  told: Told = {},
): Saying[] {
  if (shown.length === 0) return [];
  // Whom to tell is one thing at a time: two authorities are two cards.
  const toMunicipality = shown.filter((duty) => duty.contact === 'caseworker');
  if (shown.length > 1 && toMunicipality.length > 0 && shown.some((duty) => duty.contact === 'af')) {
    const others = shown.filter((duty) => duty.contact !== 'caseworker');
    return [
      ...dutyRows(doc, others, heading, told),
      ...dutyRows(doc, toMunicipality, heading === 'duty:headingLater' ? heading : 'duty:headingAlso', told),
    ];
  }
  const toAf = shown.some((duty) => duty.contact === 'af');
  return [
    {
      key: heading,
      card: 'duty',
      rows: shown.map((duty) => row(duty, doc, told)),
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

/** Duties that have a shorter text for those who read the full one a moment ago. */
const IN_SHORT: ReadonlySet<DutyId> = new Set([
  'afReportSick',
  'afReportChildSick',
  'afReportIfSick',
  'afAskBeforeLeave',
  'afAskBeforeOtherLeave',
  'afAskIfInterviewClashes',
  'akassaAsk',
  'municipalAskBefore',
  'municipalTellCaseworker',
]);

/** Duties of the first day, which have a text for those who tell of it later: "ring ändå, så fort du kan". */
const OF_FIRST_DAY: ReadonlySet<DutyId> = new Set([
  'afReportSick',
  'afReportChildSick',
  'afReportIfSick',
  'afTellWork',
  'afTellStudies',
]);

function row(duty: Duty, doc: Participant, { again, late = false }: Told): Phrase {
  const isLate = late && OF_FIRST_DAY.has(duty.id) ? 'Late' : '';
  const inShort = again?.(duty) && IN_SHORT.has(duty.id) ? 'Again' : '';
  return {
    key: `duty:${duty.id}${isLate}${inShort}` as TextKey,
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
