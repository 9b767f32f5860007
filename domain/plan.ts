import { z } from 'zod';
import { type Appointment, appointmentSchema } from './appointment.ts';
import { phoneSchema, textSchema, withoutUnseen } from './text.ts';
import { localDateSchema } from './time.ts';

/**
 * The plan document: what a provider sends in for one participant (IUP, individuell utvecklingsplan; genomförandeplan in a
 * municipality). There is no official form or data format for it, so the shape is ours: what real systems keep, in
 * fields that can be explained one at a time. Unknown fields are refused, so that a misspelt one is never silently lost.
 */

/** In file names, addresses and tokens: unique in the installation. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;
export const idSchema = z
  .string()
  .regex(ID_PATTERN, { error: 'must be 1 to 64 letters a-z, A-Z, digits, _ or -' });

/** Whose rules the participant lives under (regelverk). A person may have two, so a plan carries a list. */
export const REGIMES = ['af-program', 'a-kassa', 'municipality', 'unknown'] as const;
export type Regime = (typeof REGIMES)[number];

/** Whether Arbetsförmedlingen's rules are among them, in a programme or with a-kassa alone. */
export function isAfRegime(kinds: readonly Regime[]): boolean {
  return kinds.includes('af-program') || kinds.includes('a-kassa');
}

/** What the participant lives on (ersättning). */
export const COMPENSATIONS = [
  'aktivitetsstod',
  'utvecklingsersattning',
  'etableringsersattning',
  'a-kassa',
  'forsorjningsstod',
  'none',
  'unknown',
] as const;
export type Compensation = (typeof COMPENSATIONS)[number];

/** The service (tjänst, insats). `stod-och-matchning` ended in 2022: it can be imported as history. */
export const SERVICES = ['rusta-och-matcha', 'steg-till-arbete', 'stod-och-matchning', 'municipal'] as const;
export type ServiceKind = (typeof SERVICES)[number];

/**
 * The four kinds of support that Steg till arbete is made of: kartläggande, rustande, utvecklande, matchande. A participant takes part in one
 * or several at a time.
 */
export const STA_PARTS = ['mapping', 'equipping', 'developing', 'matching'] as const;
export type StaPart = (typeof STA_PARTS)[number];

/** Where the provider reports: MSFA (Mina sidor för fristående aktörer), the older KA-Webb, or neither. */
export const REPORTING_SYSTEMS = ['msfa', 'ka-webb', 'none'] as const;
export type ReportingSystem = (typeof REPORTING_SYSTEMS)[number];

const personSchema = z.strictObject({
  firstName: z.string().trim().min(1).max(80),
  lastName: z.string().trim().min(1).max(80),
  /** Skyddade personuppgifter: no name, place, address, map link or calendar leaves the signed-in page. */
  protectedIdentity: z.boolean().default(false),
  contact: z
    .strictObject({
      email: z.email({ error: 'is not an e-mail address' }).max(254).nullable().default(null),
      phone: phoneSchema.nullable().default(null),
    })
    .default({ email: null, phone: null }),
});

/** Somebody the participant can reach. Phone and e-mail are null when the plan does not say. */
const contactPersonSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  phone: phoneSchema.nullable().default(null),
  email: z.email({ error: 'is not an e-mail address' }).max(254).nullable().default(null),
});

const goalSchema = z.strictObject({
  what: textSchema,
  /** Why it fits this person. */
  why: textSchema.nullable().default(null),
  /** How one sees that the goal is reached. */
  doneWhen: textSchema.nullable().default(null),
});

export const STEP_STATUSES = ['done', 'now', 'next', 'later'] as const;
const stepSchema = z.strictObject({
  id: idSchema,
  what: textSchema,
  why: textSchema.nullable().default(null),
  doneWhen: textSchema.nullable().default(null),
  by: z.enum(['participant', 'provider', 'together']).default('together'),
  status: z.enum(STEP_STATUSES),
  /** The day it should be done, or null when none is set. */
  date: localDateSchema.nullable().default(null),
});
export type Step = z.infer<typeof stepSchema>;

const ownWorkSchema = z.strictObject({
  id: idSchema,
  what: textSchema,
  /** Null when the plan does not say. */
  hoursPerWeek: z.number().positive().max(60).nullable().default(null),
});

const serviceSchema = z.strictObject({
  kind: z.enum(SERVICES),
  /** The service's own name where it has one, for example a municipality's. */
  name: z.string().trim().min(1).max(120).nullable().default(null),
  start: localDateSchema,
  /** The last day, or null when none is set. */
  end: localDateSchema.nullable().default(null),
  period: z
    .union([z.literal(1), z.literal(2)])
    .nullable()
    .default(null),
  /** Arbetsutbud in per cent of full time (100 is 40 hours a week). */
  extentPercent: z.number().int().min(1).max(100),
  /** Steers the provider's pay, so it is shown only to a participant who asks. */
  level: z.enum(['A', 'B', 'C']).nullable().default(null),
  /** Steg till arbete: the kinds of support that the participant has now. Empty elsewhere, and when the plan does not say. */
  parts: z.array(z.enum(STA_PARTS)).max(4).default([]),
  /** Genomförandereferens, or a case number of the municipality. */
  reference: z.string().trim().min(1).max(80).nullable().default(null),
  /** Tjänstekod: Arbetsförmedlingen's code of the service, as it stands in a deviation report. Null when the provider has not given it. */
  code: z.string().trim().min(1).max(40).nullable().default(null),
  /** Utförande verksamhet: where the provider carries the service out, by its id with Arbetsförmedlingen. Null when it has not been given. */
  site: z
    .strictObject({
      id: z.string().trim().min(1).max(80),
      name: z.string().trim().min(1).max(120).nullable().default(null),
    })
    .nullable()
    .default(null),
});

/** A service that the participant took part in before this one. Days are null when nobody knows them. */
const earlierServiceSchema = z.strictObject({
  kind: z.enum(SERVICES),
  name: z.string().trim().min(1).max(120).nullable().default(null),
  start: localDateSchema.nullable().default(null),
  end: localDateSchema.nullable().default(null),
});
export type EarlierService = z.infer<typeof earlierServiceSchema>;

/**
 * Aktivitetsförmåga: how much of the week the participant can take part in for now, judged case by case by the municipality; it grows
 * step by step. Source: nacka.se, kundval arbete och etablering 2024.
 */
const activityAbilitySchema = z.strictObject({
  /** Per cent of full time; null when it is not put in figures. */
  percent: z.number().int().min(1).max(100).nullable().default(null),
  /** What the participant can do, in words. */
  what: textSchema.nullable().default(null),
  /** The day it is looked at again, or null when none is set. */
  reviewOn: localDateSchema.nullable().default(null),
});

/** Samordningsansvar: who knows the participant's whole situation and sees to it that the activities fit together. */
const coordinationSchema = z.strictObject({
  /** Null when it is the supervisor. */
  who: contactPersonSchema.nullable().default(null),
  what: textSchema.nullable().default(null),
});

const providerSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(120),
  phone: phoneSchema,
  /** When somebody answers the phone. */
  hours: textSchema,
  reportingSystem: z.enum(REPORTING_SYSTEMS),
});

export const planSchema = z
  .strictObject({
    $schema: z.string().max(300).optional(),
    format: z.literal('stegvis-plan/1', { error: 'must be "stegvis-plan/1"' }),
    id: idSchema,
    person: personSchema,
    regime: z.strictObject({
      kinds: z.array(z.enum(REGIMES)).min(1).max(2),
      /** Null when nobody knows. */
      registeredAtAf: z.boolean().nullable(),
      compensations: z.array(z.enum(COMPENSATIONS)).min(1).max(3),
    }),
    service: serviceSchema,
    provider: providerSchema,
    /** Handledare at the provider. */
    supervisor: contactPersonSchema,
    /** Handläggare at Arbetsförmedlingen or the municipality; null when the plan does not name one. */
    caseworker: contactPersonSchema.nullable().default(null),
    /** The assignment the municipality gave (uppdrag); null elsewhere. */
    assignment: textSchema.nullable().default(null),
    /** The assignment's goals, so that one can see when each is reached. */
    assignmentGoals: z.array(textSchema).max(20).default([]),
    activityAbility: activityAbilitySchema.nullable().default(null),
    coordination: coordinationSchema.nullable().default(null),
    /** Services before this one, the latest first. */
    earlierServices: z.array(earlierServiceSchema).max(20).default([]),
    goal: goalSchema,
    alternativeGoal: goalSchema.nullable().default(null),
    steps: z.array(stepSchema).max(100).default([]),
    appointments: z.array(appointmentSchema).max(200).default([]),
    ownWork: z.array(ownWorkSchema).max(50).default([]),
    support: z.array(textSchema).max(50).default([]),
    adaptations: z.array(textSchema).max(50).default([]),
    followUp: z
      .strictObject({ on: localDateSchema, what: textSchema.nullable().default(null) })
      .nullable()
      .default(null),
    /** What was decided at the last follow-up. */
    decisions: z.array(textSchema).max(50).default([]),
  })
  .superRefine((plan, ctx) => {
    if (plan.service.end !== null && plan.service.end < plan.service.start) {
      ctx.addIssue({ code: 'custom', path: ['service', 'end'], message: 'is before service.start' });
    }
    for (const field of ['steps', 'appointments', 'ownWork'] as const) {
      const seen = new Set<string>();
      plan[field].forEach((entry, index) => {
        if (seen.has(entry.id)) {
          ctx.addIssue({
            code: 'custom',
            path: [field, index, 'id'],
            message: `"${entry.id}" is used twice in ${field}`,
          });
        }
        seen.add(entry.id);
      });
    }
    if (new Set(plan.regime.kinds).size !== plan.regime.kinds.length) {
      ctx.addIssue({ code: 'custom', path: ['regime', 'kinds'], message: 'names the same regime twice' });
    }
    if (plan.regime.kinds.includes('unknown') && plan.regime.kinds.length > 1) {
      ctx.addIssue({
        code: 'custom',
        path: ['regime', 'kinds'],
        message: 'cannot hold "unknown" together with another regime',
      });
    }
  });

export type Plan = z.infer<typeof planSchema>;
/** What a provider may send: fields with a default may be left out. */
export type PlanInput = z.input<typeof planSchema>;

/**
 * The appointments as they are to be kept: one that recurs goes on no longer than the service, whatever its rule says. What was booked
 * or moved by hand to a later day stands.
 */
export function appointmentsOf(plan: Pick<Plan, 'appointments' | 'service'>): readonly Appointment[] {
  const { end } = plan.service;
  if (end === null) return plan.appointments;
  const known = bounded.get(plan);
  if (known) return known;
  const appointments = boundedBy(plan, end);
  // The same ones each time, so that what is known of them is found again. A plan that is not frozen may still become another.
  if (Object.isFrozen(plan)) {
    for (const appointment of appointments) Object.freeze(appointment);
    bounded.set(plan, appointments);
  }
  return appointments;
}

const bounded = new WeakMap<object, readonly Appointment[]>();

function boundedBy(plan: Pick<Plan, 'appointments'>, end: string): readonly Appointment[] {
  return plan.appointments.map((appointment) =>
    appointment.recurrence === null ? appointment : { ...appointment, lastDay: end },
  );
}

/** JSON Schema (draft 2020-12) of the document as it may be sent, made from the zod schema so that the two never differ. */
export function planJsonSchema(): object {
  return z.toJSONSchema(planSchema, { io: 'input', unrepresentable: 'any' });
}

export interface PlanFault {
  /** Where, for example `appointments[2].end`. */
  readonly field: string;
  readonly problem: string;
  readonly todo: string;
}

/** Reads a document somebody sent. Either the whole plan or every fault found; never half. */
export function parsePlan(input: unknown): { ok: true; plan: Plan } | { ok: false; faults: PlanFault[] } {
  const parsed = planSchema.safeParse(withoutUnseen(input));
  if (parsed.success) return { ok: true, plan: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): PlanFault[] {
  const field = fieldName(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key]),
      problem: 'is not a field of the plan document',
      todo: 'Check the spelling against the schema at /api/v1/plan.schema.json, or leave the field out.',
    }));
  }
  return [{ field, problem: problemOf(issue), todo: todoOf(issue) }];
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  return issue.message;
}

function todoOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? `Add the field; it must be of type ${issue.expected}.`
        : `Give a value of type ${issue.expected}.`;
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return `Keep it at or under ${issue.maximum}.`;
    case 'too_small':
      return `Give at least ${issue.minimum}.`;
    default:
      return 'Correct the value and send the document again. Nothing was changed.';
  }
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(the document)';
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`,
    )
    .join('');
}
