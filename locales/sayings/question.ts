import { providerOf, supervisorOf } from '../../domain/contact.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Question } from '../../domain/questions.ts';
import type { Overdue } from '../../domain/questions-due.ts';
import type { Choice, Params, Saying } from '../saying.ts';

/** What the participant is told about a question when it was not they who spoke: the answer, or that there is none yet. */

/** `by` is the name of whoever answered, as the participant knows them. */
export function answeredSaying(question: Question, by: string): Saying {
  const params = { by: { name: by }, answer: { quote: { text: question.answer ?? '', easy: null } } };
  if (question.kind === 'needs') return { key: 'question:answeredNeeds', params };
  if (question.about === null) return { key: 'question:answered', params };
  return { key: 'question:answeredAbout', params: { ...params, fact: { name: question.about.fact } } };
}

/** Where a question stands that has waited too long, and whom to ring meanwhile. */
export function overdueSaying({ question, to }: Overdue, doc: Participant): Saying {
  const supervisor = supervisorOf(doc);
  const provider = providerOf(doc);
  const params: Params = {
    supervisor: { name: supervisor.name },
    provider: { name: provider.name },
    phone: { name: (to === 'supervisor' ? supervisor : provider).phone },
    question: { quote: { text: shortened(question.text), easy: null } },
  };
  const human: Choice = { id: 'do:human', key: 'common:human' };
  const key = to === 'supervisor' ? 'question:reminded' : 'question:escalated';
  return { key, params, choices: [human] };
}

const MOST_QUOTED = 120;

/** Enough to know the question by. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_QUOTED ? line : `${line.slice(0, MOST_QUOTED).replace(/\s+\S*$/, '')} …`;
}
