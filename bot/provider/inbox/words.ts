import type { Absence } from '../../../domain/absence.ts';
import { type Appointment, findOccurrence } from '../../../domain/appointment.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { ServiceKind } from '../../../domain/plan.ts';
import { type Instant, toLocal } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { kindKey } from '../../../locales/render.ts';
import type { Param } from '../../../locales/saying.ts';
import { reportCounts } from './items.ts';
import type { Say } from './shell.ts';

/** Facts as staff read them. */

export function moment(instant: Instant): Param {
  return { moment: toLocal(instant) };
}

/** "i dag, tisdag 10 mars", "tisdag 10 mars till torsdag 12 mars". */
export function daysOf(absence: Pick<Absence, 'from' | 'to'>, say: Say): string {
  const { from, to } = absence;
  if (from === to) return say('inbox:dayOne', { day: { date: from } });
  return say('inbox:daySpan', {
    from: { date: from, absolute: true },
    to: { date: to, absolute: true },
  });
}

/** "gruppaktivitet »Jobbträffen«"; for something that is no longer in the plan its id. */
export function activityOf(doc: Participant, occurrenceKey: string, say: Say): string {
  const appointment = findOccurrence(doc.plan.appointments, occurrenceKey)?.appointment;
  return appointment ? activityName(appointment, say) : (occurrenceKey.split('@')[0] ?? occurrenceKey);
}

export function activityName(appointment: Appointment, say: Say): string {
  const stem = kindKey(appointment.kind);
  const kind = say(`inbox:kind${stem.charAt(0).toUpperCase()}${stem.slice(1)}` as StaffKey);
  if (appointment.title === null) return kind;
  return say('inbox:kindAndTitle', { kind, title: { quote: { text: appointment.title.text, easy: null } } });
}

const services: Readonly<Record<ServiceKind, StaffKey>> = {
  'rusta-och-matcha': 'inbox:serviceRustaOchMatcha',
  'steg-till-arbete': 'inbox:serviceStegTillArbete',
  'stod-och-matchning': 'inbox:serviceStodOchMatchning',
  municipal: 'inbox:serviceMunicipal',
};

export function serviceOf(doc: { readonly plan: Pick<Participant['plan'], 'service'> }, say: Say): string {
  return doc.plan.service.name ?? say(services[doc.plan.service.kind]);
}

/** Where the absence stands, in words: read by whom, and how many reports are in which state. */
export function absenceStatus(absence: Absence, now: Instant, say: Say): string[] {
  if (absence.status === 'withdrawn') {
    return [say(absence.readAt === null ? 'inbox:statusWithdrawn' : 'inbox:statusWithdrawnRead')];
  }
  const read =
    absence.readAt !== null
      ? say('inbox:statusRead', { by: { name: absence.readBy ?? '' } })
      : say(absence.version > 1 ? 'inbox:statusChanged' : 'inbox:statusNew');
  const counts = reportCounts(absence, now);
  return [
    read,
    counts.ready > 0 ? say('inbox:draftsReady', { count: counts.ready }) : '',
    counts.waiting > 0 ? say('inbox:draftsWaiting', { count: counts.waiting }) : '',
    counts.sent > 0 ? say('inbox:draftsSent', { count: counts.sent }) : '',
  ].filter((words) => words !== '');
}
