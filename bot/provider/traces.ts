import type { Instant } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { overviewOf } from './inbox/overview.ts';

/** Everything that is kept of a participant, for the person who asks for it, and its end. */

type Needs = Pick<Parts, 'store' | 'clock'>;

export interface Export {
  readonly format: 'stegvis-export/1';
  readonly id: string;
  readonly exportedAt: Instant;
  /** Every file as it stands on the disk: the document, the version before it, changes, lines, copies of damaged ones. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Places in the feeds of providers. */
  readonly feed: readonly {
    readonly providerId: string;
    readonly position: number;
    readonly noticeId: string;
  }[];
  /** Messages of a provider that name the person. */
  readonly messages: readonly {
    readonly providerId: string;
    readonly messageId: string;
    readonly outcome: string;
  }[];
}

/** Null when there is nobody with that id. */
export async function exportOf(parts: Needs, id: string): Promise<Export | null> {
  const traces = await parts.store.traces(id);
  if (traces === null) return null;
  const messages: Export['messages'][number][] = [];
  for (const providerId of await parts.store.providerIds()) {
    const provider = await parts.store.readProvider(providerId).catch(() => null);
    for (const broadcast of provider?.broadcasts ?? []) {
      const own = broadcast.recipients.find((entry) => entry.id === id);
      if (own) messages.push({ providerId, messageId: broadcast.id, outcome: own.outcome });
    }
  }
  return {
    format: 'stegvis-export/1',
    id,
    exportedAt: parts.clock.now(),
    files: Object.fromEntries(traces.files.map(({ name, text }) => [name, contentOf(name, text)])),
    feed: traces.feed,
    messages,
  };
}

/** A document as JSON, lines as a list; what cannot be read as the text that it is. */
function contentOf(name: string, text: string): unknown {
  if (!/\.(jsonl|changes)$/.test(name)) return jsonOrText(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(jsonOrText);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** False when there is nobody with that id. The providers' lists go first: what is cut off can be begun again. */
export async function eraseAll(parts: Needs, id: string): Promise<boolean> {
  for (const providerId of await parts.store.providerIds()) {
    const wasNamed = await parts.store.providerTurn(providerId, (provider) => {
      const named = provider?.broadcasts.some(({ recipients }) =>
        recipients.some((entry) => entry.id === id),
      );
      if (!provider || !named) return { doc: null, result: false };
      const broadcasts = provider.broadcasts.map((broadcast) => ({
        ...broadcast,
        recipients: broadcast.recipients.filter((entry) => entry.id !== id),
      }));
      return { doc: { ...provider, broadcasts }, result: true };
    });
    // The version before is kept beside each document: a second write lets go of that too.
    if (wasNamed) {
      await parts.store.providerTurn(providerId, (provider) => ({
        doc: provider && { ...provider },
        result: null,
      }));
    }
  }
  const erased = await parts.store.erase(id);
  overviewOf(parts).forget(id);
  return erased;
}
