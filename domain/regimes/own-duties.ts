import type { AbsenceReason } from '../absence.ts';
import type { Compensation, Plan, Regime } from '../plan.ts';
import type { SignalKind } from '../signal.ts';
import type { RuleSource } from './rule.ts';

/**
 * What the participant must do personally, because telling the provider is not telling the authority ("Det här måste du göra själv").
 * The words of each duty stand in the locales under `duty:<id>`.
 */
export type DutyId =
  | 'afReportSick'
  | 'afReportChildSick'
  | 'afReportIfSick'
  | 'afDoctorsNote'
  | 'afAskBeforeLeave'
  | 'afAskBeforeOtherLeave'
  | 'afAskIfInterviewClashes'
  | 'afTellLeaveAfter'
  | 'afTellWork'
  | 'afTellStudies'
  | 'fkMarkSickDays'
  | 'fkMarkChildSickDays'
  | 'fkMarkWork'
  | 'akassaAsk'
  | 'akassaContactAfWhenWell'
  | 'municipalTellCaseworker'
  | 'municipalSickNote'
  | 'municipalAskBefore'
  | 'unknownAsk'
  | 'afTellChange'
  | 'fkTellWork'
  | 'fkTellStudies'
  | 'akassaTellChange'
  | 'municipalTellChange';

export interface Duty extends RuleSource {
  readonly id: DutyId;
  /** Urgent ones come first on the card, and before the receipt's other lines. */
  readonly urgent: boolean;
  /** Whether it is to be asked before one is away, so that it must be read before the report is sent. */
  readonly askBefore: boolean;
  /** Phone and page belong to Arbetsförmedlingen, or to nobody in particular. */
  readonly contact: 'af' | 'caseworker' | 'supervisor' | null;
}

const AF = 'arbetsformedlingen.se, för arbetssökande, att delta i program';

function duty(
  id: DutyId,
  source: string,
  options: { urgent?: boolean; askBefore?: boolean; contact?: Duty['contact'] } = {},
): Duty {
  return {
    id,
    source,
    checked: '2026-11-22',
    reviewBy: '2027-06-30',
    urgent: options.urgent ?? false,
    askBefore: options.askBefore ?? false,
    contact: options.contact ?? null,
  };
}

export const duties: Readonly<Record<DutyId, Duty>> = {
  afReportSick: duty('afReportSick', `${AF}, anmäl frånvaro när du är sjuk`, { urgent: true, contact: 'af' }),
  afReportChildSick: duty('afReportChildSick', `${AF}, anmäl frånvaro för vård av barn`, {
    urgent: true,
    contact: 'af',
  }),
  afReportIfSick: duty('afReportIfSick', `${AF}, anmäl frånvaro när du är sjuk`, {
    urgent: true,
    contact: 'af',
  }),
  afDoctorsNote: duty('afDoctorsNote', `${AF}, om du är sjuk i mer än sju dagar`),
  afAskBeforeLeave: duty('afAskBeforeLeave', `${AF}, villkor för din ersättning i program`, {
    urgent: true,
    askBefore: true,
    contact: 'af',
  }),
  afAskBeforeOtherLeave: duty('afAskBeforeOtherLeave', `${AF}, villkor för din ersättning i program`, {
    urgent: true,
    askBefore: true,
    contact: 'af',
  }),
  afAskIfInterviewClashes: duty('afAskIfInterviewClashes', 'not found at the authority: ask', {
    askBefore: true,
    contact: 'af',
  }),
  // Afterwards only with a reason that Arbetsförmedlingen accepts.
  afTellLeaveAfter: duty('afTellLeaveAfter', `${AF}, villkor för din ersättning i program`, {
    urgent: true,
    contact: 'af',
  }),
  afTellWork: duty('afTellWork', `${AF}, villkor för din ersättning i program`, {
    urgent: true,
    contact: 'af',
  }),
  afTellStudies: duty('afTellStudies', `${AF}, villkor för din ersättning i program`, {
    urgent: true,
    contact: 'af',
  }),
  fkMarkSickDays: duty('fkMarkSickDays', `${AF}, aktivitetsstöd och utvecklingsersättning`),
  fkMarkChildSickDays: duty('fkMarkChildSickDays', `${AF}, aktivitetsstöd och utvecklingsersättning`),
  fkMarkWork: duty('fkMarkWork', `${AF}, aktivitetsstöd och utvecklingsersättning`),
  akassaAsk: duty('akassaAsk', 'the a-kassa decides for its members', { urgent: true, askBefore: true }),
  akassaContactAfWhenWell: duty('akassaContactAfWhenWell', `${AF}, anmäl frånvaro när du är sjuk`, {
    contact: 'af',
  }),
  municipalTellCaseworker: duty('municipalTellCaseworker', 'the municipality decides; local routine', {
    urgent: true,
    contact: 'caseworker',
  }),
  municipalSickNote: duty('municipalSickNote', 'the municipality decides; local routine', {
    contact: 'caseworker',
  }),
  municipalAskBefore: duty('municipalAskBefore', 'the municipality decides; local routine', {
    askBefore: true,
    contact: 'caseworker',
  }),
  unknownAsk: duty('unknownAsk', 'the rules for this person are not known', {
    urgent: true,
    askBefore: true,
    contact: 'supervisor',
  }),
  afTellChange: duty('afTellChange', `${AF}, villkor för din ersättning i program`, {
    urgent: true,
    contact: 'af',
  }),
  fkTellWork: duty('fkTellWork', `${AF}, aktivitetsstöd och utvecklingsersättning`),
  fkTellStudies: duty('fkTellStudies', `${AF}, aktivitetsstöd och utvecklingsersättning`),
  akassaTellChange: duty('akassaTellChange', 'the a-kassa decides for its members', { urgent: true }),
  municipalTellChange: duty('municipalTellChange', 'the municipality decides; local routine', {
    urgent: true,
    contact: 'caseworker',
  }),
};

/** Försäkringskassan pays these; the days are marked in the application to it. */
const PAID_BY_FK: readonly Compensation[] = [
  'aktivitetsstod',
  'utvecklingsersattning',
  'etableringsersattning',
];

export function isPaidByFk(compensations: readonly Compensation[]): boolean {
  return compensations.some((paid) => PAID_BY_FK.includes(paid));
}

/**
 * The participant's own duties for an absence, urgent ones first. By regime: no duty of Arbetsförmedlingen's programmes ever comes
 * out for somebody who has only the municipality's rules, nor the other way round. `past`: of an absence that has been, for which nothing
 * can be asked beforehand any more.
 */
export function ownDuties(regime: Plan['regime'], reason: AbsenceReason, past = false): Duty[] {
  const ids = new Set<DutyId>();
  for (const kind of regime.kinds) {
    for (const id of dutiesUnder(kind, reason, regime)) ids.add(id);
  }
  const known = past ? [...ids].flatMap((id) => AFTERWARDS[id] ?? [id]) : [...ids];
  return known.map((id) => duties[id]).sort((a, b) => Number(b.urgent) - Number(a.urgent));
}

function dutiesUnder(kind: Regime, reason: AbsenceReason, regime: Plan['regime']): DutyId[] {
  switch (kind) {
    case 'af-program':
      return underAfProgram(reason, isPaidByFk(regime.compensations));
    case 'a-kassa':
      return underUnemploymentFund(reason, regime.kinds.includes('af-program'));
    case 'municipality':
      return ['municipalTellCaseworker', ...underMunicipality(reason)];
    case 'unknown':
      return ['unknownAsk'];
  }
}

/** What there is to do instead, when it was to be asked before. */
const AFTERWARDS: Partial<Record<DutyId, readonly DutyId[]>> = {
  afAskBeforeLeave: ['afTellLeaveAfter'],
  afAskIfInterviewClashes: ['afTellLeaveAfter'],
  afAskBeforeOtherLeave: [],
  municipalAskBefore: [],
};

/** Absences that may have been planned. */
const PLANNED: readonly AbsenceReason[] = ['doctor', 'family', 'authority', 'other'];

/** Whether somebody may be away for it is for the municipality to say. */
function underMunicipality(reason: AbsenceReason): DutyId[] {
  if (reason === 'sick') return ['municipalSickNote'];
  return PLANNED.includes(reason) ? ['municipalAskBefore'] : [];
}

function underAfProgram(reason: AbsenceReason, paidByFk: boolean): DutyId[] {
  switch (reason) {
    case 'sick':
      return ['afReportSick', ...(paidByFk ? (['fkMarkSickDays'] as const) : []), 'afDoctorsNote'];
    case 'child-sick':
      return ['afReportChildSick', ...(paidByFk ? (['fkMarkChildSickDays'] as const) : [])];
    case 'work':
      return ['afTellWork', ...(paidByFk ? (['fkMarkWork'] as const) : [])];
    case 'education':
      return ['afTellStudies'];
    case 'interview':
      return ['afAskIfInterviewClashes'];
    case 'undisclosed':
      return ['afReportIfSick', 'afAskBeforeOtherLeave'];
    case 'doctor':
    case 'family':
    case 'authority':
    case 'other':
      return ['afAskBeforeLeave'];
  }
}

/** Arbetsförmedlingen wants to hear that one is well again, but not from those in a programme. */
function underUnemploymentFund(reason: AbsenceReason, inProgram: boolean): DutyId[] {
  return reason === 'sick' && !inProgram ? ['akassaAsk', 'akassaContactAfWhenWell'] : ['akassaAsk'];
}

/**
 * What somebody who has got work, begins to study or has applied must tell personally, urgent ones first: the provider's signal does not
 * replace it. Whoever has only applied has nothing to mark in the application for money.
 */
export function lifeChangeDuties(regime: Plan['regime'], kind: SignalKind, applied = false): Duty[] {
  const ids = new Set<DutyId>();
  for (const rules of regime.kinds) {
    if (rules === 'af-program') {
      ids.add('afTellChange');
      if (isPaidByFk(regime.compensations) && !applied)
        ids.add(kind === 'work' ? 'fkTellWork' : 'fkTellStudies');
    } else if (rules === 'a-kassa') {
      ids.add('afTellChange');
      ids.add('akassaTellChange');
    } else if (rules === 'municipality') ids.add('municipalTellChange');
    else ids.add('unknownAsk');
  }
  return [...ids].map((id) => duties[id]).sort((a, b) => Number(b.urgent) - Number(a.urgent));
}
