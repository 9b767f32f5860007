import { createTransport } from 'nodemailer';
import type { Email, EmailGateway } from '../../domain/ports.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { htmlLetter } from './letter.ts';

/** E-mail over SMTP. */

/** All of them together stay well under the lease of a claimed message, so that a slow server is never asked twice at once. */
const TIMEOUTS = {
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};

export interface SmtpGateway extends EmailGateway {
  close(): void;
}

/** `url`: smtps://user:password@host:port. `from`: address with or without a name. */
export function smtpGateway(options: { readonly url: string; readonly from: string }): SmtpGateway {
  const transport = createTransport({ url: options.url, ...TIMEOUTS, pool: true, maxConnections: 4 });
  return {
    async send(email: Email): Promise<DeliveryOutcome> {
      try {
        await transport.sendMail({
          from: options.from,
          to: email.to,
          subject: email.subject,
          text: email.text,
          html: htmlLetter(email.subject, email.text),
          messageId: email.messageId,
          // Answers to duty mail by out-of-office robots help nobody.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          // What is in the letter is ours alone: no file and no address is ever fetched for it.
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { kind: 'sent' };
      } catch (error) {
        return classifySmtpError(error);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * 4xx and whatever happens to the line is temporary. 5xx is permanent where it is about this letter and its receiver; where it is about
 * ourselves (greeting, sign-in, sender), the operator can mend it and the letter must not be lost meanwhile. The detail is the code
 * alone: the server's own words may hold an address.
 */
export function classifySmtpError(error: unknown): DeliveryOutcome {
  const { responseCode, code, command } = (error ?? {}) as {
    responseCode?: unknown;
    code?: unknown;
    command?: unknown;
  };
  if (typeof responseCode === 'number') {
    const detail = `smtp-${responseCode}`;
    const aboutTheLetter = command === 'RCPT TO' || command === 'DATA';
    return responseCode >= 500 && aboutTheLetter
      ? { kind: 'permanent', detail }
      : { kind: 'temporary', detail };
  }
  // No receiver that could be written on an envelope: trying again would not make it one.
  if (code === 'EENVELOPE') return { kind: 'permanent', detail: 'smtp-envelope' };
  return { kind: 'temporary', detail: typeof code === 'string' ? `smtp-${code}` : 'smtp-unknown' };
}
