import type { Difference } from '../../../domain/difference.ts';
import type { Participant } from '../../../domain/participant.ts';
import { type Plan, type PlanFault, planSchema } from '../../../domain/plan.ts';
import { planWarnings } from '../../../domain/plan-warnings.ts';
import { type Instant, type LocalDate, today } from '../../../domain/time.ts';
import type { CheckResult } from '../../../locales/check/check-text.ts';
import {
  mostImportant,
  namesIn,
  planReadability,
  readabilityOf,
} from '../../../locales/check/plan-readability.ts';
import { isMeasured } from '../../../locales/check/rules/length.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html, lines } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { nameOf } from './access.ts';
import type { Clash, Clashes } from './plan-clash.ts';
import { inputName } from './plan-edit.ts';
import { faultList, warningList } from './plan-faults.ts';
import { type PlanPart, partName, planParts } from './plan-parts.ts';
import { fieldName } from './question-words.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';

/** The texts of a plan, to be read and changed by whoever writes them, with what makes each hard to read beside it. */

export interface PlanView {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly now: Instant;
  readonly doc: Participant;
  /** What the form holds: the plan itself, or as it was typed. */
  readonly plan: Plan;
  /** The part whose texts are shown; null, or one that the plan does not have: the list of all of them. */
  readonly part: string | null;
  readonly done: StaffKey | null;
  readonly refused: Refused | null;
}

export interface Refused {
  readonly why: StaffKey;
  readonly faults?: readonly PlanFault[];
  /** What somebody else has changed meanwhile, and what was typed here. */
  readonly clashes?: Clashes;
}

export function planPage(view: PlanView): InboxPage {
  const { now, doc, plan, done, refused } = view;
  const say = sayOn(today(now));
  const path = `/inkorg/deltagare/${doc.id}/plan`;
  const parts = planParts(plan);
  const at = parts.findIndex(({ id }) => id === view.part);
  const part = parts[at] ?? null;
  const name = { name: nameOf(doc) };
  const title =
    part === null
      ? say('plantext:title', { name })
      : say('plantext:partTitle', { name, part: { name: partName(part, say) } });
  const clashed = refused?.clashes !== undefined;
  const shown =
    part === null
      ? summaryHtml(view, parts, path, say)
      : partHtml(view, part, parts[at + 1] ?? null, path, say);
  return {
    title,
    main: html`<p><a class="big" href="/inkorg/deltagare/${doc.id}">${nameOf(doc)}</a></p>
<h1>${title}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
${refused === null ? '' : refusedHtml(refused, say)}
${clashed ? html`<p><a class="big" href="${path}">${say('plantext:openNew')}</a></p>` : shown}
<p class="quiet">${say('plantext:version', { version: String(doc.planVersion) })}</p>`,
  };
}

/** How readable the whole plan is, and each part of it, with a way to each. */
function summaryHtml({ plan, now }: PlanView, parts: readonly PlanPart[], path: string, say: Say): Html {
  const { share, withoutEasy, fields } = planReadability(plan);
  const hard = new Set(fields.filter(({ withinBudget }) => !withinBudget).map(({ field }) => field));
  return html`<p>${say('plantext:introParts')}</p>
<p class="box">${say('plantext:share', {
    within: String(fields.filter((field) => field.withinBudget).length),
    all: String(fields.length),
    percent: String(Math.round(share * 100)),
  })} ${withoutEasy > 0 ? say('plantext:withoutEasy', { count: withoutEasy }) : ''}</p>
${warningsHtml(plan, today(now), 'plantext:warnIntro', say)}
<h2>${say('plantext:partsTitle')}</h2>
<ul class="items">${parts.map((part) => {
    const states = part.texts.flatMap(({ field }) => [`${field}.text`, `${field}.easy`]);
    const count = states.filter((field) => hard.has(field)).length;
    const missing = part.texts.filter(({ text }) => text.easy === null).length;
    const first = part.texts[0]?.text.text ?? '';
    return html`<li><a class="item" href="${path}?del=${part.id}"><strong>${partName(part, say)}</strong> <span>${short(first)}</span></a>
<p class="quiet">${say(count === 0 ? 'plantext:partFine' : 'plantext:partHard', { count })}${missing > 0 ? ` ${say('plantext:withoutEasy', { count: missing })}` : ''}</p></li>`;
  })}</ul>`;
}

/** The texts of one part, each with what makes it hard to read beside it. */
function partHtml(
  { parts, who, doc, plan }: PlanView,
  part: PlanPart,
  next: PlanPart | null,
  path: string,
  say: Say,
): Html {
  const names = namesIn(plan);
  return html`<p>${say('plantext:intro')}</p>
<form method="post" action="${path}" novalidate data-texts="${path}/kontroll">${formField(parts, who.session)}
<input type="hidden" name="version" value="${doc.planVersion}">
<input type="hidden" name="del" value="${part.id}">
${part.texts.map(
  ({ field, text }, index) => html`<fieldset><legend>${fieldName(field, say)}</legend>
${textHtml({ id: `t${index}`, name: inputName(field, 'text'), text: text.text, level: 'plain', names }, say)}
${textHtml({ id: `e${index}`, name: inputName(field, 'easy'), text: text.easy ?? '', level: 'easy', names }, say)}
</fieldset>`,
)}
<p id="texts-told" class="vh" role="status"></p>
<p class="hint">${say('plantext:saveHint')}</p>
<div class="stack"><button class="main" name="do" value="spara">${say('plantext:save')}</button>
<button name="do" value="kontrollera">${say('plantext:check')}</button></div></form>
<p><a class="big" href="${path}">${say('plantext:allParts')}</a></p>
${next === null ? '' : html`<p><a class="big" href="${path}?del=${next.id}">${say('plantext:nextPart', { part: { name: partName(next, say) } })}</a></p>`}`;
}

interface Field {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly level: 'plain' | 'easy';
  readonly names: readonly string[];
}

function textHtml({ id, name, text, level, names }: Field, say: Say): Html {
  return html`<label for="${id}">${say(level === 'plain' ? 'plantext:labelText' : 'plantext:labelEasy')}</label>
<textarea id="${id}" name="${name}" rows="${Math.min(8, 2 + Math.floor(text.length / 80))}" maxlength="4000" data-level="${level}" aria-describedby="${id}-check">${text}</textarea>
<div id="${id}-check" class="check">${text === '' ? '' : checkHtml(readabilityOf(text, level, names), level, say)}</div>`;
}

const MOST_FINDINGS = 5;

/** How readable one text is: the figures, then what to do about it. The same whether it comes with the page or while somebody types. */
export function checkHtml(
  checked: CheckResult & { readonly withinBudget: boolean },
  level: 'plain' | 'easy',
  say: Say,
): Html {
  const findings = mostImportant(checked.findings, MOST_FINDINGS);
  const verdict: StaffKey = checked.withinBudget
    ? level === 'plain'
      ? 'plantext:withinPlain'
      : 'plantext:withinEasy'
    : 'plantext:over';
  const figures = {
    lix: checked.lix,
    longest: checked.longestSentence,
    share: String(Math.round(checked.longWordShare * 100)),
  };
  // Of a title or a single sentence LIX says nothing.
  return html`<p class="quiet"><strong>${say(verdict)}</strong> ${say(isMeasured(checked) ? 'plantext:figures' : 'plantext:figuresShort', figures)}</p>
${
  findings.length === 0
    ? ''
    : html`<ul>${findings.map(
        (finding) =>
          html`<li>${finding.suggestion} <span class="quiet">${say('plantext:about', { text: { name: short(finding.text) }, rule: { name: finding.rule } })}</span></li>`,
      )}</ul>`
}`;
}

/** As much of a text as it takes to know it by. */
export function short(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60).replace(/\s+\S*$/, '')} …`;
}

function refusedHtml({ why, faults = [], clashes }: Refused, say: Say): Html {
  return html`<div class="error" role="alert"><p>${say(why)}</p>
${faults.length === 0 ? '' : faultList(faults, say)}</div>
${clashes === undefined ? '' : clashes.texts.map((clash) => clashHtml(clash, say))}
${clashes?.isMore ? html`<p class="box">${say('plantext:moreChanged')}</p>` : ''}`;
}

function clashHtml({ field, form, now, before, typed }: Clash, say: Say): Html {
  const name = fieldName(field, say);
  const quote = (words: StaffKey, text: string | null) =>
    text === null
      ? ''
      : html`<p>${say(words)}</p><blockquote class="box">${text === '' ? say('plantext:nothing') : lines(text)}</blockquote>`;
  return html`<section><h2>${form === 'easy' ? say('plantext:fieldEasy', { field: { name } }) : name}</h2>
${quote('plantext:before', before)}
${now === null ? html`<p>${say('plantext:gone')}</p>` : quote('plantext:nowStands', now)}
${quote('plantext:youWrote', typed)}</section>`;
}

/** A new plan, or a new version of one, pasted as a document. */
export function pastePage(view: {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly now: Instant;
  readonly typed: string;
  readonly refused: Refused | null;
  /** What would be: shown before it is saved. Null before anything was sent. */
  readonly preview: {
    readonly plan: Plan;
    readonly expected: number;
    readonly difference: readonly Difference[];
  } | null;
}): InboxPage {
  const { parts, who, now, typed, refused, preview } = view;
  const say = sayOn(today(now));
  return {
    title: say('plantext:pasteTitle'),
    current: 'participants',
    main: html`<p><a class="big" href="/inkorg/deltagare">${say('inbox:participantsTitle')}</a></p>
<h1>${say('plantext:pasteTitle')}</h1>
${refused === null ? '' : refusedHtml(refused, say)}
${preview === null ? '' : previewHtml(preview, today(now), say)}
<form method="post" action="/inkorg/plan/ny" novalidate>${formField(parts, who.session)}
${preview === null ? '' : html`<input type="hidden" name="expected" value="${preview.expected}">`}
<label for="document">${say('plantext:pasteLabel')}</label>
<p class="hint" id="hint">${say('plantext:pasteHint', { format: { name: planSchema.shape.format.value } })}</p>
<textarea id="document" name="document" rows="12" spellcheck="false" required aria-describedby="hint">${typed}</textarea>
<div class="stack"><button${preview === null ? html` class="main"` : ''} name="do" value="kontrollera">${say('plantext:check')}</button>
${preview === null ? '' : html`<button class="main" name="do" value="spara">${say(preview.expected === 0 ? 'plantext:create' : 'plantext:saveVersion')}</button>`}</div></form>`,
  };
}

const MOST_DIFFERENCES = 30;

function previewHtml(
  { plan, expected, difference }: { plan: Plan; expected: number; difference: readonly Difference[] },
  on: LocalDate,
  say: Say,
): Html {
  const { fields, share } = planReadability(plan);
  const name = { name: `${plan.person.firstName} ${plan.person.lastName}` };
  return html`<div class="box"><p>${say(expected === 0 ? 'plantext:isNew' : 'plantext:isThere', { name, version: String(expected) })}</p>
<p>${say('plantext:share', {
    within: String(fields.filter((field) => field.withinBudget).length),
    all: String(fields.length),
    percent: String(Math.round(share * 100)),
  })}</p>
${
  expected === 0
    ? ''
    : html`<ul>${difference
        .slice(0, MOST_DIFFERENCES)
        .map((one) => html`<li><code>${one.field}</code>: ${say(CHANGES[one.change])}</li>`)}</ul>`
}</div>
${warningsHtml(plan, on, 'plantext:warnIntroNew', say)}`;
}

/** What is weak in the plan itself; nothing where nothing is. */
function warningsHtml(plan: Plan, on: LocalDate, intro: StaffKey, say: Say): Html | string {
  const warnings = planWarnings(plan, on);
  if (warnings.length === 0) return '';
  return html`<section class="box"><h2>${say('plantext:warnTitle')}</h2>
<p>${say(intro)}</p>
${warningList(warnings, say)}</section>`;
}

const CHANGES: Readonly<Record<Difference['change'], StaffKey>> = {
  added: 'plantext:changeAdded',
  removed: 'plantext:changeRemoved',
  changed: 'plantext:changeChanged',
};
