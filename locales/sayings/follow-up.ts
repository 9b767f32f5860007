import type { FollowUp } from '../../domain/follow-up.ts';
import type { Participant } from '../../domain/participant.ts';
import { AF_PHONE } from '../../domain/regimes/phones.ts';
import type { Saying } from '../saying.ts';

const AF_LINKS: Saying['links'] = [
  { key: 'duty:linkAfPage', url: 'https://arbetsformedlingen.se' },
  { key: 'duty:linkAfPhone', url: 'tel:+46771416416' },
];

/** What is said unasked while somebody is ill: one question each morning, and the cards of certain days. */
export function followUpSaying(followUp: FollowUp, doc: Participant): Saying {
  if (followUp.kind === 'question') return question(followUp);
  const params = { phone: { name: AF_PHONE } };
  const { day } = followUp;
  if (day === 6) {
    return {
      key: 'duty:day6Heading',
      card: 'duty',
      rows: [{ key: 'duty:day6Note' }, { key: 'duty:day6Tell' }],
      links: AF_LINKS,
    };
  }
  if (day === 8) {
    return {
      key: 'absence:day8',
      params,
      choices: [
        { id: 'do:certificate:sent', key: 'absence:certificateSent' },
        { id: 'do:certificate:missing', key: 'absence:certificateMissing' },
        { id: 'do:human', key: 'common:human' },
      ],
    };
  }
  return {
    key: 'duty:day25Heading',
    card: 'duty',
    rows: [
      { key: 'duty:day25Talk', params },
      { key: 'duty:day25Supervisor', params: { supervisor: { name: doc.plan.supervisor.name } } },
    ],
    links: AF_LINKS,
  };
}

function question({ absence, on }: FollowUp & { readonly kind: 'question' }): Saying {
  const over = on > absence.to;
  const child = absence.reason === 'child-sick';
  return {
    key: child
      ? over
        ? 'absence:askChildOver'
        : 'absence:askChild'
      : over
        ? 'absence:askStillOver'
        : 'absence:askStill',
    params: { to: { date: absence.to, absolute: true } },
    choices: [
      { id: `do:still-ill:${absence.id}`, key: child ? 'absence:childStillIll' : 'absence:stillIll' },
      { id: `do:well:${absence.id}`, key: child ? 'absence:childWell' : 'absence:well' },
      { id: 'do:human', key: 'common:human' },
    ],
  };
}
