import type { Plan } from '../domain/plan.ts';
import type { EmailGateway } from '../domain/ports.ts';
import { today } from '../domain/time.ts';
import type { IncomingSms } from './channels/sms/suppliers.ts';
import { examplePlans } from './demo.ts';
import { type Html, html, lines } from './html.ts';
import { redirect, sendPage } from './pages/shell.ts';
import type { Parts } from './parts.ts';
import { type Say, sayOn } from './provider/inbox/shell.ts';
import type { Route } from './route.ts';
import { checkForm, readForm } from './sign-in/forms.ts';

/** What a demo does in place of sending: e-mail and SMS are shown, and an SMS can be written as one of its people. */

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
  return [
    {
      method: 'get',
      path: OUTBOX,
      surface: 'page',
      handle: async (req, res) => {
        const day = today(parts.clock.now());
        const say = sayOn(day);
        const form = accept === null ? '' : smsForm(await examplePlans(), say);
        await sendPage(req, res, 200, {
          title: say('demo:title'),
          reader: { level: 'plain', today: day },
          home: '/',
          main: html`<h1>${say('demo:title')}</h1>
<p>${say('demo:intro')}</p>
${form}
${outbox.shown.length === 0 ? html`<p>${say('demo:none')}</p>` : ''}
${outbox.shown.map((entry) => shownHtml(entry, say))}
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

const OUTBOX = '/demo/outbox';

function shownHtml({ to, subject, text }: Shown, say: Say): Html {
  return html`<article class="box"><h2>${subject ?? say('demo:sms')}</h2>
<p>${say('demo:to', { to: { name: to } })}</p>
<p>${lines(text)}</p></article>`;
}

/** Writes an SMS as one of the people who have a phone. */
function smsForm(plans: readonly Plan[], say: Say): Html {
  const phones = plans.flatMap(({ person: { firstName, lastName, contact } }) =>
    contact.phone === null
      ? []
      : [html`<option value="${contact.phone}">${firstName} ${lastName}, ${contact.phone}</option>`],
  );
  return html`<form method="post" action="/demo/sms" class="box"><h2>${say('demo:smsHeading')}</h2>
<p><label for="from">${say('demo:smsFrom')}</label>
<select id="from" name="from">${phones}</select></p>
<p><label for="text">${say('demo:smsText')}</label>
<input id="text" name="text" maxlength="480" autocomplete="off" required></p>
<button class="main" aria-describedby="sms-hint">${say('demo:smsSend')}</button>
<p class="hint block" id="sms-hint">${say('demo:smsHint')}</p></form>`;
}
