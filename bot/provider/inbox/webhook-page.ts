import { type Instant, today } from '../../../domain/time.ts';
import type { Webhook } from '../../../domain/webhook.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { type Delivery, signingSecrets } from '../webhooks/settings.ts';
import { type InboxPage, type Say, sayOn, toCopy } from './shell.ts';
import { moment } from './words.ts';

/** The provider's own system: where it is told, whether it hears, and what was sent. */

export interface WebhookView {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly now: Instant;
  readonly webhook: Webhook | null;
  readonly deliveries: readonly Delivery[];
  readonly done: StaffKey | null;
  /** Shown once, as the answer to the press. */
  readonly secret?: string | null;
  /** How the try went: `http-200`, `timeout`. */
  readonly tried?: string;
  readonly refused?: { readonly typed: string; readonly problem: string };
}

export function webhookPage(view: WebhookView): InboxPage {
  const { parts, who, now, webhook, done, secret, tried, refused } = view;
  const say = sayOn(today(now));
  const field = formField(parts, who.session);
  const url = refused?.typed ?? webhook?.url ?? '';
  return {
    title: say('systems:webhookTitle'),
    current: 'more',
    main: html`<p><a class="big" href="/inkorg/mer">${say('setup:moreTitle')}</a></p>
<h1>${say('systems:webhookTitle')}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
${secret ? html`<div class="box"><p>${say('systems:webhookSecretShown')}</p>${toCopy('secret', secret, say)}</div>` : ''}
${tried === undefined ? '' : html`<p class="box ${/^http-2/.test(tried) ? 'done' : 'warn'}">${say(/^http-2/.test(tried) ? 'systems:webhookTriedWell' : 'systems:webhookTriedBadly', { detail: { name: tried } })}</p>`}
${webhook?.off ? html`<p class="box warn">${say('systems:webhookOff', { moment: moment(webhook.off.at) })}</p>` : ''}
<p>${say('systems:webhookIntro')}</p>
<form method="post" action="/inkorg/webhook" novalidate>${field}
${refused ? html`<div class="error" id="error" role="alert"><p>${say('systems:webhookWrong')}</p></div>` : ''}
<label for="url">${say('systems:webhookUrl')}</label>
<p class="hint" id="hint">${say('systems:webhookUrlHint')}</p>
<textarea id="url" name="url" rows="2" inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="${refused ? 'error ' : ''}hint"${refused ? html` aria-invalid="true" autofocus` : ''}>${url}</textarea>
<button class="main">${say('setup:save')}</button></form>
${webhook === null ? '' : actionsHtml(webhook, now, field, say)}
<h2>${say('systems:webhookLog')}</h2>
${logHtml(view, say)}`,
  };
}

function actionsHtml(webhook: Webhook, now: Instant, field: ReturnType<typeof formField>, say: Say) {
  return html`<h2>${say('systems:webhookTryHeading')}</h2>
<p>${say('systems:webhookTryIntro')}</p>
<form method="post" action="/inkorg/webhook/prova">${field}<button>${say('systems:webhookTry')}</button></form>
<h2>${say('systems:webhookSecretHeading')}</h2>
<p>${say('systems:webhookSecretIntro')}${signingSecrets(webhook, now) > 1 ? ` ${say('systems:webhookTwoSecrets')}` : ''}</p>
<form method="post" action="/inkorg/webhook/nyckel">${field}<button>${say('systems:webhookSecretNew')}</button></form>`;
}

const statusKeys: Readonly<Record<string, StaffKey>> = {
  due: 'systems:statusDue',
  sending: 'systems:statusDue',
  sent: 'systems:statusSent',
  delivered: 'systems:statusSent',
  failed: 'systems:statusFailed',
  dropped: 'systems:statusDropped',
  unknown: 'systems:statusFailed',
};

function logHtml({ parts, who, deliveries }: WebhookView, say: Say) {
  if (deliveries.length === 0) return html`<p>${say('systems:webhookLogNone')}</p>`;
  return html`<ul class="items">${deliveries.map(({ id, message }) => {
    const status = say(statusKeys[message.status] ?? 'systems:statusFailed');
    return html`<li><p><strong>${String(message.params.event)}</strong> ${say('systems:logRow', {
      moment: moment(message.createdAt),
      status,
      attempts: message.attempts,
    })}${message.detail === null ? '' : ` (${message.detail})`}</p>
${
  message.settledAt === null
    ? ''
    : html`<form method="post" action="/inkorg/webhook/igen">${formField(parts, who.session)}<input type="hidden" name="id" value="${id}"><button aria-label="${say('systems:logAgainOf', { event: { name: String(message.params.event) }, id: { name: id } })}">${say('systems:logAgain')}</button></form>`
}</li>`;
  })}</ul>`;
}
