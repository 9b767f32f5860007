import type { Absence } from '../../domain/absence.ts';
import { findOccurrence } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsOf } from '../../domain/plan.ts';
import { dateOf } from '../../domain/time.ts';
import type { Phrase, Saying } from '../saying.ts';

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

/** "mötet med din handledare i går, måndag 9 mars, klockan 9"; the day alone for what has left the plan. */
export function missedPhrase(
  doc: Participant,
  absence: Absence,
): Phrase & { readonly phrase: Phrase['key'] } {
  const key = absence.occurrences[0];
  const occurrence = key === undefined ? null : findOccurrence(appointmentsOf(doc.plan), key);
  if (occurrence === null) {
    const phrase = 'absence:missedDay' as const;
    return { key: phrase, phrase, params: { day: { date: absence.from, absolute: true } } };
  }
  const phrase = 'absence:missedActivity' as const;
  return {
    key: phrase,
    phrase,
    params: {
      activity: { kind: occurrence.appointment.kind, form: 'definite' },
      day: { date: dateOf(occurrence.start), absolute: true },
      time: { time: occurrence.start.slice(11) },
    },
  };
}
