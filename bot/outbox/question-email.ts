import type { Email } from '../../domain/ports.ts';
import type { Provider } from '../../domain/provider.ts';
import type { LocalDate } from '../../domain/time.ts';
import { staffWords } from '../../locales/render.ts';

/** E-mail about a question that has waited too long. Like every letter it names nobody and quotes nothing. */

/** Those who answer for the provider. Empty when nobody of them has an address. */
export function managersOf(provider: Provider | null): string[] {
  const addresses = (provider?.staff ?? [])
    .filter((entry) => entry.role === 'manager')
    .flatMap((entry) => (entry.email === null ? [] : [entry.email]));
  if (addresses.length > 0) return [...new Set(addresses)];
  const others = (provider?.staff ?? [])
    .filter((entry) => entry.role === 'administrator')
    .flatMap((entry) => (entry.email === null ? [] : [entry.email]));
  return [...new Set(others)];
}

export function questionReminderEmail(about: {
  readonly to: readonly string[];
  readonly toManager: boolean;
  readonly baseUrl: string;
  readonly today: LocalDate;
}): Pick<Email, 'to' | 'subject' | 'text'> {
  const { toManager } = about;
  return {
    to: about.to.join(', '),
    subject: staffWords(
      toManager ? 'asked:subjectEscalated' : 'asked:subjectReminder',
      undefined,
      about.today,
    ),
    text: staffWords(
      'email:body',
      {
        news: staffWords(toManager ? 'asked:escalated' : 'asked:reminder', undefined, about.today),
        link: { name: `${about.baseUrl}/inkorg` },
      },
      about.today,
    ),
  };
}
