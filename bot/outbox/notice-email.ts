import { createHash } from 'node:crypto';
import type { Message } from '../../domain/message.ts';
import type { Notice, Participant } from '../../domain/participant.ts';
import type { Email } from '../../domain/ports.ts';
import type { Provider } from '../../domain/provider.ts';
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

export function noticeEmail(
  notice: Pick<Notice, 'kind'>,
  about: { readonly to: readonly string[]; readonly baseUrl: string; readonly today: LocalDate },
): Pick<Email, 'to' | 'subject' | 'text'> {
  const { subject, news } = words[notice.kind];
  return {
    to: about.to.join(', '),
    subject: staffWords(subject, undefined, about.today),
    text: staffWords(
      'email:body',
      {
        news: staffWords(news, undefined, about.today),
        link: { name: `${about.baseUrl}/inkorg` },
      },
      about.today,
    ),
  };
}

/**
 * Who is told, as things are at delivery: the handledare of the plan among the staff, else those who answer for the provider, else
 * the address that the plan gives. Empty when there is nobody.
 */
export function recipientsOf(doc: Participant, provider: Provider | null): string[] {
  const supervisor = doc.plan.supervisor.email;
  const addresses = (provider?.staff ?? []).flatMap((entry) =>
    entry.email === null ? [] : [{ role: entry.role, email: entry.email }],
  );
  if (supervisor !== null && addresses.some((entry) => sameAddress(entry.email, supervisor))) {
    return [supervisor];
  }
  const answering = addresses.filter((entry) => entry.role !== 'supervisor').map((entry) => entry.email);
  if (answering.length > 0) return [...new Set(answering)];
  return supervisor === null ? [] : [supervisor];
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
