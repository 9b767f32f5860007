import { createHash } from 'node:crypto';
import { nextEmailAttempt } from '../../domain/retry.ts';
import { type Instant, today } from '../../domain/time.ts';
import { staffWords } from '../../locales/render.ts';
import type { Parts } from '../parts.ts';

/**
 * Tells the operator by e-mail that somebody has reported a fault: its number and how to read it. Not the words, which may hold what
 * somebody wrote about themselves.
 */

type Needs = Pick<Parts, 'config' | 'clock' | 'email' | 'log'>;

export interface ReportToTell {
  readonly id: string;
  readonly at: Instant;
}

/** What becomes of it: when to try again; null when it was sent, or when it is given up. Never rejects. */
export async function tellOperator(parts: Needs, report: ReportToTell): Promise<Instant | null> {
  const to = parts.config.email.operator;
  if (to === null || parts.email === null) return null;
  const now = parts.clock.now();
  const host = new URL(parts.config.baseUrl).hostname;
  const key = createHash('sha256').update(`fault ${report.id} ${report.at}`).digest('hex').slice(0, 32);
  const outcome = await parts.email.send({
    to,
    subject: staffWords('email:subjectFault', { number: { name: report.id } }, today(now)),
    text: staffWords(
      'email:fault',
      { number: { name: report.id }, command: { name: 'npm run --silent faults' } },
      today(now),
    ),
    messageId: `<${key}@${host}>`,
  });
  if (outcome.kind === 'temporary' || outcome.kind === 'held') {
    const again = nextEmailAttempt(report.at, now, outcome.kind === 'temporary' ? outcome.retryAfterMs : 0);
    parts.log.warn('faults.not-told', { report: report.id, again: again !== null });
    return again;
  }
  if (outcome.kind === 'permanent') {
    parts.log.error('faults.not-told', { report: report.id, again: false, code: outcome.detail });
  }
  return null;
}
