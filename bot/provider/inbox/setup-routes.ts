import {
  changeStaff,
  endStaff,
  type StaffChange,
  withEmailMode,
  withStaff,
} from '../../../domain/actions/provider.ts';
import type { Provider } from '../../../domain/provider.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { staffSignInLink } from '../../sign-in/links.ts';
import { saveSettings } from '../settings.ts';
import { type Ask, doneOf, inboxRouter, notFound, SETS_UP, show } from './ask.ts';
import { emailModeIn, type Fault, type Refused, readSettingsForm, readStaffForm } from './setup-forms.ts';
import {
  choicesPage,
  morePage,
  onePersonPage,
  type SetupView,
  settingsPage,
  staffLinkPage,
  staffPage,
} from './setup-pages.ts';

/** Setting up, by the administrator; and each person's own choices. */

const DONE: Readonly<Record<string, StaffKey>> = {
  sparat: 'setup:saved',
  tillagd: 'setup:staffAdded',
  avslutad: 'setup:staffEnded',
};

export function setupRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [
    page('/inkorg/mer', (ask) => show(ask, 200, morePage(ask.who, ask.now))),
    page('/inkorg/mina-val', (ask) => show(ask, 200, choicesPage(viewOf(ask, null)))),
    form('/inkorg/mina-val', choose),
    page('/inkorg/installningar', (ask) => show(ask, 200, settingsPage(viewOf(ask, null))), SETS_UP),
    form('/inkorg/installningar', changeSettings, SETS_UP),
    page('/inkorg/personal', (ask) => show(ask, 200, staffPage(viewOf(ask, null))), SETS_UP),
    form('/inkorg/personal', addStaff, SETS_UP),
    page('/inkorg/personal/:staff', (ask) => showPerson(ask, 200, null), SETS_UP),
    form('/inkorg/personal/:staff', changePerson, SETS_UP),
    form('/inkorg/personal/:staff/lank', makeLink, SETS_UP),
    form('/inkorg/personal/:staff/avsluta', endPerson, SETS_UP),
  ];
}

function viewOf(ask: Ask, refused: Refused | null): SetupView {
  const { parts, who, now } = ask;
  return { parts, who, now, done: refused === null ? doneOf(ask.req, DONE) : null, refused };
}

async function choose(ask: Ask, fields: URLSearchParams): Promise<void> {
  const mode = emailModeIn(fields.get('emailMode'));
  await onProvider(ask, (provider) => withEmailMode(provider, ask.who.staff.id, mode));
  redirect(ask.res, '/inkorg/mina-val?klart=sparat');
}

async function changeSettings(ask: Ask, fields: URLSearchParams): Promise<void> {
  const read = readSettingsForm(fields, ask.who.provider.settings);
  if (!read.ok) return show(ask, 400, settingsPage(viewOf(ask, read)));
  await saveSettings(ask.parts, ask.who.provider.id, read.value, ask.who.staff.id);
  redirect(ask.res, '/inkorg/installningar?klart=sparat');
}

async function addStaff(ask: Ask, fields: URLSearchParams): Promise<void> {
  const read = readStaffForm(fields);
  if (!read.ok) return show(ask, 400, staffPage(viewOf(ask, read)));
  const id = ask.parts.random.code(8);
  const added = await onProvider(ask, (provider) =>
    maySetUp(provider, ask)
      ? (withStaff(provider, { id, ...read.value }, ask.now, ask.who.staff.id)?.provider ?? null)
      : null,
  );
  if (!added) {
    const refused = { typed: typedOf(fields), faults: [faults['email-taken']] };
    return show(ask, 400, staffPage(viewOf(ask, refused)));
  }
  redirect(ask.res, '/inkorg/personal?klart=tillagd');
}

const faults: Readonly<Record<'email-taken' | 'last-administrator', Fault>> = {
  'email-taken': { field: 'email', label: 'setup:email', why: 'setup:emailTaken' },
  'last-administrator': { field: 'role', label: 'setup:role', why: 'setup:lastAdministrator' },
};

function typedOf(fields: URLSearchParams): Record<string, string> {
  return Object.fromEntries(['name', 'email', 'role'].map((name) => [name, fields.get(name) ?? '']));
}

async function showPerson(ask: Ask, status: number, refused: Refused | null): Promise<void> {
  const staff = ask.who.provider.staff.find((entry) => entry.id === ask.req.params.staff);
  if (!staff) return notFound(ask);
  await show(ask, status, onePersonPage(viewOf(ask, refused), staff));
}

async function changePerson(ask: Ask, fields: URLSearchParams): Promise<void> {
  const read = readStaffForm(fields);
  if (!read.ok) return showPerson(ask, 400, read);
  const id = String(ask.req.params.staff);
  await settle(ask, fields, `/inkorg/personal/${id}?klart=sparat`, (provider) =>
    changeStaff(provider, id, read.value, actingAs(ask)),
  );
}

async function endPerson(ask: Ask, fields: URLSearchParams): Promise<void> {
  const id = String(ask.req.params.staff);
  await settle(ask, fields, '/inkorg/personal?klart=avslutad', (provider) =>
    endStaff(provider, id, actingAs(ask)),
  );
}

async function makeLink(ask: Ask): Promise<void> {
  const staff = ask.who.provider.staff.find((entry) => entry.id === ask.req.params.staff);
  if (!staff) return notFound(ask);
  const link = await staffSignInLink(ask.parts, ask.who.provider.id, staff.id);
  await show(ask, 200, staffLinkPage(staff, link, ask.now));
}

function actingAs(ask: Ask) {
  return { now: ask.now, who: ask.who.staff.id };
}

async function settle(
  ask: Ask,
  fields: URLSearchParams,
  next: string,
  act: (provider: Provider) => StaffChange,
): Promise<void> {
  const outcome = await ask.parts.store.providerTurn<StaffChange['kind']>(ask.who.provider.id, (provider) => {
    if (provider === null || !maySetUp(provider, ask)) return { doc: null, result: 'no-such-staff' };
    const made = act(provider);
    return { doc: made.kind === 'done' ? made.provider : null, result: made.kind };
  });
  if (outcome === 'no-such-staff') return notFound(ask);
  if (outcome === 'done') return redirect(ask.res, next);
  const staff = ask.who.provider.staff.find((entry) => entry.id === ask.req.params.staff);
  const typed = { name: staff?.name ?? '', email: staff?.email ?? '', role: staff?.role ?? '' };
  const refused = { typed: fields.has('name') ? typedOf(fields) : typed, faults: [faults[outcome]] };
  await showPerson(ask, 400, refused);
}

/** One write. False when nothing was changed. */
async function onProvider(ask: Ask, act: (provider: Provider) => Provider | null): Promise<boolean> {
  return ask.parts.store.providerTurn(ask.who.provider.id, (provider) => {
    const doc = provider && act(provider);
    return { doc, result: doc !== null };
  });
}

/** Asked again inside the write: somebody may have changed their role since the page was opened. */
function maySetUp(provider: Provider, ask: Ask): boolean {
  const staff = provider.staff.find((entry) => entry.id === ask.who.staff.id);
  return staff !== undefined && SETS_UP.includes(staff.role);
}
