import { STORED_REASONS, type StoredReason } from '../../../domain/absence.ts';
import { isMonth, type MissedTime, type Month, type MonthBasis, monthOf } from '../../../domain/month.ts';
import { DEVIATION_CODES } from '../../../domain/regimes/deviation-codes.ts';
import { addMonths, firstOfMonth, type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { codeLabel, reasonLabel, subTypeLabel } from '../labels.ts';
import { auditReasons, lastMonth, monthsOf, type ParticipantMonth } from '../month-basis.ts';
import { hoursOf } from '../reports-api.ts';
import { nameOf, visibleParticipants, visibleSummaries } from './access.ts';
import { type Ask, inboxRouter, queryOf, show } from './ask.ts';
import { type Cell, csv } from './csv.ts';
import { MOST_ON_A_PAGE, supervisorsOf } from './filters.ts';
import { unreadableHtml } from './list-page.ts';
import type { Summary } from './overview.ts';
import { selectHtml } from './setup-forms.ts';
import { capital, type InboxPage, type Say, sayOn } from './shell.ts';
import { activityName, serviceOf } from './words.ts';

/** The basis for the monthly reports, as a page and as a file for Excel. It shows reasons, so opening it stands in the trail. */

export function monthRoutes(parts: Parts): Route[] {
  const { page } = inboxRouter(parts);
  return [page('/inkorg/manad', showMonth), page('/inkorg/manad/csv', sendCsv)];
}

interface Wanted {
  readonly month: Month;
  /** E-mail of a supervisor, or empty for all. */
  readonly supervisor: string;
}

function wantedOf(ask: Ask): Wanted {
  const query = queryOf(ask.req);
  const month = query.get('manad') ?? '';
  return {
    month: isMonth(month) ? month : lastMonth(ask.now),
    supervisor: query.get('handledare') ?? '',
  };
}

async function choiceOf(ask: Ask, wanted: Wanted) {
  const { seen: people, unreadable } = await visibleSummaries(ask.parts, ask.who);
  const supervisors = supervisorsOf(people.map(({ doc }) => doc));
  const isWanted = (doc: Summary) => wanted.supervisor === '' || supervisors.idOf(doc) === wanted.supervisor;
  return { supervisors, isWanted, count: people.filter(({ doc }) => isWanted(doc)).length, unreadable };
}

async function loaded(ask: Ask, wanted: Wanted) {
  const { supervisors, isWanted } = await choiceOf(ask, wanted);
  const { seen } = await visibleParticipants(ask.parts, ask.who, isWanted);
  const docs = seen.map(({ doc }) => doc);
  const months = await monthsOf(ask.parts, docs, wanted.month, ask.now);
  await auditReasons(
    ask.parts,
    ask.who.staff.id,
    months.map(({ doc, basis }) => ({ doc, absences: basis.absences })),
    ask.now,
  );
  return { months, supervisors };
}

async function showMonth(ask: Ask): Promise<void> {
  const wanted = wantedOf(ask);
  const { supervisors, count, unreadable } = await choiceOf(ask, wanted);
  const isTooMany = count > MOST_ON_A_PAGE;
  const months = isTooMany ? [] : (await loaded(ask, wanted)).months;
  const tooMany = isTooMany ? count : null;
  await show(ask, 200, monthPage({ months, tooMany, unreadable }, wanted, supervisors.options, ask.now));
}

function monthPage(
  {
    months,
    tooMany,
    unreadable,
  }: {
    readonly months: readonly ParticipantMonth[];
    readonly tooMany: number | null;
    readonly unreadable: readonly string[];
  },
  wanted: Wanted,
  supervisors: readonly { value: string; words: string }[],
  now: Instant,
): InboxPage {
  const say = sayOn(today(now));
  const parts = [
    { heading: 'report:afHeading', link: 'report:csvAf', kind: 'af' },
    { heading: 'report:municipalHeading', link: 'report:csvMunicipal', kind: 'kommun' },
  ] as const;
  const query = new URLSearchParams({ manad: wanted.month, handledare: wanted.supervisor });
  return {
    title: say('report:monthOf', { month: monthWords(wanted.month) }),
    current: 'month',
    wide: true,
    main: html`<h1>${say('report:monthOf', { month: monthWords(wanted.month) })}</h1>
<form method="get" action="/inkorg/manad" class="filter">
${selectHtml('manad', say('report:monthLabel'), monthOptions(now, wanted.month), wanted.month)}
${
  supervisors.length > 1
    ? selectHtml(
        'handledare',
        say('report:supervisorLabel'),
        [{ value: '', words: say('report:supervisorAll') }, ...supervisors],
        wanted.supervisor,
      )
    : ''
}
<button>${say('report:show')}</button></form>
<p>${say('report:monthIntro')}</p>
${unreadableHtml({ unreadable }, say)}
${months.some(({ basis }) => !basis.isOver) ? html`<p class="box">${say('report:monthOngoing')}</p>` : ''}
${tooMany === null ? '' : tooManyHtml(tooMany, parts, query, say)}
${months.length === 0 && tooMany === null ? html`<p>${say('report:monthNone')}</p>` : ''}
${parts.map(({ heading, link, kind }) => {
  const own = months.filter(({ basis }) => basis.forAf === (kind === 'af'));
  return own.length === 0
    ? ''
    : html`<h2>${say(heading)}</h2>
<p><a class="big" href="/inkorg/manad/csv?${`${query}&rapport=${kind}`}">${say(link)}</a></p>
${own.map((entry) => participantHtml(entry, now, say))}`;
})}`,
  };
}

/** The files hold everybody all the same. */
function tooManyHtml(
  count: number,
  parts: readonly { readonly link: StaffKey; readonly kind: string }[],
  query: URLSearchParams,
  say: Say,
): Html {
  return html`<p class="box">${say('report:tooMany', { count })}</p>
${parts.map(({ link, kind }) => html`<p><a class="big" href="/inkorg/manad/csv?${`${query}&rapport=${kind}`}">${say(link)}</a></p>`)}`;
}

function participantHtml({ doc, basis }: ParticipantMonth, now: Instant, say: Say): Html {
  const id = `m-${doc.id}`;
  const known = knownWords(basis, say);
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${nameOf(doc)}</h3>
${known === null ? '' : html`<p class="box warn">${known}</p>`}
<table class="cards"><thead><tr><th scope="col">${say('report:activity')}</th><th scope="col">${say('report:planned')}</th><th scope="col">${say('report:carriedOut')}</th><th scope="col">${say('report:missed')}</th></tr></thead>
<tbody>${basis.activities.map(
    ({
      appointment,
      plannedMinutes,
      carriedOutMinutes,
      missed,
    }) => html`<tr><th scope="row">${capital(activityName(appointment, say))}</th>
${cell(say('report:planned'), hoursWords(plannedMinutes, say))}
${cell(say('report:carriedOut'), hoursWords(carriedOutMinutes, say))}
${cell(say('report:missed'), missed.map((time) => missedWords(time, basis.forAf, now, say)).join('; ') || '–')}</tr>`,
  )}
${basis.ownWork.map(
  ({
    what,
    plannedMinutes,
    reportedMinutes,
  }) => html`<tr><th scope="row">${say('report:ownWork', { what: { quote: { text: what, easy: null } } })}</th>
${cell(say('report:planned'), plannedMinutes === null ? '–' : hoursWords(plannedMinutes, say))}
${cell(say('report:carriedOut'), reportedMinutes === null ? '–' : hoursWords(reportedMinutes, say))}
${cell(say('report:missed'), '–')}</tr>`,
)}</tbody></table>
${basis.ownWork.length > 0 ? html`<p class="quiet">${ruleWords(basis, now, say)}</p>` : ''}</section>`;
}

/** What stands in the month that nobody can know; null where all of it is known. */
function knownWords({ knownFrom }: MonthBasis, say: Say): string | null {
  return knownFrom === null ? null : say('report:knownFrom', { day: { date: knownFrom, absolute: true } });
}

/** On a narrow screen each cell says what it is. */
function cell(label: string, words: string): Html {
  return html`<td data-label="${label}">${words}</td>`;
}

function hoursWords(minutes: number, say: Say): string {
  return minutes === 0 ? say('report:noTime') : say('report:hoursShort', { time: { minutes } });
}

function missedWords(
  { code, subType, reason, minutes }: MissedTime,
  forAf: boolean,
  now: Instant,
  say: Say,
): string {
  const day = today(now);
  const time = { minutes };
  if (!forAf) return say('report:missedPlain', { time, label: reasonLabel(reason, day) });
  const label = codeLabel({ code }, day).toLowerCase();
  if (code === null) return say('report:missedPlain', { time, label });
  if (subType === null) return say('report:missedWithCode', { time, label, code: { name: code } });
  const sub = (subTypeLabel({ subType }, day) ?? subType).toLowerCase();
  return say('report:missedWithSub', { time, label: sub, code: { name: code }, sub: { name: subType } });
}

function ruleWords({ ownWorkRule: rule }: MonthBasis, now: Instant, say: Say): string {
  const said = {
    estimated: say('report:ownWorkEstimated'),
    'not-taken-part': say('report:ownWorkNotTaken'),
    'not-by-hours': say('report:ownWorkNotByHours'),
    planned: '',
  }[rule.as];
  const checked =
    rule.reviewBy < today(now)
      ? say('report:ruleOld', { day: { date: rule.reviewBy, absolute: true } })
      : say('report:ruleChecked', { day: { date: rule.checked, absolute: true } });
  return [said, rule.timeInComment ? say('report:ownWorkComment') : '', said === '' ? '' : checked]
    .filter((words) => words !== '')
    .join(' ');
}

const monthFormat = new Intl.DateTimeFormat('sv-SE', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function monthWords(month: Month): string {
  return monthFormat.format(new Date(`${month}-01T00:00:00Z`));
}

const MONTHS_BACK = 14;

/** This month and those before it, and the one that is shown. */
function monthOptions(now: Instant, shown: Month): { value: string; words: string }[] {
  const first = firstOfMonth(today(now));
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => monthOf(addMonths(first, -back)));
  const all = months.includes(shown) ? months : [...months, shown];
  return all.map((value) => ({ value, words: monthWords(value) }));
}

async function sendCsv(ask: Ask): Promise<void> {
  const wanted = wantedOf(ask);
  const { months } = await loaded(ask, wanted);
  const forAf = queryOf(ask.req).get('rapport') !== 'kommun';
  const own = months.filter(({ basis }) => basis.forAf === forAf);
  const say = sayOn(today(ask.now));
  const body = Buffer.from(csv(forAf ? afRows(own, ask.now, say) : municipalRows(own, ask.now, say)));
  const name = `${forAf ? 'periodisk-rapport' : 'manadsrapport-kommun'}-${wanted.month}.csv`;
  ask.res.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-length': body.length,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  ask.res.end(body);
}

function commonHead(say: Say): string[] {
  return (
    [
      'report:csvMonth',
      'report:csvName',
      'report:csvId',
      'report:csvReference',
      'report:csvService',
      'report:csvKind',
      'report:csvTitle',
      'report:csvTimes',
      'report:csvPlanned',
      'report:csvCarriedOut',
    ] as const
  ).map((key) => say(key));
}

/** One line per activity, and a column per code: what stands in a column can be summed. */
function afRows(months: readonly ParticipantMonth[], now: Instant, say: Say): Cell[][] {
  const day = today(now);
  const columns = [...DEVIATION_CODES, null];
  const heads = columns.map((code) =>
    code === null
      ? say('report:csvMissed', { label: codeLabel({ code }, day).toLowerCase() })
      : say('report:csvMissedCode', { label: codeLabel({ code }, day).toLowerCase(), code: { name: code } }),
  );
  return rows(
    months,
    [...commonHead(say), ...heads, say('report:csvNote')],
    columns,
    (time) => time.code,
    now,
    say,
  );
}

function municipalRows(months: readonly ParticipantMonth[], now: Instant, say: Say): Cell[][] {
  const columns: readonly StoredReason[] = STORED_REASONS;
  const heads = columns.map((reason) => say('report:csvMissed', { label: reasonLabel(reason, today(now)) }));
  return rows(
    months,
    [...commonHead(say), ...heads, say('report:csvNote')],
    columns,
    (time) => time.reason,
    now,
    say,
  );
}

function rows<Column>(
  months: readonly ParticipantMonth[],
  head: readonly string[],
  columns: readonly Column[],
  columnOf: (time: MissedTime) => Column,
  now: Instant,
  say: Say,
): Cell[][] {
  const made: Cell[][] = [[...head]];
  for (const { doc, basis } of months) {
    const name = doc.plan.person.protectedIdentity ? say('report:csvProtected') : nameOf(doc);
    const start: Cell[] = [basis.month, name, doc.id, doc.plan.service.reference, serviceOf(doc, say)];
    const timeWords = basis.ownWorkRule.timeInComment ? say('report:ownWorkComment') : null;
    const comment = [timeWords, knownWords(basis, say)].filter((words) => words !== null).join(' ') || null;
    for (const { appointment, plannedTimes, plannedMinutes, carriedOutMinutes, missed } of basis.activities) {
      const kind = activityName({ ...appointment, title: null }, say);
      const hours = columns.map((column) => {
        const minutes = missed
          .filter((time) => columnOf(time) === column)
          .reduce((sum, time) => sum + time.minutes, 0);
        return hoursOf(minutes);
      });
      made.push([
        ...start,
        capital(kind),
        appointment.title?.text ?? null,
        plannedTimes,
        hoursOf(plannedMinutes),
        hoursOf(carriedOutMinutes),
        ...hours,
        comment,
      ]);
    }
    for (const { what, plannedMinutes, reportedMinutes } of basis.ownWork) {
      made.push([
        ...start,
        say('report:csvOwnWork'),
        what,
        null,
        plannedMinutes === null ? null : hoursOf(plannedMinutes),
        reportedMinutes === null ? null : hoursOf(reportedMinutes),
        ...columns.map(() => null),
        ruleWords(basis, now, say) || null,
      ]);
    }
  }
  return made;
}
