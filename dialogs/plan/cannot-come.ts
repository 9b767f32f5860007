import { supervisorOf } from '../../domain/contact.ts';
import type { Phrase, Saying } from '../../locales/saying.ts';
import { AF_PHONE } from '../duties.ts';
import type { Ctx } from '../turn.ts';
import { ASK } from './rows.ts';

/**
 * "Vad händer om jag inte kan komma?": tell us, who is told, and what must be done personally, by the person's own rules. Never what an
 * authority will decide. Source: arbetsformedlingen.se, anmäl frånvaro när du är sjuk, and anmäl frånvaro för vård av barn.
 */
export function cannotComeSayings(ctx: Ctx): Saying[] {
  return [{ key: 'plan:cannotCome', params: supervisorParams(ctx) }, ownDutiesSaying(ctx)];
}

/** "Har du sagt till Arbetsförmedlingen?": no, and what must be done personally. */
export function notToldForYou(ctx: Ctx): Saying[] {
  return [
    { key: 'plan:notToldForYou', params: { provider: { name: ctx.doc.plan.provider.name } } },
    ownDutiesSaying(ctx),
  ];
}

function supervisorParams({ doc }: Ctx) {
  const supervisor = supervisorOf(doc);
  return { supervisor: { name: supervisor.name }, phone: { name: supervisor.phone } };
}

function ownDutiesSaying(ctx: Ctx): Saying {
  const { regime, caseworker } = ctx.doc.plan;
  const params = supervisorParams(ctx);
  const duties = regime.kinds.map((kind): Phrase => {
    if (kind === 'af-program') return { key: 'plan:cannotComeAf', params: { phone: { name: AF_PHONE } } };
    if (kind === 'municipality') {
      return caseworker === null
        ? { key: 'plan:cannotComeMunicipal' }
        : { key: 'plan:cannotComeCaseworker', params: { name: { name: caseworker.name } } };
    }
    if (kind === 'a-kassa') return { key: 'plan:cannotComeAkassa' };
    return { key: 'plan:cannotComeUnknown', params };
  });
  return {
    key: 'duty:headingAfter',
    card: 'duty',
    rows: duties,
    choices: [
      { id: 'do:absence', key: 'common:cannotCome' },
      { id: 'do:plan:goal', key: 'plan:fromStart' },
      { id: 'do:words', key: 'common:whatDoesItMean' },
      ASK,
    ],
  };
}
