import { readdir, readFile } from 'node:fs/promises';
import { importPlan } from '../domain/actions/import-plan.ts';
import { newProvider, type StaffInput, withStaff } from '../domain/actions/provider.ts';
import { DamagedError } from '../domain/errors.ts';
import { type Plan, parsePlan } from '../domain/plan.ts';
import type { Clock, EmailGateway, Store } from '../domain/ports.ts';
import { today } from '../domain/time.ts';
import { staffWords } from '../locales/render.ts';
import type { IncomingSms } from './channels/sms/suppliers.ts';
import { type Html, html, lines } from './html.ts';
import { redirect, sendPage } from './pages/shell.ts';
import type { Parts } from './parts.ts';
import type { Route } from './route.ts';
import { checkForm, readForm } from './sign-in/forms.ts';
import { signInLink, staffSignInLink } from './sign-in/links.ts';

/** The demo: the fictional people of examples/, ways in that are printed, and e-mail and SMS that are shown here and never sent. */

const EXAMPLES = new URL('../examples/', import.meta.url);
/** Sees all of a provider's participants in the demo's inbox. */
const MANAGER = { id: 'demo-chef', name: 'Demo Chef', role: 'administrator' } as const;

/** The example plans, as they stand in examples/. Throws when one is not a plan: they are part of the product. */
export async function examplePlans(): Promise<Plan[]> {
  const files = (await readdir(EXAMPLES)).filter((file) => /^plan-.*\.json$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const read = parsePlan(JSON.parse(await readFile(new URL(file, EXAMPLES), 'utf8')));
      if (!read.ok) throw new Error(`STEGVIS_DEMO_PLAN: examples/${file} is not a plan`);
      return read.plan;
    }),
  );
}

/**
 * Whether the store was begun as a demo, or holds people of the examples and nobody else. Somebody of the examples who was taken in
 * among real people does no harm, and to keep the real ones from their chat for it would.
 */
export async function holdsDemoData(store: Store): Promise<boolean> {
  if ((await store.readInstallation()).mode === 'demo') return true;
  const plans = await examplePlans();
  const fictional = new Set<string>();
  for (const plan of plans) {
    // One that cannot be read is there as well.
    const found = await store.read(plan.id).catch(() => true);
    if (found !== null) fictional.add(plan.id);
  }
  if (fictional.size === 0) return false;
  const providers = new Set([...(await store.providerIds()), ...plans.map((plan) => plan.provider.id)]);
  for (const provider of providers) {
    const people = await store.participantsOf(provider);
    if (people.some((id) => !fictional.has(id))) return false;
  }
  return true;
}

/** Puts in what is missing of the examples. Stopped half-way, it goes on at the next start; what has been changed since stays. */
export async function fillDemo(store: Store, clock: Clock): Promise<void> {
  const now = clock.now();
  const plans = await examplePlans();
  for (const plan of plans) {
    await unlessDamaged(
      store.turn(plan.id, (doc) => {
        if (doc !== null) return { doc: null, result: null };
        const made = importPlan(null, { plan, by: 'demo', now, expected: null });
        return { doc: made.kind === 'created' ? made.doc : null, result: null };
      }),
    );
  }
  for (const { id, name } of providersOf(plans)) {
    await unlessDamaged(
      store.providerTurn(id, (known) => {
        const before = known ?? newProvider({ id, name, now });
        const missing = staffOf(id, plans).filter(
          (entry) => !before.staff.some((one) => one.id === entry.id),
        );
        const provider = missing.reduce(
          (made, entry) => withStaff(made, entry, now)?.provider ?? made,
          before,
        );
        return { doc: known !== null && provider === known ? null : provider, result: null };
      }),
    );
  }
}

/** The manager, and the supervisors that the plans name: what the chat says of who reads what is true in the demo too. */
function staffOf(providerId: string, plans: readonly Plan[]): StaffInput[] {
  const manager = { ...MANAGER, email: `chef@${providerId}.example` };
  const supervisors = plans
    .filter((plan) => plan.provider.id === providerId)
    .map(({ id, supervisor }): StaffInput => ({ id: `demo-${id}`, ...supervisor, role: 'supervisor' }));
  return [manager, ...supervisors];
}

/** What is printed at every start of a demo: what it is, and the ways in. */
export async function demoNote(parts: Pick<Parts, 'config' | 'clock' | 'random' | 'store'>): Promise<string> {
  const plans = await examplePlans();
  const rows = [
    'This is a demo: fictional people, and nothing is ever sent out.',
    `Its e-mail and SMS are shown here and at ${parts.config.baseUrl}/demo/outbox`,
    '',
    'Sign in as a participant:',
  ];
  for (const { id, person, service } of plans) {
    rows.push(`  ${id} (${person.firstName} ${person.lastName}, ${service.kind})`);
    rows.push(`    ${(await unlessDamaged(signInLink(parts, id))) ?? UNREADABLE}`);
  }
  rows.push('', "Sign in to a provider's inbox:");
  for (const { id, name } of providersOf(plans)) {
    const link = await unlessDamaged(staffSignInLink(parts, id, MANAGER.id));
    rows.push(`  ${id} (${name})`, `    ${link ?? UNREADABLE}`);
  }
  return `\n${rows.join('\n')}\n\n`;
}

const UNREADABLE = '(its stored document cannot be read, so there is no link)';

/** Null for a document that cannot be read: one of them stops nobody else, not at the start either. */
async function unlessDamaged<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (fault) {
    if (fault instanceof DamagedError) return null;
    throw fault;
  }
}

function providersOf(plans: readonly Plan[]): { id: string; name: string }[] {
  return [...new Map(plans.map(({ provider }) => [provider.id, provider])).values()];
}

/** An e-mail, or an SMS: what has no subject. */
interface Shown {
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly messageId: string | null;
}

export interface DemoOutbox extends EmailGateway {
  readonly shown: readonly Shown[];
  showSms(to: string, text: string): void;
}

const MOST_SHOWN = 100;

/** Takes e-mail and SMS like those who send them, and shows them instead. */
export function demoOutbox(print: (text: string) => void): DemoOutbox {
  const shown: Shown[] = [];
  const show = (entry: Shown) => {
    shown.unshift(entry);
    shown.splice(MOST_SHOWN);
    const subject = entry.subject === null ? '' : `subject: ${entry.subject}\n`;
    const what = entry.subject === null ? 'SMS' : 'e-mail';
    print(`\n--- ${what} (demo, not sent) ---\nto: ${entry.to}\n${subject}\n${entry.text}\n---\n`);
  };
  return {
    shown,
    showSms: (to, text) => show({ to, subject: null, text, messageId: null }),
    async send({ to, subject, text, messageId }) {
      if (shown.some((entry) => entry.messageId === messageId)) return { kind: 'already-done' };
      show({ to, subject, text, messageId });
      return { kind: 'sent' };
    },
  };
}

/** `accept`: takes an SMS as if it came from a phone; null where there is no SMS. */
export function demoRoutes(
  parts: Pick<Parts, 'clock' | 'config' | 'random'>,
  outbox: DemoOutbox,
  accept: ((sms: IncomingSms) => Promise<boolean>) | null,
): Route[] {
  const OUTBOX = '/demo/outbox';
  return [
    {
      method: 'get',
      path: OUTBOX,
      surface: 'page',
      handle: async (req, res) => {
        const day = today(parts.clock.now());
        const say = (key: Parameters<typeof staffWords>[0], to?: string) =>
          staffWords(key, to === undefined ? undefined : { to: { name: to } }, day);
        const form =
          accept === null
            ? ''
            : html`<form method="post" action="/demo/sms" class="box"><h2>${say('demo:smsHeading')}</h2>
<p><label for="from">${say('demo:smsFrom')}</label>
<select id="from" name="from">${await phonesOfDemo()}</select></p>
<p><label for="text">${say('demo:smsText')}</label>
<input id="text" name="text" maxlength="480" autocomplete="off" required></p>
<button class="main" aria-describedby="sms-hint">${say('demo:smsSend')}</button>
<p class="hint block" id="sms-hint">${say('demo:smsHint')}</p></form>`;
        await sendPage(req, res, 200, {
          title: say('demo:title'),
          reader: { level: 'plain', today: day },
          home: '/',
          main: html`<h1>${say('demo:title')}</h1>
<p>${say('demo:intro')}</p>
${form}
${outbox.shown.length === 0 ? html`<p>${say('demo:none')}</p>` : ''}
${outbox.shown.map(
  ({ to, subject, text }) => html`<article class="box"><h2>${subject ?? say('demo:sms')}</h2>
<p>${say('demo:to', to)}</p>
<p>${lines(text)}</p></article>`,
)}
<p><a class="big" href="/">${say('demo:home')}</a></p>`,
        });
      },
    },
    {
      method: 'post',
      path: '/demo/sms',
      surface: 'page',
      handle: async (req, res) => {
        const fields = await readForm(req);
        const [from, text] = [fields.get('from') ?? '', fields.get('text') ?? ''];
        if (accept !== null && from !== '' && checkForm(parts, req, fields, null)) {
          await accept({ id: `demo-${parts.random.token()}`, from, text, hasMedia: false });
        }
        redirect(res, OUTBOX);
      },
    },
  ];
}

async function phonesOfDemo(): Promise<Html[]> {
  const plans = await examplePlans();
  return plans.flatMap(({ person: { firstName, lastName, contact } }) =>
    contact.phone === null
      ? []
      : [html`<option value="${contact.phone}">${firstName} ${lastName}, ${contact.phone}</option>`],
  );
}
