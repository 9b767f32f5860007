import { type Provider, staffName } from '../../../domain/provider.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { nameOf, SEES_ALL, type Seen } from './access.ts';
import { type Ask, inboxRouter, notFound, queryOf, seenOf, show } from './ask.ts';
import { capital, type InboxPage, type Say, sayOn } from './shell.ts';
import { moment } from './words.ts';

/** The trail in words: who has done or read what. A manager can see it; nobody can change it. */

export interface TrailEntry {
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
  readonly subject: string | null;
}

/** By its code in the trail. One that is not here is shown by its code. */
export const TRAIL_WORDS: Readonly<Record<string, StaffKey>> = {
  'absence.reason-seen': 'setup:doneReasonSeen',
  'absence.reported': 'setup:doneAbsenceReported',
  'absence.changed': 'setup:doneAbsenceChanged',
  'absence.withdrawn': 'setup:doneAbsenceWithdrawn',
  'absence.read': 'setup:doneAbsenceRead',
  'absence.ended': 'setup:doneAbsenceEnded',
  'absence.explained': 'setup:doneAbsenceExplained',
  'deviation.sent': 'setup:doneDeviationSent',
  'deviation.sent-undone': 'setup:doneDeviationSentUndone',
  'deviation.code-chosen': 'setup:doneCodeChosen',
  'question.asked': 'setup:doneQuestionAsked',
  'question.answered': 'setup:doneQuestionAnswered',
  'question.read': 'setup:doneQuestionRead',
  'question.reminded': 'asked:doneReminded',
  'question.escalated': 'asked:doneEscalated',
  'invitation.created': 'setup:doneInvitationCreated',
  'invitation.revoked': 'setup:doneInvitationRevoked',
  'plan.imported': 'setup:donePlanImported',
  'recovery.seen': 'setup:doneRecoverySeen',
  'session.ended': 'setup:doneSessionEnded',
  'session.started': 'setup:doneSessionStarted',
  message: 'setup:doneMessage',
  'signal.work_or_studies': 'setup:doneSignal',
  'signal.withdrawn': 'setup:doneSignalWithdrawn',
  'signal.read': 'setup:doneSignalRead',
  'signal.sent': 'setup:doneSignalSent',
  'signal.sent-undone': 'setup:doneSignalSentUndone',
  'no-show.marked': 'setup:doneNoShowMarked',
  'no-show.withdrawn': 'setup:doneNoShowWithdrawn',
  'gp.sent': 'setup:doneGpSent',
  'deviation.deadline-near': 'setup:doneDeadlineNear',
  'staff.added': 'setup:doneStaffAdded',
  'staff.changed': 'setup:doneStaffChanged',
  'staff.ended': 'setup:doneStaffEnded',
  'settings.changed': 'setup:doneSettingsChanged',
  'reminders.set': 'setup:doneRemindersSet',
  'reminder.dropped-passed': 'setup:doneReminderDropped',
  'reminder.dropped-news-past': 'setup:doneReminderDropped',
  'address.added': 'setup:doneAddressAdded',
  'address.removed': 'setup:doneAddressRemoved',
  'address.closed': 'setup:doneAddressClosed',
  'calendar.created': 'setup:doneCalendarCreated',
  'calendar.revoked': 'setup:doneCalendarRevoked',
  'service.ended': 'systems:doneServiceEnded',
  'service.resumed': 'systems:doneServiceResumed',
  'deviation.ready': 'systems:doneReady',
  'retention.applied': 'systems:doneRetention',
  'retention.set': 'systems:doneRetentionSet',
  'embedding.set': 'systems:doneEmbeddingSet',
  webhook: 'systems:doneWebhook',
  'webhook.gone': 'systems:doneWebhookGone',
  'webhook.redelivered': 'systems:doneRedelivered',
  'message.told': 'systems:doneToGroup',
};

/** `session.started.link` is told as `session.started`, `message.sent` as `message`. */
export function trailKey(what: string): StaffKey | null {
  for (let code = what; code !== ''; code = code.slice(0, Math.max(code.lastIndexOf('.'), 0))) {
    const key = TRAIL_WORDS[code];
    if (key) return key;
  }
  return null;
}

interface About {
  readonly provider: Pick<Provider, 'staff' | 'formerStaff'>;
  /** Whose trail it is; null for the provider's own. */
  readonly participantId: string | null;
}

export function trailHtml(entries: readonly TrailEntry[], about: About, say: Say): Html {
  return html`<ul class="items trail">${entries.map((entry) => {
    const key = trailKey(entry.what);
    const subject = { name: entry.subject ?? '' };
    const what =
      key === null ? say('setup:doneOther', { code: { name: entry.what }, subject }) : say(key, { subject });
    return html`<li><p><strong>${whoWords(entry.who, about, say)}</strong> ${what.trim()}</p>
<p class="quiet">${capital(say('inbox:moment', { moment: moment(entry.at) }))}</p></li>`;
  })}</ul>`;
}

function whoWords(who: string, { provider, participantId }: About, say: Say): string {
  if (who === participantId) return say('setup:whoParticipant');
  if (who === 'operator' || who === 'demo' || who === 'import') return say('setup:whoOperator');
  if (['outbox', 'scheduler', 'system', 'time', 'channel'].includes(who)) return say('setup:whoOutbox');
  if (who.startsWith('api:') || who === 'receiver') return say('setup:whoSystem');
  return staffName(provider, who) ?? say('setup:whoUnknown', { id: { name: who } });
}

const PER_PAGE = 100;

export function trailRoutes(parts: Parts): Route[] {
  const { page } = inboxRouter(parts);
  return [page('/inkorg/deltagare/:participant/logg', showTrail, SEES_ALL)];
}

async function showTrail(ask: Ask): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  const { audit } = seen.doc.numbers;
  const wanted = Number(queryOf(ask.req).get('till') ?? '');
  const upTo = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, audit) : audit;
  const after = Math.max(0, upTo - PER_PAGE);
  const lines = await ask.parts.store.lines(seen.doc.id, 'audit', after, upTo - after);
  const entries = lines.map(({ body }) => ({
    at: String(body.at),
    who: String(body.who),
    what: String(body.what),
    subject: typeof body.subject === 'string' ? subjectIn(seen, body.subject) : null,
  }));
  await show(ask, 200, trailPage(ask, seen, entries.toReversed(), after));
}

/** An absence by the number that is on its receipt and on its page; once it is let go of, by its id. */
function subjectIn({ doc }: Seen, subject: string): string {
  return doc.absences.find(({ id }) => id === subject)?.number ?? subject;
}

function trailPage(ask: Ask, { doc }: Seen, entries: readonly TrailEntry[], older: number): InboxPage {
  const say = sayOn(today(ask.now));
  const name = { name: nameOf(doc) };
  const path = `/inkorg/deltagare/${doc.id}`;
  return {
    title: say('setup:trailTitle', { name }),
    main: html`<p><a class="big" href="${path}">${say('inbox:slipBack', { name })}</a></p>
<h1>${say('setup:trailTitle', { name })}</h1>
<p>${say('setup:trailIntro')}</p>
${
  entries.length === 0
    ? html`<p>${say('setup:trailNone')}</p>`
    : trailHtml(entries, { provider: ask.who.provider, participantId: doc.id }, say)
}
${older > 0 ? html`<p><a class="big" href="${path}/logg?till=${older}">${say('setup:trailMore')}</a></p>` : ''}`,
  };
}
