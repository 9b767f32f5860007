import { providerOf } from '../../domain/contact.ts';
import type { Phrase, Saying } from '../../locales/saying.ts';
import { AF_PHONE } from '../duties.ts';
import type { Ctx } from '../turn.ts';
import { ASK } from './rows.ts';

/**
 * "Vad händer om jag inte kan komma?": tell us, who is told, and what must be done personally, by the person's own rules. Never what an
 * authority will decide. Source: arbetsformedlingen.se, anmäl frånvaro när du är sjuk, and anmäl frånvaro för vård av barn.
 */
export function cannotComeSayings({ doc }: Ctx): Saying[] {
  const { supervisor, regime, caseworker } = doc.plan;
  const provider = providerOf(doc);
  const phone = { name: supervisor.phone ?? provider.phone };
  const duties = regime.kinds.map((kind): Phrase => {
    if (kind === 'af-program') return { key: 'plan:cannotComeAf', params: { phone: { name: AF_PHONE } } };
    if (kind === 'municipality') {
      return caseworker === null
        ? { key: 'plan:cannotComeMunicipal' }
        : { key: 'plan:cannotComeCaseworker', params: { name: { name: caseworker.name } } };
    }
    if (kind === 'a-kassa') return { key: 'plan:cannotComeAkassa' };
    return { key: 'plan:cannotComeUnknown', params: { supervisor: { name: supervisor.name }, phone } };
  });
  return [
    {
      key: 'plan:cannotCome',
      params: { supervisor: { name: supervisor.name }, phone },
    },
    {
      key: 'duty:headingAfter',
      card: 'duty',
      rows: duties,
      choices: [
        { id: 'do:absence', key: 'common:cannotCome' },
        { id: 'do:plan:goal', key: 'plan:fromStart' },
        { id: 'do:words', key: 'common:whatDoesItMean' },
        ASK,
      ],
    },
  ];
}
