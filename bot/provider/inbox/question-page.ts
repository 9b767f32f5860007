import type { Question } from '../../../domain/participant.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html, lines } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { nameOf, type Seen } from './access.ts';
import { fieldName, questionHeading } from './question-words.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';
import { moment } from './words.ts';

/** A question from a participant, and the answer that comes back in their chat. */

export const MOST_ANSWER = 1500;

export interface QuestionView {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly seen: Seen;
  readonly question: Question;
  readonly now: Instant;
  readonly done: StaffKey | null;
  /** What was typed and could not be taken, with why. */
  readonly refused: { readonly typed: string; readonly why: StaffKey } | null;
}

export function questionPage(view: QuestionView): InboxPage {
  const { parts, who, seen, question, now, done, refused } = view;
  const say = sayOn(today(now));
  const title = questionHeading(question, nameOf(seen.doc), say);
  const answer =
    question.answer === null
      ? html`<form method="post" action="/inkorg/fraga/${seen.doc.id}/${question.id}/svar" novalidate>
${formField(parts, who.session)}
${refused ? html`<div class="error" id="error" role="alert"><p>${say(refused.why, { most: MOST_ANSWER })}</p></div>` : ''}
<label for="answer">${say('inbox:answerLabel')}</label>
<p class="hint" id="hint">${say('inbox:answerHint')}</p>
<textarea id="answer" name="answer" rows="5" required maxlength="${MOST_ANSWER}" aria-describedby="${refused ? 'error ' : ''}hint"${
          refused ? html` aria-invalid="true" autofocus` : ''
        }>${refused?.typed ?? ''}</textarea>
<button class="main">${say('inbox:answerButton')}</button></form>`
      : html`<p class="quiet">${say('inbox:answeredByAt', {
          by: { name: question.answeredBy ?? '' },
          moment: question.answeredAt === null ? '' : moment(question.answeredAt),
        })}</p>
<blockquote class="box">${lines(question.answer)}</blockquote>`;
  return {
    title,
    main: html`<p><a class="big" href="/inkorg">${say('inbox:back')}</a></p>
<h1>${title}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
<p class="quiet">${say('inbox:askedAt', { moment: moment(question.askedAt) })}</p>
${question.answer === null ? remindedHtml(question, say) : ''}
${aboutHtml(seen, question, say)}
<blockquote class="box">${lines(question.text)}</blockquote>
${question.kind === 'needs' ? html`<p class="hint">${say('asked:needsHint')}</p>` : ''}
${answer}`,
  };
}

function remindedHtml({ remindedAt, escalatedAt }: Question, say: Say): Html {
  return html`${remindedAt === null ? '' : html`<p class="box warn">${say('asked:remindedText', { moment: moment(remindedAt) })}</p>`}
${escalatedAt === null ? '' : html`<p class="box warn">${say('asked:escalatedText', { moment: moment(escalatedAt) })}</p>`}`;
}

/** The fact of the plan that it is about, as the participant read it, and where that stands. */
function aboutHtml({ doc }: Seen, { about }: Question, say: Say): Html | '' {
  if (about === null) return '';
  const now = doc.planVersion;
  return html`<section aria-labelledby="about"><h2 id="about">${say('asked:aboutHeading')}</h2>
<blockquote class="box">${lines(about.fact)}</blockquote>
<p class="quiet">${about.field === null ? '' : say('asked:aboutField', { field: { name: fieldName(about.field, say) } })}
${
  about.planVersion === now
    ? ''
    : html`${say('asked:aboutVersion', { version: String(about.planVersion) })} ${say('asked:aboutChanged', { version: String(now) })}`
}</p></section>
<h2>${say('asked:saidHeading')}</h2>`;
}
