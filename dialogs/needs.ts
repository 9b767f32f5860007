import { z } from 'zod';
import { askSupervisor } from '../domain/actions/participant.ts';
import { NEED_KINDS, type NeedKind, needsTold, withNeeds, withoutNeed } from '../domain/needs.ts';
import type { Participant } from '../domain/participant.ts';
import { isAfRegime } from '../domain/plan.ts';
import { fold } from '../locales/fold.ts';
import type { TextKey } from '../locales/keys.ts';
import { CAUSES, NAMED, NEEDS, NO_LONGER, NO_NEED, NOT_NEEDED, TAKE_AWAY } from '../locales/phrases/needs.ts';
import { kindKey, words } from '../locales/render.ts';
import type { Choice, Phrase, Saying } from '../locales/saying.ts';
import { readerOf } from '../locales/tell.ts';
import { addedWords, withAdded } from './added-words.ts';
import { noReport, noting, reportChoice, reportFields } from './message-report.ts';
import type { Ctx, Dialog, Heard, Taken, Turn } from './turn.ts';
import type { Normalised } from './understanding/normalise.ts';
import { Patterns } from './understanding/patterns.ts';

/**
 * "Det här hjälper mig": what somebody needs is kept and followed at once, told to the handledare only after a yes, and never asked a reason
 * for.
 */

const MAX_LENGTH = 1000;

const draftSchema = z.strictObject({
  kinds: z.array(z.enum(NEED_KINDS)),
  /** Something more in the person's own words, for the handledare alone; null when there is none. */
  more: z.string().nullable(),
  writing: z.boolean(),
  confirmed: z.boolean(),
  ...reportFields,
});
export type NeedsDraft = z.infer<typeof draftSchema>;

export function needsDraft(kinds: readonly NeedKind[]): NeedsDraft {
  return { kinds: [...kinds], more: null, writing: false, confirmed: false, report: null };
}

/** What somebody says that they need, by the words of the need itself. */
export function needsIn({ bare }: Normalised): NeedKind[] {
  if (NO_NEED.test(bare)) return [];
  return NEED_PATTERNS.all(bare).flatMap((place) => NEEDS[place]?.kind ?? []);
}

const NEED_PATTERNS = new Patterns(NEEDS.map(({ pattern }) => pattern));

/** The need that is to be taken away, among those that were told; null when the words take none away, or name several. */
export function takenAway(normal: Normalised, told: readonly NeedKind[]): NeedKind | null {
  const { bare } = normal;
  const whole = NO_LONGER.test(bare) ? needsIn(normal).filter((kind) => told.includes(kind)) : [];
  if (whole[0] !== undefined) return whole[0];
  const named = TAKE_AWAY.test(bare) ? told.filter((kind) => NAMED[kind].test(bare)) : [];
  return named.length === 1 ? (named[0] ?? null) : null;
}

export function saysNotNeeded({ bare }: Normalised): boolean {
  return NOT_NEEDED.test(bare);
}

/** Null when the text names no cause. Otherwise the text with each of them taken out: that is all that is kept of it. */
export function withoutCauses(text: string): string | null {
  if (!namesCause(text)) return null;
  const kept = text
    .split(/(\s+)/)
    .map((word) => (namesCause(word) ? '…' : word))
    .join('');
  return kept === text ? null : kept;
}

function namesCause(words: string): boolean {
  return CAUSES.test(fold(words).replace(/[^a-z0-9\s-]+/g, ''));
}

/** Takes a cause out of the line of the chat that was just written. The person's own line goes on saying what they need. */
export function forgetCause(doc: Participant, text: string): Participant {
  const kept = withoutCauses(text);
  if (kept === null) return doc;
  const at = doc.lines.findLastIndex((line) => line.file === 'chat' && line.body.from === 'participant');
  const line = doc.lines[at];
  if (!line || line.body.text !== text) return doc;
  return { ...doc, lines: doc.lines.with(at, { ...line, body: { ...line.body, text: kept } }) };
}

const needKey = (prefix: string, kind: NeedKind): TextKey =>
  `needs:${kindKey(`${prefix}-${kind}`)}` as TextKey;

/** What the product does about it by itself, each thing once. */
const DONE: Readonly<Record<NeedKind, TextKey | null>> = {
  reading: 'needs:doneEasy',
  short: 'needs:doneEasy',
  focus: 'needs:doneEasy',
  writing: 'needs:doneButtons',
  interpreter: 'needs:doneNoInterpreter',
  hearing: 'needs:doneText',
  sight: 'needs:doneLarger',
  time: 'needs:doneTime',
  memory: 'needs:doneReminders',
  talking: 'needs:doneWrite',
  moving: null,
  breaks: null,
  quiet: null,
  call: null,
  pictures: 'needs:donePictures',
};

/** Says what was kept and what is done about it. The question about the handledare comes after. */
export function notedSayings(kinds: readonly NeedKind[]): Saying[] {
  const done = [...new Set(kinds.flatMap((kind) => DONE[kind] ?? []))];
  return [
    { key: 'needs:noted', rows: kinds.map((kind): Phrase => ({ key: needKey('row', kind) })) },
    ...done.slice(0, 3).map((key): Saying => ({ key })),
  ];
}

/** Keeps them at once. The caller asks about the handledare. */
export function noteNeeds(ctx: Ctx, kinds: readonly NeedKind[]): { doc: Participant; say: Saying[] } {
  return { doc: withNeeds(ctx.doc, kinds, ctx.env.now), say: notedSayings(kinds) };
}

const PAGE = 4;

/** What can be chosen, for somebody who has not said what it is. */
export function needChoices(from: number, doc: Participant): Choice[] {
  const known = new Set(doc.needs.map((need) => need.kind));
  const open = NEED_KINDS.filter((kind) => !known.has(kind));
  const start = from < open.length ? from : 0;
  const shown = open.slice(start, start + PAGE);
  return [
    ...shown.map((kind): Choice => ({ id: `do:need:${kind}`, key: needKey('choice', kind) })),
    ...(open.length > PAGE ? [{ id: `do:needs-add:${start + PAGE}`, key: 'needs:moreChoice' } as const] : []),
  ];
}

export function chooseNeed(from: number, ctx: Ctx): Saying[] {
  const choices = needChoices(from, ctx.doc);
  return choices.length === 0 ? shownNeeds(ctx) : [{ key: 'needs:which', choices }];
}

/** "Vad har jag sagt att jag behöver?" */
export function shownNeeds(ctx: Ctx): Saying[] {
  const { needs, plan } = ctx.doc;
  if (needs.length === 0) return [{ key: 'needs:none', choices: needChoices(0, ctx.doc) }];
  const supervisor = { name: plan.supervisor.name };
  const [only] = needs;
  return [
    {
      key: 'needs:list',
      rows: needs.map(
        (need): Phrase =>
          need.toldAt === null
            ? { key: needKey('row', need.kind) }
            : { key: 'needs:rowTold', params: { what: { phrase: needKey('row', need.kind) }, supervisor } },
      ),
    },
    {
      key: toldWhomKey(ctx),
      choices: [
        ...(needs.some((need) => need.toldAt === null)
          ? [{ id: 'do:needs-tell', key: 'needs:tellChoice' } as const]
          : []),
        { id: 'do:needs-add:0', key: 'needs:addChoice' },
        needs.length === 1 && only
          ? { id: `do:need-off:${only.kind}`, key: 'needs:removeChoice' }
          : { id: 'do:needs-remove', key: 'needs:removeChoice' },
      ],
    },
  ];
}

/** One button for each, to take it away. */
export function removeNeed(ctx: Ctx): Saying[] {
  const { needs } = ctx.doc;
  if (needs.length === 0) return shownNeeds(ctx);
  return [
    {
      key: 'needs:whichRemove',
      choices: needs
        .slice(0, 5)
        .map((need): Choice => ({ id: `do:need-off:${need.kind}`, key: needKey('choice', need.kind) })),
    },
  ];
}

export function needRemoved(kind: NeedKind, ctx: Ctx): Turn {
  const need = ctx.doc.needs.find((entry) => entry.kind === kind);
  if (!need) return { doc: ctx.doc, say: shownNeeds(ctx) };
  const say: Saying[] = [{ key: 'needs:removed', rows: [{ key: needKey('row', kind) }] }];
  // What the handledare was told they know still.
  if (need.toldAt !== null) {
    const supervisor = { name: ctx.doc.plan.supervisor.name };
    say.push({
      key: 'needs:removedTold',
      params: { supervisor },
      choices: [{ id: 'do:ask', key: 'common:askSupervisor' }],
    });
  } else if (ctx.doc.wishes.level === 'easy') {
    say.push({ key: 'needs:stillEasy', choices: [{ id: 'do:level:plain', key: 'common:plainLevel' }] });
  }
  return { doc: withoutNeed(ctx.doc, kind), say };
}

/** Telling us is not telling an authority, and which one that would be depends on whose rules the person lives under. */
function toldWhomKey(ctx: Ctx): TextKey {
  const { kinds } = ctx.doc.plan.regime;
  if (isAfRegime(kinds)) return 'needs:notAf';
  return kinds.includes('municipality') ? 'needs:notMunicipality' : 'needs:notAuthority';
}

function message(draft: NeedsDraft, ctx: Ctx): string {
  const reader = readerOf(ctx.doc, ctx.env.now);
  const told = draft.kinds.map((kind) => words(needKey('tell', kind), undefined, reader));
  return [...told, ...(draft.more === null ? [] : [draft.more])].join('\n');
}

/** With this in the person's own words, or why it cannot stand there. */
function withMore(draft: NeedsDraft, more: string, heard: Heard): Taken<NeedsDraft> {
  if (more.length > MAX_LENGTH) return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
  if (withoutCauses(more) !== null || heard.meaning.diagnosis) return { say: [{ key: 'needs:noDiagnosis' }] };
  return {
    draft: { ...draft, more, writing: false },
    ...(draft.writing ? {} : { say: [{ key: 'question:added' }] }),
  };
}

export const needsDialog: Dialog<NeedsDraft> = {
  id: 'needs',
  version: 1,
  schema: draftSchema,
  questions: [
    {
      field: 'more',
      expecting: 'text',
      toHuman: true,
      isOpen: (draft) => draft.writing,
      ask: (_draft, ctx) => [
        {
          key: 'needs:askMore',
          params: { supervisor: { name: ctx.doc.plan.supervisor.name } },
          choices: [{ id: 'skip', key: 'needs:skipChoice' }],
        },
      ],
      take: (heard, draft) => {
        if (heard.choice === 'skip') return { draft: { ...draft, writing: false } };
        const more = heard.text.trim();
        return more === '' ? null : withMore(draft, more, heard);
      },
      clear: (draft) => ({ ...draft, more: null, writing: true }),
    },
    {
      field: 'confirm',
      expecting: 'yes-no',
      toHuman: true,
      isOpen: (draft) => !draft.confirmed,
      prepare: (draft, ctx) => noting(draft, draft.more, ctx),
      ask: (draft, ctx) => [
        ...noReport(draft),
        {
          key: 'needs:askTell',
          params: {
            supervisor: { name: ctx.doc.plan.supervisor.name },
            message: { quote: { text: message(draft, ctx), easy: null } },
          },
          choices: [
            { id: 'yes', key: 'needs:yesTell' },
            ...reportChoice(draft),
            { id: 'no', key: 'needs:noTell' },
            ...(draft.more === null ? [{ id: 'more', key: 'needs:writeMore' } as const] : []),
          ],
        },
      ],
      take: (heard, draft, ctx) => {
        const added = addedWords(heard);
        if (added !== null) return withMore(draft, withAdded(draft.more ?? '', added), heard);
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        if (heard.choice === 'more') return { draft: { ...draft, writing: true } };
        if (heard.choice === 'no' || heard.meaning.intent === 'no') return { stop: notTold(ctx) };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish: (draft, ctx) => {
    const asked = askSupervisor(ctx.doc, message(draft, ctx), ctx.env.now, { kind: 'needs' });
    return {
      doc: needsTold(asked.doc, draft.kinds, ctx.env.now),
      say: [
        { key: 'needs:sent', params: { provider: { name: ctx.doc.plan.provider.name } } },
        { key: toldWhomKey(ctx), choices: AFTER },
      ],
    };
  },
  cancelled: (_draft, ctx) => notTold(ctx),
};

const AFTER: readonly Choice[] = [
  { id: 'do:needs', key: 'needs:showChoice' },
  { id: 'do:next', key: 'common:nextMeeting' },
  { id: 'do:plan', key: 'common:myPlan' },
];

function notTold(ctx: Ctx): Saying[] {
  const supervisor = { name: ctx.doc.plan.supervisor.name };
  return [
    { key: 'needs:notTold', params: { supervisor } },
    { key: toldWhomKey(ctx), choices: AFTER },
  ];
}
