import { providerOf, supervisorOf } from '../domain/contact.ts';
import { reportsDeviations } from '../domain/deviation.ts';
import { isPaidByFk } from '../domain/regimes/own-duties.ts';
import type { Choice, Phrase, Saying } from '../locales/saying.ts';
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

/** To be rung by the supervisor, which is read back before anybody is told. */
export function callMe({ doc }: Ctx): Choice {
  return { id: 'do:call-me', key: 'help:callMe', params: { supervisor: { name: doc.plan.supervisor.name } } };
}

/** `isAsked`: a question stands open and comes again right after it. Nobody is asked two things at once. */
export function helpSaying(isAsked = false): Saying[] {
  return [isAsked ? { key: 'help:besideQuestion' } : { key: 'help:whatICanDo', choices: MAIN_CHOICES }];
}

export function humanSaying(ctx: Ctx): Saying[] {
  const supervisor = supervisorOf(ctx.doc);
  const provider = providerOf(ctx.doc);
  return [
    {
      key: 'help:human',
      params: {
        supervisor: { name: supervisor.name },
        phone: { name: supervisor.phone },
        provider: { name: provider.name },
        providerPhone: { name: provider.phone },
        hours: { quote: provider.hours },
      },
      choices: [{ id: 'do:ask', key: 'help:writeInstead' }],
    },
  ];
}

export function privacySaying(ctx: Ctx): Saying[] {
  const { supervisor } = ctx.doc.plan;
  const provider = providerOf(ctx.doc);
  return [
    {
      key: 'help:privacy',
      params: { supervisor: { name: supervisor.name }, provider: { name: provider.name } },
    },
    { key: reportsDeviations(ctx.doc.plan) ? 'help:sentOnAf' : 'help:sentOnMunicipal' },
  ];
}

/** To somebody who tells that they are sad, and no more: a human to talk to, and where help is if it is worse. */
export function sadSaying(ctx: Ctx): Saying {
  const supervisor = supervisorOf(ctx.doc);
  return {
    key: 'help:sad',
    params: {
      supervisor: { name: supervisor.name },
      phone: { name: supervisor.phone },
    },
    choices: [
      callMe(ctx),
      { id: 'do:human', key: 'common:human' },
      { id: 'do:absence', key: 'common:cannotCome' },
    ],
  };
}

/** One sentence in a language that was recognised, then a human. In Swedish where it was not. */
export function otherLanguage(language: Meaning['language'], ctx: Ctx): Saying[] {
  const supervisor = supervisorOf(ctx.doc);
  const params = { name: { name: supervisor.name }, phone: { name: supervisor.phone } };
  const known = language === null || language === 'other' ? null : language;
  return [{ key: 'help:onlySwedish', params, ...(known ? { language: known } : {}) }, ...humanSaying(ctx)];
}

/** The first words somebody ever reads here. */
export function welcomeSayings(ctx: Ctx): Saying[] {
  const supervisor = supervisorOf(ctx.doc);
  return [
    {
      key: 'welcome:first',
      params: {
        name: { name: ctx.doc.plan.person.firstName },
        supervisor: { name: supervisor.name },
        phone: { name: supervisor.phone },
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
  const { regime } = ctx.doc.plan;
  const supervisor = supervisorOf(ctx.doc);
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
    supervisorPhone: { name: supervisor.phone },
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
  // Two sets of rules may give the same answer.
  const told = [...new Map(rows.map((row) => [row.key, row])).values()];
  return told.map((row, index) => ({
    ...row,
    ...(index === told.length - 1
      ? {
          choices: [
            { id: 'do:ask', key: 'common:askSupervisor' },
            { id: 'do:human', key: 'common:human' },
          ] satisfies Choice[],
        }
      : {}),
  }));
}

/**
 * The number first, then a person, who is told nothing unless asked for. Never withheld, whatever is under way.
 *
 * @param alsoAway the command that reports what the message also said, that somebody cannot come: not done unasked, and not forgotten
 */
export function crisisSaying(ctx: Ctx, violence: boolean, alsoAway: string | null): Saying[] {
  const supervisor = supervisorOf(ctx.doc);
  return [
    { key: 'help:crisis', card: 'crisis', rows: crisisNumbers(violence) },
    {
      key: 'help:crisisHuman',
      params: { supervisor: { name: supervisor.name }, phone: { name: supervisor.phone } },
      // Past a question that is open: its own choices stay the ones that count.
      aside: true,
      choices: [
        callMe(ctx),
        ...(alsoAway === null ? [] : [{ id: `do:${alsoAway}`, key: 'common:cannotCome' } as const]),
      ],
    },
  ];
}

const crisisNumbers = (violence: boolean): Phrase[] => [
  { key: 'help:crisis112' },
  { key: violence ? 'help:crisisViolence' : 'help:crisisMind' },
  { key: 'help:crisis1177' },
  ...(violence ? [{ key: 'help:crisisMind' } as const] : []),
];

/** Asked with care, where the words only hint at it; the numbers stand there whatever the answer is. */
export function careSaying(about: 'self' | 'harm'): Saying {
  const harm = about === 'harm';
  return {
    key: harm ? 'help:careHarm' : 'help:careSelf',
    card: 'crisis',
    aside: true,
    rows: crisisNumbers(harm),
  };
}

/**
 * What else it may have meant, when nothing was understood but that hint.
 *
 * @param absence the command that reports an absence with what is known of it
 */
export function elseSaying(ctx: Ctx, absence: string): Saying {
  return {
    key: 'help:careElse',
    aside: true,
    choices: [
      callMe(ctx),
      { id: `do:${absence}`, key: 'common:cannotCome' },
      { id: 'do:help', key: 'common:help' },
    ],
  };
}
