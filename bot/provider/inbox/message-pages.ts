import { type Broadcast, MOST_MESSAGE } from '../../../domain/broadcast.ts';
import { IMPORT_GROUPS, type ImportGroup, touchedBy } from '../../../domain/import-batch.ts';
import type { Participant } from '../../../domain/participant.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { CheckResult } from '../../../locales/check/check-text.ts';
import { isMeasured } from '../../../locales/check/rules/length.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html, lines } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import type { Looked } from '../messages/broadcast.ts';
import type { BatchSummary, Touched, Undone } from '../messages/imports.ts';
import { nameOf } from './access.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';
import type { Written } from './systems-routes.ts';
import { moment } from './words.ts';

/** Messages to a group, and imports that went wrong. */

interface View {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly now: Instant;
}

const groupKeys: Readonly<Record<ImportGroup, StaffKey>> = {
  reported: 'systems:groupReported',
  reminded: 'systems:groupReminded',
  seen: 'systems:groupSeen',
  unaware: 'systems:groupUnaware',
};

function head(title: string, say: Say): Html {
  return html`<p><a class="big" href="/inkorg/mer">${say('setup:moreTitle')}</a></p>
<h1>${title}</h1>`;
}

export function writePage(
  view: View & {
    docs: readonly Participant[];
    batch: string | null;
    written: Written;
    why: StaffKey | null;
  },
): InboxPage {
  const { parts, who, now, docs, batch, written, why } = view;
  const say = sayOn(today(now));
  const bad = why === null ? '' : html` aria-invalid="true" autofocus`;
  return {
    title: say('systems:messageTitle'),
    current: 'more',
    main: html`${head(say('systems:messageTitle'), say)}
<p>${say('systems:messageIntro')}</p>
<form method="post" action="/inkorg/utskick" novalidate>${formField(parts, who.session)}
${why === null ? '' : html`<div class="error" id="error" role="alert"><p>${say(why, { most: MOST_MESSAGE })}</p></div>`}
<label for="group">${say('systems:messageTo')}</label>
<select id="group" name="group">${choices(docs, batch, say).map(
      ({ value, words }) =>
        html`<option value="${value}"${value === written.group ? html` selected` : ''}>${words}</option>`,
    )}</select>
<label for="text">${say('systems:messageText')}</label>
<p class="hint" id="hint">${say('systems:messageHint')}</p>
<textarea id="text" name="text" rows="4" required maxlength="${MOST_MESSAGE}" aria-describedby="${why === null ? '' : 'error '}hint"${bad}>${written.text}</textarea>
<label for="easy">${say('systems:messageEasy')}</label>
<textarea id="easy" name="easy" rows="4" maxlength="${MOST_MESSAGE}">${written.easy}</textarea>
<button class="main">${say('systems:messageLook')}</button></form>`,
  };
}

/** Everybody, those of each handledare, and what an import has meant. */
function choices(
  docs: readonly Participant[],
  batch: string | null,
  say: Say,
): { value: string; words: string }[] {
  const supervisors = new Map<string, string>();
  for (const { plan } of docs) {
    if (plan.supervisor.email !== null)
      supervisors.set(plan.supervisor.email.toLowerCase(), plan.supervisor.name);
  }
  const groups = new Set(docs.map((doc) => batch && touchedBy(doc, batch)?.group));
  return [
    { value: 'alla', words: say('systems:toAll') },
    ...[...supervisors].map(([email, name]) => ({
      value: `handledare|${email}`,
      words: say('systems:toSupervisor', { name: { name } }),
    })),
    ...IMPORT_GROUPS.flatMap((group) => {
      if (!groups.has(group)) return [];
      return [
        {
          value: `import|${batch}|${group}`,
          words: say('systems:toImport', { batch: { name: batch ?? '' }, group: say(groupKeys[group]) }),
        },
      ];
    }),
  ];
}

export function lookPage(view: View & { written: Written; looked: Looked }): InboxPage {
  const { parts, who, now, written, looked } = view;
  const say = sayOn(today(now));
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  const fields = html`${formField(parts, who.session)}${hidden('text', written.text)}${hidden('easy', written.easy)}${hidden('group', written.group)}${hidden('token', looked.token)}`;
  return {
    title: say('systems:lookTitle'),
    current: 'more',
    main: html`<p><a class="big" href="/inkorg/utskick">${say('systems:lookBack')}</a></p>
<h1>${say('systems:lookTitle')}</h1>
<blockquote class="box">${lines(written.text)}</blockquote>
${readHtml(say('systems:lookPlain'), looked.readability.plain, say)}
${written.easy === '' ? '' : html`<blockquote class="box">${lines(written.easy)}</blockquote>`}
${readHtml(say('systems:lookEasy'), looked.readability.easy, say)}
<h2>${say('systems:lookRecipients', { count: looked.recipients.length })}</h2>
<ul>${looked.recipients.map((doc) => html`<li>${nameOf(doc)}</li>`)}</ul>
<form method="post" action="/inkorg/utskick/skicka">${fields}
<button class="main">${say('systems:lookSend', { count: looked.recipients.length })}</button></form>`,
  };
}

/** What stands out for whoever writes: the sentences to look at again, each with what to do. */
function readHtml(title: string, checked: CheckResult, say: Say): Html {
  const { lix, longestSentence, findings } = checked;
  const measures = { lix: Math.round(lix), words: longestSentence };
  return html`<h2>${title}</h2>
<p>${say(isMeasured(checked) ? 'systems:lookMeasures' : 'systems:lookMeasuresShort', measures)}</p>
${
  findings.length === 0
    ? html`<p class="box done">${say('systems:lookFine')}</p>`
    : html`<ul>${findings.map(({ text, suggestion }) => html`<li>»${text}«: ${suggestion}</li>`)}</ul>`
}`;
}

const outcomeKeys: Readonly<Record<string, StaffKey>> = {
  waiting: 'systems:outcomeFailed',
  told: 'systems:outcomeTold',
  over: 'systems:outcomeOver',
  gone: 'systems:outcomeOver',
  failed: 'systems:outcomeFailed',
};

export function reportPage(view: View & { sent: Broadcast; docs: readonly Participant[] }): InboxPage {
  const { now, sent, docs } = view;
  const say = sayOn(today(now));
  const told = sent.recipients.filter(({ outcome }) => outcome === 'told').length;
  const name = (id: string) => {
    const doc = docs.find((entry) => entry.id === id);
    return doc ? nameOf(doc) : id;
  };
  return {
    title: say('systems:reportTitle'),
    current: 'more',
    main: html`${head(say('systems:reportTitle'), say)}
<p class="box done">${say('systems:reportTold', { count: told })}</p>
<ul>${sent.recipients.map(({ id, outcome }) => html`<li>${name(id)}: ${say(outcomeKeys[outcome] ?? 'systems:outcomeFailed')}</li>`)}</ul>`,
  };
}

export function importsPage(view: View & { batches: readonly BatchSummary[] }): InboxPage {
  const { now, batches } = view;
  const say = sayOn(today(now));
  return {
    title: say('systems:importsTitle'),
    current: 'more',
    main: html`${head(say('systems:importsTitle'), say)}
<p>${say('systems:importsIntro')}</p>
${
  batches.length === 0
    ? html`<p>${say('systems:importsNone')}</p>`
    : html`<ul class="items">${batches
        .slice(0, 100)
        .map(
          ({ batch, firstAt, participants }) =>
            html`<li><a class="item" href="/inkorg/importer/${batch}"><strong>${batch}</strong> <span>${say('systems:importsRow', { moment: moment(firstAt), count: participants })}</span></a></li>`,
        )}</ul>`
}`,
  };
}

const undoneKeys: Readonly<Record<Undone['outcome'], StaffKey>> = {
  undone: 'systems:undoneYes',
  'changed-since': 'systems:undoneChanged',
  created: 'systems:undoneCreated',
  unreadable: 'systems:undoneUnreadable',
};

export function importPage(
  view: View & {
    batch: string;
    touched: readonly Touched[];
    undone: { dryRun: boolean; report: readonly Undone[] } | null;
  },
): InboxPage {
  const { parts, who, now, batch, touched, undone } = view;
  const say = sayOn(today(now));
  const title = say('systems:importTitle', { batch: { name: batch } });
  const name = (id: string) => {
    const found = touched.find(({ doc }) => doc.id === id);
    return found ? nameOf(found.doc) : id;
  };
  const button = (isNow: boolean, words: string) =>
    html`<form method="post" action="/inkorg/importer/${batch}">${formField(parts, who.session)}${isNow ? html`<input type="hidden" name="now" value="ja">` : ''}<button${isNow ? html` class="main"` : ''}>${words}</button></form>`;
  return {
    title,
    current: 'more',
    main: html`<p><a class="big" href="/inkorg/importer">${say('systems:importsTitle')}</a></p>
<h1>${title}</h1>
${
  undone === null
    ? ''
    : html`<div class="box ${undone.dryRun ? '' : 'done'}"><p>${say(undone.dryRun ? 'systems:undoLooked' : 'systems:undoDone')}</p>
<ul>${undone.report.map(({ id, outcome }) => html`<li>${name(id)}: ${say(undoneKeys[outcome])}</li>`)}</ul>
${undone.dryRun && undone.report.some(({ outcome }) => outcome === 'undone') ? button(true, say('systems:undoNow')) : ''}</div>`
}
${IMPORT_GROUPS.map((group) => {
  const own = touched.filter((entry) => entry.group === group);
  if (own.length === 0) return '';
  return html`<h2>${say('systems:importGroup', { group: say(groupKeys[group]), count: own.length })}</h2>
<ul>${own.map(({ doc }) => html`<li><a class="big" href="/inkorg/deltagare/${doc.id}">${nameOf(doc)}</a></li>`)}</ul>`;
})}
<p><a class="big" href="/inkorg/utskick?import=${batch}">${say('systems:importWrite')}</a></p>
<h2>${say('systems:undoHeading')}</h2>
<p>${say('systems:undoIntro')}</p>
${button(false, say('systems:undoLook'))}`,
  };
}
