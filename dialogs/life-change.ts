import { z } from 'zod';
import { changeSignal, reportSignal, withdrawSignal } from '../domain/actions/signals.ts';
import { supervisorOf } from '../domain/contact.ts';
import { reportsDeviations } from '../domain/deviation.ts';
import type { Participant } from '../domain/participant.ts';
import { lifeChangeDuties } from '../domain/regimes/own-duties.ts';
import { latestSignal, SIGNAL_KINDS, type Signal, type SignalKind } from '../domain/signal.ts';
import { localDateSchema } from '../domain/time.ts';
import type { TextKey } from '../locales/keys.ts';
import { FINDS_NOT, NO_PLACE, SEASON } from '../locales/phrases/answers.ts';
import type { Param, Phrase, Saying } from '../locales/saying.ts';
import { dutyRows } from './duties.ts';
import { type Registry, start, withoutFrames, withSettled } from './engine.ts';
import type { Ctx, Dialog, Heard, Turn } from './turn.ts';
import type { When } from './understanding/meaning.ts';
import { verdict } from './understanding/verdict.ts';

/** Got work, begins to study, or has applied for an education: read back, told to the provider at once, and a card about whom the person must tell personally. */

const MAX_LENGTH = 200;

const draftSchema = z.strictObject({
  kind: z.enum(SIGNAL_KINDS),
  /** Has applied, and does not know yet. */
  applied: z.boolean().default(false),
  startsOn: localDateSchema.nullable(),
  /** Whether the first day has been asked for and answered, also with "jag vet inte". */
  dayKnown: z.boolean(),
  where: z.string().nullable(),
  whereKnown: z.boolean(),
  /** The place was said where the day was asked, which is said back there. */
  placeFirst: z.boolean().default(false),
  /** The signal that this changes, or null for a new one. */
  changes: z.string().nullable(),
  /** Set while one of the same kind stands and the person has not said what to do with it. */
  earlier: z.string().nullable(),
  confirmed: z.boolean(),
});
export type LifeChangeDraft = z.infer<typeof draftSchema>;

const EMPTY: Omit<LifeChangeDraft, 'kind' | 'applied'> = {
  startsOn: null,
  dayKnown: false,
  where: null,
  whereKnown: false,
  placeFirst: false,
  changes: null,
  earlier: null,
  confirmed: false,
};

type TextOf = 'glad' | 'when' | 'where' | 'readBack' | 'row' | 'already';

/** Work, studies, and an application are three different things to say: the end of their keys. */
export function newsOf({ kind, applied }: Pick<Signal, 'kind' | 'applied'>): 'Work' | 'Studies' | 'Applied' {
  if (kind === 'work') return 'Work';
  return applied ? 'Applied' : 'Studies';
}

function textOf(about: TextOf, told: Pick<Signal, 'kind' | 'applied'>): TextKey {
  return `signal:${about}${newsOf(told)}`;
}

export const lifeChangeDialog: Dialog<LifeChangeDraft> = {
  id: 'life-change',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'earlier',
      expecting: 'yes-no',
      isOpen: (draft) => draft.earlier !== null,
      ask: (draft, ctx) => {
        const before = ctx.doc.signals.find((entry) => entry.id === draft.earlier);
        return [
          {
            key: textOf('already', before ?? draft),
            params: { number: before?.number ?? '' },
            choices: [
              { id: 'yes', key: 'absence:changeIt' },
              { id: 'no', key: 'absence:keepIt' },
            ],
          },
        ];
      },
      take: (heard, draft) => {
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, changes: draft.earlier, earlier: null } };
        if (heard.choice === 'no' || heard.meaning.intent === 'no') return { stop: [{ key: 'signal:kept' }] };
        return null;
      },
      clear: (draft) => ({ ...draft, earlier: draft.changes, changes: null }),
    },
    {
      field: 'startsOn',
      expecting: 'date',
      isOpen: (draft) => !draft.dayKnown,
      ask: (draft) => [
        ...(draft.where === null || !draft.placeFirst
          ? []
          : [{ key: 'signal:placeNoted', params: quoted(draft.where) } as const]),
        {
          key: textOf('when', draft),
          choices: [
            { id: 'unsure', key: 'signal:dayUnsure' },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft) => {
        const { when, detail, intent } = heard.meaning;
        if (heard.choice === 'unsure' || (when === null && (detail === 'dont_know' || intent === 'no')))
          return { draft: { ...draft, startsOn: null, dayKnown: true } };
        if (when === null && isSeason(heard)) return { say: [{ key: 'signal:needsDay' }] };
        if (when === null) {
          const place = placeIn(heard);
          return place === null
            ? null
            : { draft: { ...draft, where: place, whereKnown: true, placeFirst: true } };
        }
        return { draft: { ...draft, startsOn: when.start.slice(0, 10), dayKnown: true } };
      },
      clear: (draft) => ({ ...draft, startsOn: null, dayKnown: false }),
    },
    {
      field: 'where',
      expecting: 'text',
      isOpen: (draft) => !draft.whereKnown,
      ask: (draft) => [
        {
          key: textOf('where', draft),
          choices: [
            { id: 'skip', key: 'signal:doNotSay' },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft) => {
        const text = heard.text.trim();
        const none = heard.choice === 'skip' || heard.meaning.intent === 'no';
        if (none || heard.meaning.reason === 'undisclosed')
          return { draft: { ...draft, where: null, whereKnown: true } };
        // "ja" to "var?" is no place.
        if (text === '' || heard.meaning.intent === 'yes') return null;
        if (isSeason(heard)) return { say: [{ key: 'signal:timeNoPlace' }] };
        if (text.length > MAX_LENGTH)
          return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
        return { draft: { ...draft, where: text, whereKnown: true } };
      },
      clear: (draft) => ({ ...draft, where: null, whereKnown: false }),
    },
    {
      field: 'confirm',
      expecting: 'yes-no',
      isOpen: (draft) => !draft.confirmed,
      ask: (draft, ctx) => [
        {
          key: textOf('readBack', draft),
          rows: [dayRow(draft.startsOn), placeRow(draft.where)],
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
      ],
      take: (heard, draft) => {
        const { when } = heard.meaning;
        const day = heard.choice === null && when !== null ? when.start.slice(0, 10) : null;
        // "Ja, men den 5 april" is another day, and is read back.
        if (day !== null && day !== draft.startsOn)
          return { draft: { ...draft, startsOn: day, dayKnown: true } };
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        if (heard.choice === 'change' || saysNo(heard))
          return { draft: { ...draft, startsOn: null, dayKnown: false, where: null, whereKnown: false } };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish,
  // What was sent before stands, and who reads "inget är skickat" would think that it does not.
  cancelled: (draft, ctx) =>
    draft.changes !== null || draft.earlier !== null
      ? [{ key: 'signal:changeCancelled' }]
      : [{ key: 'signal:cancelled' }, ...lifeChangeCard(draft, ctx)],
};

/** "Ica Maxi", where the day was asked: the place, which is asked next. Null for what may be anything else. */
function placeIn({ text, normal, choice, meaning }: Heard): string | null {
  const place = text.trim();
  const isOther =
    verdict(meaning) === 'sure' && meaning.intent !== 'out_of_scope' && meaning.intent !== 'got_job';
  const isNamed = choice === null && !isOther && !meaning.question && meaning.intent !== 'crisis';
  const words = place.split(/\s+/).length;
  return isNamed && words <= 4 && place.length <= 60 && !NO_PLACE.test(normal.folded) ? place : null;
}

/** "I höst", "nästa termin": a time of the year, which is no day and no place. */
function isSeason({ normal }: Heard): boolean {
  return SEASON.test(normal.folded);
}

/** "Jag hittar inte dit" has a "not" in it, and takes back nothing. */
function saysNo({ normal, meaning }: Heard): boolean {
  return meaning.intent === 'no' && verdict(meaning) === 'sure' && !FINDS_NOT.test(normal.folded);
}

function quoted(where: string): { where: Param } {
  return { where: { quote: { text: where, easy: null } } };
}

function dayRow(startsOn: string | null): Phrase {
  if (startsOn === null) return { key: 'signal:rowNoDay' };
  return { key: 'signal:rowDay', params: { day: { date: startsOn, absolute: true } } };
}

function placeRow(where: string | null): Phrase {
  if (where === null) return { key: 'signal:rowNoPlace' };
  return { key: 'signal:rowPlace', params: quoted(where) };
}

function finish(draft: LifeChangeDraft, ctx: Ctx): Turn {
  const { kind, applied, startsOn, where } = draft;
  const input = { kind, applied, startsOn, where };
  const acting = { now: ctx.env.now, channel: ctx.env.channel, random: ctx.env.random };
  const before = ctx.doc.signals.find((entry) => entry.id === draft.changes);
  if (before && before.status !== 'reported')
    return { doc: ctx.doc, say: [{ key: 'signal:alreadyWithdrawn' }] };
  if (before && before.sentAt !== null) return { doc: ctx.doc, say: [tooLate(ctx)] };
  const done = before
    ? changeSignal(ctx.doc, before.id, input, acting)
    : reportSignal(ctx.doc, input, acting);
  return {
    doc: withSettled(done.doc, done.signal.number),
    say: [receipt(done.signal, ctx), ...lifeChangeCard(draft, ctx), whatNext(done.signal, ctx)],
  };
}

function receipt(signal: Signal, ctx: Ctx): Saying {
  const provider = { name: ctx.doc.plan.provider.name };
  return {
    key: signal.version === 1 ? 'signal:receipt' : 'signal:receiptChanged',
    params: { provider },
    card: 'receipt',
    rows: [
      { key: textOf('row', signal) },
      ...(signal.startsOn === null ? [] : [dayRow(signal.startsOn)]),
      ...(signal.where === null ? [] : [placeRow(signal.where)]),
      { key: 'absence:receiptTo', params: { provider, moment: { moment: ctx.env.local, absolute: true } } },
      { key: 'absence:receiptNumber', params: { number: signal.number } },
    ],
  };
}

/** Whom the person must tell personally, by regime. */
export function lifeChangeCard({ kind, applied }: Pick<Signal, 'kind' | 'applied'>, ctx: Ctx): Saying[] {
  return dutyRows(ctx.doc, lifeChangeDuties(ctx.doc.plan.regime, kind, applied), 'duty:headingAfter');
}

function whatNext(signal: Signal, ctx: Ctx): Saying {
  return {
    key: reportsDeviations(ctx.doc.plan) ? 'signal:nextAf' : 'signal:nextMunicipal',
    params: { provider: { name: ctx.doc.plan.provider.name } },
    choices: [
      { id: `do:undo-signal:${signal.id}`, key: 'common:undo' },
      { id: `do:change-signal:${signal.id}`, key: 'common:change' },
      { id: 'do:next', key: 'common:nextMeeting' },
    ],
  };
}

/** "Jag har fått jobb på ICA": a good thing first, and then what is needed. Day and place that are known are not asked for. */
export function lifeChange(
  {
    kind,
    applied = false,
    when,
    where,
  }: { kind: SignalKind; applied?: boolean; when: When | null; where: string | null },
  ctx: Ctx,
  registry: Registry,
): Turn {
  const before = latestSignal(ctx.doc.signals, kind);
  const open = before !== null && before.sentAt === null ? before.id : null;
  const draft: LifeChangeDraft = {
    ...EMPTY,
    kind,
    applied,
    startsOn: when === null ? null : when.start.slice(0, 10),
    dayKnown: when !== null,
    where,
    whereKnown: where !== null,
    earlier: open,
  };
  const turn = start(ctx.doc, lifeChangeDialog, draft, ctx.env, registry);
  const glad: Saying = { key: textOf('glad', draft) };
  return { doc: turn.doc, say: [...(open === null ? [glad] : []), ...turn.say] };
}

export function changeOfSignal(id: string, ctx: Ctx, registry: Registry): Turn {
  const signal = ctx.doc.signals.find((entry) => entry.id === id);
  if (signal?.status !== 'reported') return { doc: ctx.doc, say: [{ key: 'signal:alreadyWithdrawn' }] };
  if (signal.sentAt !== null) return { doc: ctx.doc, say: [tooLate(ctx)] };
  const draft: LifeChangeDraft = {
    ...EMPTY,
    kind: signal.kind,
    applied: signal.applied,
    changes: signal.id,
  };
  return start(ctx.doc, lifeChangeDialog, draft, ctx.env, registry);
}

const undoSchema = z.strictObject({ signal: z.string(), confirmed: z.boolean() });

export const undoSignalDialog: Dialog<z.infer<typeof undoSchema>> = {
  id: 'undo-signal',
  version: 1,
  schema: undoSchema,
  questions: [
    {
      field: 'confirm',
      expecting: 'yes-no',
      isOpen: (draft) => !draft.confirmed,
      ask: (draft, ctx) => [
        {
          key: 'signal:askUndo',
          params: { number: ctx.doc.signals.find((entry) => entry.id === draft.signal)?.number ?? '' },
          choices: [
            { id: 'yes', key: 'absence:withdraw' },
            { id: 'no', key: 'absence:keepIt' },
          ],
        },
      ],
      take: (heard, draft) => {
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        if (heard.choice === 'no' || heard.meaning.intent === 'no') return { stop: [{ key: 'signal:kept' }] };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish: (draft, ctx) => {
    const signal = ctx.doc.signals.find((entry) => entry.id === draft.signal);
    if (signal?.status !== 'reported') return { doc: ctx.doc, say: [{ key: 'signal:alreadyWithdrawn' }] };
    if (signal.sentAt !== null) return { doc: ctx.doc, say: [tooLate(ctx)] };
    const done = withdrawSignal(ctx.doc, signal.id, { now: ctx.env.now, channel: ctx.env.channel });
    return {
      doc: withoutChangeOf(done.doc, signal.id),
      say: [
        {
          key: 'signal:withdrawn',
          params: { provider: { name: ctx.doc.plan.provider.name }, number: signal.number },
          choices: [{ id: 'do:next', key: 'common:nextMeeting' }],
        },
      ],
    };
  },
  cancelled: () => [{ key: 'signal:kept' }],
  givesWayTo: 'all',
};

/** A change of it that was under way has nothing left to change. */
function withoutChangeOf(doc: Participant, signalId: string): Participant {
  return withoutFrames(doc, lifeChangeDialog, ({ changes, earlier }) =>
    [changes, earlier].includes(signalId),
  );
}

export function undoSignal(id: string, ctx: Ctx, registry: Registry): Turn {
  const signal = ctx.doc.signals.find((entry) => entry.id === id);
  if (signal?.status !== 'reported') return { doc: ctx.doc, say: [{ key: 'signal:alreadyWithdrawn' }] };
  if (signal.sentAt !== null) return { doc: ctx.doc, say: [tooLate(ctx)] };
  return start(ctx.doc, undoSignalDialog, { signal: signal.id, confirmed: false }, ctx.env, registry);
}

/** The provider has sent it on: from then on it is a matter between people. */
function tooLate(ctx: Ctx): Saying {
  const supervisor = supervisorOf(ctx.doc);
  return {
    key: 'signal:tooLate',
    params: { supervisor: { name: supervisor.name }, phone: { name: supervisor.phone } },
    choices: [{ id: 'do:ask', key: 'common:askSupervisor' }],
  };
}
