import type { Absence } from '../../domain/absence.ts';
import { findOccurrence } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsOf } from '../../domain/plan.ts';
import { dateOf } from '../../domain/time.ts';
import type { Param, Saying } from '../saying.ts';

/**
 * Staff marked that somebody did not come: what was marked, and a question that blames nobody. One tap answers it, and so do words. What
 * is answered goes to the provider as the person's own explanation.
 */
export function noShowSaying(doc: Participant, absence: Absence): Saying {
  return {
    key: 'absence:noShowAsk',
    params: { provider: { name: doc.plan.provider.name }, missed: missedPhrase(doc, absence) },
    choices: [
      { id: `do:explain:${absence.id}:sick`, key: 'absence:wasSickChoice' },
      { id: `do:explain:${absence.id}:child-sick`, key: 'absence:childWasSickChoice' },
      { id: `do:explain:${absence.id}`, key: 'absence:somethingElseChoice' },
      { id: `do:explain:${absence.id}:undisclosed`, key: 'reason:undisclosedChoice' },
      { id: `do:explain:${absence.id}:was-there`, key: 'absence:wasThereChoice' },
    ],
  };
}

/** The mark was a mistake and is gone. */
export function noShowWithdrawnSaying(doc: Participant, absence: Absence): Saying {
  return {
    key: 'absence:noShowWithdrawn',
    params: { provider: { name: doc.plan.provider.name }, missed: missedPhrase(doc, absence) },
  };
}

/** "mötet med din handledare måndag 9 mars klockan 9"; the days for more than one thing, and for what has left the plan. */
export function missedPhrase(doc: Participant, absence: Absence): Param {
  const [key, ...more] = absence.occurrences;
  const only = key === undefined || more.length > 0 ? null : findOccurrence(appointmentsOf(doc.plan), key);
  if (only === null) {
    const { from, to } = absence;
    const days: Param =
      from === to
        ? { date: from, absolute: true }
        : {
            phrase: 'absence:dayRange',
            params: { from: { date: from, absolute: true }, to: { date: to, absolute: true } },
          };
    return { phrase: 'absence:missedDays', params: { days } };
  }
  return {
    phrase: 'absence:missedActivity',
    params: {
      activity: { kind: only.appointment.kind, form: 'definite' },
      day: { date: dateOf(only.start), absolute: true },
      time: { time: only.start.slice(11) },
    },
  };
}
