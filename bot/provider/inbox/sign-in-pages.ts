import { createHash } from 'node:crypto';
import { MINUTE, today } from '../../../domain/time.ts';
import { staffWords } from '../../../locales/render.ts';
import { type Html, html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { checkForm, readForm } from '../../sign-in/forms.ts';
import { addressOf, Limit, WrongTries } from '../../sign-in/limits.ts';
import {
  redeemStaffLink,
  STAFF_EMAIL_LINK_MS,
  staffLinkOwner,
  staffSignInLink,
} from '../../sign-in/links.ts';
import { endStaffSession, staffOf, startStaffSession } from '../../sign-in/sessions.ts';
import { redeemStaffCode, staffCode, staffWith } from '../../sign-in/staff-codes.ts';
import { type InboxPage, type Say, sayOn, sendInboxPage } from './shell.ts';

/** Staff come in by a link: sent by e-mail, or handed over by whoever set up the provider. Opening a link uses nothing up. */

const MOST_ASKS = 10;
const MOST_LINKS = 5;
const WINDOW_MS = 15 * MINUTE;

export function inboxSignInRoutes(parts: Parts): Route[] {
  const asks = new Limit(parts.clock, MOST_ASKS, WINDOW_MS);
  const links = new Limit(parts.clock, MOST_LINKS, WINDOW_MS);
  const wrong = new WrongTries(parts.clock);
  const say: Say = (key, params) => sayOn(today(parts.clock.now()))(key, params);

  type Handle = Route['handle'];
  const page = (path: string, handle: Handle): Route => ({ method: 'get', path, surface: 'page', handle });
  const form = (
    path: string,
    handle: (form: URLSearchParams, ...rest: Parameters<Handle>) => Promise<void>,
  ): Route => ({
    method: 'post',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const fields = await readForm(req);
      if (checkForm(parts, req, fields, null)) await handle(fields, req, res);
      else await show(req, res, 403, oldForm(say));
    },
  });
  const show = (req: Parameters<Handle>[0], res: Parameters<Handle>[1], status: number, made: InboxPage) =>
    sendInboxPage({ parts, req, res, who: null, day: today(parts.clock.now()) }, status, made);

  return [
    page('/inkorg/logga-in', async (req, res) => {
      if (await staffOf(parts, req, res)) redirect(res, '/inkorg');
      else await show(req, res, 200, askPage(parts, say, '', null));
    }),
    form('/inkorg/logga-in', async (fields, req, res) => {
      const typed = (fields.get('address') ?? '').trim().slice(0, 254);
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) {
        await show(req, res, 400, askPage(parts, say, typed, say('inbox:signInWrong')));
        return;
      }
      const from = addressOf(req);
      if (asks.isReached(from)) {
        await show(req, res, 429, askPage(parts, say, typed, say('inbox:signInTooMany')));
        return;
      }
      asks.count(from);
      // Whoever has got many is sent no more, and nobody is told: the answer is the same for an address that we do not know.
      const address = typed.toLowerCase();
      if (!links.isReached(address)) {
        links.count(address);
        sendLinks(parts, address).catch((fault: unknown) => {
          const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'UNKNOWN';
          parts.log.error('inbox.sign-in-link', { code });
        });
      }
      redirect(res, '/inkorg/skickad');
    }),
    page('/inkorg/skickad', async (req, res) => show(req, res, 200, sentPage(say, '', null))),
    form('/inkorg/kod', async (fields, req, res) => {
      const typed = (fields.get('address') ?? '').trim().slice(0, 254);
      if (wrong.areUsedUp(req)) {
        await show(req, res, 429, sentPage(say, typed, say('inbox:signInTooMany')));
        return;
      }
      const code = (fields.get('code') ?? '').slice(0, 40);
      const owner = await redeemStaffCode(parts, typed, code);
      if (owner === null) {
        wrong.count(req);
        await show(req, res, 400, sentPage(say, typed, say('inbox:codeWrong')));
        return;
      }
      startStaffSession(parts, res, owner);
      parts.log.info('inbox.signed-in', { provider: owner.providerId, staff: owner.staffId });
      redirect(res, '/inkorg');
    }),

    page('/inkorg/in/:token', async (req, res) => {
      const token = String(req.params.token);
      const owner = await staffLinkOwner(parts, token);
      if (owner === null) {
        if (await staffOf(parts, req, res)) redirect(res, '/inkorg');
        else await show(req, res, 410, oldLinkPage(say));
        return;
      }
      const provider = await parts.store.readProvider(owner.providerId);
      const name = provider?.staff.find((entry) => entry.id === owner.staffId)?.name ?? '';
      await show(req, res, 200, linkPage(say, token, name));
    }),
    form('/inkorg/in/:token', async (_fields, req, res) => {
      const owner = await redeemStaffLink(parts, String(req.params.token));
      if (owner === null) {
        await show(req, res, 410, oldLinkPage(say));
        return;
      }
      startStaffSession(parts, res, owner);
      parts.log.info('inbox.signed-in', { provider: owner.providerId, staff: owner.staffId });
      redirect(res, '/inkorg');
    }),

    {
      method: 'post',
      path: '/inkorg/logga-ut',
      surface: 'page',
      handle: async (req, res) => {
        const fields = await readForm(req);
        const who = await staffOf(parts, req, res);
        if (!checkForm(parts, req, fields, who?.session ?? null)) {
          await show(req, res, 403, oldForm(say));
          return;
        }
        await endStaffSession(parts, req, res);
        redirect(res, '/inkorg/utloggad');
      },
    },
    page('/inkorg/utloggad', async (req, res) => show(req, res, 200, signedOutPage(say))),
  ];
}

/** To everybody of any provider's staff with that address: somebody may work for two. */
async function sendLinks(parts: Parts, address: string): Promise<void> {
  if (parts.email === null) return;
  for (const owner of await staffWith(parts, address)) {
    const { providerId, staffId } = owner;
    const link = await staffSignInLink(parts, providerId, staffId, STAFF_EMAIL_LINK_MS);
    const code = (await staffCode(parts, owner)) ?? '';
    const day = today(parts.clock.now());
    const id = createHash('sha256').update(link).digest('hex').slice(0, 40);
    const outcome = await parts.email.send({
      to: address,
      subject: staffWords('email:subjectSignIn', undefined, day),
      text: staffWords(
        'email:signIn',
        { link: { name: link }, code: { name: `${code.slice(0, 3)} ${code.slice(3)}` } },
        day,
      ),
      messageId: `<${id}@${new URL(parts.config.baseUrl).hostname}>`,
    });
    parts.log.info('inbox.sign-in-link', { provider: providerId, staff: staffId, outcome: outcome.kind });
  }
}

function askPage(parts: Pick<Parts, 'email'>, say: Say, typed: string, error: string | null): InboxPage {
  if (parts.email === null) {
    return pageOf(say('inbox:signInTitle'), html`<p>${say('inbox:signInOff')}</p>`);
  }
  return pageOf(
    say('inbox:signInTitle'),
    html`<p>${say('inbox:signInIntro')}</p>
<form method="post" action="/inkorg/logga-in" novalidate>
${error === null ? '' : html`<div class="error" id="error" role="alert"><p>${error}</p></div>`}
<label for="address">${say('inbox:signInEmail')}</label>
<input id="address" name="address" type="email" autocomplete="email" inputmode="email" autocapitalize="none" spellcheck="false" required value="${typed}"${
      error === null ? '' : html` aria-describedby="error" aria-invalid="true" autofocus`
    }>
<button class="main">${say('inbox:signInButton')}</button>
</form>
<p class="quiet">${say('inbox:signInNone')}</p>`,
  );
}

function sentPage(say: Say, typed: string, error: string | null): InboxPage {
  const wrong = error === null ? '' : html` aria-describedby="error" aria-invalid="true"`;
  return pageOf(
    say('inbox:signInSentTitle'),
    html`<p>${say('inbox:signInSent')}</p>
<h2>${say('inbox:codeHeading')}</h2>
<form method="post" action="/inkorg/kod" novalidate>
${error === null ? '' : html`<div class="error" id="error" role="alert"><p>${error}</p></div>`}
<label for="address">${say('inbox:signInEmail')}</label>
<input id="address" name="address" type="email" autocomplete="email" inputmode="email" autocapitalize="none" spellcheck="false" required value="${typed}">
<label for="code">${say('inbox:codeLabel')}</label>
<input id="code" name="code" class="short" autocomplete="one-time-code" inputmode="numeric" required value=""${wrong}>
<button class="main">${say('inbox:linkButton')}</button>
</form>
<p>${say('inbox:signInNone')}</p>
<p><a class="big" href="/inkorg/logga-in">${say('inbox:signInAgain')}</a></p>`,
  );
}

function linkPage(say: Say, token: string, name: string): InboxPage {
  return pageOf(
    say('inbox:linkTitle'),
    html`<p>${say('inbox:linkIntro', { name: { name } })}</p>
<form method="post" action="/inkorg/in/${token}"><button class="main">${say('inbox:linkButton')}</button></form>
<p class="quiet">${say('inbox:signedOutText')}</p>`,
  );
}

function oldLinkPage(say: Say): InboxPage {
  return pageOf(
    say('inbox:linkOldTitle'),
    html`<p>${say('inbox:linkOld')}</p>
<p><a class="button main" href="/inkorg/logga-in">${say('inbox:linkNew')}</a></p>`,
  );
}

function signedOutPage(say: Say): InboxPage {
  return pageOf(
    say('inbox:signedOutTitle'),
    html`<p>${say('inbox:signedOutText')}</p>
<p><a class="button main" href="/inkorg/logga-in">${say('inbox:linkButton')}</a></p>`,
  );
}

export function oldForm(say: Say): InboxPage {
  return pageOf(say('inbox:oldFormTitle'), html`<p>${say('inbox:oldFormText')}</p>`);
}

export function pageOf(title: string, content: Html): InboxPage {
  return { title, main: html`<h1>${title}</h1>${content}` };
}
