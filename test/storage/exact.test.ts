import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { exactly } from '../../bot/storage/exact.ts';
import { participantKind, providerKind } from '../../bot/storage/kinds.ts';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import type { Env } from '../../dialogs/turn.ts';
import { newProvider } from '../../domain/actions/provider.ts';
import { StoreRefusedError } from '../../domain/errors.ts';
import { type Participant, participantSchema } from '../../domain/participant.ts';
import { instantSchema, localDateSchema, localDateTimeSchema, today, toLocal } from '../../domain/time.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-10T16:05:00.000Z';

/** What is read again when the value has been stored; null when nothing would be. */
function readAgain(schema: z.ZodType, value: unknown): { value: unknown } | null {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    return null;
  }
  const read = schema.safeParse(text === undefined ? undefined : JSON.parse(text));
  return read.success ? { value: read.data } : null;
}

function isFrozenAllTheWay(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenAllTheWay);
}

const SCHEMAS: [string, z.ZodType][] = Object.entries({
  unknown: z.unknown(),
  text: z.string(),
  'text with a rule': z.string().max(3),
  'trimmed text': z.string().trim(),
  'text of a format': z.email(),
  instant: instantSchema,
  day: localDateSchema,
  figure: z.number(),
  'whole figure': z.number().int(),
  'whole figure with a rule': z.number().int().min(1),
  'whole figure between': z.number().int().min(-1).max(1),
  'whole figure above': z.number().int().gt(0).lt(2),
  'whole figure of a kind': z.int32(),
  'every second': z.number().int().multipleOf(2),
  'day and time': localDateTimeSchema,
  truth: z.boolean(),
  'one of some': z.enum(['a', 'b']),
  'the one': z.literal([0, 'a', null]),
  nullable: z.string().nullable(),
  'nullable with a rule': z
    .string()
    .nullable()
    .refine((value) => value !== 'a'),
  'with a default': z.string().default('a'),
  'object with a default': z.strictObject({ a: z.string().default('b') }).default({ a: 'a' }),
  list: z.array(z.unknown()),
  'list with a rule': z.array(z.string()).max(2),
  'list of perhaps': z.array(z.string().optional()),
  record: z.record(z.string(), z.unknown()),
  'record with keys': z.record(z.enum(['a', 'b']), z.unknown()),
  object: z.strictObject({ a: z.unknown(), b: z.string().optional(), c: z.string().default('c') }),
  'object of texts': z.strictObject({ a: z.string().optional(), b: z.string().optional() }),
  'object with a rule': z.strictObject({ a: z.string() }).refine(({ a }) => a !== 'b'),
  'object that forgets': z.object({ a: z.string().optional() }),
  'object that keeps': z.looseObject({ a: z.string().optional() }),
  'one or the other': z.union([z.string().trim(), z.number(), z.strictObject({ a: z.string() })]),
  changed: z.string().transform((text) => text.length),
});

/** Values that JSON makes others of, and those that the schemas above speak of. */
const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  -0,
  0,
  1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  '',
  'a',
  'b',
  ' a ',
  'lång',
  'a@b.example',
  NOW,
  '2026-02-30T16:05:00.000Z',
  '2026-03-10',
  '2026-03-10T09:00',
  '2026-03-29T02:30',
  2,
  -1,
  true,
  new Date(0),
  new Map([['a', 1]]),
  Symbol('a'),
  1n,
  () => 'a',
  Object.create(null),
  Object.create({ a: 'a' }),
  { toJSON: () => 'a' },
  JSON.parse('{"__proto__":"a"}'),
  new Array(2),
  Object.assign(['a'], { index: 0 }),
);
const value = fc.oneof(
  { weight: 3, arbitrary: odd },
  fc.array(odd, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), odd, { maxKeys: 4 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(odd, { maxLength: 2 })),
  fc.anything({ withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);

test.each(SCHEMAS)('what is taken as it is by %s would be read again as it is', (_name, schema) => {
  const takes = exactly(schema);
  fc.assert(
    fc.property(value, (given) => {
      if (!takes(given)) return;
      const again = readAgain(schema, given);
      expect(again).not.toBeNull();
      expect(isDeepStrictEqual(again?.value, given)).toBe(true);
      expect(isFrozenAllTheWay(given)).toBe(true);
    }),
    { numRuns: 600 },
  );
});

describe('a document that is to be stored', () => {
  const SAID = [
    'hej',
    'jag är sjuk imorgon',
    'ja',
    'fråga min handledare',
    'Kan jag byta tid?',
    'ja',
    'visa min plan',
  ];
  const random = { code: (length: number) => 'A'.repeat(length), digits: () => '00', token: () => 't' };

  function turn(doc: Participant, text: string): Participant {
    const env: Env = { now: NOW, local: toLocal(NOW), today: today(NOW), random, channel: 'web' };
    const { doc: heard, say: sayings } = respond(doc, { text, pressed: null }, env);
    return say(heard, sayings, env);
  }

  /** As a chat with reports, questions and messages leaves it. */
  const [first, ...others] = EXAMPLES.map((example) =>
    SAID.reduce(turn, newParticipant(examplePlan(example), NOW, 'easy')),
  ) as [Participant, ...Participant[]];

  test('what a turn adds is taken as it is, and nothing is read again', () => {
    const before = participantKind.prepare(first, null);
    const next = turn(before, 'jag är sjuk på fredag');
    const stored = participantKind.prepare(next, before);
    expect(stored.dialog).toBe(next.dialog);
    expect(next.lines.length).toBeGreaterThan(before.lines.length);
    expect(stored.lines.every((line, index) => line === next.lines[index])).toBe(true);
    const reported = turn(stored, 'ja');
    const known = participantKind.prepare(reported, stored);
    expect(known.absences).toHaveLength(stored.absences.length + 1);
    for (const list of ['absences', 'notices', 'outbox', 'lines'] as const) {
      expect(known[list].every((entry, index) => entry === reported[list][index])).toBe(true);
    }
    expect(isFrozenAllTheWay(known)).toBe(true);
  });

  test('a list that lost some, gained some or changed its order is stored as it is', () => {
    const before = participantKind.prepare(first, null);
    expect(before.lines.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.shuffledSubarray([...before.lines, ...turn(before, 'hjälp').lines]), (lines) => {
        expect(participantKind.prepare({ ...before, lines }, before).lines).toEqual(lines);
      }),
    );
  });

  test('is what the schema reads from its JSON, or refused with it, whatever has become of it', () => {
    const documents = [first, ...others].map((doc) => participantKind.prepare(doc, null));
    const places = documents.map((doc) => placesIn(doc, []));
    let good = 0;
    let bad = 0;
    fc.assert(
      fc.property(fc.nat(2), fc.nat(), value, fc.boolean(), (which, where, odd, isNew) => {
        const before = documents[which] as Participant;
        const own = places[which] as Place[];
        const changed = withChange(before, own[where % own.length] as Place, odd) as Participant;
        const again = readAgain(participantSchema, changed);
        if (again === null) {
          bad += 1;
          expect(() => participantKind.prepare(changed, isNew ? null : before)).toThrow();
          return;
        }
        good += 1;
        const stored = participantKind.prepare(changed, isNew ? null : before);
        expect(isDeepStrictEqual(stored, again.value)).toBe(true);
        expect(isFrozenAllTheWay(stored)).toBe(true);
      }),
      { numRuns: 600 },
    );
    expect(Math.min(good, bad)).toBeGreaterThan(50);
  });

  test('a provider too is checked by its schema, and the faulty field is named', () => {
    const provider = newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: NOW });
    expect(isDeepStrictEqual(providerKind.prepare(provider, null), provider)).toBe(true);
    const refusal = (changed: object) => () => providerKind.prepare({ ...provider, ...changed }, provider);
    expect(refusal({ createdAt: 'igår' })).toThrow(new StoreRefusedError('createdAt'));
    expect(refusal({ keys: [{ id: 'k', hash: 'h', createdAt: 'igår', endsAt: null }] })).toThrow(
      new StoreRefusedError('keys.0.createdAt'),
    );
    expect(refusal({ nick: 'x' })).toThrow(new StoreRefusedError('nick'));
  });
});

type Place = readonly (string | number)[];

/** Everything in the value that can be put another in the place of, and one new name in each object. */
function placesIn(within: unknown, place: Place): Place[] {
  if (typeof within !== 'object' || within === null) return [place];
  const names = Array.isArray(within) ? [...within.keys(), within.length] : [...Object.keys(within), 'nick'];
  return names.flatMap((name) => placesIn((within as Record<string, unknown>)[name], [...place, name]));
}

function withChange(within: unknown, [name, ...rest]: Place, odd: unknown): unknown {
  if (name === undefined) return odd;
  const changed = (Array.isArray(within) ? [...within] : { ...(within as object) }) as Record<
    string,
    unknown
  >;
  changed[name] = withChange(changed[name], rest, odd);
  return changed;
}
