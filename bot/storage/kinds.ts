import type { ZodError, ZodType } from 'zod';
import { StoreRefusedError } from '../../domain/errors.ts';
import { type Participant, participantSchema, readParticipant } from '../../domain/participant.ts';
import { type Provider, providerSchema, readProvider } from '../../domain/provider.ts';
import type { DocumentKind } from './documents.ts';

export const participantKind: DocumentKind<Participant> = {
  read: (stored, id) => withId(readParticipant(stored), id),
  check: (value, before, stored) => checkFields(participantSchema.shape, value, before, stored),
};

export const providerKind: DocumentKind<Provider> = {
  read: (stored, id) => withId(readProvider(stored), id),
  check: (value, before, stored) => checkFields(providerSchema.shape, value, before, stored),
};

/** A document in somebody else's folder is not that person's. */
function withId<Value extends { id: string }>(value: Value, id: string): Value {
  if (value.id !== id) throw new Error('the document of another id');
  return value;
}

/**
 * Whether the stored form can be read again, checked only where it differs from the version before. What could not be read would be found
 * damaged at the next start, and the previous version soon after it.
 */
function checkFields<Value extends object>(
  shape: Record<string, ZodType>,
  value: Value,
  before: Value | null,
  stored: unknown,
): void {
  const fields = stored as Record<string, unknown>;
  for (const key of Object.keys(fields)) if (!(key in shape)) throw new StoreRefusedError(key);
  for (const [key, schema] of Object.entries(shape)) {
    const field = key as keyof Value;
    if (before !== null && value[field] === before[field]) continue;
    const checked = schema.safeParse(fields[key]);
    if (!checked.success) throw new StoreRefusedError(faultyField(key, checked.error));
  }
}

function faultyField(key: string, error: ZodError): string {
  return [key, ...(error.issues[0]?.path ?? [])].join('.');
}
