import { removeOwnReminder, setReminding, stopAll } from '../../domain/actions/reminding.ts';
import { canReach, chooseWay } from '../../domain/address.ts';
import { type Participant, withAudit } from '../../domain/participant.ts';
import { monthlyDutiesOf } from '../../domain/regimes/monthly-duties.ts';
import { isOver } from '../../domain/service-end.ts';
import { setDetails } from '../../domain/sms.ts';
import {
  addDays,
  dateOf,
  type Instant,
  isLocalDate,
  type LocalDate,
  type LocalTime,
  timeOf,
  today,
  toLocal,
} from '../../domain/time.ts';
import {
  DEFAULT_QUIET,
  type Lead,
  leadId,
  leadOf,
  quietSchema,
  REMINDER_GROUPS,
  type ReminderGroup,
  type Reminding,
} from '../../domain/wishes.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readBack } from '../../locales/sayings/reminding.ts';
import { endSayings } from '../../locales/sayings/service-end.ts';
import { calendarAddress, withCalendar, withoutCalendar } from '../calendar/link.ts';
import { type Html, html } from '../html.ts';
import type { Parts } from '../parts.ts';
import { eventWords, nextEvents } from './next-events.ts';
import { type Own, ownForm, ownPage, pick, type Visit } from './own-page.ts';

/** "Påminnelser": everything that can be said about them in words, as a plain form; and the calendar of one's own. */

const PATH = '/paminnelser';

export function reminderPages(parts: Parts): Own[] {
  return [
    ownPage(PATH, (visit) => ({ title: 'reminding:title', main: mainHtml(parts, visit) }), DONE),
    ownForm(PATH, `${PATH}?sparat`, saved),
    ownForm(`${PATH}/ta-bort`, `${PATH}?borttagen`, (doc, form) =>
      removeOwnReminder(doc, form.get('id') ?? ''),
    ),
    ownForm(`${PATH}/stoppa`, `${PATH}?stoppat`, (doc, _form, now) => audited(stopAll(doc), now)),
    ownForm(`${PATH}/kalender`, `${PATH}?kalender`, (doc, form, now) => {
      if (form.get('gor') === 'bort') return withoutCalendar(doc, now);
      return doc.plan.person.protectedIdentity ? doc : withCalendar(parts, doc, now);
    }),
  ];
}

const DONE: readonly (readonly [string, TextKey])[] = [
  ['sparat', 'reminding:saved'],
  ['borttagen', 'wish:ownRemoved'],
  ['stoppat', 'wish:turnedOff'],
  ['kalender', 'reminding:calendarSaved'],
];

/** Offered; what somebody has set in words stands beside them. */
const LEADS: readonly Lead[] = [
  { days: 2, at: '17:00' },
  { days: 1, at: '17:00' },
  { days: 0, at: '07:30' },
  { minutes: 120 },
  { minutes: 60 },
  { minutes: 30 },
];

function leadsOffered(doc: Participant): Lead[] {
  return [...new Map([...doc.reminding.leads, ...LEADS].map((lead) => [leadId(lead), lead])).values()];
}

/** What cannot be read leaves that part as it was. */
function saved(doc: Participant, form: URLSearchParams, now: Instant): Participant {
  const before = doc.reminding;
  const leads = [...form.keys()].flatMap((name) => {
    const lead = name.startsWith('lead-') ? leadOf(name.slice('lead-'.length)) : null;
    return lead === null ? [] : [lead];
  });
  const groups = Object.fromEntries(
    REMINDER_GROUPS.map((group) => [group, form.has(`group-${group}`)]),
  ) as Reminding['groups'];
  const quiet = quietSchema.safeParse({ from: form.get('quiet-from'), to: form.get('quiet-to') });
  const pause = form.get('pause') ?? '';
  const changed = setReminding(
    withWhere(doc, form, now),
    {
      leads,
      groups,
      summary: summaryOf(form.get('how'), before.summary),
      quiet: form.has('quiet-off') ? null : quiet.success ? quiet.data : before.quiet,
      pausedUntil: isLocalDate(pause) && pause > today(now) ? pause : null,
    },
    now,
  );
  if (form.get('on') === 'no') return audited(stopAll(changed), now);
  return audited(changed, now);
}

function summaryOf(how: string | null, before: Reminding['summary']): Reminding['summary'] {
  if (how === 'morning') return before?.when === 'morning' ? before : { when: 'morning', at: '07:30' };
  if (how === 'sunday') return before?.when === 'sunday' ? before : { when: 'sunday', at: '17:00' };
  return null;
}

function audited(doc: Participant, now: Instant): Participant {
  return withAudit(doc, { at: now, who: doc.id, what: 'reminders.set' });
}

function mainHtml(parts: Parts, { doc, reader, now, field, isFramed }: Visit): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const over = isOver(doc, today(now)) ? endSayings(doc, 'end:told', today(now))[0] : undefined;
  const set = over ?? readBack(doc, now);
  return html`<p class="box">${words(set.key, set.params, reader)}</p>
<form method="post" action="${PATH}">${field}
${settingsHtml(doc, reader)}
${whereHtml(parts, doc, reader)}
<p class="save"><button class="main">${say('reminding:save')}</button></p></form>
<form method="post" action="${PATH}/stoppa">${field}<p><button>${say('reminding:stopAll')}</button></p></form>
${ownHtml(doc, reader, field)}
${isFramed ? '' : calendarHtml(parts, doc, reader, { field, now })}`;
}

function settingsHtml(doc: Participant, reader: Reader): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const { reminding, wishes } = doc;
  const how = reminding.summary?.when ?? 'each';
  const radio = (name: string, value: string, isOn: boolean, text: string) =>
    pick('radio', name, { value, isOn, text });
  const check = (name: string, isOn: boolean, text: string) =>
    pick('checkbox', name, { value: '1', isOn, text });
  const chosen = new Set(reminding.leads.map(leadId));
  const groups = REMINDER_GROUPS.filter(
    (group) => group !== 'duties' || monthlyDutiesOf(doc.plan.regime).length > 0,
  );
  const quiet = reminding.quiet ?? DEFAULT_QUIET;
  return html`<fieldset><legend>${say('reminding:onLegend')}</legend>
${radio('on', 'yes', wishes.reminders, say('reminding:onYes'))}
${radio('on', 'no', !wishes.reminders, say('reminding:onNo'))}</fieldset>
<fieldset><legend>${say('reminding:howLegend')}</legend>
${radio('how', 'each', how === 'each', say('reminding:howEach'))}
${radio('how', 'morning', how === 'morning', say('reminding:howMorning'))}
${radio('how', 'sunday', how === 'sunday', say('reminding:howSunday'))}</fieldset>
<fieldset><legend>${say('reminding:leadLegend')}</legend>
<p>${say('reminding:leadHint')}</p>
${leadsOffered(doc).map((lead) =>
  check(
    `lead-${leadId(lead)}`,
    chosen.has(leadId(lead)),
    capital(words('reminding:lead', { lead: { lead } }, reader)),
  ),
)}</fieldset>
<fieldset><legend>${say('reminding:groupLegend')}</legend>
${groups.map((group) => check(`group-${group}`, reminding.groups[group], say(GROUPS[group])))}</fieldset>
<fieldset><legend>${say('reminding:quietLegend')}</legend>
<p>${say('reminding:quietHint')}</p>
${timeHtml('quiet-from', say('reminding:quietFrom'), quiet.from, reader)}
${timeHtml('quiet-to', say('reminding:quietTo'), quiet.to, reader)}
${check('quiet-off', reminding.quiet === null, say('reminding:quietOff'))}</fieldset>
<fieldset><legend>${say('reminding:pauseLegend')}</legend>
${pauseHtml(reminding.pausedUntil, reader)}</fieldset>`;
}

/** The ways that this installation has and that reach this person; nothing where there is only the chat. */
function waysTo(
  { config, email }: Pick<Parts, 'config' | 'email'>,
  doc: Participant,
): ('teams' | 'sms' | 'email')[] {
  const has = { teams: config.teams !== null, sms: config.sms !== null, email: email !== null };
  return (['teams', 'sms', 'email'] as const).filter((way) => has[way] && canReach(doc, way));
}

function whereHtml(parts: Parts, doc: Participant, reader: Reader): Html | '' {
  const ways = waysTo(parts, doc);
  if (ways.length === 0) return '';
  const say = (key: TextKey) => words(key, undefined, reader);
  const { channel } = doc.reminding;
  const end = (doc.plan.person.contact.phone ?? '').replace(/\D/g, '').slice(-2);
  const text = {
    teams: say('reminding:whereTeams'),
    sms: words('reminding:whereNumber', { end }, reader),
    email: say('reminding:whereEmail'),
  };
  const radio = (value: string, isOn: boolean, label: string) =>
    pick('radio', 'where', { value, isOn, text: label });
  const more =
    ways.includes('sms') && !doc.plan.person.protectedIdentity
      ? html`<fieldset><legend>${say('reminding:smsLegend')}</legend>
<p>${say('reminding:smsHint')}</p>
${pick('checkbox', 'sms-details', { value: '1', isOn: doc.sms.details, text: say('reminding:smsMore') })}</fieldset>`
      : '';
  return html`<fieldset><legend>${say('reminding:whereLegend')}</legend>
${radio('', channel === null || !['web', ...ways].includes(channel), say('reminding:whereLast'))}
${radio('web', channel === 'web', say('reminding:whereWeb'))}
${ways.map((way) => radio(way, channel === way, text[way]))}</fieldset>${more}`;
}

/** Where and how much: only where the form asked. */
function withWhere(doc: Participant, form: URLSearchParams, now: Instant): Participant {
  const where = form.get('where');
  if (where === null) return doc;
  const known = { ...doc, sms: setDetails(doc.sms, form.has('sms-details')) };
  return where === 'web' || where === 'teams' || where === 'sms' || where === 'email'
    ? chooseWay(known, where, now)
    : { ...known, reminding: { ...known.reminding, channel: null } };
}

/** A list is easier than the browser's own field for a time, which has three parts and its own keys. */
function timeHtml(name: string, label: string, chosen: LocalTime, reader: Reader): Html {
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  const times = [...new Set([...hours, chosen])].sort();
  return html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}">${times.map(
    (time) =>
      html`<option value="${time}"${time === chosen ? html` selected` : ''}>${words('reminding:time', { time: { time } }, reader)}</option>`,
  )}</select></p>`;
}

/** Weeks from today, and the day that is chosen now. */
const PAUSES = [1, 2, 4] as const;

function pauseHtml(until: LocalDate | null, reader: Reader): Html {
  const chosen = until !== null && until > reader.today ? until : '';
  const days = [...new Set([...PAUSES.map((weeks) => addDays(reader.today, 7 * weeks)), chosen])]
    .filter((day) => day !== '')
    .sort();
  const option = (value: string, text: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`;
  return html`<p><label for="pause">${words('reminding:pauseLabel', undefined, reader)}</label><select id="pause" name="pause">${option('', words('reminding:pauseNone', undefined, reader))}${days.map((day) => option(day, words('reminding:pauseUntil', { day: { date: day } }, reader)))}</select></p>`;
}

const GROUPS: Readonly<Record<ReminderGroup, TextKey>> = {
  appointments: 'reminding:groupAppointments',
  changes: 'reminding:groupChanges',
  steps: 'reminding:groupSteps',
  followUp: 'reminding:groupFollowUp',
  duties: 'reminding:groupDuties',
};

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
}

/** What the person asked to be reminded of by themselves. */
function ownHtml(doc: Participant, reader: Reader, field: Html): Html | '' {
  const open = doc.ownReminders.filter((own) => own.sentAt === null && own.text !== null);
  if (open.length === 0) return '';
  const say = (key: TextKey) => words(key, undefined, reader);
  return html`<h2>${say('reminding:ownTitle')}</h2>
<ul>${open.map((own) => {
    const local = toLocal(own.at);
    const text = words(
      'reminding:ownRow',
      {
        day: { date: dateOf(local) },
        time: { time: timeOf(local) },
        text: { quote: { text: own.text ?? '', easy: null } },
      },
      reader,
    );
    return html`<li><form method="post" action="${PATH}/ta-bort">${field}<input type="hidden" name="id" value="${own.id}"><p>${text}</p><p><button aria-label="${`${say('wish:ownRemove')}: ${own.text}`}">${say('wish:ownRemove')}</button></p></form></li>`;
  })}</ul>`;
}

function calendarHtml(
  parts: Parts,
  doc: Participant,
  reader: Reader,
  { field, now }: { field: Html; now: Instant },
): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const title = html`<h2>${say('reminding:calendarTitle')}</h2>`;
  // The address would leave the page with every meeting.
  if (doc.plan.person.protectedIdentity) return html`${title}<p>${say('reminding:calendarProtected')}</p>`;
  const address = calendarAddress(parts, doc);
  const next = nextEvents(doc, now);
  const form = (what: 'ny' | 'bort', key: TextKey) =>
    html`<form method="post" action="${PATH}/kalender">${field}<input type="hidden" name="gor" value="${what}"><p><button>${say(key)}</button></p></form>`;
  return html`${title}
<p>${say('reminding:calendarIntro')}</p>
${
  address === null
    ? form('ny', 'reminding:calendarMake')
    : html`<p><label for="address">${say('reminding:calendarAddress')}</label><textarea id="address" rows="4" readonly>${address}</textarea></p>
<p>${say('reminding:calendarSecret')}</p>
<p><a class="button" href="${address.replace(/^https?:/, 'webcal:')}">${say('reminding:calendarOpen')}</a></p>
${form('ny', 'reminding:calendarNew')}
${form('bort', 'reminding:calendarRevoke')}`
}
${
  next.length === 0
    ? ''
    : html`<h3>${say('reminding:calendarOne')}</h3>
<ul>${next.map(
        (occurrence) =>
          html`<li><a class="big" href="/kalender/traff/${encodeURIComponent(occurrence.key)}.ics" download>${eventWords(occurrence, reader)}</a></li>`,
      )}</ul>`
}`;
}
