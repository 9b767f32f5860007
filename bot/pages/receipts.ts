import { type Absence, isOwnReport, sentOnAt } from '../../domain/absence.ts';
import { findOccurrence } from '../../domain/appointment.ts';
import { supervisorOf } from '../../domain/contact.ts';
import { reportsDeviations } from '../../domain/deviation.ts';
import { mayLack, type Participant } from '../../domain/participant.ts';
import type { Signal } from '../../domain/signal.ts';
import { dateOf, type Instant, toLocal } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { kindKey, type Reader, words } from '../../locales/render.ts';
import type { Param, Params } from '../../locales/saying.ts';
import { type Html, html } from '../html.ts';
import { type Own, ownPage, printHtml } from './own-page.ts';
import type { PageLink } from './shell.ts';
import { paragraphs } from './text.ts';

/**
 * "Mina kvitton": everything the participant has told the provider, with when and to whom, when it was read and when it was sent on; and one
 * of them as a page to print or save. A receipt has real value: letters that threaten with sanctions have gone to people who had reported.
 */
export function receiptPages(): Own[] {
  return [
    ownPage('/kvitton', ({ doc, reader }) => ({
      title: 'receipt:title',
      main: listHtml(doc, reader),
      links: links(reader),
    })),
    ownPage('/kvitton/:id', ({ doc, reader, now, params: { id } }) => {
      const absence = doc.absences.find((entry) => entry.id === id);
      const signal = doc.signals.find((entry) => entry.id === id);
      const told = absence
        ? absenceFacts(doc, absence, reader)
        : signal
          ? signalFacts(doc, signal, reader)
          : null;
      return told === null
        ? {
            status: 404,
            title: 'receipt:title',
            main: html`${paragraphs(words('receipt:notFound', undefined, reader))}${backLink(reader)}`,
            links: links(reader),
          }
        : {
            title: 'receipt:certificate',
            main: certificateHtml(doc, told, now, reader),
            links: links(reader),
            assets: ['print.js'],
          };
    }),
  ];
}

function links(reader: Reader): PageLink[] {
  return [{ href: '/paminnelser', text: words('reminding:pageLink', undefined, reader) }];
}

type Facts = readonly (readonly [TextKey, string])[];

interface Told {
  readonly id: string;
  readonly heading: string;
  readonly at: Instant;
  readonly facts: Facts;
}

function listHtml(doc: Participant, reader: Reader): Html {
  const told = [
    ...doc.absences.map((absence) => absenceFacts(doc, absence, reader)),
    ...doc.signals.map((signal) => signalFacts(doc, signal, reader)),
  ].sort((a, b) => (a.at > b.at ? -1 : 1));
  const { name, phone } = supervisorOf(doc);
  const lacking = { supervisor: { name }, phone: { name: phone } };
  const isLacking = mayLack(doc);
  const hedge = isLacking
    ? html`<div class="box warn">${paragraphs(words('absence:receiptsMayLack', lacking, reader))}</div>`
    : '';
  if (told.length === 0) {
    const none = isLacking ? 'absence:noReceiptsFound' : 'receipt:none';
    return html`${paragraphs(words(none, undefined, reader))}${hedge}`;
  }
  return html`${hedge}${paragraphs(words(isLacking ? 'receipt:introLacking' : 'receipt:intro', undefined, reader))}
${told.map(
  (
    entry,
  ) => html`<article class="box" aria-labelledby="r-${entry.id}"><h2 id="r-${entry.id}">${entry.heading}</h2>
${factsHtml(entry.facts, reader)}
<p class="no-print"><a class="big" href="/kvitton/${entry.id}" aria-describedby="r-${entry.id}">${words('receipt:open', undefined, reader)}</a></p></article>`,
)}`;
}

function certificateHtml(doc: Participant, told: Told, now: Instant, reader: Reader): Html {
  const { person } = doc.plan;
  const who = words('receipt:who', { name: { name: `${person.firstName} ${person.lastName}` } }, reader);
  const made = words('receipt:made', { moment: { moment: toLocal(now), absolute: true } }, reader);
  return html`<p>${who}</p>
<h2>${told.heading}</h2>
${factsHtml(told.facts, reader)}
${paragraphs(words('receipt:says', { provider: { name: doc.plan.provider.name } }, reader))}
<p>${made}</p>
${printHtml(reader)}
${backLink(reader)}`;
}

function backLink(reader: Reader): Html {
  return html`<p class="no-print"><a class="big" href="/kvitton">${words('receipt:back', undefined, reader)}</a></p>`;
}

function factsHtml(facts: Facts, reader: Reader): Html {
  return html`<dl class="facts">${facts.map(
    ([term, value]) => html`<div><dt>${words(term, undefined, reader)}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function absenceFacts(doc: Participant, absence: Absence, reader: Reader): Told {
  const say = (key: TextKey, params?: Params) => words(key, params, reader);
  const moment = (at: Instant | null) => (at === null ? null : momentWords(at, reader));
  const days: Param =
    absence.from === absence.to
      ? { date: absence.from, absolute: true }
      : {
          phrase: 'absence:dayRange',
          params: {
            from: { date: absence.from, absolute: true },
            to: { date: absence.to, absolute: true },
          },
        };
  const own = absence.origin === 'participant';
  const { explanation } = absence;
  const sent = sentOnAt(absence);
  const provider = doc.plan.provider.name;
  const rows: (readonly [TextKey, string | null])[] = [
    ['receipt:days', say('receipt:value', { value: days })],
    ['receipt:activities', activityWords(doc, absence, reader)],
    [
      'receipt:away',
      absence.away && say('receipt:value', { value: { span: [absence.away.start, absence.away.end] } }),
    ],
    [
      'receipt:reason',
      // When its time is over nobody knows it: that is not that the person did not want to say.
      absence.clearedAt === null && (isOwnReport(absence) || absence.reason !== 'unknown')
        ? say(`reason:${kindKey(absence.reason)}` as TextKey)
        : null,
    ],
    [own ? 'receipt:sentTo' : 'receipt:markedBy', own ? provider : (absence.markedBy ?? provider)],
    [own ? 'receipt:sentAt' : 'receipt:markedAt', moment(absence.reportedAt)],
    ['receipt:changedAt', moment(absence.changedAt)],
    ['receipt:withdrawnAt', moment(absence.withdrawnAt)],
    [
      'receipt:readAt',
      absence.readAt === null ? say('receipt:notRead') : readWords(absence.readBy, absence.readAt, reader),
    ],
    ['receipt:explanation', explanation && explanationWords(explanation, reader)],
    ['receipt:toAf', sent === null ? null : momentWords(sent, reader)],
    ['receipt:number', absence.number],
  ];
  const heading = headingOf(absence);
  return {
    id: absence.id,
    heading: say(heading),
    at: absence.reportedAt,
    facts: rows.flatMap(([term, value]) => (value === null || value === '' ? [] : [[term, value] as const])),
  };
}

function headingOf(absence: Absence): TextKey {
  if (absence.status === 'withdrawn') return 'receipt:headingWithdrawn';
  if (absence.origin === 'no-show') return 'receipt:headingNoShow';
  if (absence.extent === 'late') return 'receipt:headingLate';
  return absence.extent === 'leaves-early' ? 'receipt:headingEarly' : 'receipt:heading';
}

function activityWords(doc: Participant, absence: Absence, reader: Reader): string | null {
  const found = absence.occurrences.flatMap((key) => findOccurrence(doc.plan.appointments, key) ?? []);
  if (found.length === 0) return null;
  const oneDay = absence.from === absence.to;
  return found
    .map((occurrence) =>
      words(
        oneDay ? 'absence:rowActivity' : 'absence:rowActivityOnDay',
        {
          activity: { kind: occurrence.appointment.kind, form: 'indefinite' },
          day: { date: dateOf(occurrence.start), absolute: true },
          span: { span: [occurrence.start, occurrence.end] },
        },
        reader,
      ),
    )
    .join('. ');
}

function explanationWords(explanation: NonNullable<Absence['explanation']>, reader: Reader): string {
  const { reason, wasThere, text, at } = explanation;
  const said = [
    ...(wasThere ? [words('receipt:wasThere', undefined, reader)] : []),
    ...(reason === null ? [] : [words(`reason:${kindKey(reason)}` as TextKey, undefined, reader)]),
    ...(text === null ? [] : [`»${text}«`]),
    momentWords(at, reader),
  ];
  return said.join(', ');
}

function signalFacts(doc: Participant, signal: Signal, reader: Reader): Told {
  const say = (key: TextKey, params?: Params) => words(key, params, reader);
  const moment = (at: Instant | null) => (at === null ? null : momentWords(at, reader));
  const rows: (readonly [TextKey, string | null])[] = [
    [
      'receipt:startsOn',
      signal.startsOn && say('receipt:value', { value: { date: signal.startsOn, absolute: true } }),
    ],
    ['receipt:where', signal.where && `»${signal.where}«`],
    ['receipt:sentTo', doc.plan.provider.name],
    ['receipt:sentAt', moment(signal.reportedAt)],
    ['receipt:changedAt', moment(signal.changedAt)],
    ['receipt:withdrawnAt', moment(signal.withdrawnAt)],
    [
      'receipt:readAt',
      signal.readAt === null ? say('receipt:notRead') : readWords(signal.readBy, signal.readAt, reader),
    ],
    [reportsDeviations(doc.plan) ? 'receipt:toAf' : 'receipt:sentOn', moment(signal.sentAt)],
    ['receipt:number', signal.number],
  ];
  const heading: TextKey =
    signal.status === 'withdrawn'
      ? 'receipt:headingSignalWithdrawn'
      : signal.kind === 'work'
        ? 'receipt:headingWork'
        : signal.applied
          ? 'receipt:headingApplied'
          : 'receipt:headingStudies';
  return {
    id: signal.id,
    heading: say(heading),
    at: signal.reportedAt,
    facts: rows.flatMap(([term, value]) => (value === null || value === '' ? [] : [[term, value] as const])),
  };
}

function readWords(by: string | null, at: Instant, reader: Reader): string {
  return words(
    'receipt:readBy',
    { by: { name: by ?? '' }, moment: { moment: toLocal(at), absolute: true } },
    reader,
  );
}

function momentWords(at: Instant, reader: Reader): string {
  return words('receipt:value', { value: { moment: toLocal(at), absolute: true } }, reader);
}
