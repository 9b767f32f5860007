import { setImmediate as breath } from 'node:timers/promises';
import type { Absence } from '../../domain/absence.ts';
import { type Deviation, deviationStatus } from '../../domain/deviation.ts';
import {
  daysOfMonth,
  type Month,
  type MonthBasis,
  monthBasis,
  monthOf,
  needsVersions,
  type PlanVersion,
} from '../../domain/month.ts';
import type { Participant } from '../../domain/participant.ts';
import { planSchema } from '../../domain/plan.ts';
import { addMonths, dateOf, firstOfMonth, type Instant, timeOf, today, toLocal } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { reportSentence } from './labels.ts';
import { audited } from './read-notice.ts';

/** The monthly basis with what it needs from the store, and the absences as Arbetsförmedlingen's fields name them. */

export interface ParticipantMonth {
  readonly doc: Participant;
  readonly basis: MonthBasis;
}

/** Those who were in the service that month, in the order given. */
export async function monthsOf(
  parts: Pick<Parts, 'store'>,
  docs: readonly Participant[],
  month: Month,
  now: Instant,
): Promise<ParticipantMonth[]> {
  const found: ParticipantMonth[] = [];
  for (const doc of docs) {
    const versions = needsVersions(doc, month) ? await versionsOf(parts, doc) : [];
    const basis = monthBasis(doc, versions, month, now);
    if (basis !== null) found.push({ doc, basis });
    // A month of many people takes its time, and whoever chats meanwhile shall not notice.
    await breath();
  }
  return found;
}

/** A version that was written by an older program and no longer reads as a plan is left out. */
async function versionsOf(parts: Pick<Parts, 'store'>, doc: Participant): Promise<PlanVersion[]> {
  const lines = await parts.store.lines(doc.id, 'plans', 0, doc.numbers.plans);
  return lines.flatMap(({ body }) => {
    const plan = planSchema.safeParse(body.plan).data;
    return plan && typeof body.at === 'string' ? [{ at: body.at, plan }] : [];
  });
}

/** Before the reasons are shown: what cannot be written in the trail is not shown. `who`: id of the member of staff, or of the key. */
export async function auditReasons(
  parts: Pick<Parts, 'store'>,
  who: string,
  seen: readonly { readonly doc: Pick<Participant, 'id'>; readonly absences: readonly string[] }[],
  now: Instant,
): Promise<void> {
  const left = seen.filter(({ absences }) => absences.length > 0);
  const writers = Array.from({ length: WRITES_AT_ONCE }, async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { doc, absences } = next;
      await parts.store.turn(doc.id, (current) => ({
        doc: current && audited(current, who, 'absence.reason-seen', absences, now),
        result: null,
      }));
    }
  });
  await Promise.all(writers);
}

/** Each waits for the disk: one after the other, fifty people would be a wait for whoever opens the page. */
const WRITES_AT_ONCE = 8;

/** "2026-03" of the address, or the month before this one: it is what is reported now. */
export function lastMonth(now: Instant): Month {
  return monthOf(addMonths(firstOfMonth(today(now)), -1));
}

export interface AbsenceExport {
  readonly participantId: string;
  readonly absenceId: string;
  readonly deviationId: string;
  /** `waiting` until the activity is over, then `ready`, then `sent`. */
  readonly status: 'waiting' | 'ready' | 'sent';
  readonly report: AbsenceReport;
}

/** Field names read in the source of a real supplier system of 2020-2022: github.com/vertelab/odoo-outplacement. */
export interface AbsenceReport {
  readonly genomforande_referens: string | null;
  readonly id: string;
  readonly tjanstekod: string | null;
  readonly datum_for_rapportering: string | null;
  readonly arbetssokande: { personnummer: null; fornamn: string | null; efternamn: string | null };
  readonly leverantor: {
    namn: string;
    leverantor_id: string;
    rapportor: { fornamn: string | null; efternamn: string | null };
    utforande_verksamhet: { namn: string | null; utforande_verksamhet_id: string | null };
  };
  readonly franvaro: {
    avvikelseorsakskod: string | null;
    datum: string;
    heldag: boolean;
    starttid: string;
    sluttid: string;
    forvantad_narvaro: { starttid: string; sluttid: string };
    alternativ_for_kanda_orsaker: { typ: string; motivering: string | null } | null;
  };
}

/** The deviations of activities in the month. What was taken back has none, and a municipal participant neither. */
export function absencesIn(doc: Participant, month: Month, now: Instant): AbsenceExport[] {
  const { first, after } = daysOfMonth(month);
  return doc.absences
    .filter((absence) => absence.status === 'reported')
    .flatMap((absence) => absence.deviations.map((deviation) => ({ absence, deviation })))
    .filter(({ deviation: { expectedStart } }) => expectedStart >= first && expectedStart < after)
    .map(({ absence, deviation }) => ({
      participantId: doc.id,
      absenceId: absence.id,
      deviationId: deviation.id,
      status: deviationStatus(deviation, toLocal(now)),
      report: reportOf(doc, absence, deviation, now),
    }));
}

function reportOf(doc: Participant, absence: Absence, deviation: Deviation, now: Instant): AbsenceReport {
  const { person, service, provider } = doc.plan;
  const { expectedStart, expectedEnd, absentStart, absentEnd } = deviation;
  const named = person.protectedIdentity ? null : person;
  return {
    genomforande_referens: service.reference,
    id: `${doc.id}:${deviation.id}`,
    tjanstekod: service.code,
    datum_for_rapportering: deviation.sentAt === null ? null : today(deviation.sentAt),
    arbetssokande: {
      personnummer: null,
      fornamn: named?.firstName ?? null,
      efternamn: named?.lastName ?? null,
    },
    leverantor: {
      namn: provider.name,
      leverantor_id: provider.id,
      rapportor: namesOf(deviation.sentBy),
      utforande_verksamhet: {
        namn: service.site?.name ?? null,
        utforande_verksamhet_id: service.site?.id ?? null,
      },
    },
    franvaro: {
      avvikelseorsakskod: deviation.code,
      datum: dateOf(expectedStart),
      heldag: isWholeDay(absence, deviation),
      starttid: timeOf(absentStart),
      sluttid: timeOf(absentEnd),
      forvantad_narvaro: { starttid: timeOf(expectedStart), sluttid: timeOf(expectedEnd) },
      alternativ_for_kanda_orsaker:
        deviation.subType === null
          ? null
          : { typ: deviation.subType, motivering: reportSentence(absence, today(now)) },
    },
  };
}

/** Away from all of an activity, in an absence of whole days. */
function isWholeDay(
  absence: Absence,
  { expectedStart, expectedEnd, absentStart, absentEnd }: Deviation,
): boolean {
  return absence.extent === 'whole' && absentStart === expectedStart && absentEnd === expectedEnd;
}

function namesOf(name: string | null): { fornamn: string | null; efternamn: string | null } {
  const parts = (name ?? '').trim().split(/\s+/).filter(Boolean);
  return { fornamn: parts[0] ?? null, efternamn: parts.length > 1 ? parts.slice(1).join(' ') : null };
}
