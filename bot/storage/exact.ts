import {
  type core,
  ZodArray,
  ZodBoolean,
  ZodDefault,
  ZodEnum,
  ZodLiteral,
  ZodNever,
  ZodNullable,
  ZodNumber,
  ZodObject,
  ZodOptional,
  ZodRecord,
  ZodString,
  type ZodType,
  ZodUnknown,
} from 'zod';
import {
  instantSchema,
  isInstant,
  isLocalDate,
  isLocalDateTime,
  localDateSchema,
  localDateTimeSchema,
} from '../../domain/time.ts';

/**
 * Whether a value is, just as it stands, what would be read again from its JSON: plain data that the schema takes and makes nothing else of.
 * Then it is frozen all the way down, and no copy of it is needed. False is no judgement: the value may be a bad one, one that JSON or the
 * schema makes another of (a Date, a field that is undefined, a default), or one that is not looked into here.
 */
export type Exactly = (value: unknown) => boolean;

/**
 * What the schema says, made from it once: to make the JSON, to read it and to check that takes several times as long. Only kinds of schema that are
 * known here and have no rule of their own are looked into. Any other is asked itself, and only of a text, a figure or the like.
 */
export function exactly(schema: ZodType): Exactly {
  const isTime = TIMES.get(schema);
  if (isTime) return (value) => typeof value === 'string' && isTime(value);
  const rules = schema.def.checks ?? [];
  if (schema instanceof ZodNumber && schema.isInt && rules.every(isRange)) return wholeWithin(schema);
  const known = rules.length === 0 ? exactlyBuilt(schema) : null;
  return known ?? ((value) => isSingle(value) && isTaken(schema, value));
}

/** Nearly all texts that have a rule, and what the rule is. */
const TIMES = new Map<ZodType, (text: string) => boolean>([
  [instantSchema, isInstant],
  [localDateSchema, isLocalDate],
  [localDateTimeSchema, isLocalDateTime],
]);

/** Null for a kind of schema that is not known here. */
function exactlyBuilt(schema: ZodType): Exactly | null {
  if (schema instanceof ZodNullable) return orBe(null, exactly(schema.unwrap() as ZodType));
  if (schema instanceof ZodOptional) return orBe(undefined, exactly(schema.unwrap() as ZodType));
  // What is there is not filled in.
  if (schema instanceof ZodDefault) return exactly(schema.unwrap() as ZodType);
  if (schema instanceof ZodUnknown) return isPlain;
  if (schema instanceof ZodBoolean) return (value) => typeof value === 'boolean';
  if (schema instanceof ZodEnum) return oneOf(new Set<unknown>(schema.options));
  if (schema instanceof ZodLiteral) return oneOf(schema.values);
  if (schema instanceof ZodArray) return listOf(exactly(schema.element as ZodType));
  if (schema instanceof ZodString && schema.format === null) return isText;
  if (schema instanceof ZodRecord && exactly(schema.keyType as ZodType) === isText)
    return recordOf(exactly(schema.valueType as ZodType));
  // One that refuses what it does not know, and leaves nothing out.
  if (schema instanceof ZodObject && schema.def.catchall instanceof ZodNever) return objectOf(schema.shape);
  return null;
}

/** Whether a rule of figures says no more than: a whole one, at least so much, at most so much. */
function isRange({ _zod: { def } }: core.$ZodCheck): boolean {
  if (def.check === 'number_format') return 'format' in def && def.format === 'safeint';
  return 'inclusive' in def && def.inclusive === true;
}

function orBe(other: null | undefined, takes: Exactly): Exactly {
  return (value) => value === other || takes(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** A value that has no parts. JSON makes null of a figure that is none, and 0 of minus 0. */
function isSingle(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function wholeWithin({ minValue, maxValue }: ZodNumber): Exactly {
  const [least, most] = [minValue ?? Number.NEGATIVE_INFINITY, maxValue ?? Number.POSITIVE_INFINITY];
  return (value) =>
    Number.isSafeInteger(value) &&
    (value as number) >= least &&
    (value as number) <= most &&
    // JSON makes 0 of it.
    !Object.is(value, -0);
}

function oneOf(values: ReadonlySet<unknown>): Exactly {
  return (value) => isSingle(value) && values.has(value);
}

function isTaken(schema: ZodType, value: unknown): boolean {
  const read = schema.safeParse(value);
  return read.success && read.data === value;
}

function listOf(takes: Exactly): Exactly {
  return (value) => isBareList(value) && everyEntry(value, takes) && isFrozenNow(value);
}

/** A list without holes, of which JSON makes null, and with nothing beside its entries, as one that a regular expression gives. */
export function isBareList(value: unknown): value is unknown[] {
  return Array.isArray(value) && Object.keys(value).length === value.length;
}

/** JSON makes null of an undefined one, whatever the schema says of it. */
function everyEntry(list: readonly unknown[], takes: Exactly): boolean {
  for (const entry of list) if (entry === undefined || !takes(entry)) return false;
  return true;
}

function recordOf(takes: Exactly): Exactly {
  return (value) => {
    if (!isPlainObject(value)) return false;
    for (const key in value) {
      // Not kept by the schema.
      if (key === '__proto__') return false;
      if (!takes(value[key])) return false;
    }
    return isFrozenNow(value);
  };
}

function objectOf(shape: Readonly<Record<string, ZodType>>): Exactly {
  const fields = Object.entries(shape).map(([key, schema]) => ({ key, takes: exactly(schema) }));
  return (value) => {
    if (!isPlainObject(value)) return false;
    let left = 0;
    for (const _ in value) left += 1;
    for (const { key, takes } of fields) {
      const field = value[key];
      if (!takes(field)) return false;
      if (field !== undefined) left -= 1;
    }
    // A field that is not in the schema, or one that is there and undefined.
    return left === 0 && isFrozenNow(value);
  };
}

const isPlainList = listOf(isPlain);

function isPlain(value: unknown): boolean {
  if (isSingle(value)) return true;
  if (Array.isArray(value)) return isPlainList(value);
  if (!isPlainObject(value)) return false;
  for (const key in value) if (!isPlain(value[key])) return false;
  return isFrozenNow(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isFrozenNow(value: object): true {
  Object.freeze(value);
  return true;
}
