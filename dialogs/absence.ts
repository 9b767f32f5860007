import { z } from 'zod';
import { ABSENCE_REASONS, type Absence, type AbsenceReason, overlapping } from '../domain/absence.ts';
import { type AbsenceInput, changeAbsence, reportAbsence } from '../domain/actions/absences.ts';
import { booked, bookedOn, findOccurrence, nextBooked, type Occurrence } from '../domain/appointment.ts';
import { reportsDeviations } from '../domain/deviation.ts';
import type { Participant } from '../domain/participant.ts';
import { ownDuties } from '../domain/regimes/own-duties.ts';
import { addDays, at, dateOf, type LocalDate, localDateSchema, toLocal } from '../domain/time.ts';
import type { TextKey } from '../locales/keys.ts';
import { kindKey } from '../locales/render.ts';
import type { Choice, Param, Phrase, Saying } from '../locales/saying.ts';
import { dutyCard } from './duties.ts';
import type { Ctx, Dialog, Heard, Question, Taken, Turn } from './turn.ts';
import type { When } from './understanding/meaning.ts';

/**
 * Reporting an absence: which days, which of the booked activities, why, a read-back, and only then the report. What somebody has
 * already said is never asked for.
 */

/** How far back and ahead an absence can be reported here. Beyond that it is a matter to talk about. */
const MAX_DAYS_BACK = 30;
const MAX_DAYS_AHEAD = 60;
const MAX_SPAN_DAYS = 31;
/** Rows that one list shows; the rest is counted. */
const MAX_ROWS = 5;

const draftSchema = z.strictObject({
  from: localDateSchema.nullable(),
  to: localDateSchema.nullable(),
  /** Keys of the occurrences that are certain so far; null until known. */
  occurrences: z.array(z.string()).nullable(),
  /** False while it is unsure whether the rest of the day is meant too. */
  whole: z.boolean(),
  reason: z.enum(ABSENCE_REASONS).nullable(),
  /** The group of reasons that is shown, in the second step of asking why. */
  reasonGroup: z.string().nullable(),
  /** The absence that this changes, or null for a new one. */
  changes: z.string().nullable(),
  /** Set while the person has said "Ändra" and not yet said what. */
  choosingChange: z.boolean(),
  confirmed: z.boolean(),
});
export type AbsenceDraft = z.infer<typeof draftSchema>;

const empty: AbsenceDraft = {
  from: null,
  to: null,
  occurrences: null,
  whole: false,
  reason: null,
  reasonGroup: null,
  changes: null,
  choosingChange: false,
  confirmed: false,
};

/** What a message or a button says already. */
export function absenceDraft(
  doc: Participant,
  known: { when?: When | null; reason?: AbsenceReason | null; occurrence?: string; changes?: string },
): AbsenceDraft {
  let draft: AbsenceDraft = { ...empty, reason: known.reason ?? null };
  if (known.changes !== undefined) {
    const before = doc.absences.find((absence) => absence.id === known.changes);
    if (before) {
      draft = {
        ...draft,
        ...daysAndOccurrences(before),
        whole: true,
        reason: before.reason,
        changes: before.id,
      };
      return { ...draft, choosingChange: true };
    }
  }
  if (known.occurrence !== undefined) {
    const occurrence = findOccurrence(doc.plan.appointments, known.occurrence);
    if (occurrence) return withOnly(draft, occurrence);
  }
  return known.when ? withWhen(doc, draft, known.when) : draft;
}

/** The report that is under way, with what has been said since; null when none is. What was known before stays known. */
export function moreKnown(
  doc: Participant,
  known: { when: When | null; reason: AbsenceReason | null },
): AbsenceDraft | null {
  const frame = doc.dialog.stack.findLast((entry) => entry.dialog === absenceDialog.id);
  const before = draftSchema.safeParse(frame?.draft);
  if (!before.success) return null;
  const draft = { ...before.data, reason: known.reason ?? before.data.reason, confirmed: false };
  return known.when === null ? draft : withWhen(doc, draft, known.when);
}

function daysAndOccurrences(absence: Absence): Pick<AbsenceDraft, 'from' | 'to' | 'occurrences'> {
  return { from: absence.from, to: absence.to, occurrences: absence.occurrences };
}

function withOnly(draft: AbsenceDraft, occurrence: Occurrence): AbsenceDraft {
  const day = dateOf(occurrence.start);
  return { ...draft, from: day, to: day, occurrences: [occurrence.key], whole: false };
}

/** Whole days cover all that is booked on them; a time of the day covers what is booked then. */
function withWhen(doc: Participant, draft: AbsenceDraft, when: When): AbsenceDraft {
  if (when.grain === 'day') return withDays(doc, draft, when.start, when.end);
  const start = toLocal(new Date(when.start).toISOString());
  const end = toLocal(new Date(when.end).toISOString());
  const day = dateOf(start);
  const hit = bookedOn(doc.plan.appointments, day).filter(
    (occurrence) => occurrence.start <= end && occurrence.end > start,
  );
  if (hit.length === 0) return withDays(doc, draft, day, day);
  return { ...draft, from: day, to: day, occurrences: hit.map((occurrence) => occurrence.key), whole: false };
}

function withDays(doc: Participant, draft: AbsenceDraft, from: LocalDate, to: LocalDate): AbsenceDraft {
  const all = booked(doc.plan.appointments, at(from, '00:00'), at(addDays(to, 1), '00:00'));
  // Illness takes the whole day. A visit to a doctor may not: with more than one thing booked, that is asked.
  const wholeDay = draft.reason === 'sick' || draft.reason === 'child-sick' || from !== to || all.length < 2;
  return {
    ...draft,
    from,
    to,
    occurrences: wholeDay ? all.map((entry) => entry.key) : null,
    whole: wholeDay,
  };
}

export const absenceDialog: Dialog<AbsenceDraft> = {
  id: 'absence',
  version: 1,
  schema: draftSchema,
  questions: [
    changeQuestion(),
    dayQuestion(),
    overlapQuestion(),
    whichQuestion(),
    reasonQuestion(),
    confirmQuestion(),
  ],
  finish,
  cancelled: (draft) => [{ key: draft.changes === null ? 'absence:cancelled' : 'absence:changeCancelled' }],
};

/** "Ändra": what is it that is wrong? */
function changeQuestion(): Question<AbsenceDraft> {
  const ids: Record<string, Partial<AbsenceDraft>> = {
    day: { from: null, to: null, occurrences: null, whole: false },
    which: { occurrences: null, whole: false },
    reason: { reason: null, reasonGroup: null },
  };
  return {
    field: 'change',
    expecting: 'choice',
    isOpen: (draft) => draft.choosingChange,
    ask: (draft, ctx) => [
      {
        key: 'absence:whatToChange',
        choices: [
          { id: 'day', key: 'absence:changeDay' },
          ...(bookedIn(draft, ctx).length > 1 ? [{ id: 'which', key: 'absence:changeWhich' } as const] : []),
          { id: 'reason', key: 'absence:changeReason' },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ],
    take: (heard, draft, ctx) => {
      const wanted = heard.choice === null ? null : ids[heard.choice];
      if (wanted) return { draft: { ...draft, ...wanted, choosingChange: false } };
      // "nej, jag menade onsdag" says what and how at once.
      const corrected = withCorrection(heard, draft, ctx);
      return corrected === null ? null : { draft: { ...corrected, choosingChange: false } };
    },
    clear: (draft) => ({ ...draft, choosingChange: true }),
  };
}

function withCorrection(heard: Heard, draft: AbsenceDraft, ctx: Ctx): AbsenceDraft | null {
  const { when, reason } = heard.meaning;
  if (when === null && reason === null) return null;
  const withReason = reason === null ? draft : { ...draft, reason };
  return when === null ? withReason : withWhen(ctx.doc, withReason, when);
}

function dayQuestion(): Question<AbsenceDraft> {
  return {
    field: 'day',
    expecting: 'date',
    isOpen: (draft) => draft.from === null,
    ask: (_draft, ctx) => [{ key: 'absence:askDay', choices: dayChoices(ctx) }],
    take: (heard, draft, ctx) => takeDay(heard, draft, ctx),
    clear: (draft) => ({ ...draft, from: null, to: null, occurrences: null, whole: false }),
  };
}

function dayChoices(ctx: Ctx): Choice[] {
  const { today, local } = ctx.env;
  const next = nextBooked(ctx.doc.plan.appointments, local);
  const days = new Set([today, addDays(today, 1), ...(next ? [dateOf(next.start)] : [])]);
  const choices: Choice[] = [...days].sort().map((date) => ({
    id: `day:${date}`,
    key: 'absence:dayChoice',
    params: { day: { date } },
  }));
  return [...choices, { id: 'otherDay', key: 'absence:otherDay' }, { id: 'do:cancel', key: 'common:cancel' }];
}

function takeDay(heard: Heard, draft: AbsenceDraft, ctx: Ctx): Taken<AbsenceDraft> | null {
  if (heard.choice === 'otherDay') return { say: [{ key: 'absence:writeDay' }] };
  const chosen = heard.choice?.startsWith('day:') ? heard.choice.slice('day:'.length) : null;
  const reason = draft.reason ?? heard.meaning.reason;
  const when: When | null =
    chosen === null ? heard.meaning.when : { grain: 'day', start: chosen, end: chosen };
  if (when === null) return null;
  const next = withWhen(ctx.doc, { ...draft, reason }, when);
  return { draft: next };
}

/** The same days are never reported twice: a second report is offered as a change of the first. */
function overlapQuestion(): Question<AbsenceDraft> {
  return {
    field: 'overlap',
    expecting: 'yes-no',
    isOpen: (draft, ctx) =>
      tooFar(draft, ctx) !== null || (draft.changes === null && earlierReport(draft, ctx) !== null),
    ask: (draft, ctx) => {
      const far = tooFar(draft, ctx);
      if (far !== null) return [{ key: far, choices: dayChoices(ctx) }];
      const before = earlierReport(draft, ctx);
      if (before === null) return [];
      return [
        {
          key: 'absence:alreadyReported',
          params: { days: daysParam(before.from, before.to), number: before.number },
          choices: [
            { id: 'yes', key: 'absence:changeIt' },
            { id: 'no', key: 'absence:keepIt' },
          ],
        },
      ];
    },
    take: (heard, draft, ctx) => {
      if (tooFar(draft, ctx) !== null) return takeDay(heard, draft, ctx);
      const before = earlierReport(draft, ctx);
      if (before === null) return null;
      if (heard.choice === 'no' || heard.meaning.intent === 'no') return { stop: [{ key: 'absence:kept' }] };
      if (heard.choice !== 'yes' && heard.meaning.intent !== 'yes') return null;
      return { draft: merged(draft, before, ctx) };
    },
    clear: (draft) => ({ ...draft, changes: null }),
  };
}

/** Why these days cannot be reported here, or null when they can. */
function tooFar(draft: AbsenceDraft, ctx: Ctx): TextKey | null {
  if (draft.from === null || draft.to === null) return null;
  if (draft.from < addDays(ctx.env.today, -MAX_DAYS_BACK)) return 'absence:tooLongAgo';
  if (draft.to > addDays(ctx.env.today, MAX_DAYS_AHEAD)) return 'absence:tooFarAhead';
  if (draft.to > addDays(draft.from, MAX_SPAN_DAYS)) return 'absence:tooLong';
  return null;
}

function earlierReport(draft: AbsenceDraft, ctx: Ctx): Absence | null {
  if (draft.from === null || draft.to === null) return null;
  return overlapping(ctx.doc.absences, draft.from, draft.to);
}

/** The earlier report with the new days and activities added; a reason that was said now is the one that counts. */
function merged(draft: AbsenceDraft, before: Absence, ctx: Ctx): AbsenceDraft {
  const from = draft.from !== null && draft.from < before.from ? draft.from : before.from;
  const to = draft.to !== null && draft.to > before.to ? draft.to : before.to;
  const keys = new Set([...before.occurrences, ...(draft.occurrences ?? [])]);
  const inOrder = booked(ctx.doc.plan.appointments, at(from, '00:00'), at(addDays(to, 1), '00:00'))
    .map((occurrence) => occurrence.key)
    .filter((key) => keys.has(key));
  const known = draft.occurrences !== null;
  return {
    ...draft,
    from,
    to,
    changes: before.id,
    reason: draft.reason ?? before.reason,
    occurrences: known ? inOrder : null,
    whole: known,
  };
}

/** With more than one thing booked: is it all of it, or only one? */
function whichQuestion(): Question<AbsenceDraft> {
  return {
    field: 'which',
    expecting: 'choice',
    isOpen: (draft, ctx) => !draft.whole && needsWhich(draft, ctx),
    ask: (draft, ctx) => askWhich(draft, ctx),
    take: (heard, draft, ctx) => {
      const all = bookedIn(draft, ctx);
      const sure = draft.occurrences ?? [];
      const rest = all.filter((occurrence) => !sure.includes(occurrence.key));
      if (sure.length > 0) {
        // "Gäller det också mötet klockan 12?"
        if (heard.choice === 'all' || heard.meaning.intent === 'yes') return { draft: withAll(draft, all) };
        if (heard.choice === 'only' || heard.meaning.intent === 'no')
          return { draft: { ...draft, whole: true } };
      }
      if (heard.choice === 'all') return { draft: withAll(draft, all) };
      const chosen = rest.find((occurrence) => heard.choice === `only:${occurrence.key}`);
      if (chosen) return { draft: { ...draft, occurrences: [...sure, chosen.key], whole: true } };
      if (heard.meaning.when !== null && heard.meaning.when.grain !== 'day') {
        const timed = withWhen(ctx.doc, draft, heard.meaning.when);
        if (timed.from === draft.from && timed.occurrences !== null)
          return { draft: { ...timed, whole: true } };
      }
      return null;
    },
    clear: (draft) => ({ ...draft, occurrences: null, whole: false }),
  };
}

function needsWhich(draft: AbsenceDraft, ctx: Ctx): boolean {
  const all = bookedIn(draft, ctx);
  return all.length > 1 && (draft.occurrences === null || draft.occurrences.length < all.length);
}

function withAll(draft: AbsenceDraft, all: readonly Occurrence[]): AbsenceDraft {
  return { ...draft, occurrences: all.map((occurrence) => occurrence.key), whole: true };
}

function askWhich(draft: AbsenceDraft, ctx: Ctx): readonly Saying[] {
  const all = bookedIn(draft, ctx);
  const sure = draft.occurrences ?? [];
  const rest = all.filter((occurrence) => !sure.includes(occurrence.key));
  if (sure.length > 0) {
    return [
      {
        key: 'absence:askAlso',
        params: { rest: { list: rest.slice(0, MAX_ROWS).map(activityParam) } },
        choices: [
          { id: 'all', key: 'absence:yesAlso' },
          { id: 'only', key: 'absence:noOnly', params: { count: sure.length } },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ];
  }
  return [
    {
      key: 'absence:askWhich',
      params: { days: daysParam(draft.from ?? '', draft.to ?? '') },
      choices: [
        { id: 'all', key: draft.from === draft.to ? 'absence:wholeDay' : 'absence:everything' },
        ...all.slice(0, MAX_ROWS - 2).map((occurrence) => ({
          id: `only:${occurrence.key}`,
          key: 'absence:onlyChoice' as const,
          params: { activity: activityParam(occurrence) },
        })),
        { id: 'do:cancel', key: 'common:cancel' },
      ],
    },
  ];
}

function bookedIn(draft: AbsenceDraft, ctx: Ctx): Occurrence[] {
  if (draft.from === null || draft.to === null) return [];
  return booked(ctx.doc.plan.appointments, at(draft.from, '00:00'), at(addDays(draft.to, 1), '00:00'));
}

/** Two steps of at most five: ten reasons at once are a wall. */
const GROUPS: Readonly<Record<string, readonly AbsenceReason[]>> = {
  work: ['work', 'education', 'interview'],
  visit: ['doctor', 'authority'],
  rest: ['family', 'other', 'undisclosed'],
};

function reasonQuestion(): Question<AbsenceDraft> {
  return {
    field: 'reason',
    expecting: 'reason',
    isOpen: (draft) => draft.reason === null,
    ask: (draft) => [askReason(draft)],
    take: (heard, draft, ctx) => {
      const chosen = ABSENCE_REASONS.find((reason) => heard.choice === `reason:${reason}`);
      const reason = chosen ?? heard.meaning.reason;
      if (reason) return { draft: withReason(draft, reason, ctx) };
      const group = heard.choice?.startsWith('group:') ? heard.choice.slice('group:'.length) : null;
      if (group !== null && group in GROUPS) return { draft: { ...draft, reasonGroup: group } };
      if (heard.choice === 'groups') return { draft: { ...draft, reasonGroup: null } };
      return null;
    },
    clear: (draft) => ({ ...draft, reason: null, reasonGroup: null }),
  };
}

function withReason(draft: AbsenceDraft, reason: AbsenceReason, ctx: Ctx): AbsenceDraft {
  const next = { ...draft, reason, reasonGroup: null };
  const undecided = draft.occurrences === null && draft.from !== null && draft.to !== null;
  return undecided ? withDays(ctx.doc, next, draft.from ?? '', draft.to ?? '') : next;
}

function askReason(draft: AbsenceDraft): Saying {
  const group = draft.reasonGroup === null ? null : GROUPS[draft.reasonGroup];
  if (group) {
    return {
      key: 'absence:askReasonMore',
      choices: [
        ...group.map((reason) => ({ id: `reason:${reason}`, key: reasonChoice(reason) })),
        { id: 'groups', key: 'absence:otherReasons' },
        { id: 'do:cancel', key: 'common:cancel' },
      ],
    };
  }
  return {
    key: 'absence:askReason',
    choices: [
      { id: 'reason:sick', key: 'reason:sickChoice' },
      { id: 'reason:child-sick', key: 'reason:childSickChoice' },
      { id: 'group:work', key: 'absence:groupWork' },
      { id: 'group:visit', key: 'absence:groupVisit' },
      { id: 'group:rest', key: 'absence:groupRest' },
    ],
  };
}

function reasonChoice(reason: AbsenceReason): TextKey {
  return `reason:${kindKey(reason)}Choice` as TextKey;
}

function reasonText(reason: AbsenceReason): TextKey {
  return `reason:${kindKey(reason)}` as TextKey;
}

/** Nothing leaves before this is answered with yes. */
function confirmQuestion(): Question<AbsenceDraft> {
  return {
    field: 'confirm',
    expecting: 'yes-no',
    isOpen: (draft) => !draft.confirmed,
    ask: (draft, ctx) => readBack(draft, ctx),
    take: (heard, draft, ctx) => {
      if (heard.choice === 'change') return { draft: { ...draft, choosingChange: true } };
      const corrected = heard.choice === null ? withCorrection(heard, draft, ctx) : null;
      // "ja, sjuk" repeats what is there; "nej, onsdag" changes it and is read back again.
      if (corrected !== null && !sameAs(corrected, draft))
        return { draft: { ...corrected, confirmed: false } };
      if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
        return { draft: { ...draft, confirmed: true } };
      if (heard.choice === 'no' || heard.meaning.intent === 'no')
        return { draft: { ...draft, choosingChange: true } };
      return null;
    },
    clear: (draft) => ({ ...draft, confirmed: false }),
  };
}

function sameAs(a: AbsenceDraft, b: AbsenceDraft): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.reason === b.reason &&
    String(a.occurrences) === String(b.occurrences)
  );
}

function readBack(draft: AbsenceDraft, ctx: Ctx): readonly Saying[] {
  const reason = draft.reason ?? 'undisclosed';
  const first = mustDoFirst(ctx, reason)
    ? dutyCard(ctx.doc, reason, { when: 'before', late: isLate(draft, ctx) })
    : [];
  return [
    ...first,
    {
      key: readBackKey(draft, ctx),
      params: {
        days: daysParam(draft.from ?? '', draft.to ?? ''),
        reason: { phrase: reasonText(reason) },
        booked: { phrase: bookedKey(draft, ctx) },
      },
      rows: activityRows(ctx.doc, draft.occurrences ?? [], draft.from === draft.to),
    },
    {
      key: 'absence:askSend',
      params: { provider: { name: ctx.doc.plan.provider.name } },
      choices: [
        { id: 'yes', key: 'absence:send' },
        { id: 'change', key: 'common:change' },
        { id: 'do:cancel', key: 'common:cancel' },
      ],
    },
  ];
}

function readBackKey(draft: AbsenceDraft, ctx: Ctx): TextKey {
  if (draft.changes !== null) return 'absence:readBackChange';
  return draft.to !== null && draft.to < ctx.env.today ? 'absence:readBackPast' : 'absence:readBack';
}

function bookedKey(draft: AbsenceDraft, ctx: Ctx): TextKey {
  if ((draft.occurrences ?? []).length === 0) return 'absence:nothingBookedThen';
  return readBackKey(draft, ctx) === 'absence:readBackPast' ? 'absence:wereAwayFrom' : 'absence:awayFrom';
}

function isLate(draft: AbsenceDraft, ctx: Ctx): boolean {
  return draft.from !== null && draft.from < ctx.env.today;
}

/** In a programme of Arbetsförmedlingen the sick report comes before everything else, so it is said before the question is asked. */
function mustDoFirst(ctx: Ctx, reason: AbsenceReason): boolean {
  return ownDuties(ctx.doc.plan.regime, reason).some((duty) => duty.urgent);
}

function activityRows(doc: Participant, keys: readonly string[], oneDay: boolean): Phrase[] {
  const found = keys.flatMap((key) => findOccurrence(doc.plan.appointments, key) ?? []);
  const rows: Phrase[] = found.slice(0, MAX_ROWS).map((occurrence) => ({
    key: oneDay ? 'absence:rowActivity' : 'absence:rowActivityOnDay',
    params: {
      activity: { kind: occurrence.appointment.kind, form: 'indefinite' },
      day: { date: dateOf(occurrence.start), absolute: true },
      span: { span: [occurrence.start, occurrence.end] },
    },
  }));
  const more = found.length - MAX_ROWS;
  return more > 0 ? [...rows, { key: 'absence:rowMore', params: { count: more } }] : rows;
}

function activityParam(occurrence: Occurrence): Param {
  return {
    phrase: 'absence:activityAt',
    params: {
      activity: { kind: occurrence.appointment.kind, form: 'definite' },
      time: { time: occurrence.start.slice(11) },
    },
  };
}

/** "i morgon, onsdag 11 mars" or "tisdag 10 mars till fredag 13 mars". */
export function daysParam(from: LocalDate, to: LocalDate, absolute = false): Param {
  if (from === to) return { date: from, absolute };
  return {
    phrase: 'absence:dayRange',
    params: { from: { date: from, absolute: true }, to: { date: to, absolute: true } },
  };
}

function finish(draft: AbsenceDraft, ctx: Ctx): Turn {
  const reason = draft.reason ?? 'undisclosed';
  const input: AbsenceInput = {
    from: draft.from ?? ctx.env.today,
    to: draft.to ?? draft.from ?? ctx.env.today,
    occurrences: draft.occurrences ?? [],
    reason,
  };
  const acting = { now: ctx.env.now, channel: ctx.env.channel, random: ctx.env.random };
  const done =
    draft.changes === null
      ? reportAbsence(ctx.doc, input, acting)
      : changeAbsence(ctx.doc, draft.changes, input, acting);
  return {
    doc: done.doc,
    say: [
      receipt(done.doc, done.absence, ctx),
      ...dutyCard(ctx.doc, reason, { when: 'after', late: isLate(draft, ctx) }),
      whatNow(done.doc, done.absence),
    ],
  };
}

function receipt(doc: Participant, absence: Absence, ctx: Ctx): Saying {
  const { provider } = doc.plan;
  const rows: Phrase[] = [
    {
      key: 'absence:receiptDays',
      params: { days: daysParam(absence.from, absence.to) },
    },
    ...(absence.occurrences.length === 0
      ? [{ key: 'absence:nothingBookedThen' } as const]
      : activityRows(doc, absence.occurrences, absence.from === absence.to)),
    { key: 'absence:receiptReason', params: { reason: { phrase: reasonText(absence.reason) } } },
    {
      key: 'absence:receiptTo',
      params: { provider: { name: provider.name }, moment: { moment: ctx.env.local } },
    },
    { key: 'absence:receiptNumber', params: { number: absence.number } },
  ];
  return {
    key: absence.version === 1 ? 'absence:receipt' : 'absence:receiptChanged',
    params: { provider: { name: provider.name } },
    rows,
    card: 'receipt',
  };
}

function whatNow(doc: Participant, absence: Absence): Saying {
  return {
    key: reportsDeviations(doc.plan) ? 'absence:afterAf' : 'absence:afterMunicipal',
    params: { supervisor: { name: doc.plan.supervisor.name } },
    choices: [
      { id: `do:undo:${absence.id}`, key: 'absence:undo' },
      { id: `do:change:${absence.id}`, key: 'common:change' },
      { id: 'do:next', key: 'common:nextMeeting' },
    ],
  };
}
