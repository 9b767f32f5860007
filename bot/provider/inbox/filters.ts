import { createHash } from 'node:crypto';
import type { Participant } from '../../../domain/participant.ts';

/** Choosing among the participants by their handledare. No address of anybody stands in an address of a page. */

export interface Supervisors {
  /** By name, each once. */
  readonly options: readonly { readonly value: string; readonly words: string }[];
  idOf(doc: Participant): string;
}

export function supervisorsOf(docs: readonly Participant[]): Supervisors {
  const names = new Map<string, string>();
  for (const doc of docs) names.set(idOf(doc), doc.plan.supervisor.name);
  const options = [...names]
    .map(([value, words]) => ({ value, words }))
    .sort((a, b) => a.words.localeCompare(b.words, 'sv'));
  return { options, idOf };
}

/** The same for all plans with the same handledare: by e-mail, or by name where there is none. */
function idOf({ plan: { supervisor } }: Participant): string {
  const who = (supervisor.email ?? supervisor.name).trim().toLowerCase();
  return createHash('sha256').update(who).digest('hex').slice(0, 12);
}
