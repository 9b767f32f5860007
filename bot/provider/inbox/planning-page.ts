import { setImmediate as breath } from 'node:timers/promises';
import { markGpSent } from '../../../domain/actions/staff.ts';
import type { Participant } from '../../../domain/participant.ts';
import { type PlanningFinding, planningCheck } from '../../../domain/planning.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { formField } from '../../sign-in/forms.ts';
import { nameOf, type Visible, visibleParticipants, visibleSummaries } from './access.ts';
import {
  type Ask,
  actingOf,
  changeSeen,
  doneOf,
  inboxRouter,
  notFound,
  queryOf,
  seenOf,
  show,
} from './ask.ts';
import { MOST_ON_A_PAGE, type Supervisors, supervisorsOf } from './filters.ts';
import { unreadableHtml } from './list-page.ts';
import type { Summary } from './overview.ts';
import { selectHtml } from './setup-forms.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';
import { moment } from './words.ts';

/** What is missing or near in the planning, per participant. No reason of anybody stands here. */

const DONE: Readonly<Record<string, StaffKey>> = {
  skickad: 'report:gpSentDone',
  andrad: 'report:gpStale',
};

export function planningRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [
    page('/inkorg/planering', showPlanning),
    form('/inkorg/deltagare/:participant/gemensam-planering', markSent),
  ];
}

async function showPlanning(ask: Ask): Promise<void> {
  const visible = await visibleSummaries(ask.parts, ask.who);
  const people = visible.seen.map(({ doc }) => doc);
  const supervisors = supervisorsOf(people);
  const wanted = queryOf(ask.req).get('handledare') ?? '';
  const isWanted = (doc: Summary) => wanted === '' || supervisors.idOf(doc) === wanted;
  const count = people.filter(isWanted).length;
  const tooMany = count > MOST_ON_A_PAGE ? count : null;
  const { seen } = await visibleParticipants(ask.parts, ask.who, tooMany === null ? isWanted : () => false);
  const checked: Checked[] = [];
  for (const { doc } of seen) {
    checked.push({ doc, check: planningCheck(doc, ask.now) });
    await breath();
  }
  await show(
    ask,
    200,
    planningPage(ask, { checked, supervisors, wanted, tooMany, unreadable: visible.unreadable }),
  );
}

interface Checked {
  readonly doc: Participant;
  readonly check: ReturnType<typeof planningCheck>;
}

interface PlanningView {
  readonly checked: readonly Checked[];
  readonly supervisors: Supervisors;
  /** The handledare that is chosen, or empty. */
  readonly wanted: string;
  /** How many there are, when they are too many for one page. */
  readonly tooMany: number | null;
  readonly unreadable: Visible['unreadable'];
}

function planningPage(
  ask: Ask,
  { checked, supervisors, wanted, tooMany, unreadable }: PlanningView,
): InboxPage {
  const say = sayOn(today(ask.now));
  const done = doneOf(ask.req, DONE);
  const found = checked.filter(({ check }) => check.findings.length > 0);
  const oldest = found.find(({ check }) => check.rulesAreOld)?.check.rules.reviewBy;
  return {
    title: say('report:planningTitle'),
    current: 'planning',
    main: html`<h1>${say('report:planningTitle')}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
<p>${say('report:planningIntro')}</p>
${unreadableHtml({ unreadable }, say)}
${oldest === undefined ? '' : html`<p class="box warn">${say('report:ruleOld', { day: { date: oldest, absolute: true } })}</p>`}
${
  supervisors.options.length > 1
    ? html`<form method="get" action="/inkorg/planering" class="filter">
${selectHtml(
  'handledare',
  say('report:supervisorLabel'),
  [{ value: '', words: say('report:supervisorAll') }, ...supervisors.options],
  wanted,
)}
<button>${say('report:show')}</button></form>`
    : ''
}
${tooMany === null ? '' : html`<p class="box">${say('report:tooMany', { count: tooMany })}</p>`}
${found.length === 0 && tooMany === null && unreadable.length === 0 ? html`<p>${say('report:planningNone')}</p>` : ''}
${found.map(
  ({
    doc,
    check,
  }) => html`<section aria-labelledby="p-${doc.id}"><h2 id="p-${doc.id}"><a class="big" href="/inkorg/deltagare/${doc.id}">${nameOf(doc)}</a></h2>
${findingsHtml(check.findings, say)}
${gpForm(ask, doc, check.findings, say)}</section>`,
)}`,
  };
}

export function findingsHtml(findings: readonly PlanningFinding[], say: Say): Html {
  return html`<ul>${findings.map(
    (finding) =>
      html`<li${isLate(finding) ? html` class="late"` : ''}>${say('report:finding', {
        status: say(statusKey(finding)),
        what: { name: findingWords(finding, say) },
      })}.</li>`,
  )}</ul>`;
}

/** Its last day has passed. */
function isLate({ status, due }: PlanningFinding): boolean {
  return status === 'missing' && due !== null;
}

function statusKey(finding: PlanningFinding): StaffKey {
  if (finding.status === 'near') return 'report:near';
  if (!isLate(finding)) return 'report:missing';
  // Whether a follow-up was held is not known here: only that the plan has no later day for one.
  return finding.code === 'follow-up' ? 'report:dayPassed' : 'report:late';
}

const keys: Readonly<Record<PlanningFinding['code'], StaffKey>> = {
  'gp-first': 'report:gpFirst',
  'gp-update': 'report:gpUpdate',
  'gp-period-2': 'report:gpPeriodTwo',
  'obligatory-activities': 'report:obligatory',
  'optional-activity': 'report:optional',
  meeting: 'report:meeting',
  'meeting-in-person': 'report:inPerson',
  'follow-up': 'report:followUp',
};

function findingWords({ code, due, have, need }: PlanningFinding, say: Say): string {
  if (code === 'follow-up' && due === null) return say('report:followUpNone');
  return say(keys[code], {
    ...(due === null ? {} : { day: { date: due, year: true } }),
    ...(have === null ? {} : { have }),
    ...(need === null ? {} : { need }),
  });
}

/** To tick off that it is sent, where it is to be. */
function gpForm(
  { parts, who }: Pick<Ask, 'parts' | 'who'>,
  doc: Visible['seen'][number]['doc'],
  findings: readonly PlanningFinding[],
  say: Say,
): Html | '' {
  if (!findings.some(({ code }) => code.startsWith('gp-'))) return '';
  const name = { name: nameOf(doc) };
  return html`<form method="post" action="/inkorg/deltagare/${doc.id}/gemensam-planering">${formField(parts, who.session)}
<input type="hidden" name="version" value="${doc.planVersion}">
<button aria-label="${say('report:gpSentLabel', { name })}">${say('report:gpSentButton')}</button></form>`;
}

/** On the page of one participant. */
export function planningOf(doc: Visible['seen'][number]['doc'], now: Instant, say: Say): Html | '' {
  const { findings } = planningCheck(doc, now);
  const last = doc.gpSent.at(-1);
  if (findings.length === 0 && !last) return '';
  return html`<h2>${say('report:planningCheckHeading')}</h2>
${findings.length > 0 ? findingsHtml(findings, say) : ''}
${
  last
    ? html`<p class="quiet">${say('report:gpLast', { moment: moment(last.sentAt), by: { name: last.sentBy } })}.</p>`
    : ''
}`;
}

async function markSent(ask: Ask, fields: URLSearchParams): Promise<void> {
  if ((await seenOf(ask)) === null) return notFound(ask);
  const marked = await changeSeen(ask, (doc) =>
    markGpSent(doc, Number(fields.get('version') ?? ''), actingOf(ask)),
  );
  redirect(ask.res, `/inkorg/planering?klart=${marked === null ? 'andrad' : 'skickad'}`);
}
