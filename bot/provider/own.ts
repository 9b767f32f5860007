import { DamagedError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
import { ID_PATTERN } from '../../domain/plan.ts';
import type { Health } from '../../domain/ports.ts';
import type { Parts } from '../parts.ts';

/**
 * A participant of this provider. Null for one that does not exist and for another provider's alike. Rejects with DamagedError for one
 * of their own: whether somebody else's is damaged is nobody's business.
 */
export async function readOwn(
  parts: Pick<Parts, 'store'>,
  id: string,
  providerId: string,
): Promise<{ doc: Participant; health: Health } | null> {
  if (!ID_PATTERN.test(id)) return null;
  try {
    const found = await parts.store.read(id);
    return found?.doc.providerId === providerId ? found : null;
  } catch (error) {
    if (error instanceof DamagedError && error.providerId !== providerId) return null;
    throw error;
  }
}

/** Whether another provider has a participant with this id, readable or not. */
export async function isAnothers(
  parts: Pick<Parts, 'store'>,
  id: string,
  providerId: string,
): Promise<boolean> {
  if (!ID_PATTERN.test(id)) return false;
  try {
    const found = await parts.store.read(id);
    return found !== null && found.doc.providerId !== providerId;
  } catch (error) {
    if (error instanceof DamagedError) return error.providerId !== providerId;
    throw error;
  }
}
