import { setTimeout as wait } from 'node:timers/promises';
import { openCount } from '../../domain/actions/handover.ts';
import { newMessage } from '../../domain/actions/notices.ts';
import { claimMessages, pruneOutbox, settledIn } from '../../domain/actions/outbox.ts';
import { dueSoonCount } from '../../domain/deadline.ts';
import { DamagedError } from '../../domain/errors.ts';
import { isSettled, type Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Email } from '../../domain/ports.ts';
import { emailModeOf, type Provider } from '../../domain/provider.ts';
import { isWaiting } from '../../domain/questions-due.ts';
import { chatBefore, isToErase, type Retention, withRetention } from '../../domain/retention.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import {
  addMs,
  dateOf,
  type Instant,
  type LocalDate,
  MINUTE,
  timeOf,
  today,
  toLocal,
} from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { visibleSummaries } from './inbox/access.ts';
import { finishBroadcasts } from './messages/broadcast.ts';
import { eraseAll } from './traces.ts';

/** What is done for each provider once a day: letting go of what has had its time, and one e-mail to those who want one a day. */

type Needs = Pick<Parts, 'clock' | 'store' | 'log' | 'email' | 'config' | 'random'>;

export type DigestLetter = (
  count: { readonly toRead: number; readonly toReport: number; readonly waiting: number },
  about: { to: readonly string[]; baseUrl: string; today: LocalDate },
) => Pick<Email, 'to' | 'subject' | 'text'>;

/** At night, when few write; and before the day begins. Clock times in Sweden. */
const RETENTION_AT = '03:00';
const DIGEST_AT = '07:00';
/** How often it is looked whether there is anything to do. */
const LOOK_MS = MINUTE;
const DIGEST = 'digest';
/** How many times as long as it works through one participant it then rests: whoever chats meanwhile shall not notice. */
const REST = 19;

/** `letter` and `messageId` are the outbox's, which writes all letters. */
export function makeDaily(
  parts: Needs,
  letters: { digest: DigestLetter; messageId: (message: Message) => string },
): () => Promise<void> {
  let nextAt: Instant | null = null;
  return async () => {
    const now = parts.clock.now();
    if (nextAt !== null && now < nextAt) return;
    nextAt = addMs(now, LOOK_MS);
    for (const id of await parts.store.providerIds()) {
      try {
        await finishBroadcasts(parts, id);
        await digest(parts, letters, id, now);
        await retain(parts, id, now);
      } catch (error) {
        // The others have theirs; it is tried again in a while.
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
        parts.log.error('daily.failed', { provider: id, code });
      }
    }
  };
}

/** Goes through every participant of the provider. Begun and cut off, it is begun again: what is done is not done twice. */
async function retain(parts: Needs, providerId: string, now: Instant): Promise<void> {
  const day = today(now);
  const provider = await parts.store.readProvider(providerId);
  if (provider === null || timeOf(toLocal(now)) < RETENTION_AT || provider.work.retentionOn === day) return;
  let changed = 0;
  for (const id of await parts.store.participantsOf(providerId)) {
    const began = performance.now();
    try {
      if (await retainOne(parts, id, provider.retention, now)) changed += 1;
    } catch (error) {
      // A damaged document is the operator's to mend first.
      if (!(error instanceof DamagedError)) throw error;
    }
    await wait((performance.now() - began) * REST, undefined, { ref: false });
  }
  await work(parts, providerId, (before) => ({ ...before, retentionOn: day }));
  parts.log.info('retention.done', { provider: providerId, changed });
}

/** True when something was let go of. */
export async function retainOne(
  parts: Pick<Parts, 'store' | 'log' | 'clock'>,
  id: string,
  retention: Retention,
  now: Instant,
): Promise<boolean> {
  const found = await parts.store.read(id);
  if (!found) return false;
  if (isToErase(found.doc, retention, today(now))) {
    await eraseAll(parts, id);
    parts.log.info('retention.erased', { participant: id });
    return true;
  }
  const apply = (doc: Participant | null) => {
    const after = doc && withRetention(doc, retention, now);
    return after === doc ? null : after;
  };
  const changed = await parts.store.turn(id, (doc) => {
    const after = apply(doc);
    return { doc: after, result: after !== null };
  });
  // Once more, so that the version before holds it no longer either.
  if (changed) await parts.store.turn(id, (doc) => ({ doc: doc && { ...doc }, result: null }));
  const before = chatBefore(retention, now);
  const trimmed = await parts.store.trim(id, { chatBefore: before, copiesBefore: before });
  return changed || trimmed > 0;
}

async function digest(
  parts: Needs,
  letters: Parameters<typeof makeDaily>[1],
  providerId: string,
  now: Instant,
): Promise<void> {
  const local = toLocal(now);
  const claimed = await parts.store.providerTurn<readonly Message[]>(providerId, (provider) => {
    if (provider === null) return { doc: null, result: [] };
    const isTime = timeOf(local) >= DIGEST_AT && provider.work.digestOn !== dateOf(local);
    const made = isTime ? withDigests(provider, now) : provider.work;
    const taken = claimMessages(pruneOutbox(made, now), now);
    const same = taken.doc === provider.work;
    return { doc: same ? null : { ...provider, work: taken.doc }, result: taken.claimed };
  });
  for (const message of claimed) {
    const outcome = await send(parts, letters, providerId, message).catch(
      (): DeliveryOutcome => ({ kind: 'temporary', detail: 'fault' }),
    );
    await work(parts, providerId, (before) => {
      const settled = settledIn(before, message, outcome, parts.clock.now());
      return settled === null ? before : { ...before, outbox: settled.outbox };
    });
    parts.log.info('digest.attempt', { provider: providerId, outcome: outcome.kind });
  }
}

/** One for each of the staff who wants it, on this day once. */
function withDigests(provider: Provider, now: Instant): Provider['work'] {
  const day = today(now);
  const wanted = provider.staff.filter(
    (staff) => staff.email !== null && emailModeOf(provider, staff) === 'daily',
  );
  const messages = wanted.map((staff) =>
    newMessage({
      key: `digest:${provider.id}:${staff.id}:${day}`,
      kind: DIGEST,
      way: 'email',
      params: { staffId: staff.id },
      at: now,
    }),
  );
  // One of yesterday that has not got through says the same.
  const others = provider.work.outbox.filter((message) => isSettled(message));
  return {
    ...provider.work,
    digestOn: day,
    outbox: messages.length > 0 ? [...others, ...messages] : provider.work.outbox,
  };
}

async function send(
  parts: Needs,
  letters: Parameters<typeof makeDaily>[1],
  providerId: string,
  message: Message,
): Promise<DeliveryOutcome> {
  if (parts.email === null) return { kind: 'dropped', detail: 'email-off' };
  const provider = await parts.store.readProvider(providerId);
  const staff = provider?.staff.find((entry) => entry.id === message.params.staffId);
  if (!provider || !staff?.email) return { kind: 'dropped', detail: 'no-recipient' };
  const { seen } = await visibleSummaries(parts, { provider, staff });
  const now = parts.clock.now();
  const count = {
    toRead: seen.reduce((sum, { doc }) => sum + openCount(doc), 0),
    toReport: seen.reduce((sum, { doc }) => sum + dueSoonCount(doc, now), 0),
    // Of those that are to be answered: whoever wants one letter a day is reminded in it, and in no other.
    waiting: seen.reduce((sum, { doc }) => sum + doc.questions.filter(isWaiting).length, 0),
  };
  if (count.toRead + count.toReport === 0) return { kind: 'dropped', detail: 'nothing-new' };
  const about = { to: [staff.email], baseUrl: parts.config.baseUrl, today: today(now) };
  return parts.email.send({ ...letters.digest(count, about), messageId: letters.messageId(message) });
}

async function work(
  parts: Pick<Parts, 'store'>,
  providerId: string,
  change: (before: Provider['work']) => Provider['work'],
): Promise<void> {
  await parts.store.providerTurn(providerId, (provider) => {
    const after = provider && change(provider.work);
    return {
      doc: provider && after !== provider.work && after ? { ...provider, work: after } : null,
      result: null,
    };
  });
}
