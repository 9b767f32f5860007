import { createHash } from 'node:crypto';
import type { Message } from '../../domain/message.ts';
import type { Notice, Participant } from '../../domain/participant.ts';
import type { Email } from '../../domain/ports.ts';
import { emailModeOf, type Provider } from '../../domain/provider.ts';
import type { EmailMode } from '../../domain/settings.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { StaffKey } from '../../locales/keys.ts';
import { staffWords } from '../../locales/render.ts';

/** E-mail about a notice: that there is something to read, and where. Never whom it is about nor why: an e-mail is an open letter. */

const words: Readonly<Record<Notice['kind'], { subject: StaffKey; news: StaffKey }>> = {
  'absence.reported': { subject: 'email:subjectReported', news: 'email:reported' },
  'absence.changed': { subject: 'email:subjectChanged', news: 'email:changed' },
  'absence.withdrawn': { subject: 'email:subjectWithdrawn', news: 'email:withdrawn' },
  'absence.ended': { subject: 'email:subjectEnded', news: 'email:ended' },
  'absence.explained': { subject: 'email:subjectExplained', news: 'email:explained' },
  'signal.work_or_studies': { subject: 'email:subjectSignal', news: 'email:signal' },
  'signal.withdrawn': { subject: 'email:subjectSignalWithdrawn', news: 'email:signalWithdrawn' },
  'question.asked': { subject: 'email:subjectQuestion', news: 'email:question' },
};

type Letter = Pick<Email, 'to' | 'subject' | 'text'>;

interface About {
  readonly to: readonly string[];
  readonly baseUrl: string;
  readonly today: LocalDate;
}

export function noticeEmail(notice: Pick<Notice, 'kind'>, about: About): Letter {
  const { subject, news } = words[notice.kind];
  return letter(subject, staffWords(news, undefined, about.today), about);
}

/** To somebody who has taken over a participant with something that is still to be read. */
export function handoverEmail(about: About): Letter {
  return letter('email:subjectHandover', staffWords('email:handover', undefined, about.today), about);
}

/** Once a day, to those who want it so. */
export function digestEmail(
  {
    toRead,
    toReport,
    waiting,
  }: { readonly toRead: number; readonly toReport: number; readonly waiting: number },
  about: About,
): Letter {
  const news = [
    ...(toRead > 0 ? [staffWords('email:digest', { count: toRead }, about.today)] : []),
    ...(waiting > 0 ? [staffWords('email:digestWaiting', { count: waiting }, about.today)] : []),
    ...(toReport > 0 ? [staffWords('email:digestReports', { count: toReport }, about.today)] : []),
  ];
  const subject = toRead > 0 ? 'email:subjectDigest' : 'todo:deadlineSubject';
  return letter(subject, news.join('\n'), about);
}

function letter(subject: StaffKey, news: string, { to, baseUrl, today }: About): Letter {
  return {
    to: to.join(', '),
    subject: staffWords(subject, undefined, today),
    text: staffWords('email:body', { news, link: { name: `${baseUrl}/inkorg` } }, today),
  };
}

/** That reports are to be sent soon: never whose. */
export function deadlineEmail(about: {
  readonly to: readonly string[];
  readonly baseUrl: string;
  readonly today: LocalDate;
}): Pick<Email, 'to' | 'subject' | 'text'> {
  const news = staffWords('todo:deadlineNews', undefined, about.today);
  const link = { name: `${about.baseUrl}/inkorg?visa=rapportera` };
  return {
    to: about.to.join(', '),
    subject: staffWords('todo:deadlineSubject', undefined, about.today),
    text: staffWords('email:body', { news, link }, about.today),
  };
}

/**
 * Who is told, as things are at delivery: the handledare of the plan among the staff, else those who answer for the provider, else
 * the address that the plan gives. Empty when there is nobody.
 */
export function recipientsOf(doc: Participant, provider: Provider | null): string[] {
  return recipients(doc, provider).map((entry) => entry.email);
}

/** Those of them who want to hear of each thing at once. The others are written to once a day. */
export function toldAtOnce(doc: Participant, provider: Provider | null): string[] {
  return recipients(doc, provider)
    .filter((entry) => entry.mode === 'at-once')
    .map((entry) => entry.email);
}

function recipients(doc: Participant, provider: Provider | null): { email: string; mode: EmailMode }[] {
  const supervisor = doc.plan.supervisor.email;
  const known = (provider?.staff ?? []).flatMap((entry) =>
    provider === null || entry.email === null
      ? []
      : [{ role: entry.role, email: entry.email, mode: emailModeOf(provider, entry) }],
  );
  const own = supervisor === null ? undefined : known.find((entry) => sameAddress(entry.email, supervisor));
  if (supervisor !== null && own) return [{ email: supervisor, mode: own.mode }];
  const answering = known.filter((entry) => entry.role !== 'supervisor');
  if (answering.length > 0) return [...new Map(answering.map((entry) => [entry.email, entry])).values()];
  return supervisor === null ? [] : [{ email: supervisor, mode: 'at-once' }];
}

export function sameAddress(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/**
 * The same for every attempt of one message, so that a mail server or a reader knows the second copy. The key is hashed: it holds the
 * participant's id.
 */
export function messageIdOf(message: Pick<Message, 'key'>, baseUrl: string): string {
  const hash = createHash('sha256').update(`${baseUrl}\n${message.key}`).digest('hex').slice(0, 40);
  return `<${hash}@${new URL(baseUrl).hostname.replace(/[[\]:]/g, '')}>`;
}
