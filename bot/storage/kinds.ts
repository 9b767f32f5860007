import { hash } from 'node:crypto';
import { toJSONSchema, ZodArray, type ZodError, type ZodObject, type ZodType } from 'zod';
import { StoreRefusedError } from '../../domain/errors.ts';
import { type Participant, participantSchema, readParticipant } from '../../domain/participant.ts';
import { type Provider, providerSchema, readProvider } from '../../domain/provider.ts';
import type { DocumentKind } from './documents.ts';
import { type Exactly, exactly, isBareList } from './exact.ts';
import { deepFreeze } from './freeze.ts';
import { MARK_LENGTH } from './seal.ts';

const participantParts = partsOf(participantSchema);
const providerParts = partsOf(providerSchema);

export const participantKind: DocumentKind<Participant> = {
  mark: markOf(participantSchema),
  trust: (stored, id) => withId(stored as Participant, id),
  read: (stored, id) => withId(readParticipant(stored), id),
  prepare: (value, before) => prepared(participantParts, value, before),
  isLogged: true,
};

export const providerKind: DocumentKind<Provider> = {
  mark: markOf(providerSchema),
  trust: (stored, id) => withId(stored as Provider, id),
  read: (stored, id) => withId(readProvider(stored), id),
  prepare: (value, before) => prepared(providerParts, value, before),
  isLogged: false,
};

function partsOf({ shape }: ZodObject): ReadonlyMap<string, Part> {
  return new Map(Object.entries(shape).map(([key, schema]) => [key, partOf(schema as ZodType)]));
}

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

/** A field of a document, and for a list what each of its entries is. */
interface Part {
  readonly schema: ZodType;
  readonly isExact: Exactly;
  readonly entry: Part | null;
}

function partOf(schema: ZodType): Part {
  const isList = schema instanceof ZodArray && schema.def.checks === undefined;
  const entry = isList ? partOf(schema.element as ZodType) : null;
  return { schema, isExact: exactly(schema), entry };
}

/**
 * The document as it will be read again, frozen: what is the same as in the version before is taken as it is, since that was read, and so is
 * what reading would make nothing else of. The rest goes through JSON and the schema once. What could not be read would be found damaged at
 * the next start, and the previous version soon after.
 */
function prepared<Value extends object>(
  parts: ReadonlyMap<string, Part>,
  value: Value,
  before: Value | null,
): Value {
  const fields = { ...value } as Record<string, unknown>;
  for (const key of Object.keys(fields)) if (!parts.has(key)) throw new StoreRefusedError(key);
  for (const [key, part] of parts) {
    const field = fields[key];
    const old = before?.[key as keyof Value];
    if (before !== null && field === old) continue;
    const isList = part.entry !== null && isBareList(field) && Array.isArray(old);
    fields[key] = isList ? preparedList(part.entry, field, { key, old }) : preparedPart(part, field, key);
  }
  return Object.freeze(fields) as Value;
}

/** Nearly always something was added at the end, perhaps some of the first are gone, and the rest stands as it stood. */
function preparedList(
  entry: Part,
  list: unknown[],
  { key, old }: { key: string; old: readonly unknown[] },
): readonly unknown[] {
  let taken = list;
  let next = 0;
  for (let index = 0; index < list.length; index += 1) {
    const value = list[index];
    const found = old.indexOf(value, next);
    if (found !== -1) next = found + 1;
    const is = found === -1 ? preparedPart(entry, value, `${key}.${index}`) : value;
    if (is === value) continue;
    if (taken === list) taken = [...list];
    taken[index] = is;
  }
  return Object.freeze(taken);
}

function preparedPart({ schema, isExact }: Part, value: unknown, where: string): unknown {
  return isExact(value) ? value : read(schema, value, where);
}

function read(schema: ZodType, value: unknown, where: string): unknown {
  const text = JSON.stringify(value);
  const result = schema.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!result.success) throw new StoreRefusedError(faultyField(where, result.error));
  return deepFreeze(result.data);
}

function faultyField(key: string, error: ZodError): string {
  return [key, ...(error.issues[0]?.path ?? [])].join('.');
}
