import { createHash } from 'node:crypto';
import { newProvider, trailed } from '../../../domain/actions/provider.ts';
import { type Broadcast, MOST_BROADCASTS } from '../../../domain/broadcast.ts';
import { type ImportGroup, touchedBy } from '../../../domain/import-batch.ts';
import { type Participant, withAudit } from '../../../domain/participant.ts';
import { isOver } from '../../../domain/service-end.ts';
import { today } from '../../../domain/time.ts';
import { type CheckResult, checkText } from '../../../locales/check/check-text.ts';
import { tell } from '../../../locales/tell.ts';
import type { Parts } from '../../parts.ts';
import { ownDocs } from './imports.ts';

/** A message to a group: looked at first, sent once to each, and told of afterwards. */

type Needs = Pick<Parts, 'store' | 'clock' | 'random' | 'log'>;

/** Whom it is for. Everything that is given must fit. */
export interface Audience {
  readonly batch?: string | undefined;
  readonly group?: ImportGroup | undefined;
  readonly supervisorEmail?: string | undefined;
  readonly service?: string | undefined;
  readonly participants?: readonly string[] | undefined;
}

export interface Draft {
  readonly text: string;
  /** The same in easy Swedish; null reads the one text to everybody. */
  readonly easy: string | null;
  readonly from: string;
  readonly audience: Audience;
}

export interface Looked {
  readonly recipients: readonly Participant[];
  readonly readability: { readonly plain: CheckResult; readonly easy: CheckResult };
  /** Stands for this text to these people: sending needs it, so that what is sent is what was looked at. */
  readonly token: string;
}

/** The dry run: who would get it, and how it reads. */
export async function lookAt(parts: Needs, providerId: string, draft: Draft): Promise<Looked> {
  const day = today(parts.clock.now());
  const recipients = (await ownDocs(parts, providerId)).filter(
    (doc) => !isOver(doc, day) && isMeant(doc, draft.audience),
  );
  return {
    recipients,
    readability: {
      plain: checkText(draft.text, { level: 'plain', kind: 'text' }),
      easy: checkText(draft.easy ?? draft.text, { level: 'easy', kind: 'text' }),
    },
    token: createHash('sha256')
      .update(
        JSON.stringify([providerId, draft.text, draft.easy, draft.from, recipients.map((doc) => doc.id)]),
      )
      .digest('base64url')
      .slice(0, 22),
  };
}

function isMeant(
  doc: Participant,
  { batch, group, supervisorEmail, service, participants }: Audience,
): boolean {
  if (participants !== undefined && !participants.includes(doc.id)) return false;
  if (service !== undefined && doc.plan.service.kind !== service) return false;
  if (
    supervisorEmail !== undefined &&
    doc.plan.supervisor.email?.toLowerCase() !== supervisorEmail.toLowerCase()
  ) {
    return false;
  }
  if (batch === undefined) return true;
  const imported = touchedBy(doc, batch);
  return imported !== null && (group === undefined || imported.group === group);
}

/**
 * Sends it to those who were looked at. Null when the text or the people are others than the token stands for. What was decided is written
 * first, with everybody's name on it, so that a restart goes on where it was cut off.
 */
export async function sendToGroup(
  parts: Needs,
  about: { providerId: string; draft: Draft; token: string; by: string },
): Promise<Broadcast | null> {
  const { providerId, draft, token, by } = about;
  const looked = await lookAt(parts, providerId, draft);
  if (looked.token !== token || looked.recipients.length === 0) return null;
  const now = parts.clock.now();
  const broadcast: Broadcast = {
    id: `b-${parts.random.code(10)}`,
    at: now,
    by,
    from: draft.from,
    text: draft.text,
    easy: draft.easy,
    recipients: looked.recipients.map((doc) => ({ id: doc.id, outcome: 'waiting' })),
    doneAt: null,
  };
  await parts.store.providerTurn(providerId, (found) => {
    const provider = found ?? newProvider({ id: providerId, name: draft.from, now });
    const broadcasts = [...provider.broadcasts, broadcast].slice(-MOST_BROADCASTS);
    const doc = trailed({ ...provider, broadcasts }, { now, who: by }, 'message.sent', broadcast.id);
    return { doc, result: null };
  });
  return goOn(parts, providerId, broadcast);
}

/** Goes on with every message that was begun. */
export async function finishBroadcasts(parts: Needs, providerId: string): Promise<void> {
  const provider = await parts.store.readProvider(providerId);
  for (const broadcast of provider?.broadcasts ?? []) {
    if (broadcast.doneAt === null) await goOn(parts, providerId, broadcast);
  }
}

async function goOn(parts: Needs, providerId: string, broadcast: Broadcast): Promise<Broadcast> {
  const outcomes: Broadcast['recipients'] = [];
  for (const { id } of broadcast.recipients) {
    const outcome = await tellOne(parts, { providerId, id, broadcast }).catch(() => {
      parts.log.error('message.failed', { participant: id, message: broadcast.id });
      return 'failed' as const;
    });
    outcomes.push({ id, outcome });
  }
  // The words are in the chats now, and nowhere else.
  const done: Broadcast = {
    ...broadcast,
    recipients: outcomes,
    text: '',
    easy: null,
    doneAt: parts.clock.now(),
  };
  await parts.store.providerTurn(providerId, (provider) => ({
    doc: provider && {
      ...provider,
      broadcasts: provider.broadcasts.map((entry) => (entry.id === done.id ? done : entry)),
    },
    result: null,
  }));
  return done;
}

/** Once to each, however often it is begun: that they have it stands in the same write as the words. */
async function tellOne(
  parts: Needs,
  { providerId, id, broadcast }: { providerId: string; id: string; broadcast: Broadcast },
): Promise<Broadcast['recipients'][number]['outcome']> {
  const now = parts.clock.now();
  return parts.store.turn(id, (doc) => {
    if (doc?.providerId !== providerId) return { doc: null, result: 'gone' as const };
    if (doc.messages.includes(broadcast.id)) return { doc: null, result: 'told' as const };
    if (isOver(doc, today(now))) return { doc: null, result: 'over' as const };
    const params = {
      from: { name: broadcast.from },
      text: { quote: { text: broadcast.text, easy: broadcast.easy } },
    };
    const told = tell(
      doc,
      [{ key: 'message:fromProvider', params, choices: [{ id: 'do:ask', key: 'common:askSupervisor' }] }],
      {
        now,
        proactive: true,
      },
    );
    const known = { ...told, messages: [...told.messages, broadcast.id].slice(-MOST_BROADCASTS) };
    return {
      doc: withAudit(known, { at: now, who: broadcast.by, what: 'message.told', subject: broadcast.id }),
      result: 'told' as const,
    };
  });
}
