import { setRetention } from '../../../domain/actions/provider.ts';
import { DEFAULT_RETENTION, RETENTION_LIMITS, type Retention } from '../../../domain/retention.ts';
import { today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { formField } from '../../sign-in/forms.ts';
import { type Ask, doneOf, inboxRouter, SETS_UP, show } from './ask.ts';
import { type Fault, faultsHtml, fieldHtml, type Reading, type Refused, wholeNumber } from './setup-forms.ts';
import { setupHead } from './setup-pages.ts';
import { type InboxPage, sayOn } from './shell.ts';

/** How long each kind is kept (gallring), for the administrator. What goes does not come back, and that is said. */

const PATH = '/inkorg/gallring';

const FIELDS: readonly {
  readonly field: keyof Retention;
  readonly label: StaffKey;
  readonly hint: StaffKey;
}[] = [
  { field: 'chatDays', label: 'retention:chatDays', hint: 'retention:chatHint' },
  { field: 'reasonDays', label: 'retention:reasonDays', hint: 'retention:reasonHint' },
  { field: 'receiptMonths', label: 'retention:receiptMonths', hint: 'retention:receiptHint' },
];

export function retentionRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [page(PATH, (ask) => show(ask, 200, retentionPage(ask, null)), SETS_UP), form(PATH, save, SETS_UP)];
}

function retentionPage(ask: Ask, refused: Refused | null): InboxPage {
  const say = sayOn(today(ask.now));
  const { retention } = ask.who.provider;
  const done = refused === null ? doneOf(ask.req, { sparat: 'retention:saved' }) : null;
  return {
    title: say('retention:title'),
    main: html`${setupHead(say('retention:title'), done, say)}
${faultsHtml(refused, say)}
<p>${say('retention:intro')}</p>
<p>${say('retention:never')}</p>
<form method="post" action="${PATH}" novalidate>${formField(ask.parts, ask.who.session)}
${FIELDS.map(({ field, label, hint }) =>
  fieldHtml({
    id: field,
    label: say(label),
    value: String(retention[field]),
    hint: say(hint, { usual: DEFAULT_RETENTION[field] }),
    refused,
    attributes: html`inputmode="numeric" autocomplete="off" required`,
  }),
)}
<p class="box warn" id="gone">${say('retention:gone')}</p>
<button class="main" aria-describedby="gone">${say('setup:save')}</button></form>`,
  };
}

async function save(ask: Ask, fields: URLSearchParams): Promise<void> {
  const read = readForm(fields);
  if (!read.ok) return show(ask, 400, retentionPage(ask, read));
  const acting = { now: ask.now, who: ask.who.staff.id };
  await ask.parts.store.providerTurn(ask.who.provider.id, (provider) => {
    // Somebody may have changed the role since the page was opened.
    const mayStill = provider?.staff.some(
      ({ id, role }) => id === ask.who.staff.id && SETS_UP.includes(role),
    );
    return { doc: provider && mayStill ? setRetention(provider, read.value, acting) : null, result: null };
  });
  redirect(ask.res, `${PATH}?klart=sparat`);
}

function readForm(fields: URLSearchParams): Reading<Retention> {
  const typed: Record<string, string> = {};
  const value = { ...DEFAULT_RETENTION };
  const faults: Fault[] = [];
  for (const { field, label } of FIELDS) {
    typed[field] = (fields.get(field) ?? '').trim().slice(0, 20);
    const limits = RETENTION_LIMITS[field];
    const number = wholeNumber(typed[field], limits);
    if (number === null) faults.push({ field, label, why: 'setup:numberWrong', params: { ...limits } });
    else value[field] = number;
  }
  return faults.length > 0 ? { ok: false, typed, faults } : { ok: true, value };
}
