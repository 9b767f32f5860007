import { changeSettings } from '../../domain/actions/provider.ts';
import { DamagedError } from '../../domain/errors.ts';
import { type Settings, sameSettings } from '../../domain/settings.ts';
import type { Parts } from '../parts.ts';

/**
 * A provider's settings are kept on each of its participants too. They are marked as pending in the write that changes them, so that what
 * was cut off half-way is done at the next start.
 */

type Needs = Pick<Parts, 'store' | 'clock' | 'log'>;

/** False when nothing differed, or when there is no such provider. */
export async function saveSettings(
  parts: Needs,
  providerId: string,
  settings: Settings,
  who: string,
): Promise<boolean> {
  const changed = await parts.store.providerTurn(providerId, (provider) => {
    const doc = provider && changeSettings(provider, settings, { now: parts.clock.now(), who });
    return { doc, result: doc !== null };
  });
  if (changed) await spreadSettings(parts, providerId);
  return changed;
}

/** What was cut off before. */
export async function spreadPending(parts: Needs): Promise<void> {
  for (const id of await parts.store.providerIds()) {
    try {
      if ((await parts.store.readProvider(id))?.settingsPending) await spreadSettings(parts, id);
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error;
    }
  }
}

async function spreadSettings(parts: Needs, providerId: string): Promise<void> {
  const settings = (await parts.store.readProvider(providerId))?.settings;
  if (!settings) return;
  for (const id of await parts.store.participantsOf(providerId)) {
    try {
      await parts.store.turn(id, (doc) => {
        const differs = doc?.providerId === providerId && !sameSettings(doc.settings, settings);
        return { doc: doc && differs ? { ...doc, settings } : null, result: null };
      });
    } catch (error) {
      // Whoever brings the document back imports the plan again, and that brings the settings.
      if (!(error instanceof DamagedError)) throw error;
      parts.log.warn('settings.unreadable-participant', { participant: id });
    }
  }
  await parts.store.providerTurn(providerId, (provider) => {
    // Changed again meanwhile: whoever did that spreads them too.
    const done = provider?.settingsPending && sameSettings(provider.settings, settings);
    return { doc: done ? { ...provider, settingsPending: false } : null, result: null };
  });
}
