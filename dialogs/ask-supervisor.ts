import { z } from 'zod';
import { askSupervisor } from '../domain/actions/participant.ts';
import { supervisorOf } from '../domain/contact.ts';
import { BARE_ANSWER } from '../locales/phrases/answers.ts';
import { words } from '../locales/render.ts';
import type { Choice, Params, Saying } from '../locales/saying.ts';
import { readerOf } from '../locales/tell.ts';
import { addedWords, withAdded } from './added-words.ts';
import { draftIn } from './engine.ts';
import {
  bookedIn,
  type Fact,
  factSchema,
  mayMean,
  meantFact,
  namesUnshown,
  onlyWrongWords,
  ownWordsIn,
} from './facts.ts';
import { noReport, noting, reportChoice, reportFields } from './message-report.ts';
import type { Ctx, Dialog } from './turn.ts';

/**
 * "Fråga min handledare" and "Det stämmer inte": what it is about where something was shown, the words, a read-back, and then the
 * provider's inbox.
 */
const MAX_LENGTH = 2000;

const draftSchema = z.strictObject({
  kind: z.enum(['question', 'not-right']),
  text: z.string().nullable(),
  /** What it may be about, to choose from. */
  facts: z.array(factSchema),
  fact: factSchema.nullable(),
  /** Whether it has been said what it is about. */
  decided: z.boolean(),
  /** How many of the facts were shown before. */
  from: z.number().int(),
  confirmed: z.boolean(),
  ...reportFields,
});
export type AskDraft = z.infer<typeof draftSchema>;

const EMPTY: AskDraft = {
  kind: 'question',
  text: null,
  facts: [],
  fact: null,
  decided: true,
  from: 0,
  confirmed: false,
  report: null,
};

/** `text` is what somebody has written already, such as "jag blir sen"; null asks for it. */
export function askDraft(text: string | null): AskDraft {
  return { ...EMPTY, text: text === null ? null : text.trim().slice(0, MAX_LENGTH) };
}

/** A question about what was shown: the author's own words, or what is booked. */
export function askAboutDraft(shown: readonly Saying[], ctx: Ctx): AskDraft {
  const booked = bookedIn(shown, ctx);
  return withFacts(EMPTY, booked.length > 0 ? booked : ownWordsIn(shown, ctx));
}

/** Something that was shown is wrong. `text` is what somebody has written about it, or null for a press of the button. */
export function notRightDraft(facts: readonly Fact[], text: string | null): AskDraft {
  const draft: AskDraft = { ...EMPTY, kind: 'not-right' };
  if (text === null) return withFacts(draft, facts);
  const said = text.trim().slice(0, MAX_LENGTH);
  const meant = meantFact(facts, said);
  if (onlyWrongWords(said)) {
    if (meant !== null) return { ...draft, fact: meant };
    return namesUnshown(facts, said) ? { ...draft, text: said } : withFacts(draft, mayMean(facts, said));
  }
  return { ...draft, text: said, fact: meant ?? (facts.length === 1 ? (facts[0] as Fact) : null) };
}

/** One fact needs no choosing. */
function withFacts(draft: AskDraft, facts: readonly Fact[]): AskDraft {
  const [only] = facts;
  if (only === undefined || facts.length === 1) return { ...draft, fact: only ?? null };
  return { ...draft, facts: [...facts], decided: false };
}

const PAGE = 4;

function factChoices(draft: AskDraft): Choice[] {
  const left = draft.facts.length - draft.from;
  // A button for more takes a place of its own.
  const shown = draft.facts.slice(draft.from, draft.from + (left > PAGE ? PAGE - 1 : PAGE));
  return [
    ...shown.map(
      (fact, index): Choice => ({
        id: `fact:${draft.from + index}`,
        key: 'question:factChoice',
        params: { fact: { name: titleOf(fact, draft.facts) } },
      }),
    ),
    ...(left > PAGE ? [{ id: 'fact:more', key: 'question:moreChoice' } as const] : []),
    { id: 'fact:none', key: 'question:otherChoice' },
  ];
}

/** What fits on a button of a phone. */
const MOST_IN_TITLE = 60;

/** A button holds a line, so of what stands under a heading it holds the row, unless another row says the same. */
function titleOf({ row, text }: Fact, all: readonly Fact[]): string {
  const alone = row !== undefined && all.filter((other) => other.row === row).length === 1;
  const line = (alone ? row : text).replaceAll('\n', ' ');
  if (line.length <= MOST_IN_TITLE) return line;
  const cut = `${line.slice(0, MOST_IN_TITLE - ' …«'.length).replace(/\s+\S*$/, '')} …`;
  // The plan's own words end where they are cut off.
  return cut.includes('»') && !cut.includes('«') ? `${cut}«` : cut;
}

function aboutParams(draft: AskDraft, ctx: Ctx): Params {
  return {
    supervisor: { name: ctx.doc.plan.supervisor.name },
    fact: { name: draft.fact?.text ?? '' },
  };
}

function askKey(draft: AskDraft): Saying['key'] {
  if (draft.kind === 'question') return draft.fact === null ? 'question:askText' : 'question:askAbout';
  return draft.fact === null ? 'question:askWrongAny' : 'question:askWrong';
}

export const askDialog: Dialog<AskDraft> = {
  id: 'ask-supervisor',
  version: 2,
  schema: draftSchema,
  questions: [
    {
      field: 'fact',
      expecting: 'text',
      toHuman: true,
      isOpen: (draft) => !draft.decided,
      ask: (draft) => [
        {
          key: draft.kind === 'not-right' ? 'question:whichWrong' : 'question:whichAsk',
          choices: factChoices(draft),
        },
      ],
      take: (heard, draft) => {
        if (heard.choice === 'fact:more') {
          const from = draft.from + PAGE - 1;
          return { draft: { ...draft, from: from < draft.facts.length ? from : 0 } };
        }
        if (heard.choice === 'fact:none') return { draft: { ...draft, decided: true } };
        const chosen = draft.facts[Number(heard.choice?.replace('fact:', '') ?? Number.NaN)];
        if (chosen) return { draft: { ...draft, decided: true, fact: chosen } };
        const said = heard.text.trim().slice(0, MAX_LENGTH);
        if (said === '') return null;
        const meant = meantFact(draft.facts, said);
        if (onlyWrongWords(said) && !namesUnshown(draft.facts, said))
          return meant === null ? null : { draft: { ...draft, decided: true, fact: meant } };
        // Words of their own are what is to be sent, with the fact that they fit.
        return { draft: { ...draft, decided: true, fact: meant, text: said } };
      },
      clear: (draft) => ({ ...draft, decided: draft.facts.length === 0, fact: null, from: 0 }),
    },
    {
      field: 'text',
      expecting: 'text',
      toHuman: true,
      isOpen: (draft) => draft.text === null,
      ask: (draft, ctx) => [
        {
          key: askKey(draft),
          params: aboutParams(draft, ctx),
          choices: [
            ...(draft.kind === 'not-right' && draft.fact !== null
              ? [{ id: 'no-words', key: 'question:noWordsChoice' } as const]
              : []),
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft, ctx) => {
        const reader = readerOf(ctx.doc, ctx.env.now);
        const text =
          heard.choice === 'no-words' ? words('question:noWords', undefined, reader) : heard.text.trim();
        // "Ja" is no question: it is asked for once more.
        if (text === '' || (heard.choice === null && BARE_ANSWER.test(heard.normal.folded))) return null;
        if (text.length > MAX_LENGTH)
          return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
        return { draft: { ...draft, text } };
      },
      clear: (draft) => ({ ...draft, text: null }),
    },
    {
      field: 'confirm',
      expecting: 'yes-no',
      toHuman: true,
      isOpen: (draft) => !draft.confirmed,
      prepare: (draft, ctx) => noting(draft, draft.text, ctx),
      ask: (draft, ctx) => [
        ...noReport(draft),
        {
          key: draft.fact === null ? 'question:readBack' : 'question:readBackAbout',
          params: {
            ...aboutParams(draft, ctx),
            question: { quote: { text: draft.text ?? '', easy: null } },
          },
          choices: [
            { id: 'yes', key: 'question:send' },
            ...reportChoice(draft),
            { id: 'change', key: 'common:change' },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ],
      take: (heard, draft) => {
        const added = addedWords(heard);
        if (added !== null) {
          const text = withAdded(draft.text ?? '', added);
          if (text.length > MAX_LENGTH)
            return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
          return { draft: { ...draft, text }, say: [{ key: 'question:added' }] };
        }
        if (heard.choice === 'yes' || heard.meaning.intent === 'yes')
          return { draft: { ...draft, confirmed: true } };
        if (heard.choice === 'change' || heard.meaning.intent === 'no')
          return { draft: { ...draft, text: null } };
        return null;
      },
      clear: (draft) => ({ ...draft, confirmed: false }),
    },
  ],
  finish: (draft, ctx) => {
    const supervisor = supervisorOf(ctx.doc);
    const about = draft.fact && {
      fact: draft.fact.text,
      field: draft.fact.field,
      planVersion: ctx.doc.planVersion,
    };
    const asked = askSupervisor(ctx.doc, draft.text ?? '', ctx.env.now, { kind: draft.kind, about });
    return {
      doc: asked.doc,
      say: [
        {
          key: draft.kind === 'not-right' ? 'question:sentNotRight' : 'question:sent',
          params: {
            supervisor: { name: supervisor.name },
            provider: { name: ctx.doc.plan.provider.name },
            phone: { name: supervisor.phone },
          },
          choices: [
            { id: 'do:next', key: 'common:nextMeeting' },
            { id: 'do:plan', key: 'common:myPlan' },
          ],
        },
      ],
    };
  },
  cancelled: () => [{ key: 'question:cancelled' }],
};

/** What was offered to choose from, so that words which start it anew do not lose it. */
export function factsUnderWay(ctx: Ctx): Fact[] {
  const draft = draftIn(ctx.doc.dialog.stack.at(-1), askDialog);
  if (draft === null) return [];
  return draft.fact ? [draft.fact] : draft.facts;
}
