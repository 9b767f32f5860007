import { explanationKey, findTerm, getTerm, mayHaveChanged } from '../locales/glossary/find.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import type { Ctx } from './turn.ts';

/** "Vad betyder ...?": the words of the field, explained under the person's own rules. */

/** Words offered when somebody asks what words there are: those that most plans and notices hold. */
const COMMON = ['iup', 'avvikelserapport', 'handledare', 'aktivitetsrapport'];
const COMMON_MUNICIPAL = ['genomforandeplan', 'handlaggare', 'forsorjningsstod', 'anordnare'];

export function explainWord(asked: string, ctx: Ctx): Saying[] {
  const id = findTerm(asked);
  const said = id === null ? null : explainTerm(id, ctx);
  return said ?? [{ key: 'help:unknownWord', params: { word: { name: asked } }, choices: around() }];
}

/** Null when there is no such word. A person under two sets of rules gets both, where they differ. */
export function explainTerm(id: string, ctx: Ctx): Saying[] | null {
  if (getTerm(id) === null) return null;
  const keys = new Set(ctx.doc.plan.regime.kinds.map((kind) => explanationKey(id, [kind])));
  const texts: Saying[] = [...keys].map((key) => ({ key }));
  const said: Saying[] = mayHaveChanged(id, ctx.env.today)
    ? [...texts, { key: 'help:mayHaveChanged' }]
    : texts;
  return said.map((saying, index) => (index === said.length - 1 ? { ...saying, choices: around() } : saying));
}

export function offerWords(ctx: Ctx): Saying[] {
  const ids = ctx.doc.plan.service.kind === 'municipal' ? COMMON_MUNICIPAL : COMMON;
  const choices: Choice[] = ids.flatMap((id) => {
    const term = getTerm(id);
    return term
      ? [{ id: `do:word:${id}`, key: 'help:wordChoice', params: { word: { name: term.shown } } }]
      : [];
  });
  return [{ key: 'help:askWord', choices }];
}

function around(): Choice[] {
  return [
    { id: 'do:words', key: 'help:anotherWord' },
    { id: 'do:ask', key: 'common:askSupervisor' },
  ];
}
