import { z } from 'zod';
import { type Absence, type AbsenceReason, isOwnReport, isSentOn } from '../domain/absence.ts';
import { endAbsence, leftOf, noteWell, withdrawAbsence } from '../domain/actions/absences.ts';
import { findOccurrence } from '../domain/appointment.ts';
import type { Participant } from '../domain/participant.ts';
import { appointmentsLeft, isOver } from '../domain/service-end.ts';
import {
  addDays,
  at,
  dateOf,
  daysBetween,
  type LocalDate,
  type LocalDateTime,
  localDateSchema,
  localDateTimeSchema,
  timeOf,
  toLocal,
} from '../domain/time.ts';
import { NOT_UNTIL } from '../locales/phrases/told.ts';
import type { Choice, Param, Saying } from '../locales/saying.ts';
import { daysOf } from './absence/clock.ts';
import { absenceDialog } from './absence/dialog.ts';
import { ABSENCE, absenceDraft } from './absence/draft.ts';
import { LATE } from './absence/late-draft.ts';
import { activityRows, daysParam } from './absence/words.ts';
import { AF_PHONE } from './duties.ts';
import { type Registry, start } from './engine.ts';
import type { Ctx, Dialog, Heard, Turn } from './turn.ts';
import type { When } from './understanding/meaning.ts';
import { verdict } from './understanding/verdict.ts';
import { withdrawDialog } from './withdraw.ts';

/** Well again, or able to come after all: a running absence is ended, and the provider is told. */

const draftSchema = z.strictObject({
  absence: z.string(),
  /** The first day that the person comes again, or null until known. */
  backOn: localDateSchema.nullable(),
  /** The clock time of that day from which they come, where one was said. */
  backFrom: localDateTimeSchema.nullable().default(null),
  confirmed: z.boolean(),
  /** What the person can come to, as it was read back; null before that. A meeting may begin while they think. */
  shown: z.array(z.string()).nullable().default(null),
});
export type WellDraft = z.infer<typeof draftSchema>;

export const wellDialog: Dialog<WellDraft> = {
  id: 'well-again',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'backOn',
      expecting: 'date',
      isOpen: (draft) => draft.backOn === null,
      ask: (draft, ctx) => {
        return [
          {
            key: 'absence:askBack',
            choices: [
              ...daysShown(draft, ctx).map((date) => ({
                id: `day:${date}`,
                key: 'absence:dayChoice' as const,
                params: { day: { date } },
              })),
              { id: 'do:cancel', key: 'common:cancel' },
            ],
          },
        ];
      },
      take: (heard, draft, ctx) => {
        const pressed = heard.choice?.startsWith('day:') ? heard.choice.slice('day:'.length) : null;
        if (pressed !== null) return { draft: withBack(draft, dayOnly(pressed), ctx) };
        if (tellsMore(heard)) return null;
        const { when, intent } = heard.meaning;
        if (when !== null) return { draft: withBack(draft, when, ctx) };
        const [only, ...others] = daysShown(draft, ctx);
        if (intent !== 'yes' || only === undefined || others.length > 0) return null;
        return { draft: withBack(draft, dayOnly(only), ctx) };
      },
      clear: (draft) => ({ ...draft, backOn: null, backFrom: null }),
    },
    {
      field: 'confirm',
      expecting: 'yes-no',
      isOpen: (draft, ctx) => !draft.confirmed && changes(draft, ctx),
      prepare: (draft, ctx) => ({ ...draft, shown: againIn(draft, ctx) }),
      ask: (draft, ctx) => readBack(draft, ctx),
      take: (heard, draft, ctx) => {
        const { when } = heard.meaning;
        if (tellsMore(heard)) return null;
        const other = heard.choice === null && when !== null ? withBack(draft, when, ctx) : null;
        if (other !== null && backAt(other, ctx) !== backAt(draft, ctx)) return { draft: other };
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes') {
          // The yes was to more than can be come to now: it is read back as it is.
          if (String(draft.shown) !== String(againIn(draft, ctx))) return { say: [] };
          return { draft: { ...draft, confirmed: true } };
        }
        if (heard.choice === 'change' || heard.meaning.intent === 'no')
          return { draft: { ...draft, backOn: null, backFrom: null } };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish,
  cancelled: () => [{ key: 'absence:kept' }],
  givesWayTo: [ABSENCE, LATE],
};

/** The days that can be pressed: today, and tomorrow where it is still missed then. */
function daysShown(draft: WellDraft, { doc, env }: Ctx): LocalDate[] {
  const absence = find(doc, draft);
  const tomorrow = addDays(env.today, 1);
  return [env.today, ...(absence && absence.to >= tomorrow ? [tomorrow] : [])];
}

/** A day in words that tell of a new absence is none to come back on. */
function tellsMore({ choice, meaning, normal }: Heard): boolean {
  const isReport = meaning.intent === 'report_absence' && verdict(meaning) === 'sure';
  return choice === null && isReport && !NOT_UNTIL.test(normal.folded);
}

const dayOnly = (day: LocalDate): When => ({ grain: 'day', start: day, end: day });

/** With the day of coming back. Where another report holds that day, it is that one which ends. */
function withBack(draft: WellDraft, when: When, ctx: Ctx): WellDraft {
  const back = { ...draft, ...backBy(when, ctx) };
  const absence = find(ctx.doc, draft);
  const day = back.backOn ?? ctx.env.today;
  const holding = absence !== null && holds(absence, day) ? absence : holdingOf(ctx.doc, day);
  return { ...back, absence: holding?.id ?? draft.absence };
}

const holds = ({ from, to }: Absence, day: LocalDate): boolean => from <= day && day <= to;

/** The person's own report that holds the day, one of whole days before others; null when none does. */
function holdingOf(doc: Participant, day: LocalDate): Own | null {
  const there = doc.absences.filter(isOwnReport).filter((absence) => holds(absence, day));
  return there.findLast(({ extent }) => extent === 'whole') ?? there.at(-1) ?? null;
}

/** What was missed was missed: one is back today at the earliest. */
function notBefore(day: string, ctx: Ctx): string {
  return day < ctx.env.today ? ctx.env.today : day;
}

/** The day that was said, and the clock time when one was: what begins before that is missed still. */
function backBy(when: When, ctx: Ctx): Pick<WellDraft, 'backOn' | 'backFrom'> {
  const backOn = notBefore(when.start.slice(0, 10), ctx);
  if (when.grain === 'day') return { backOn, backFrom: null };
  const from = toLocal(new Date(when.start).toISOString());
  return { backOn, backFrom: dateOf(from) === backOn && from > ctx.env.local ? from : null };
}

function backAt(draft: WellDraft, ctx: Ctx): LocalDateTime {
  if (draft.backFrom !== null && draft.backFrom > ctx.env.local) return draft.backFrom;
  const day = draft.backOn ?? ctx.env.today;
  return day === ctx.env.today ? ctx.env.local : at(day, '00:00');
}

function changes(draft: WellDraft, ctx: Ctx): boolean {
  const absence = find(ctx.doc, draft);
  if (absence === null) return false;
  const left = leftOf(ctx.doc, absence, backAt(draft, ctx));
  return left === null || left.to !== absence.to || left.occurrences.length !== absence.occurrences.length;
}

/** What was reported as missed and is not missed after all. */
function againIn(draft: WellDraft, ctx: Ctx): string[] {
  const absence = find(ctx.doc, draft);
  if (absence === null) return [];
  const left = leftOf(ctx.doc, absence, backAt(draft, ctx));
  return absence.occurrences.filter((key) => !left?.occurrences.includes(key));
}

function readBack(draft: WellDraft, ctx: Ctx): readonly Saying[] {
  if (find(ctx.doc, draft) === null) return [];
  const there = againIn(draft, ctx).filter((key) => findOccurrence(appointmentsLeft(ctx.doc), key) !== null);
  return [
    {
      key: there.length > 0 ? 'absence:backTo' : 'absence:backFree',
      params: { day: backParam(draft, ctx) },
      rows: activityRows(ctx.doc, there, false),
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

function backParam(draft: WellDraft, ctx: Ctx): Param {
  const day = { date: draft.backOn ?? ctx.env.today };
  if (draft.backFrom === null) return day;
  return { phrase: 'absence:dayTime', params: { day, time: { time: timeOf(draft.backFrom) } } };
}

const NEXT: readonly Choice[] = [
  { id: 'do:next', key: 'common:nextMeeting' },
  { id: 'do:absence', key: 'common:cannotCome' },
];

/** The person's own reports of not being there, from today on, but for this one. */
function standing(doc: Participant, today: LocalDate, but: string | null = null): Own[] {
  return doc.absences
    .filter(isOwnReport)
    .filter(({ id, to, extent }) => id !== but && to >= today && (extent === 'whole' || extent === 'part'));
}

/** What is reported still, so that nobody who is well thinks that nothing is. */
function stillStands(absences: readonly Own[]): Saying[] {
  const [first, ...others] = absences;
  if (first === undefined) return [];
  const change: Choice =
    others.length === 0
      ? { id: `do:change:${first.id}`, key: 'absence:changeAbsence' }
      : { id: 'do:receipts', key: 'common:receipts' };
  return [
    {
      key: 'absence:stillStands',
      rows: absences.slice(0, MOST_SHOWN).map(({ from, to }) => ({
        key: 'absence:dayChoice',
        params: { day: daysParam(from, to) },
      })),
      choices: [change, { id: 'do:next', key: 'common:nextMeeting' }],
    },
  ];
}

const MOST_SHOWN = 5;

/** Nothing that is reported holds the day: which days are, where there are several reports. */
function nothingChanged(day: LocalDate, absence: Absence, ctx: Ctx): Saying[] {
  const left = standing(ctx.doc, ctx.env.today);
  if (left.length > 1) {
    return [{ key: 'absence:notReportedThen', params: { day: { date: day } } }, ...stillStands(left)];
  }
  const { from, to } = left[0] ?? absence;
  return [{ key: 'absence:endsByThen', params: { days: daysParam(from, to) }, choices: NEXT }];
}

/** What was done, and what is reported beside it. */
function withOthers(said: Saying, absenceId: string, doc: Participant, ctx: Ctx): Saying[] {
  const others = stillStands(standing(doc, ctx.env.today, absenceId));
  return others.length === 0 ? [{ ...said, choices: NEXT }] : [said, ...others];
}

function finish(draft: WellDraft, ctx: Ctx): Turn {
  const absence = find(ctx.doc, draft);
  if (absence === null) return { doc: ctx.doc, say: [{ key: 'absence:alreadyWithdrawn', choices: NEXT }] };
  const acting = { now: ctx.env.now, channel: ctx.env.channel };
  const params = {
    provider: { name: ctx.doc.plan.provider.name },
    number: absence.number,
  };
  if (leftOf(ctx.doc, absence, backAt(draft, ctx)) === null && !isSentOn(absence)) {
    const { doc } = withdrawAbsence(ctx.doc, absence.id, acting);
    const days = daysParam(absence.from, absence.to);
    const said: Saying = { key: 'absence:withdrawn', params: { ...params, days } };
    return { doc, say: withOthers(said, absence.id, doc, ctx) };
  }
  const ended = endAbsence(ctx.doc, absence.id, backAt(draft, ctx), acting);
  // It ends by itself before that day: there is nothing to tell anybody.
  if (ended === null)
    return { doc: ctx.doc, say: nothingChanged(draft.backOn ?? ctx.env.today, absence, ctx) };
  const said: Saying = { key: 'absence:ended', params: { ...params, last: { date: ended.absence.to } } };
  return { doc: ended.doc, say: withOthers(said, absence.id, ended.doc, ctx) };
}

/**
 * "Jag är frisk igen": what must be told to whom, and then the absence that runs or is to come. In a programme nobody has to tell
 * Arbetsförmedlingen; with the a-kassa and no programme one does. Source: arbetsformedlingen.se, anmäl frånvaro när du är sjuk, and
 * anmäl frånvaro för vård av barn.
 */
export function wellAgain(about: { when: When | null; id?: string }, ctx: Ctx, registry: Registry): Turn {
  const { today } = ctx.env;
  const own = ctx.doc.absences.filter(isOwnReport);
  const named = about.id === undefined ? null : (own.find((entry) => entry.id === about.id) ?? null);
  const day = about.when === null ? null : daysOf(about.when).from;
  const holding = day === null || day <= today ? null : holdingOf(ctx.doc, day);
  const latest = named ?? holding ?? meantBy(own, today);
  const first = wellDuties(latest?.reason ?? null, ctx);
  if (latest === null || latest.to < today) {
    return {
      doc: withWellNoted(own, ctx),
      say: [...first, { key: 'help:well', choices: [{ id: 'do:next', key: 'common:nextMeeting' }] }],
    };
  }
  // Before the first day the report itself is taken back: whoever has rung about that day has something to change there.
  const isToCome = latest.from > today;
  const isAnother = named === null && holding === null && day !== null && day > today;
  // Coming on a later day is told to nobody, where nothing is reported for it.
  if (isAnother && (isToCome || standing(ctx.doc, today).length > 1)) {
    return { doc: ctx.doc, say: [...(isToCome ? [GOOD] : first), ...nothingChanged(day, latest, ctx)] };
  }
  const isFromFirst = isToCome && (day === null || day <= latest.from);
  const turn =
    isFromFirst || latest.extent !== 'whole'
      ? start(ctx.doc, withdrawDialog, { absence: latest.id, confirmed: false }, ctx.env, registry)
      : start(
          ctx.doc,
          wellDialog,
          {
            absence: latest.id,
            ...(about.when === null ? { backOn: null, backFrom: null } : backBy(about.when, ctx)),
            confirmed: false,
            shown: null,
          },
          ctx.env,
          registry,
        );
  return { doc: turn.doc, say: [...(isToCome ? [GOOD] : first), ...turn.say] };
}

type Own = Absence & { readonly reason: AbsenceReason };

/** How long after its last day an illness is still what somebody is well again from. */
const RECENT_DAYS = 7;

function withWellNoted(own: readonly Own[], { doc, env }: Ctx): Participant {
  if (isOver(doc, env.today)) return doc;
  const last = own
    .filter(({ reason, endedAt }) => reason === 'sick' && endedAt === null)
    .filter(({ to }) => to < env.today && to >= addDays(env.today, -RECENT_DAYS))
    .reduce<Own | null>((latest, entry) => (latest === null || entry.to > latest.to ? entry : latest), null);
  return last === null ? doc : noteWell(doc, last.id, env.now);
}

/** An illness that runs before all else, then what runs, an illness to come, and what was reported last. */
function meantBy(own: readonly Own[], today: LocalDate): Own | null {
  const left = own.filter((entry) => entry.to >= today);
  const isIllness = ({ reason }: Own) => reason === 'sick' || reason === 'child-sick';
  const running = left.filter((entry) => entry.from <= today);
  return (
    running.findLast(isIllness) ??
    running.at(-1) ??
    left.findLast(isIllness) ??
    left.at(-1) ??
    own.at(-1) ??
    null
  );
}

const GOOD: Saying = { key: 'help:wellGood' };

function wellDuties(reason: AbsenceReason | null, ctx: Ctx): Saying[] {
  const { kinds } = ctx.doc.plan.regime;
  const inProgram = kinds.includes('af-program');
  if (inProgram && reason === 'sick') return [{ key: 'help:wellAf' }];
  if (inProgram && reason === 'child-sick') return [{ key: 'help:wellChildAf' }];
  if (inProgram || !kinds.includes('a-kassa') || reason !== 'sick') return [GOOD];
  const params = { phone: { name: AF_PHONE } };
  return [
    GOOD,
    { key: 'duty:headingAfter', card: 'duty', rows: [{ key: 'duty:akassaContactAfWhenWell', params }] },
  ];
}

/** "Jag är fortfarande sjuk", in answer to the question of the morning. What was reported stands; a day that it does not hold is added. */
export function stillIll(id: string, ctx: Ctx, registry: Registry): Turn {
  const absence = ctx.doc.absences.filter(isOwnReport).find((entry) => entry.id === id);
  const { today } = ctx.env;
  if (!absence) return { doc: ctx.doc, say: [{ key: 'absence:alreadyWithdrawn' }] };
  if (absence.to >= today) {
    return {
      doc: ctx.doc,
      say: [
        {
          key: absence.to === today ? 'absence:stillIllToday' : 'absence:stillIllUntil',
          params: { to: { date: absence.to, absolute: true } },
          choices: [
            { id: `do:change:${absence.id}`, key: 'absence:changeAbsence' },
            { id: 'do:human', key: 'common:human' },
          ],
        },
      ],
    };
  }
  // Still ill means all along; an old button, weeks later, is a new illness.
  const isLong = daysBetween(absence.to, today) > STILL_DAYS;
  const when: When = { grain: 'day', start: isLong ? today : addDays(absence.to, 1), end: today };
  const extended = { ...absenceDraft(ctx.doc, { changes: absence.id }), choosingChange: false };
  const draft =
    isLong || isSentOn(absence)
      ? absenceDraft(ctx.doc, { when, reason: absence.reason })
      : withMore(ctx.doc, extended, when);
  return start(ctx.doc, absenceDialog, draft, ctx.env, registry);
}

/** The question comes on the first working day after the last that was reported: a long holiday lies between at most. */
const STILL_DAYS = 6;

function withMore(doc: Participant, draft: ReturnType<typeof absenceDraft>, when: When) {
  const more = absenceDraft(doc, { when, reason: draft.reason });
  return {
    ...draft,
    to: when.end,
    occurrences: [...(draft.occurrences ?? []), ...(more.occurrences ?? [])],
    whole: true,
    // The card about the illness was read when it was reported.
    warned: draft.reason,
  };
}

function find(doc: Participant, draft: WellDraft): Absence | null {
  return doc.absences.filter(isOwnReport).find((absence) => absence.id === draft.absence) ?? null;
}

/** Day 8: whether the läkarintyg has been sent. */
export function certificate(answer: string): Saying[] {
  if (answer === 'sent') return [{ key: 'absence:certificateGood' }];
  return [
    {
      key: 'absence:certificateNow',
      params: { phone: { name: AF_PHONE } },
      choices: [
        { id: 'do:ask', key: 'common:askSupervisor' },
        { id: 'do:human', key: 'common:human' },
      ],
    },
  ];
}
