import { hash } from 'node:crypto';
import { toJSONSchema, ZodArray, type ZodError, type ZodType } from 'zod';
import { StoreRefusedError } from '../../domain/errors.ts';
import { type Participant, participantSchema, readParticipant } from '../../domain/participant.ts';
import { type Provider, providerSchema, readProvider } from '../../domain/provider.ts';
import { knowText } from './document-text.ts';
import type { DocumentKind } from './documents.ts';
import { MARK_LENGTH } from './seal.ts';

const participantFields = new Map<string, ZodType>(Object.entries(participantSchema.shape));
const providerFields = new Map<string, ZodType>(Object.entries(providerSchema.shape));

export const participantKind: DocumentKind<Participant> = {
  mark: markOf(participantSchema),
  trust: (stored, id) => withId(stored as Participant, id),
  read: (stored, id) => withId(readParticipant(stored), id),
  prepare: (value, before) => prepared(participantFields, value, before),
};

export const providerKind: DocumentKind<Provider> = {
  mark: markOf(providerSchema),
  trust: (stored, id) => withId(stored as Provider, id),
  read: (stored, id) => withId(readProvider(stored), id),
  prepare: (value, before) => prepared(providerFields, value, before),
};

/** Stands for a schema: another one for any change of what it takes. Made when it is asked for, which takes ten milliseconds. */
function markOf(schema: ZodType): () => string {
  let mark: string | null = null;
  return () => {
    mark ??= hash(
      'sha256',
      JSON.stringify(toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
      'hex',
    ).slice(0, MARK_LENGTH);
    return mark;
  };
}

/** A document in somebody else's folder is not that person's. */
function withId<Value extends { id: string }>(value: Value, id: string): Value {
  if (value.id !== id) throw new Error('the document of another id');
  return value;
}

/**
 * The document as it will be read again: what is the same as in the version before is taken as it is, since that was read, and the rest goes
 * through JSON and the schema once. What could not be read would be found damaged at the next start, and the previous version soon after.
 */
function prepared<Value extends object>(
  shape: ReadonlyMap<string, ZodType>,
  value: Value,
  before: Value | null,
): Value {
  const fields = { ...value } as Record<string, unknown>;
  for (const key of Object.keys(fields)) if (!shape.has(key)) throw new StoreRefusedError(key);
  for (const [key, schema] of shape) {
    const old = before?.[key as keyof Value];
    if (before === null || fields[key] !== old)
      fields[key] = preparedField(schema, fields[key], { key, old });
  }
  return fields as Value;
}

function preparedField(
  schema: ZodType,
  value: unknown,
  { key, old }: { key: string; old: unknown },
): unknown {
  if (schema instanceof ZodArray && Array.isArray(value) && Array.isArray(old)) {
    const element = schema.element as ZodType;
    // Nearly always something was added at the end, and the rest stands where it stood.
    let known: Set<unknown> | null = null;
    return value.map((entry, index) => {
      if (index < old.length && entry === old[index]) return entry;
      known ??= new Set<unknown>(old);
      return known.has(entry) ? entry : read(element, entry, `${key}.${index}`);
    });
  }
  return read(schema, value, key);
}

function read(schema: ZodType, value: unknown, where: string): unknown {
  const text = JSON.stringify(value);
  const result = schema.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!result.success) throw new StoreRefusedError(faultyField(where, result.error));
  // This very text has just been read and found good, so it is what is written.
  if (text !== undefined) knowText(result.data, text);
  return result.data;
}

function faultyField(key: string, error: ZodError): string {
  return [key, ...(error.issues[0]?.path ?? [])].join('.');
}
