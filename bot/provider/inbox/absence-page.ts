import { type Absence, isAway, isSentOn } from '../../../domain/absence.ts';
import { findOccurrence } from '../../../domain/appointment.ts';
import { deadlineOf, isOverdue } from '../../../domain/deadline.ts';
import { type Deviation, deviationStatus } from '../../../domain/deviation.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { ReportingSystem } from '../../../domain/plan.ts';
import { appointmentsLeft } from '../../../domain/service-end.ts';
import { dateOf, type Instant, today, toLocal } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html, lines } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { codeLabel, reasonLabel, reportSentence, subTypeLabel } from '../labels.ts';
import { nameOf, type Seen } from './access.ts';
import { recovered } from './list-page.ts';
import { capital, facts, type InboxPage, type Say, sayOn, toCopy } from './shell.ts';
import { absenceStatus, activityOf, daysOf, moment } from './words.ts';

/** One absence with its reason, which is why opening this page stands in the trail. */

/** Codes that staff may choose for somebody who did not want to say why. 17, unknown reason, is the provider's alone. */
export const CODE_CHOICES: readonly { readonly code: string; readonly subType: string | null }[] = [
  { code: '15', subType: null },
  { code: '16', subType: null },
  { code: '26', subType: null },
  { code: '27', subType: null },
  ...['1', '2', '3', '4', '5'].map((subType) => ({ code: '18', subType })),
  { code: '17', subType: null },
];

export interface AbsenceView {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly seen: Seen;
  readonly absence: Absence;
  readonly now: Instant;
  /** What was just done, said at the top. */
  readonly done: StaffKey | null;
}

export function absencePage(view: AbsenceView): InboxPage {
  const { parts, who, seen, absence, now } = view;
  const { doc } = seen;
  const say = sayOn(today(now));
  const withdrawn = absence.status === 'withdrawn';
  const title = say('inbox:absenceTitle', { name: { name: nameOf(doc) } });
  return {
    title,
    main: html`<p><a class="big" href="/inkorg">${say('inbox:back')}</a></p>
<h1>${title}</h1>
${view.done === null ? '' : html`<p class="box done">${say(view.done)}</p>`}
${seen.mayLack ? recovered(parts, who, doc, say) : ''}
${withdrawn ? html`<p class="box warn">${say('inbox:withdrawnText')}</p>` : ''}
${doc.plan.person.protectedIdentity ? html`<p class="box warn">${say('inbox:protected')}</p>` : ''}
${facts([
  [say('inbox:days'), capital(daysOf(absence, say))],
  [say('todo:extent'), extentWords(absence, say)],
  [say('inbox:reason'), reasonWords(absence, now, say)],
  [say('inbox:reportedAt'), absence.origin === 'no-show' ? noShowBy(absence, say) : reportedAt(absence, say)],
  [say('inbox:changedAt'), momentWords(absence.changedAt, say)],
  [say('todo:endedAt'), momentWords(absence.endedAt, say)],
  [say('inbox:withdrawnAt'), momentWords(absence.withdrawnAt, say)],
  [say('inbox:number'), absence.number],
  [say('inbox:status'), statusWords(absence, now, say)],
])}
${absence.reason === 'undisclosed' && absence.clearedAt === null && !withdrawn ? html`<p class="quiet">${say('inbox:reasonUndisclosedHint')}</p>` : ''}
${withdrawn ? '' : explanationHtml(absence, now, say)}
${absence.readAt === null ? readForm(view, say) : ''}
${withdrawn || absence.clearedAt !== null ? '' : absence.caseworkerNote ? note(doc, absence, now, say) : reports(view, say)}
${undoForm(view, say)}`,
  };
}

/** Null for one that was taken back. When its time is over it is known that there was one, and no more. */
function reasonWords(absence: Absence, now: Instant, say: Say): string | null {
  if (absence.status === 'withdrawn') return null;
  if (absence.clearedAt !== null) return say('systems:reasonCleared');
  return capital(reasonLabel(absence.reason, today(now)));
}

function momentWords(instant: Instant | null, say: Say): string | null {
  return instant === null ? null : capital(say('inbox:moment', { moment: moment(instant) }));
}

/** Null for somebody who is away all of the time. */
function extentWords({ extent, away, ownWork }: Absence, say: Say): string | null {
  const span = away === null ? null : ({ span: [away.start, away.end] } as const);
  const key = extent === 'whole' || span === null ? null : extentKeys[extent];
  const words = [key && span ? say(key, { span }) : '', ownWork ? say('todo:ownWorkToo') : ''];
  return words.filter((part) => part !== '').join('. ') || null;
}

const extentKeys = {
  part: 'todo:extentPart',
  late: 'todo:extentLate',
  'leaves-early': 'todo:extentLeavesEarly',
} as const;

function noShowBy(absence: Absence, say: Say): string {
  return `${say('todo:noShowBy', { by: { name: absence.markedBy ?? '' } })}, ${say('inbox:moment', { moment: moment(absence.reportedAt) })}`;
}

/** What the participant has said afterwards, marked as theirs: it changes nothing in the report. */
function explanationHtml({ explanation }: Absence, now: Instant, say: Say): Html | '' {
  if (explanation === null) return '';
  const { reason, wasThere, text, at } = explanation;
  return html`<h2>${say('todo:explanationHeading')}</h2>
<p class="quiet">${say('todo:explanationIntro', { moment: moment(at) })}</p>
${wasThere ? html`<p>${say('todo:explanationWasThere')}</p>` : ''}
${reason === null ? '' : html`<p>${say('todo:explanationReason', { reason: reasonLabel(reason, today(now)) })}</p>`}
${text === null ? '' : html`<blockquote class="box">${lines(text)}</blockquote>`}`;
}

/** A mark that was a mistake, until it has been sent on. */
function undoForm({ parts, who, seen, absence }: AbsenceView, say: Say): Html | '' {
  if (absence.origin !== 'no-show' || absence.status !== 'reported' || isSentOn(absence)) return '';
  return html`<form method="post" action="/inkorg/franvaro/${seen.doc.id}/${absence.id}/angra" class="box">
${formField(parts, who.session)}${versionField(absence)}
<button aria-describedby="undo-hint">${say('todo:noShowUndo')}</button>
<p class="hint block" id="undo-hint">${say('todo:noShowUndoHint')}</p></form>`;
}

function reportedAt(absence: Absence, say: Say): string {
  const channel = say(absence.channel === 'web' ? 'inbox:channelWeb' : 'inbox:channelOther');
  return capital(say('inbox:reportedAtBy', { moment: moment(absence.reportedAt), channel }));
}

function statusWords(absence: Absence, now: Instant, say: Say): string {
  if (absence.readAt === null) return absenceStatus(absence, now, say)[0] ?? '';
  return say('inbox:readByAt', { by: { name: absence.readBy ?? '' }, moment: moment(absence.readAt) });
}

function readForm({ parts, who, seen, absence }: AbsenceView, say: Say): Html {
  const { doc } = seen;
  return html`<form method="post" action="/inkorg/franvaro/${doc.id}/${absence.id}/last" class="box">
${formField(parts, who.session)}${versionField(absence)}
<button class="main" aria-describedby="read-hint">${say('inbox:readButton')}</button>
<p class="hint block" id="read-hint">${say(absence.status === 'withdrawn' ? 'inbox:readHintWithdrawn' : 'inbox:readHint')}</p></form>`;
}

/** What the page showed: an action on something that has changed since is not taken. */
function versionField(absence: Absence): Html {
  return html`<input type="hidden" name="version" value="${absence.version}">`;
}

function reports(view: AbsenceView, say: Say): Html {
  const { seen, absence, now } = view;
  const { reportingSystem } = seen.doc.plan.provider;
  if (absence.deviations.length === 0) {
    return html`<h2>${say('inbox:reportsHeading')}</h2><p>${say(absence.extent === 'late' || absence.extent === 'leaves-early' ? 'todo:noReport' : 'inbox:reportsNone')}</p>`;
  }
  return html`<h2>${say('inbox:reportsHeading')}</h2>
<p>${say('inbox:reportsIntro')}</p>
<h3 id="h-paste">${say(pasteKeys[reportingSystem])}</h3>
<p class="hint">${say('inbox:pasteHint')}</p>
${toCopy('sentence', reportSentence(absence, today(now)), say)}
${absence.deviations.map((deviation, index) => report(view, deviation, index, say))}`;
}

const pasteKeys: Readonly<Record<ReportingSystem, StaffKey>> = {
  msfa: 'inbox:pasteMsfa',
  'ka-webb': 'inbox:pasteKaWebb',
  none: 'inbox:pasteOther',
};

function report(view: AbsenceView, deviation: Deviation, index: number, say: Say): Html {
  const { seen, now } = view;
  const day = today(now);
  const activity = activityOf(seen.doc, deviation.occurrence, say);
  const date = { date: dateOf(deviation.expectedStart) };
  const subType = subTypeLabel(deviation, day);
  return html`<article class="box" aria-labelledby="report-${index}">
<h3 id="report-${index}">${capital(say('inbox:reportHeading', { activity, day: date }))}</h3>
${facts([
  [
    say('inbox:reportReason'),
    deviation.code === null
      ? codeLabel(deviation, day)
      : say('inbox:reportReasonCode', { label: codeLabel(deviation, day), code: { name: deviation.code } }),
  ],
  [
    say('inbox:reportSubType'),
    subType && say('inbox:reportSubTypeCode', { label: subType, code: { name: deviation.subType ?? '' } }),
  ],
  [say('inbox:expected'), spanWords(deviation.expectedStart, deviation.expectedEnd, say)],
  [say('inbox:absent'), spanWords(deviation.absentStart, deviation.absentEnd, say)],
  [say('inbox:status'), reportStatus(deviation, now, say)],
  [say('todo:deadline'), deadlineWords(view, deviation, say)],
])}
${reportForm(view, deviation, index, say)}</article>`;
}

function spanWords(start: string, end: string, say: Say): string {
  return capital(
    say('inbox:dayAndSpan', {
      day: { date: dateOf(start), absolute: true },
      span: { span: [start, end] },
    }),
  );
}

function reportStatus(deviation: Deviation, now: Instant, say: Say): string {
  switch (deviationStatus(deviation, toLocal(now))) {
    case 'sent':
      return say('inbox:sent', {
        by: { name: deviation.sentBy ?? '' },
        moment: deviation.sentAt === null ? '' : moment(deviation.sentAt),
      });
    case 'ready':
      return say(deviation.code === null ? 'inbox:readyNoCode' : 'inbox:ready');
    case 'waiting':
      return say('inbox:waiting', { moment: { moment: deviation.expectedEnd } });
  }
}

/** Null for what has been sent. */
function deadlineWords({ seen, now }: AbsenceView, deviation: Deviation, say: Say): string | null {
  if (deviation.sentAt !== null) return null;
  const { settings } = seen.doc;
  const day = say('inbox:dayOne', { day: { date: deadlineOf(deviation, settings) } });
  return capital(
    isOverdue(deviation, settings, now) ? say('todo:deadlineOver', { day: { name: day } }) : day,
  );
}

function reportForm(view: AbsenceView, deviation: Deviation, index: number, say: Say): Html | '' {
  const { parts, who, seen, absence, now } = view;
  const path = `/inkorg/franvaro/${seen.doc.id}/${absence.id}`;
  const hidden = html`${formField(parts, who.session)}${versionField(absence)}<input type="hidden" name="deviation" value="${deviation.id}">`;
  if (deviation.sentAt !== null) {
    return html`<form method="post" action="${path}/inte-skickad">${hidden}
<button aria-describedby="report-${index} unsent-hint-${index}">${say('inbox:unsentButton')}</button>
<p class="hint block" id="unsent-hint-${index}">${say('inbox:unsentHint')}</p></form>`;
  }
  // A code that staff chose may be chosen anew; one that follows from what the participant said may not.
  const choose =
    absence.reason === 'undisclosed'
      ? html`<form method="post" action="${path}/kod">${hidden}
<label for="code-${index}">${say('inbox:codeChoose')}</label>
<select id="code-${index}" name="code" required>${deviation.code === null ? html`<option value="">${say('inbox:codeNone')}</option>` : ''}
${CODE_CHOICES.map((choice) => codeOption(choice, deviation, today(now), say))}</select>
<button>${say('inbox:codeSave')}</button></form>`
      : '';
  const ready = deviationStatus(deviation, toLocal(now)) === 'ready' && deviation.code !== null;
  const send = ready
    ? html`<form method="post" action="${path}/skickad">${hidden}
<button aria-describedby="report-${index} sent-hint-${index}">${say('inbox:sentButton')}</button>
<p class="hint block" id="sent-hint-${index}">${say('inbox:sentHint')}</p></form>`
    : '';
  return html`${choose}${send}`;
}

function codeOption(
  choice: (typeof CODE_CHOICES)[number],
  deviation: Deviation,
  day: string,
  say: Say,
): Html {
  const label = codeLabel(choice, day);
  const sub = subTypeLabel(choice, day);
  const code = { name: choice.code };
  const words =
    sub === null
      ? say('inbox:codeOption', { label, code })
      : say('inbox:codeOptionSub', { label, code, sub: sub.toLowerCase() });
  const selected = deviation.code === choice.code && deviation.subType === choice.subType;
  return html`<option value="${codeValue(choice)}"${selected ? html` selected` : ''}>${words}</option>`;
}

export function codeValue(choice: (typeof CODE_CHOICES)[number]): string {
  return choice.subType === null ? choice.code : `${choice.code}.${choice.subType}`;
}

/** Municipal: a note for the handläggare. Nothing here is about Arbetsförmedlingen. */
function note(doc: Participant, absence: Absence, now: Instant, say: Say): Html {
  const activities = absence.occurrences.flatMap((key) => {
    const occurrence = findOccurrence(appointmentsLeft(doc), key);
    // Called off since, or moved to another day: it is not missed.
    if (!occurrence || !isAway(absence, occurrence)) return [];
    return [
      say('inbox:activityAt', {
        activity: activityOf(doc, key, say),
        day: { date: dateOf(occurrence.start), absolute: true },
        span: { span: [occurrence.start, occurrence.end] },
      }),
    ];
  });
  const words = [
    say('inbox:note', {
      name: { name: nameOf(doc) },
      days: daysAbsolute(absence, say),
      reason: reasonLabel(absence.reason, today(now)),
      moment: say('inbox:dayAndTime', {
        day: { date: dateOf(toLocal(absence.reportedAt)), absolute: true },
        time: { time: toLocal(absence.reportedAt).slice(11, 16) },
      }),
      number: { name: absence.number },
    }),
    ...(activities.length > 0 ? [say('inbox:noteActivities', { list: { names: activities } })] : []),
  ].join(' ');
  const { caseworker } = doc.plan;
  return html`<h2>${say('inbox:noteHeading')}</h2>
<p>${say('inbox:noteIntro')}</p>
${toCopy('sentence', words, say)}
${
  caseworker
    ? facts([
        [say('inbox:caseworker'), caseworker.name],
        [say('inbox:phone'), caseworker.phone],
        [say('inbox:email'), caseworker.email],
      ])
    : ''
}`;
}

/** Without "i dag": the note is read another day. */
function daysAbsolute(absence: Absence, say: Say): string {
  const from = { date: absence.from, absolute: true } as const;
  const to = { date: absence.to, absolute: true } as const;
  return absence.from === absence.to
    ? say('inbox:dayOne', { day: from })
    : say('inbox:daySpan', { from, to });
}
