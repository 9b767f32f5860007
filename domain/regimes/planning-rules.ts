import type { ServiceKind } from '../plan.ts';
import type { LocalDate } from '../time.ts';
import type { RuleSource } from './rule.ts';

/**
 * What the planning of a service has to hold, and by when. GP is gemensam planering: which obligatory and optional activities the provider
 * gives, sent to Arbetsförmedlingen. Each set of rules holds from a day on; the newest that has begun counts.
 */
export interface PlanningRules extends RuleSource {
  readonly service: ServiceKind;
  /** The first day on which these hold. */
  readonly from: LocalDate;
  /** Working days after the start of the service by which GP is with Arbetsförmedlingen; null where there is none. */
  readonly gpWorkingDays: number | null;
  /** How many activities GP holds at least; 0 where there is no GP. */
  readonly obligatory: number;
  readonly optional: number;
  /** Months of the first period, before whose end GP is updated; null where there are no periods. */
  readonly periodMonths: number | null;
  /** At most this many calendar days from one individual meeting to the next; null where no such rule was found. */
  readonly meetingDays: number | null;
  /** The same for meetings in person. */
  readonly inPersonDays: number | null;
}

const INSTRUCTION = 'instruction on documentation for suppliers (KA-Webb and MSFA), about 2022';
const checked = { checked: '2026-11-22', reviewBy: '2027-06-30' } as const;

/** GP with its activities is the same in both of Arbetsförmedlingen's services. */
const gp = { gpWorkingDays: 5, obligatory: 2, optional: 1 } as const;
const none = {
  gpWorkingDays: null,
  obligatory: 0,
  optional: 0,
  periodMonths: null,
  meetingDays: null,
  inPersonDays: null,
} as const;

const rules: readonly PlanningRules[] = [
  {
    service: 'rusta-och-matcha',
    from: '2020-03-01',
    ...gp,
    periodMonths: 6,
    meetingDays: 14,
    inPersonDays: 28,
    source: `arbetsformedlingen.se, för leverantörer, Rusta och matcha 2; ${INSTRUCTION}`,
    ...checked,
  },
  {
    service: 'steg-till-arbete',
    from: '2020-03-01',
    ...gp,
    periodMonths: null,
    meetingDays: null,
    inPersonDays: null,
    source: INSTRUCTION,
    ...checked,
  },
  { service: 'stod-och-matchning', from: '2015-01-01', ...none, source: 'the service has ended', ...checked },
  {
    service: 'municipal',
    from: '2015-01-01',
    ...none,
    source: 'the municipality decides; local routine',
    ...checked,
  },
];

export function planningRulesOf(
  service: ServiceKind,
  day: LocalDate,
  all: readonly PlanningRules[] = rules,
): PlanningRules {
  const own = all.filter((entry) => entry.service === service).sort((a, b) => (a.from < b.from ? -1 : 1));
  const found = own.findLast((entry) => entry.from <= day) ?? own[0];
  if (!found) throw new Error(`no planning rules for ${service}`);
  return found;
}
