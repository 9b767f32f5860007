import { z } from 'zod';
import { ABSENCE_REASONS, type Absence, type AbsenceReason } from '../domain/absence.ts';
import { explainAbsence } from '../domain/actions/absences.ts';
import type { Participant } from '../domain/participant.ts';
import { addMs, DAY } from '../domain/time.ts';
import { fold } from '../locales/fold.ts';
import { WAS_THERE } from '../locales/phrases/answers.ts';
import type { Choice, Param, Saying } from '../locales/saying.ts';
import { missedPhrase, noShowWithdrawnSaying } from '../locales/sayings/no-show.ts';
import { absenceCommand } from './absence/known.ts';
import { reportIn } from './absence/sure-report.ts';
import { daysParam, reasonText } from './absence/words.ts';
import { addedWords, withAdded } from './added-words.ts';
import { dutyCard } from './duties.ts';
import { type Registry, start, withSettled } from './engine.ts';
import { MAIN_CHOICES } from './help.ts';
import { heardAt } from './message-report.ts';
import type { Ctx, Dialog, Heard, Turn } from './turn.ts';
import { tellsNoMore, withoutDiagnosis } from './understanding/diagnosis.ts';

/**
 * "Vad hände?": the person's own explanation of an absence, after staff marked that they did not come or any time later. One tap, or words
 * that are read back. It is sent as theirs and changes nothing that the provider reports.
 */

const MAX_LENGTH = 1000;
/** How long words that mean nothing else are taken as the answer to the question about a no-show. */
const ANSWERED_WITHIN = 3 * DAY;

const draftSchema = z.strictObject({
  absence: z.string(),
  /** Others that the same words are about: all that staff marked on the same day. */
  also: z.array(z.string()).default([]),
  reason: z.enum(ABSENCE_REASONS).nullable(),
  wasThere: z.boolean(),
  /** Null before it is written. Empty when nothing of it is left to send without the illness that it named. */
  text: z.string().nullable(),
  /** Whether the text names an illness and the person has not yet said what to do about it. */
  namesIllness: z.boolean(),
  confirmed: z.boolean(),
});
export type ExplainDraft = z.infer<typeof draftSchema>;

export const explainDialog: Dialog<ExplainDraft> = {
  id: 'explain-absence',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'text',
      expecting: 'text',
      toHuman: true,
      isOpen: (draft, ctx) => draft.text === null && stands(draft, ctx),
      ask: (draft, ctx) => {
        const absence = find(ctx.doc, draft.absence);
        return [
          {
            key: 'absence:explainWrite',
            params: { missed: absence ? missedParam(draft, ctx) : '' },
            choices: [{ id: 'do:cancel', key: 'common:cancel' }],
          },
        ];
      },
      take: (heard, draft) => {
        const text = heard.text.trim();
        if (text === '') return null;
        if (text.length > MAX_LENGTH)
          return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
        return { draft: withText(draft, text, heard.meaning.diagnosis) };
      },
      clear: (draft) => ({ ...draft, text: null, namesIllness: false }),
    },
    {
      field: 'illness',
      expecting: 'yes-no',
      isOpen: (draft, ctx) => draft.namesIllness && stands(draft, ctx),
      ask: () => [
        {
          key: 'absence:askLeaveOut',
          choices: [
            { id: 'yes', key: 'absence:leaveOut' },
            { id: 'no', key: 'absence:keepIn' },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft) => {
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes') return { draft: leftOut(draft) };
        if (heard.choice === 'no' || heard.meaning.intent === 'no')
          return { draft: { ...draft, namesIllness: false } };
        return null;
      },
      clear: (draft) => draft,
    },
    {
      field: 'confirm',
      expecting: 'yes-no',
      toHuman: true,
      isOpen: (draft, ctx) => !draft.confirmed && stands(draft, ctx),
      ask: (draft, ctx) => {
        const absence = find(ctx.doc, draft.absence);
        return [
          {
            key: readBackKey(draft),
            params: {
              ...(draft.reason === null ? {} : { reason: { phrase: reasonText(draft.reason) } }),
              ...(draft.text ? { text: { quote: { text: draft.text, easy: null } } } : {}),
              missed: absence ? missedParam(draft, ctx) : '',
              provider: { name: ctx.doc.plan.provider.name },
            },
            choices: [
              { id: 'yes', key: 'absence:send' },
              { id: 'change', key: 'common:change' },
              { id: newAbsence(draft, ctx), key: 'absence:isNewAbsence' },
              { id: 'do:cancel', key: 'common:cancel' },
            ],
          },
        ];
      },
      take: (heard, draft, ctx) => {
        const added = addedWords(heard);
        if (added !== null) {
          const text = withAdded(draft.text ?? '', added);
          if (text.length > MAX_LENGTH)
            return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
          return { draft: withText(draft, text, heard.meaning.diagnosis), say: [{ key: 'question:added' }] };
        }
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        // Other words say anew what happened: only what was sent before still holds.
        const wasThere = find(ctx.doc, draft.absence)?.explanation?.wasThere === true;
        if (heard.choice === 'change' || heard.meaning.intent === 'no')
          return { draft: { ...draft, text: null, reason: null, wasThere } };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish: (draft, ctx) => sent(draft, ctx),
  cancelled: () => [{ key: 'absence:explainCancelled' }],
};

/** The command that reports another absence, with the day and the reason that were written; without them where they are of what has been. */
function newAbsence({ text }: ExplainDraft, ctx: Ctx): string {
  const told = text ? reportIn(heardAt(text, ctx.env.now), ctx.doc) : null;
  const isToCome = told !== null && told.when !== null && told.when.start.slice(0, 10) >= ctx.env.today;
  return `do:${isToCome ? absenceCommand(told.when, told.reason) : 'absence'}`;
}

/** Without the illness there is still a reason, which names none; of somebody who says that they were there it is none. */
function leftOut(draft: ExplainDraft): ExplainDraft {
  const reason = draft.reason ?? (draft.wasThere ? null : 'sick');
  const left = withoutDiagnosis(draft.text ?? '');
  return { ...draft, reason, text: reason !== null && tellsNoMore(left) ? '' : left, namesIllness: false };
}

function withText(draft: ExplainDraft, text: string, diagnosis: boolean): ExplainDraft {
  return {
    ...draft,
    text,
    namesIllness: diagnosis,
    wasThere: draft.wasThere || WAS_THERE.test(fold(text)),
  };
}

function readBackKey({ reason, text }: ExplainDraft) {
  if (reason === null) return 'absence:explainReadBack' as const;
  return text ? ('absence:explainReadBackReason' as const) : ('absence:explainReadBackOnlyReason' as const);
}

function sent(draft: ExplainDraft, ctx: Ctx): Turn {
  const { reason, wasThere } = draft;
  const text = draft.text || null;
  const before = find(ctx.doc, draft.absence);
  // One tap that is pressed twice, or in a second window: nobody is told of it again.
  if (text === null && before?.explanation?.reason === reason && before.explanation.wasThere === wasThere) {
    return { doc: ctx.doc, say: [{ key: 'absence:alreadySent', params: { number: before.number } }] };
  }
  const acting = { now: ctx.env.now, channel: ctx.env.channel };
  const done = explainAbsence(ctx.doc, draft.absence, { reason, wasThere, text }, acting);
  if (done === null) return { doc: ctx.doc, say: [goneSaying(draft.absence, ctx)] };
  const numbers = [done.absence.number];
  let { doc } = done;
  for (const id of draft.also) {
    const also = explainAbsence(doc, id, { reason, wasThere, text }, acting);
    // Staff may have taken it back since.
    if (also === null) continue;
    doc = also.doc;
    numbers.push(also.absence.number);
  }
  const after = afterKey(done.absence);
  const choices: Choice[] = [
    ...(text === null ? [{ id: `do:explain:${draft.absence}:words`, key: 'absence:addWords' as const }] : []),
    { id: `do:unexplain:${draft.absence}`, key: 'absence:unexplain' },
    { id: 'do:next', key: 'common:nextMeeting' },
  ];
  const provider = { name: ctx.doc.plan.provider.name };
  const said: Saying = {
    key: explainedKey(draft),
    params: {
      provider,
      number: { list: numbers.map((name) => ({ name })) },
      ...(reason === null ? {} : { reason: { phrase: reasonText(reason) } }),
    },
    ...(after === null ? { choices } : {}),
  };
  // Whoever gave the same reason before has read the card.
  const ill = (reason === 'sick' || reason === 'child-sick') && reason !== before?.explanation?.reason;
  return {
    doc: withSettled(doc, done.absence.number),
    say: [
      ...(ill ? dutyCard(ctx.doc, reason, { when: 'before', late: true }) : []),
      said,
      ...(after === null ? [] : [{ key: after, params: { provider }, choices }]),
    ],
  };
}

/** What the provider does all the same. Somebody who was there, or missed nothing, is not told so. */
function afterKey(absence: Absence) {
  if (absence.explanation?.wasThere) return null;
  if (absence.deviations.length > 0) return 'absence:explainedAfterAf' as const;
  return absence.caseworkerNote ? ('absence:explainedAfterMunicipal' as const) : null;
}

function explainedKey({ reason, wasThere }: ExplainDraft) {
  if (wasThere) return 'absence:explainedWasThere' as const;
  return reason === null ? ('absence:explained' as const) : ('absence:explainedReason' as const);
}

/** `how` is a reason, `was-there`, `words` to add some, or empty to be asked. One tap is an answer: what its button says is sent. */
export function explain(id: string, how: string, ctx: Ctx, registry: Registry): Turn {
  const absence = find(ctx.doc, id);
  if (absence === null) return { doc: ctx.doc, say: [goneSaying(id, ctx)] };
  const reason = ABSENCE_REASONS.find((entry) => entry === how) ?? null;
  const before = absence.explanation;
  const draft: ExplainDraft = {
    absence: id,
    also: [],
    reason: reason ?? (how === 'words' ? (before?.reason ?? null) : null),
    wasThere: how === 'was-there' || (how === 'words' && before?.wasThere === true),
    text: null,
    namesIllness: false,
    confirmed: false,
  };
  if (reason !== null || how === 'was-there') return sent(draft, ctx);
  return start(ctx.doc, explainDialog, draft, ctx.env, registry);
}

/**
 * What a report holds that staff have marked by now: those marks get its reason as their explanation, since the meetings are reported already.
 * Gives them and the keys that are left to report; null when nothing of it is marked.
 */
export function explainMarked(
  keys: readonly string[],
  reason: AbsenceReason,
  ctx: Ctx,
): { readonly turn: Turn; readonly left: readonly string[] } | null {
  const meant = ctx.doc.absences.filter(
    ({ origin, status, occurrences }) =>
      origin === 'no-show' && status === 'reported' && occurrences.some((key) => keys.includes(key)),
  );
  const [first, ...others] = meant.map(({ id }) => id);
  if (first === undefined) return null;
  const isMarked = (key: string) => meant.some(({ occurrences }) => occurrences.includes(key));
  const about = { absence: first, also: others, reason, wasThere: false, text: null };
  return {
    turn: sent({ ...about, namesIllness: false, confirmed: true }, ctx),
    left: keys.filter((key) => !isMarked(key)),
  };
}

/**
 * Words that were written without being asked for. They are read back like any other, and are about all that staff marked on that day and
 * nobody has explained.
 */
export function explainWith(
  absence: Absence,
  { text, meaning }: Heard,
  reason: AbsenceReason | null,
  ctx: Ctx,
  registry: Registry,
): Turn {
  const [first = absence.id, ...also] = ctx.doc.absences
    .filter((entry) => entry.id === absence.id || (entry.from === absence.from && isUnexplained(entry)))
    .map(({ id }) => id);
  const blank: ExplainDraft = {
    absence: first,
    also,
    reason,
    wasThere: false,
    text: null,
    namesIllness: false,
    confirmed: false,
  };
  return start(
    ctx.doc,
    explainDialog,
    withText(blank, text.trim().slice(0, MAX_LENGTH), meaning.diagnosis),
    ctx.env,
    registry,
  );
}

export function unexplain(id: string, ctx: Ctx): Turn {
  const choices: Choice[] = [{ id: `do:explain:${id}`, key: 'absence:explainChoice' }];
  // Pressed twice, or in a second window: nobody is told of it again.
  if (ctx.doc.absences.some((entry) => entry.id === id && entry.explanation === null)) {
    return { doc: ctx.doc, say: [{ key: 'absence:unexplainedBefore', choices }] };
  }
  const done = explainAbsence(ctx.doc, id, null, { now: ctx.env.now, channel: ctx.env.channel });
  if (done === null) return { doc: ctx.doc, say: [goneSaying(id, ctx)] };
  const provider = { name: ctx.doc.plan.provider.name };
  return {
    doc: done.doc,
    say: [
      {
        key: 'absence:unexplained',
        params: { provider },
        choices,
      },
    ],
  };
}

/** The no-show that the person was asked about and has not answered, or null. Only for some days: later words mean something else. */
export function askedAbout(doc: Participant, now: string): Absence | null {
  const last = doc.absences.findLast((entry) => entry.origin === 'no-show' && entry.status === 'reported');
  if (!last || last.explanation !== null) return null;
  return last.reportedAt > addMs(now, -ANSWERED_WITHIN) ? last : null;
}

/** Which absence is meant by "jag vill förklara": the newest no-show that is not explained, else the newest of all. */
export function toExplain(doc: Participant): Absence | null {
  const standing = doc.absences.filter((entry) => entry.status === 'reported');
  return (
    standing.findLast((entry) => entry.origin === 'no-show' && entry.explanation === null) ??
    standing.at(-1) ??
    null
  );
}

/** Asked about, and nothing said of it so far: an explanation that was taken back is not given again unasked. */
function isUnexplained({ origin, status, version }: Absence): boolean {
  return origin === 'no-show' && status === 'reported' && version === 1;
}

function missedParam({ absence, also }: ExplainDraft, { doc }: Ctx): Param {
  const ids = new Set([absence, ...also]);
  const meant = doc.absences.filter(({ id, status }) => ids.has(id) && status === 'reported');
  const [first, ...others] = meant;
  if (first === undefined) return '';
  if (others.length === 0) return missedPhrase(doc, first);
  // Several at once are told by their day.
  return { phrase: 'absence:missedDays', params: { days: daysParam(first.from, first.to, true) } };
}

/** What staff have taken back since needs no explanation: nothing more is asked about it. */
function stands({ absence }: ExplainDraft, { doc }: Ctx): boolean {
  return find(doc, absence) !== null;
}

/** Why there is nothing to explain: what staff took back was not taken back by the person. */
function goneSaying(id: string, { doc }: Ctx): Saying {
  const absence = doc.absences.find((entry) => entry.id === id);
  if (absence === undefined) return { key: 'absence:nothingToExplain', choices: MAIN_CHOICES };
  if (absence.origin !== 'no-show') return { key: 'absence:alreadyWithdrawn', choices: MAIN_CHOICES };
  return { ...noShowWithdrawnSaying(doc, absence), choices: MAIN_CHOICES };
}

function find(doc: Participant, id: string): Absence | null {
  return doc.absences.find((entry) => entry.id === id && entry.status === 'reported') ?? null;
}
