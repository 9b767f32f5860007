import { z } from 'zod';
import { STAFF_ROLES, type StaffRole } from '../../../domain/provider.ts';
import { EMAIL_MODES, type EmailMode, type Settings } from '../../../domain/settings.ts';
import { phoneSchema } from '../../../domain/text.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import type { Params } from '../../../locales/saying.ts';
import { type Html, html } from '../../html.ts';
import type { Say } from './shell.ts';

/** Reading and showing the forms of setting up: what was typed comes back with what is wrong with it. */

/** By the name of the field; what was typed stays. */
export interface Refused {
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly field: string;
  readonly label: StaffKey;
  readonly why: StaffKey;
  readonly params?: Params;
}

export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false } & Refused);

export interface StaffFields {
  readonly name: string;
  readonly email: string | null;
  readonly role: StaffRole;
}

const MOST_NAME = 120;
const MOST_EMAIL = 254;
const MOST_HOURS = 300;

export function readStaffForm(fields: URLSearchParams): Reading<StaffFields> {
  const typed = typedOf(fields, ['name', 'email', 'role']);
  const faults: Fault[] = [];
  const { name = '', email = '' } = typed;
  if (name === '') faults.push({ field: 'name', label: 'setup:name', why: 'setup:nameEmpty' });
  else if (name.length > MOST_NAME) faults.push({ field: 'name', label: 'setup:name', why: 'setup:tooLong' });
  const isAddress = email.length <= MOST_EMAIL && z.email().safeParse(email).success;
  if (email !== '' && !isAddress)
    faults.push({ field: 'email', label: 'setup:email', why: 'setup:emailWrong' });
  if (faults.length > 0) return { ok: false, typed, faults };
  const role = STAFF_ROLES.find((entry) => entry === typed.role) ?? 'supervisor';
  return { ok: true, value: { name, email: email === '' ? null : email.toLowerCase(), role } };
}

interface NumberField {
  readonly field: 'deadlineDays' | 'reportBackDays' | 'reportFromMinutes' | 'questionDays';
  readonly label: StaffKey;
  readonly hint: StaffKey;
  readonly least: number;
  readonly most: number;
}

/** The limits are those of the schema. */
export const NUMBER_FIELDS: readonly NumberField[] = [
  { field: 'deadlineDays', label: 'setup:deadlineDays', hint: 'setup:deadlineHint', least: 0, most: 20 },
  {
    field: 'reportBackDays',
    label: 'setup:reportBackDays',
    hint: 'setup:reportBackHint',
    least: 0,
    most: 90,
  },
  {
    field: 'reportFromMinutes',
    label: 'setup:reportFromMinutes',
    hint: 'setup:reportFromHint',
    least: 0,
    most: 60,
  },
  { field: 'questionDays', label: 'setup:questionDays', hint: 'setup:questionHint', least: 1, most: 20 },
];

/** What need not be given. */
export const OPTIONAL_FIELDS: readonly {
  readonly field: 'meetingDays' | 'inPersonDays';
  readonly label: StaffKey;
  readonly hint: StaffKey;
  readonly least: number;
  readonly most: number;
}[] = [
  { field: 'meetingDays', label: 'setup:meetingDays', hint: 'setup:meetingHint', least: 1, most: 90 },
  { field: 'inPersonDays', label: 'setup:inPersonDays', hint: 'setup:inPersonHint', least: 1, most: 90 },
];

/** Null when it is none, or outside the limits. */
export function wholeNumber(
  typed: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  const value = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

/** What the form does not have stays as it was. */
export function readSettingsForm(fields: URLSearchParams, before: Settings): Reading<Settings> {
  const names = [
    ...NUMBER_FIELDS.map(({ field }) => field),
    ...OPTIONAL_FIELDS.map(({ field }) => field),
    'phone',
    'hours',
    'hoursEasy',
    'emailMode',
    'showComing',
  ];
  const typed = typedOf(fields, names);
  const faults: Fault[] = [];
  const numbers: Partial<Record<NumberField['field'], number>> = {};
  for (const { field, label, least, most } of NUMBER_FIELDS) {
    const value = wholeNumber(typed[field] ?? '', { least, most });
    if (value !== null) numbers[field] = value;
    else faults.push({ field, label, why: 'setup:numberWrong', params: { least, most } });
  }
  const intervals = { meetingDays: before.meetingDays, inPersonDays: before.inPersonDays };
  for (const { field, label, least, most } of OPTIONAL_FIELDS) {
    const value = wholeNumber(typed[field] ?? '', { least, most });
    if (typed[field] !== '' && value === null)
      faults.push({ field, label, why: 'setup:numberWrong', params: { least, most } });
    else intervals[field] = value;
  }
  const { phone = '', hours = '', hoursEasy = '' } = typed;
  if (phone !== '' && !phoneSchema.safeParse(phone).success)
    faults.push({ field: 'phone', label: 'setup:phone', why: 'setup:phoneWrong' });
  if (hours.length > MOST_HOURS) faults.push({ field: 'hours', label: 'setup:hours', why: 'setup:tooLong' });
  if (hoursEasy.length > MOST_HOURS)
    faults.push({ field: 'hoursEasy', label: 'setup:hoursEasy', why: 'setup:tooLong' });
  if (faults.length > 0) return { ok: false, typed, faults };
  const value: Settings = {
    ...before,
    ...numbers,
    ...intervals,
    phone: phone === '' ? null : phone,
    hours: hours === '' ? null : { text: hours, easy: hoursEasy === '' ? null : hoursEasy },
    emailMode: emailModeIn(typed.emailMode) ?? before.emailMode,
    showComing: typed.showComing === '' ? before.showComing : typed.showComing === 'yes',
  };
  return { ok: true, value };
}

export function emailModeIn(typed: string | null | undefined): EmailMode | null {
  return EMAIL_MODES.find((mode) => mode === typed) ?? null;
}

function typedOf(fields: URLSearchParams, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, (fields.get(name) ?? '').trim().slice(0, 1000)]));
}

/** All that is wrong, at the top, each with the way to its field. */
export function faultsHtml(refused: Refused | null, say: Say): Html | '' {
  if (refused === null || refused.faults.length === 0) return '';
  return html`<div class="error" id="error" role="alert"><ul>${refused.faults.map(
    (fault) =>
      html`<li><a class="big" href="#${fault.field}">${say('setup:fieldFault', {
        field: { name: say(fault.label) },
        problem: { name: say(fault.why, fault.params) },
      })}</a></li>`,
  )}</ul></div>`;
}

export interface FieldView {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly refused: Refused | null;
  readonly type?: string;
  readonly attributes?: Html;
}

export function fieldHtml({ id, label, value, hint, refused, type = 'text', attributes }: FieldView): Html {
  const isWrong = refused?.faults.some((fault) => fault.field === id) ?? false;
  const described = [...(isWrong ? ['error'] : []), ...(hint ? [`hint-${id}`] : [])].join(' ');
  return html`<label for="${id}">${label}</label>
${hint ? html`<p class="hint" id="hint-${id}">${hint}</p>` : ''}
<input id="${id}" name="${id}" type="${type}" value="${refused?.typed[id] ?? value}"${
    described === '' ? '' : html` aria-describedby="${described}"`
  }${isWrong ? html` aria-invalid="true"` : ''}${attributes ? html` ${attributes}` : ''}>`;
}

export interface Option {
  readonly value: string;
  readonly words: string;
}

export function selectHtml(id: string, label: string, options: readonly Option[], chosen: string): Html {
  return html`<label for="${id}">${label}</label>
<select id="${id}" name="${id}">${options.map(
    ({ value, words }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`,
  )}</select>`;
}
