import { createHash } from 'node:crypto';
import type { Participant } from '../../../domain/participant.ts';

interface Supervised {
  readonly plan: Pick<Participant['plan'], 'supervisor'>;
}

/** Choosing among the participants by their handledare. No address of anybody stands in an address of a page. */

export interface Supervisors {
  /** By name, each once. */
  readonly options: readonly { readonly value: string; readonly words: string }[];
  idOf(doc: Supervised): string;
}

export function supervisorsOf(docs: readonly Supervised[]): Supervisors {
  const names = new Map<string, string>();
  for (const doc of docs) names.set(idOf(doc), doc.plan.supervisor.name);
  const options = [...names]
    .map(([value, words]) => ({ value, words }))
    .sort((a, b) => a.words.localeCompare(b.words, 'sv'));
  return { options, idOf };
}

/** The same for all plans with the same handledare: by e-mail, or by name where there is none. */
function idOf({ plan: { supervisor } }: Supervised): string {
  const who = (supervisor.email ?? supervisor.name).trim().toLowerCase();
  return createHash('sha256').update(who).digest('hex').slice(0, 12);
}

/** More people than one page can show: a handledare is chosen first. */
export const MOST_ON_A_PAGE = 500;
