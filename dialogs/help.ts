import type { AbsenceReason } from '../domain/absence.ts';
import { latestOpenAbsence } from '../domain/actions/absences.ts';
import { reportsDeviations } from '../domain/deviation.ts';
import { isAfRegime } from '../domain/plan.ts';
import { isPaidByFk } from '../domain/regimes/own-duties.ts';
import type { Choice, Phrase, Saying } from '../locales/saying.ts';
import { daysParam } from './absence/words.ts';
import { AF_PHONE } from './duties.ts';
import type { Ctx } from './turn.ts';
import type { Meaning } from './understanding/meaning.ts';

/** Answers that need no dialog: what can you do, who sees this, a human, thanks, and what only others decide. */

export const MAIN_CHOICES: readonly Choice[] = [
  { id: 'do:next', key: 'common:nextMeeting' },
  { id: 'do:plan', key: 'common:myPlan' },
  { id: 'do:absence', key: 'common:cannotCome' },
  { id: 'do:ask', key: 'common:askSupervisor' },
  { id: 'do:human', key: 'common:human' },
];

export function helpSaying(): Saying[] {
  return [{ key: 'help:whatICanDo', choices: MAIN_CHOICES }];
}

export function humanSaying(ctx: Ctx): Saying[] {
  const { supervisor, provider } = ctx.doc.plan;
  return [
    {
      key: 'help:human',
      params: {
        supervisor: { name: supervisor.name },
        phone: { name: supervisor.phone ?? provider.phone },
        provider: { name: provider.name },
        providerPhone: { name: provider.phone },
        hours: { quote: provider.hours },
      },
      choices: [{ id: 'do:ask', key: 'help:writeInstead' }],
    },
  ];
}

export function privacySaying(ctx: Ctx): Saying[] {
  const { supervisor, provider } = ctx.doc.plan;
  return [
    {
      key: 'help:privacy',
      params: { supervisor: { name: supervisor.name }, provider: { name: provider.name } },
    },
    { key: reportsDeviations(ctx.doc.plan) ? 'help:sentOnAf' : 'help:sentOnMunicipal' },
  ];
}

/** One sentence in a language that was recognised, then a human. In Swedish where it was not. */
export function otherLanguage(language: Meaning['language'], ctx: Ctx): Saying[] {
  const { supervisor, provider } = ctx.doc.plan;
  const params = { name: { name: supervisor.name }, phone: { name: supervisor.phone ?? provider.phone } };
  const known = language === null || language === 'other' ? null : language;
  return [{ key: 'help:onlySwedish', params, ...(known ? { language: known } : {}) }, ...humanSaying(ctx)];
}

/** The first words somebody ever reads here. */
export function welcomeSayings(ctx: Ctx): Saying[] {
  const { person, supervisor, provider } = ctx.doc.plan;
  return [
    {
      key: 'welcome:first',
      params: {
        name: { name: person.firstName },
        supervisor: { name: supervisor.name },
        phone: { name: supervisor.phone ?? provider.phone },
      },
    },
  ];
}

export function levelQuestion(): Saying {
  return {
    key: 'welcome:askLevel',
    choices: [
      { id: 'do:level:plain', key: 'common:plainLevel' },
      { id: 'do:level:easy', key: 'common:easyLevel' },
    ],
  };
}

/** What only an authority decides: money, rules, leave. Said by regime, and never more than is known. */
export function whoDecides(about: 'money' | 'leave' | 'rules', ctx: Ctx): Saying[] {
  const { regime, supervisor, provider } = ctx.doc.plan;
  const keys = {
    money: {
      af: 'help:moneyAf',
      municipal: 'help:moneyMunicipal',
      akassa: 'help:moneyAkassa',
      unknown: 'help:moneyUnknown',
    },
    leave: {
      af: 'help:leaveAf',
      municipal: 'help:leaveMunicipal',
      akassa: 'help:leaveUnknown',
      unknown: 'help:leaveUnknown',
    },
    rules: {
      af: 'help:rulesAf',
      municipal: 'help:rulesMunicipal',
      akassa: 'help:rulesAf',
      unknown: 'help:rulesUnknown',
    },
  } as const;
  const which = keys[about];
  const params = {
    phone: { name: AF_PHONE },
    supervisor: { name: supervisor.name },
    supervisorPhone: { name: supervisor.phone ?? provider.phone },
  };
  const rows: Phrase[] = regime.kinds.map((kind) => {
    if (kind === 'af-program') {
      // Who pays somebody whom Försäkringskassan does not pay is not known here.
      const paid = about !== 'money' || isPaidByFk(regime.compensations);
      return { key: paid ? which.af : which.unknown, params };
    }
    if (kind === 'municipality') return { key: which.municipal, params };
    return { key: kind === 'a-kassa' ? which.akassa : which.unknown, params };
  });
  return rows.map((row, index) => ({
    ...row,
    ...(index === rows.length - 1
      ? {
          choices: [
            { id: 'do:ask', key: 'common:askSupervisor' },
            { id: 'do:human', key: 'common:human' },
          ] satisfies Choice[],
        }
      : {}),
  }));
}

/** Got a job, or starts to study: a good thing, and one that must be told to others by the person. */
export function lifeChange(what: 'work' | 'studies', ctx: Ctx): Saying[] {
  const { regime, supervisor } = ctx.doc.plan;
  const toAf = isAfRegime(regime.kinds);
  const toAkassa = regime.kinds.includes('a-kassa');
  const toCaseworker = regime.kinds.includes('municipality');
  const params = { phone: { name: AF_PHONE }, supervisor: { name: supervisor.name } };
  return [
    { key: what === 'work' ? 'help:congratulationsWork' : 'help:congratulationsStudies' },
    {
      key: 'duty:headingAfter',
      card: 'duty',
      rows: [
        ...(toAf ? [{ key: 'help:tellAf', params } as const] : []),
        ...(toAkassa ? [{ key: 'help:tellAkassa' } as const] : []),
        ...(toCaseworker ? [{ key: 'help:tellCaseworker' } as const] : []),
        ...(toAf || toCaseworker ? [] : [{ key: 'duty:unknownAsk', params } as const]),
      ],
      choices: [
        { id: 'do:ask', key: 'common:askSupervisor' },
        { id: 'do:human', key: 'common:human' },
      ],
    },
  ];
}

/**
 * Well again, or able to come after all. What was reported stands until the person changes it. In a programme nobody has to tell
 * Arbetsförmedlingen; with the a-kassa and no programme one does. Source: arbetsformedlingen.se, anmäl frånvaro när du är sjuk, and
 * anmäl frånvaro för vård av barn.
 */
export function wellAgain(ctx: Ctx): Saying[] {
  const latest = latestOpenAbsence(ctx.doc);
  const away = latest !== null && latest.to >= ctx.env.today ? latest : null;
  const first: Saying[] = wellDuties(latest?.reason ?? null, ctx);
  const next: Choice = { id: 'do:next', key: 'common:nextMeeting' };
  if (away === null) return [...first, { key: 'help:well', choices: [next] }];
  return [
    ...first,
    {
      key: 'help:wellAndAway',
      params: { days: daysParam(away.from, away.to) },
      choices: [
        { id: `do:change:${away.id}`, key: 'absence:changeAbsence' },
        { id: `do:undo:${away.id}`, key: 'absence:undo' },
        next,
      ],
    },
  ];
}

function wellDuties(reason: AbsenceReason | null, ctx: Ctx): Saying[] {
  const { kinds } = ctx.doc.plan.regime;
  const inProgram = kinds.includes('af-program');
  if (inProgram && reason === 'sick') return [{ key: 'help:wellAf' }];
  if (inProgram && reason === 'child-sick') return [{ key: 'help:wellChildAf' }];
  const good: Saying = { key: 'help:wellGood' };
  if (inProgram || !kinds.includes('a-kassa') || reason !== 'sick') return [good];
  const params = { phone: { name: AF_PHONE } };
  return [
    good,
    { key: 'duty:headingAfter', card: 'duty', rows: [{ key: 'duty:akassaContactAfWhenWell', params }] },
  ];
}

/**
 * The number first, then a person, who is told nothing unless asked for. Never withheld, whatever is under way.
 *
 * @param alsoAway the command that reports what the message also said, that somebody cannot come: not done unasked, and not forgotten
 */
export function crisisSaying(ctx: Ctx, violence: boolean, alsoAway: string | null): Saying[] {
  const { supervisor, provider } = ctx.doc.plan;
  return [
    {
      key: 'help:crisis',
      card: 'crisis',
      rows: [
        { key: 'help:crisis112' },
        { key: violence ? 'help:crisisViolence' : 'help:crisisMind' },
        { key: 'help:crisis1177' },
        ...(violence ? [{ key: 'help:crisisMind' } as const] : []),
      ],
    },
    {
      key: 'help:crisisHuman',
      params: { supervisor: { name: supervisor.name }, phone: { name: supervisor.phone ?? provider.phone } },
      // Past a question that is open: its own choices stay the ones that count.
      aside: true,
      choices: [
        { id: 'do:call-me', key: 'help:callMe', params: { supervisor: { name: supervisor.name } } },
        ...(alsoAway === null ? [] : [{ id: `do:${alsoAway}`, key: 'common:cannotCome' } as const]),
      ],
    },
  ];
}

/** What has been reported, the newest first. */
export function receiptsSaying(ctx: Ctx): Saying[] {
  const shown = ctx.doc.absences.slice(-5).reverse();
  if (shown.length === 0) return [{ key: 'absence:noReceipts', choices: MAIN_CHOICES.slice(0, 3) }];
  return [
    {
      key: 'absence:receipts',
      rows: shown.map((absence) => ({
        key:
          absence.status === 'withdrawn'
            ? 'absence:receiptRowWithdrawn'
            : absence.readAt === null
              ? 'absence:receiptRow'
              : 'absence:receiptRowRead',
        params: {
          days: daysParam(absence.from, absence.to, true),
          number: absence.number,
        },
      })),
    },
  ];
}
