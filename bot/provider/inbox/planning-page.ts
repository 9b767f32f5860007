import { markGpSent } from '../../../domain/actions/staff.ts';
import { type PlanningFinding, planningCheck } from '../../../domain/planning.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { formField } from '../../sign-in/forms.ts';
import { nameOf, type Visible, visibleParticipants } from './access.ts';
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
import { supervisorsOf } from './filters.ts';
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
  const visible = await visibleParticipants(ask.parts, ask.who);
  await show(ask, 200, planningPage(ask, visible));
}

function planningPage(ask: Ask, visible: Visible): InboxPage {
  const say = sayOn(today(ask.now));
  const done = doneOf(ask.req, DONE);
  const docs = visible.seen.map(({ doc }) => doc);
  const supervisors = supervisorsOf(docs);
  const wanted = queryOf(ask.req).get('handledare') ?? '';
  const found = docs
    .filter((doc) => wanted === '' || supervisors.idOf(doc) === wanted)
    .map((doc) => ({ doc, check: planningCheck(doc, ask.now) }))
    .filter(({ check }) => check.findings.length > 0);
  const oldest = found.find(({ check }) => check.rulesAreOld)?.check.rules.reviewBy;
  return {
    title: say('report:planningTitle'),
    current: 'planning',
    main: html`<h1>${say('report:planningTitle')}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
<p>${say('report:planningIntro')}</p>
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
${found.length === 0 ? html`<p>${say('report:planningNone')}</p>` : ''}
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
      html`<li>${say('report:finding', {
        status: say(finding.status === 'missing' ? 'report:missing' : 'report:near'),
        what: { name: findingWords(finding, say) },
      })}.</li>`,
  )}</ul>`;
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
    ...(due === null ? {} : { day: { date: due } }),
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
