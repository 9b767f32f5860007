import { isEndDue } from '../../domain/actions/service-end.ts';
import { supervisorOf } from '../../domain/contact.ts';
import { freshDialog, type Participant } from '../../domain/participant.ts';
import { AF_PHONE } from '../../domain/regimes/phones.ts';
import { isClosed, isNews, lastDayOf, receiptsUntil, whoIsNext } from '../../domain/service-end.ts';
import { type Instant, type LocalDate, today } from '../../domain/time.ts';
import type { Saying } from '../saying.ts';
import { tell } from '../tell.ts';

/** The end of the service, and a new handledare: what the participant is told. */

/** Tells that the service is over, once, and ends what was being asked. The document itself when it is not time. */
export function tellEnd(doc: Participant, now: Instant): Participant {
  if (!isEndDue(doc, now)) return doc;
  const last = lastDayOf(doc);
  const known: Participant = { ...doc, endTold: last };
  if (!isNews(doc, now)) return known;
  // An open question would be about something that can no longer be sent.
  const dialog = { ...freshDialog, question: doc.dialog.question + 1 };
  return tell({ ...known, dialog }, endSayings(doc, 'end:told', today(now)), { now, proactive: true });
}

/** `end:told` as news; `end:noMore` to somebody who wants to send something afterwards. */
export function endSayings(doc: Participant, key: 'end:told' | 'end:noMore', day: LocalDate): Saying[] {
  const supervisor = supervisorOf(doc);
  const last = lastDayOf(doc) ?? doc.plan.service.start;
  const params = {
    provider: { name: doc.plan.provider.name },
    last: { date: last, absolute: true },
  } as const;
  const until = { until: { date: receiptsUntil(doc) ?? last, absolute: true } } as const;
  // What was sent is no longer kept for them when that day has passed.
  const closed = isClosed(doc, day);
  const next = {
    name: { name: supervisor.name },
    phone: { name: supervisor.phone },
    afPhone: { name: AF_PHONE },
  };
  return [
    { key, params },
    ...(closed ? [] : [{ key: 'end:receipts' as const, params: until }]),
    {
      key: NEXT[whoIsNext(doc.plan)],
      params: next,
      choices: [
        ...(closed ? [] : [{ id: 'do:receipts', key: 'common:receipts' } as const]),
        { id: 'do:human', key: 'common:human' },
      ],
    },
  ];
}

const NEXT = {
  af: 'end:nextAf',
  municipality: 'end:nextMunicipal',
  unknown: 'end:nextUnknown',
} as const;

/** Tells who the handledare is now, where that is somebody else than before. The document itself when it is not, or for a new participant. */
export function tellSupervisor(before: Participant | null, doc: Participant, now: Instant): Participant {
  if (before === null || doc.welcomedAt === null) return doc;
  const supervisor = supervisorOf(doc);
  if (supervisor.name === before.plan.supervisor.name) return doc;
  const params = {
    name: { name: supervisor.name },
    phone: { name: supervisor.phone },
    former: { name: before.plan.supervisor.name },
  };
  return tell(
    doc,
    [{ key: 'end:newSupervisor', params, choices: [{ id: 'do:ask', key: 'common:askSupervisor' }] }],
    {
      now,
      proactive: true,
    },
  );
}
