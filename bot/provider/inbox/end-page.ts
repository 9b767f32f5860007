import { isOver, lastDayOf } from '../../../domain/service-end.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { nameOf, type Seen } from './access.ts';
import { type InboxPage, sayOn } from './shell.ts';

/** The end of one participant's service. */

export function endPage(view: {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly now: Instant;
  readonly seen: Seen;
  /** What was typed and is no day of the service. */
  readonly refused: string | null;
  readonly done: StaffKey | null;
}): InboxPage {
  const { parts, who, now, seen, refused, done } = view;
  const { doc } = seen;
  const say = sayOn(today(now));
  const name = { name: nameOf(doc) };
  const last = lastDayOf(doc);
  return {
    title: say('systems:endTitle', { name }),
    current: 'participants',
    main: html`<p><a class="big" href="/inkorg/deltagare/${doc.id}">${nameOf(doc)}</a></p>
<h1>${say('systems:endTitle', { name })}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
<p>${last === null ? say('systems:endNoDay') : say(isOver(doc, today(now)) ? 'systems:endIsOver' : 'systems:endHasDay', { day: { date: last, absolute: true } })}</p>
<p>${say('systems:endIntro')}</p>
<form method="post" action="/inkorg/deltagare/${doc.id}/avsluta" novalidate>${formField(parts, who.session)}
${refused === null ? '' : html`<div class="error" id="error" role="alert"><p>${say('systems:endWrong')}</p></div>`}
<label for="on">${say('systems:endDay')}</label>
<p class="hint" id="hint">${say('systems:endDayHint')}</p>
<input id="on" name="on" inputmode="numeric" autocomplete="off" required value="${refused ?? today(now)}" aria-describedby="${refused === null ? '' : 'error '}hint"${refused === null ? '' : html` aria-invalid="true" autofocus`}>
<button class="main">${say('systems:endButton')}</button></form>`,
  };
}
