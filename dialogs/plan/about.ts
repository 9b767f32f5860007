import { providerOf, supervisorOf } from '../../domain/contact.ts';
import type { Compensation, EarlierService, Plan, Regime } from '../../domain/plan.ts';
import { isOver, lastDayOf } from '../../domain/service-end.ts';
import { addDays, dateOf, mondayOf, toLocal } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Param, Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx } from '../turn.ts';
import { bookedMinutes } from './booking.ts';
import { ASK, inParts, optional, optionalDay } from './rows.ts';

/** About the service, the person, the people around, and the assignment of a municipality: what is not a step and not booked. */

export function serviceKey(kind: Plan['service']['kind']): TextKey {
  const keys: Record<Plan['service']['kind'], TextKey> = {
    'rusta-och-matcha': 'plan:serviceRom',
    'steg-till-arbete': 'plan:serviceSta',
    'stod-och-matchning': 'plan:serviceSom',
    municipal: 'plan:serviceMunicipal',
  };
  return keys[kind];
}

/** The service's own name, or that of its kind. */
export function serviceParam({ kind, name }: Pick<Plan['service'], 'kind' | 'name'>): Param {
  if (name !== null) return { name };
  return { phrase: kind === 'municipal' ? 'plan:serviceMunicipalOwn' : serviceKey(kind) };
}

/** Which service, since when, which version of the plan, and what came before. */
export function serviceSayings(ctx: Ctx): Saying[] {
  const { plan, planVersion, planAt } = ctx.doc;
  const { service } = plan;
  const rows: Phrase[] = [
    { key: 'plan:rowServiceStart', params: { day: { date: service.start, absolute: true } } },
    endRow(ctx),
    ...(service.period === null || isOver(ctx.doc, ctx.env.today)
      ? []
      : [{ key: service.period === 1 ? 'plan:rowPeriod1' : 'plan:rowPeriod2' } as const]),
    planVersion === 1
      ? { key: 'plan:rowFirstVersion', params: { day: { date: dateOf(toLocal(planAt)), absolute: true } } }
      : {
          key: 'plan:rowVersion',
          params: { version: planVersion, day: { date: dateOf(toLocal(planAt)), absolute: true } },
        },
    ...(service.reference === null
      ? []
      : [{ key: 'plan:rowReference' as const, params: { number: { name: service.reference } } }]),
  ];
  return [
    {
      key: isOver(ctx.doc, ctx.env.today) ? 'plan:serviceOver' : 'plan:service',
      params: { service: serviceParam(service) },
      rows,
    },
    ...(isOver(ctx.doc, ctx.env.today) ? [] : partSayings(plan)),
    ...earlierSayings(plan.earlierServices),
  ];
}

function endRow({ doc }: Ctx): Phrase {
  const last = lastDayOf(doc);
  return last === null
    ? { key: 'plan:rowServiceNoEnd' }
    : { key: 'plan:rowServiceEnd', params: { day: { date: last, absolute: true } } };
}

/** Steg till arbete: which of its four kinds of support the person has now. */
function partSayings({ service }: Plan): Saying[] {
  if (service.parts.length === 0) return [];
  const keys = {
    mapping: 'plan:partMapping',
    equipping: 'plan:partEquipping',
    developing: 'plan:partDeveloping',
    matching: 'plan:partMatching',
  } as const;
  return [
    {
      key: 'plan:parts',
      params: { count: service.parts.length },
      rows: service.parts.map((part) => ({ key: keys[part] })),
    },
  ];
}

function earlierSayings(earlier: readonly EarlierService[]): Saying[] {
  return inParts(
    'plan:earlier',
    earlier.map((one): Phrase => {
      const service = serviceParam(one);
      if (one.start !== null && one.end !== null) {
        return {
          key: 'plan:rowEarlierDays',
          params: {
            service,
            from: { date: one.start, absolute: true },
            to: { date: one.end, absolute: true },
          },
        };
      }
      if (one.end !== null) {
        return { key: 'plan:rowEarlierEnd', params: { service, to: { date: one.end, absolute: true } } };
      }
      if (one.start !== null) {
        return {
          key: 'plan:rowEarlierStart',
          params: { service, from: { date: one.start, absolute: true } },
        };
      }
      return { key: 'plan:rowEarlier', params: { service } };
    }),
  );
}

/** When it ends: the plan's last day, or an earlier one on which the provider has ended it. */
export function endSayings({ doc, env }: Ctx): Saying[] {
  const last = lastDayOf(doc);
  const params = { service: serviceParam(doc.plan.service) };
  if (last === null) return [{ key: 'plan:noEnd', params, choices: [ASK] }];
  return [
    {
      key: last < env.today ? 'plan:endPassed' : 'plan:end',
      params: { ...params, day: { date: last } },
      choices: [{ id: 'do:plan:service', key: 'plan:serviceChoice' }, ASK],
    },
  ];
}

const FULL_TIME_MINUTES = 40 * 60;

/** Hours a week: the extent, and what of it is booked this week and done alone. */
export function hoursSayings(ctx: Ctx): Saying[] {
  const { plan } = ctx.doc;
  const own = plan.ownWork.reduce((sum, work) => sum + (work.hoursPerWeek ?? 0), 0) * 60;
  const monday = mondayOf(ctx.env.today);
  const thisWeek = bookedMinutes(monday, ctx);
  const nextWeek = bookedMinutes(addDays(monday, 7), ctx);
  const [key, minutes] =
    thisWeek > 0 ? (['plan:rowHoursBooked', thisWeek] as const) : (['plan:rowHoursNext', nextWeek] as const);
  return [
    {
      key: plan.service.extentPercent === 100 ? 'plan:hoursFull' : 'plan:hours',
      params: { time: { minutes: Math.round((FULL_TIME_MINUTES * plan.service.extentPercent) / 100) } },
      rows: [
        ...(minutes > 0 ? [{ key, params: { time: { minutes } } }] : []),
        ...(own > 0 ? [{ key: 'plan:rowHoursOwn' as const, params: { time: { minutes: own } } }] : []),
      ],
      choices: [{ id: 'do:week', key: 'common:thisWeek' }, ...ownChoice(plan), ASK],
    },
  ];
}

function ownChoice(plan: Plan) {
  return plan.ownWork.length > 0 ? [{ id: 'do:plan:own', key: 'plan:ownChoice' } as const] : [];
}

/** The level steers what the provider is paid, so it is told to those who ask only. */
export function levelSayings({ doc: { plan } }: Ctx): Saying[] {
  const { level } = plan.service;
  return [
    level === null
      ? { key: 'plan:noLevel', choices: [ASK] }
      : { key: 'plan:level', params: { level: { name: level } }, choices: [ASK] },
  ];
}

/** What the plan holds about the person. An address is never part of it. */
export function aboutMeSayings({ doc: { plan } }: Ctx): Saying[] {
  const { person } = plan;
  const { email, phone } = person.contact;
  return [
    {
      key: 'plan:aboutMe',
      rows: [
        { key: 'plan:rowName', params: { name: { name: `${person.firstName} ${person.lastName}` } } },
        phone === null
          ? { key: 'plan:rowNoOwnPhone' }
          : { key: 'plan:rowOwnPhone', params: { phone: { name: phone } } },
        email === null
          ? { key: 'plan:rowNoOwnEmail' }
          : { key: 'plan:rowOwnEmail', params: { email: { name: email } } },
        { key: 'plan:rowNoAddress' },
        ...(person.protectedIdentity ? [{ key: 'plan:rowProtected' } as const] : []),
      ],
      choices: [
        { id: 'do:plan:rules', key: 'plan:rulesChoice' },
        { id: 'do:privacy', key: 'common:whoSees' },
        ASK,
      ],
    },
  ];
}

const REGIME_ROWS: Readonly<Record<Regime, TextKey>> = {
  'af-program': 'plan:rowRegimeAf',
  'a-kassa': 'plan:rowRegimeAkassa',
  municipality: 'plan:rowRegimeMunicipal',
  unknown: 'plan:rowRegimeUnknown',
};

const COMPENSATION_KEYS: Readonly<Record<Compensation, TextKey>> = {
  aktivitetsstod: 'plan:paidAktivitetsstod',
  utvecklingsersattning: 'plan:paidUtvecklingsersattning',
  etableringsersattning: 'plan:paidEtableringsersattning',
  'a-kassa': 'plan:paidAkassa',
  forsorjningsstod: 'plan:paidForsorjningsstod',
  none: 'plan:paidNone',
  unknown: 'plan:paidUnknown',
};

/** Whose rules the plan says that the person lives under, and what it says of money: only who decides, never what. */
export function rulesSayings({ doc: { plan } }: Ctx): Saying[] {
  const { kinds, compensations, registeredAtAf } = plan.regime;
  const municipal = kinds.every((kind) => kind === 'municipality');
  const registered: Phrase[] =
    registeredAtAf === null
      ? municipal
        ? []
        : [{ key: 'plan:rowRegisteredUnknown' }]
      : [{ key: registeredAtAf ? 'plan:rowRegistered' : 'plan:rowNotRegistered' }];
  return [
    {
      key: 'plan:rules',
      rows: [
        ...kinds.map((kind): Phrase => ({ key: REGIME_ROWS[kind] })),
        ...registered,
        {
          key: 'plan:rowPaid',
          params: { paid: { list: compensations.map((paid) => ({ phrase: COMPENSATION_KEYS[paid] })) } },
        },
      ],
      choices: [ASK],
    },
  ];
}

export function peopleSayings({ doc }: Ctx): Saying[] {
  const { caseworker, coordination } = doc.plan;
  const supervisor = supervisorOf(doc);
  const provider = providerOf(doc);
  return inParts('plan:people', [
    {
      key: 'plan:rowSupervisor',
      params: { name: { name: supervisor.name }, phone: { name: supervisor.phone } },
    },
    ...emailRow(supervisor),
    {
      key: 'plan:rowProvider',
      params: {
        name: { name: provider.name },
        phone: { name: provider.phone },
        hours: { quote: provider.hours },
      },
    },
    ...(caseworker === null
      ? [{ key: 'plan:rowNoCaseworker' as const }]
      : [personRow('plan:rowCaseworker', caseworker), ...emailRow(caseworker)]),
    ...(coordination?.who
      ? [personRow('plan:rowCoordinator', coordination.who), ...emailRow(coordination.who)]
      : []),
  ]);
}

type Contact = NonNullable<Plan['caseworker']>;

function personRow(key: 'plan:rowCaseworker' | 'plan:rowCoordinator', { name, phone }: Contact): Phrase {
  if (phone === null) return { key, params: { name: { name } } };
  return { key: `${key}Phone`, params: { name: { name }, phone: { name: phone } } };
}

function emailRow({ name, email }: Contact): Phrase[] {
  return email === null ? [] : [{ key: 'plan:rowEmail', params: { name: { name }, email: { name: email } } }];
}

/** The municipality's assignment, its goals, how much the person can do for now, and who holds it together. */
export function assignmentSayings({ doc, env }: Ctx): Saying[] {
  const { plan } = doc;
  const { assignment, assignmentGoals } = plan;
  // How much somebody can do now, and who holds it together, holds only while it lasts.
  const over = isOver(doc, env.today);
  const activityAbility = over ? null : plan.activityAbility;
  const coordination = over ? null : plan.coordination;
  const said: Saying[] = [];
  if (assignment !== null) {
    said.push({ key: 'plan:assignment', rows: optional('plan:rowQuote', assignment) });
  }
  if (assignmentGoals.length > 0) {
    said.push(
      ...inParts(
        'plan:assignmentGoals',
        assignmentGoals.map((goal) => ({ key: 'plan:rowQuote', params: { what: { quote: goal } } })),
      ),
    );
  }
  if (activityAbility !== null) {
    const { percent, what, reviewOn } = activityAbility;
    said.push({
      key: 'plan:ability',
      rows: [
        ...(percent === null
          ? []
          : [
              {
                key: 'plan:rowAbilityHours' as const,
                params: { time: { minutes: Math.round((FULL_TIME_MINUTES * percent) / 100) } },
              },
            ]),
        ...optional('plan:rowAbility', what),
        ...optionalDay('plan:rowAbilityReview', reviewOn),
      ],
    });
  }
  if (coordination !== null) {
    const name = coordination.who?.name ?? plan.supervisor.name;
    said.push({
      key: 'plan:coordination',
      params: { name: { name } },
      rows: optional('plan:rowQuote', coordination.what),
    });
  }
  return said.length > 0 ? said : [{ key: 'plan:noAssignment' }];
}

/** Whether there is anything of a municipality's assignment to tell. */
export function hasAssignment({ doc: { plan } }: Ctx): boolean {
  return (
    plan.assignment !== null ||
    plan.assignmentGoals.length > 0 ||
    plan.activityAbility !== null ||
    plan.coordination !== null
  );
}
