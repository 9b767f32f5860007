import { z } from 'zod';
import { STORED_REASONS } from '../../domain/absence.ts';
import { APPOINTMENT_KINDS } from '../../domain/appointment.ts';
import { DamagedError } from '../../domain/errors.ts';
import { daysOfMonth, isMonth, type Month } from '../../domain/month.ts';
import type { Participant } from '../../domain/participant.ts';
import { PLANNING_CODES, planningCheck } from '../../domain/planning.ts';
import { at, instantSchema, localDateSchema, toLocal } from '../../domain/time.ts';
import { ApiFault } from './api-fault.ts';
import { absencesIn, auditReasons, monthsOf, type ParticipantMonth } from './month-basis.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { readOwn } from './own.ts';

/** What the provider reports on: the month, its absences, and the planning. */

const who = { id: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable() };
const hours = z.number().meta({ description: 'Hours, in hundredths.' });

export const monthSchema = z
  .strictObject({
    month: z.string(),
    isOver: z
      .boolean()
      .meta({ description: 'False while the month goes on: what lies ahead is not carried out yet.' }),
    participants: z.array(
      z.strictObject({
        ...who,
        reference: z.string().nullable(),
        report: z.enum(['af', 'municipality']),
        knownFrom: z.string().nullable().meta({
          description:
            'The day the first plan came, where that was after the beginning of the month and of the service: who took part before it is not known. Else null.',
        }),
        activities: z.array(
          z.strictObject({
            id: z.string(),
            kind: z.enum(APPOINTMENT_KINDS),
            title: z.string().nullable(),
            times: z.number().int(),
            plannedHours: hours,
            carriedOutHours: hours,
            absences: z.array(
              z.strictObject({
                code: z.string().nullable(),
                subType: z.string().nullable(),
                reason: z.enum(STORED_REASONS),
                hours,
              }),
            ),
          }),
        ),
        ownWork: z.array(
          z.strictObject({
            id: z.string(),
            what: z.string(),
            plannedHours: hours.nullable(),
            reportedHours: hours.nullable(),
          }),
        ),
        ownWorkRule: z.strictObject({
          system: z.enum(['msfa', 'ka-webb', 'none']),
          as: z.enum(['estimated', 'not-taken-part', 'not-by-hours', 'planned']),
          timeInComment: z.boolean(),
          source: z.string(),
          checked: localDateSchema,
          reviewBy: localDateSchema,
        }),
      }),
    ),
    unreadable: z.array(z.string()),
  })
  .meta({
    description:
      'Basis for the monthly report. What is neither called off nor reported as absence counts as carried out: somebody has to look it through. A municipal participant has reasons and no codes. Names are null for a person with protected identity.',
  });

export const absenceExportSchema = z
  .strictObject({
    month: z.string(),
    absences: z.array(
      z.strictObject({
        participantId: z.string(),
        absenceId: z.string(),
        deviationId: z.string(),
        status: z.enum(['waiting', 'ready', 'sent']),
        report: z.strictObject({
          genomforande_referens: z.string().nullable(),
          id: z.string(),
          tjanstekod: z.string().nullable(),
          datum_for_rapportering: localDateSchema.nullable(),
          arbetssokande: z.strictObject({
            personnummer: z.null(),
            fornamn: z.string().nullable(),
            efternamn: z.string().nullable(),
          }),
          leverantor: z.strictObject({
            namn: z.string(),
            leverantor_id: z.string(),
            rapportor: z.strictObject({ fornamn: z.string().nullable(), efternamn: z.string().nullable() }),
            utforande_verksamhet: z.strictObject({
              namn: z.string().nullable(),
              utforande_verksamhet_id: z.string().nullable(),
            }),
          }),
          franvaro: z.strictObject({
            avvikelseorsakskod: z.string().nullable(),
            datum: localDateSchema,
            heldag: z.boolean(),
            starttid: z.string(),
            sluttid: z.string(),
            forvantad_narvaro: z.strictObject({ starttid: z.string(), sluttid: z.string() }),
            alternativ_for_kanda_orsaker: z
              .strictObject({ typ: z.string(), motivering: z.string().nullable() })
              .nullable(),
          }),
        }),
      }),
    ),
    unreadable: z.array(z.string()),
  })
  .meta({
    description:
      'One for each missed activity of the month. An absence that was withdrawn is not among them, and municipal participants have none. What the product does not know is null.',
  });

export const planningSchema = z
  .strictObject({
    at: instantSchema,
    participants: z.array(
      z.strictObject({
        ...who,
        supervisor: z.string(),
        findings: z.array(
          z.strictObject({
            code: z.enum(PLANNING_CODES),
            status: z.enum(['missing', 'near']),
            due: localDateSchema.nullable(),
            have: z.number().int().nullable(),
            need: z.number().int().nullable(),
          }),
        ),
        rules: z.strictObject({
          from: localDateSchema,
          source: z.string(),
          checked: localDateSchema,
          reviewBy: localDateSchema,
        }),
      }),
    ),
    unreadable: z.array(z.string()),
  })
  .meta({
    description:
      'What the planning of each participant lacks, or soon will. Somebody for whom nothing is found has an empty list.',
  });

const faults = ['STEGVIS_API_PARAMETER', 'STEGVIS_API_NO_ROOM'] as const;

export const reportOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/months/{month}',
    operationId: 'getMonth',
    summary: 'Basis for the monthly report: planned, carried out and missed hours',
    description:
      'The month as 2026-03. Reading the reasons leaves a line in the audit trail for each absence.',
    responses: { 200: { description: 'The month.', schema: 'Month' } },
    faults,
    run: getMonth,
  },
  {
    method: 'get',
    path: '/api/v1/months/{month}/absences',
    operationId: 'getMonthAbsences',
    summary: "The month's deviations in the field names of Arbetsförmedlingen's report",
    description:
      'The month as 2026-03. Reading the reasons leaves a line in the audit trail for each absence.',
    responses: { 200: { description: 'The deviations.', schema: 'AbsenceExport' } },
    faults,
    run: getAbsences,
  },
  {
    method: 'get',
    path: '/api/v1/planning',
    operationId: 'getPlanning',
    summary: 'What is missing or near in the planning, per participant',
    responses: { 200: { description: 'The check as of now.', schema: 'Planning' } },
    faults: [],
    run: getPlanning,
  },
];

async function getMonth(call: Call): Promise<Answer> {
  const { parts, providerId } = call;
  const month = monthIn(call);
  const now = parts.clock.now();
  const { docs, unreadable } = await ownDocs(call);
  const months = await monthsOf(parts, docs, month, now);
  const seen = months.map(({ doc, basis }) => ({ doc, absences: basis.absences }));
  await auditReasons(parts, `api:${providerId}`, seen, now);
  const isOver = toLocal(now) >= at(daysOfMonth(month).after, '00:00');
  return { status: 200, body: { month, isOver, participants: months.map(monthView), unreadable } };
}

async function getAbsences(call: Call): Promise<Answer> {
  const { parts, providerId } = call;
  const month = monthIn(call);
  const now = parts.clock.now();
  const { docs, unreadable } = await ownDocs(call);
  const found = docs.map((doc) => ({ doc, exports: absencesIn(doc, month, now) }));
  const seen = found.map(({ doc, exports }) => ({
    doc,
    absences: [...new Set(exports.map((entry) => entry.absenceId))],
  }));
  await auditReasons(parts, `api:${providerId}`, seen, now);
  return { status: 200, body: { month, absences: found.flatMap((entry) => entry.exports), unreadable } };
}

async function getPlanning(call: Call): Promise<Answer> {
  const now = call.parts.clock.now();
  const { docs, unreadable } = await ownDocs(call);
  const participants = docs.map((doc) => {
    const { rules, findings } = planningCheck(doc, now);
    const { from, source, checked, reviewBy } = rules;
    return {
      ...whoIs(doc),
      supervisor: doc.plan.supervisor.name,
      findings,
      rules: { from, source, checked, reviewBy },
    };
  });
  return { status: 200, body: { at: now, participants, unreadable } };
}

/** In the order of their ids. */
async function ownDocs({ parts, providerId }: Call): Promise<{ docs: Participant[]; unreadable: string[] }> {
  const docs: Participant[] = [];
  const unreadable: string[] = [];
  for (const id of [...(await parts.store.participantsOf(providerId))].sort()) {
    try {
      const found = await readOwn(parts, id, providerId);
      if (found) docs.push(found.doc);
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error;
      unreadable.push(id);
    }
  }
  return { docs, unreadable };
}

function monthIn({ req }: Call): Month {
  const month = String(req.params.month);
  if (isMonth(month)) return month;
  throw new ApiFault('STEGVIS_API_PARAMETER', {
    faults: [{ field: 'month', problem: 'is not a month', todo: 'Use a year and a month, such as 2026-03.' }],
  });
}

function whoIs({ id, plan: { person } }: Participant) {
  const named = person.protectedIdentity ? null : person;
  return { id, firstName: named?.firstName ?? null, lastName: named?.lastName ?? null };
}

function monthView({ doc, basis }: ParticipantMonth) {
  const { system, as, timeInComment, source, checked, reviewBy } = basis.ownWorkRule;
  return {
    ...whoIs(doc),
    reference: doc.plan.service.reference,
    report: basis.forAf ? 'af' : 'municipality',
    knownFrom: basis.knownFrom,
    activities: basis.activities.map(
      ({ appointment, plannedTimes, plannedMinutes, carriedOutMinutes, missed }) => ({
        id: appointment.id,
        kind: appointment.kind,
        title: appointment.title?.text ?? null,
        times: plannedTimes,
        plannedHours: hoursOf(plannedMinutes),
        carriedOutHours: hoursOf(carriedOutMinutes),
        absences: missed.map(({ code, subType, reason, minutes }) => ({
          code,
          subType,
          reason,
          hours: hoursOf(minutes),
        })),
      }),
    ),
    ownWork: basis.ownWork.map(({ id, what, plannedMinutes, reportedMinutes }) => ({
      id,
      what,
      plannedHours: plannedMinutes === null ? null : hoursOf(plannedMinutes),
      reportedHours: reportedMinutes === null ? null : hoursOf(reportedMinutes),
    })),
    ownWorkRule: { system, as, timeInComment, source, checked, reviewBy },
  };
}

export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}
