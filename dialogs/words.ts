import {
  explanationKey,
  explanationKeys,
  findTerm,
  getTerm,
  termOf,
  termsIn,
} from '../locales/glossary/find.ts';
import { ARTICLE, TWO_TERMS } from '../locales/phrases/signs.ts';
import { render } from '../locales/render.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import { readerOf } from '../locales/tell.ts';
import type { Ctx } from './turn.ts';

/** "Vad betyder ...?": the words of the field, explained under the person's own rules. */

/** So many words fit as buttons. */
const MAX_OFFERED = 4;

/** Words offered when somebody asks what words there are: those that most plans and notices hold. */
const COMMON = ['iup', 'avvikelserapport', 'handledare', 'aktivitetsrapport'];
const COMMON_MUNICIPAL = ['genomforandeplan', 'handlaggare', 'forsorjningsstod', 'anordnare'];

export function explainWord(asked: string, ctx: Ctx): Saying[] {
  const both = termOf(asked) === null ? TWO_TERMS.exec(asked) : null;
  const pair = both?.slice(1).map((one) => termOf(one.replace(ARTICLE, ''))) ?? [];
  if (pair.length === 2 && pair[0] !== pair[1]) {
    const told = pair.map((id) => (id === null ? null : explainTerm(id, ctx)));
    const [first, second] = told;
    if (first && second) return [...first.map(({ choices: _, ...saying }) => saying), ...second];
  }
  const id = findTerm(asked);
  const said = id === null ? null : explainTerm(id, ctx);
  return said ?? [{ key: 'help:unknownWord', params: { word: { name: asked } }, choices: around() }];
}

/** Null when there is no such word. A person under two sets of rules gets both, where they differ. */
export function explainTerm(id: string, ctx: Ctx): Saying[] | null {
  if (getTerm(id) === null) return null;
  const said = explanationKeys(id, ctx.doc.plan.regime.kinds, ctx.env.today).map((key): Saying => ({ key }));
  return said.map((saying, index) => (index === said.length - 1 ? { ...saying, choices: around() } : saying));
}

/** The words of what was just said come first: those are the ones that were hard. */
export function offerWords(ctx: Ctx): Saying[] {
  const common = ctx.doc.plan.service.kind === 'municipal' ? COMMON_MUNICIPAL : COMMON;
  const ids = [...new Set([...wordsShown(ctx), ...common])].slice(0, MAX_OFFERED);
  const choices: Choice[] = ids.flatMap((id) => {
    const term = getTerm(id);
    return term
      ? [{ id: `do:word:${id}`, key: 'help:wordChoice', params: { word: { name: term.shown } } }]
      : [];
  });
  return [{ key: 'help:askWord', choices }];
}

/** The terms in what was said last, in the words that this person read. A word that was just explained is not offered again. */
function wordsShown(ctx: Ctx): string[] {
  const reader = readerOf(ctx.doc, ctx.env.now);
  const { told, last: answered } = ctx.doc.dialog;
  const last = (told.length > 0 ? told : answered) as Saying[];
  const explained = new Set(last.map(({ key }) => key));
  return last
    .flatMap((saying) => termsIn(render(saying, reader).text).map(({ termId }) => termId))
    .filter((id) => !ctx.doc.plan.regime.kinds.some((kind) => explained.has(explanationKey(id, [kind]))));
}

function around(): Choice[] {
  return [
    { id: 'do:words', key: 'help:anotherWord' },
    { id: 'do:ask', key: 'common:askSupervisor' },
  ];
}
