import type { Participant } from '../domain/participant.ts';
import { findTerm } from '../locales/glossary/find.ts';
import { TERMS } from '../locales/glossary/terms.ts';
import type { TextKey } from '../locales/keys.ts';
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

/** Null when there is no such word. */
export function explainTerm(id: string, ctx: Ctx): Saying[] | null {
  const term = TERMS.find((entry) => entry.id === id);
  const shown = term?.texts.filter((text) => isFor(text.regimes, ctx.doc)) ?? [];
  if (!term || shown.length === 0) return null;
  const texts: Saying[] = shown.map((text) => ({ key: `glossary:${text.key}` as TextKey }));
  const aged: Saying[] = ctx.env.today > term.reviewBy ? [{ key: 'help:mayHaveChanged' }] : [];
  const said = [...texts, ...aged];
  const last = said.at(-1);
  return last ? [...said.slice(0, -1), { ...last, choices: around() }] : null;
}

export function offerWords(ctx: Ctx): Saying[] {
  const ids = ctx.doc.plan.service.kind === 'municipal' ? COMMON_MUNICIPAL : COMMON;
  const choices: Choice[] = ids.flatMap((id) => {
    const term = TERMS.find((entry) => entry.id === id);
    return term
      ? [{ id: `do:word:${id}`, key: 'help:wordChoice', params: { word: { name: term.shown } } }]
      : [];
  });
  return [{ key: 'help:askWord', choices }];
}

function isFor(regimes: readonly string[], doc: Participant): boolean {
  return doc.plan.regime.kinds.some((kind) => regimes.includes(kind));
}

function around(): Choice[] {
  return [
    { id: 'do:words', key: 'help:anotherWord' },
    { id: 'do:ask', key: 'common:askSupervisor' },
  ];
}
