import type { PlanFault } from '../../../domain/plan.ts';
import type { PlanWarning, PlanWarningCode } from '../../../domain/plan-warnings.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import { fieldName } from './question-words.ts';
import type { Say } from './shell.ts';

/** What is wrong with a plan, and what is weak in it, in the words of whoever wrote it. The provider API says the same in English. */

const MOST_SHOWN = 20;

export function faultList(faults: readonly PlanFault[], say: Say): Html {
  return html`<ul>${faults.slice(0, MOST_SHOWN).map((fault) => {
    const key = faultKey(fault);
    const where = fieldHtml(fault.field, say);
    // What only whoever writes the document itself can get wrong has no Swedish of its own: the format is in English.
    const detail =
      key === 'plantext:faultOther' || key === 'plantext:faultType'
        ? html` <span lang="en">${fault.problem}. ${fault.todo}</span>`
        : '';
    return html`<li>${where}: ${say(key)}${detail}</li>`;
  })}</ul>`;
}

export function warningList(warnings: readonly PlanWarning[], say: Say): Html {
  return html`<ul>${warnings
    .slice(0, MOST_SHOWN)
    .map((warning) => html`<li>${fieldHtml(warning.field, say)}: ${say(WARNINGS[warning.code])}</li>`)}</ul>`;
}

/** The field as staff know it, else by its name in the document. */
function fieldHtml(field: string, say: Say): Html {
  const whole = field.replace(/\.(?:text|easy)$/, '');
  const name = fieldName(whole, say);
  if (name === whole) return html`<code>${field}</code>`;
  return html`${name}${field.endsWith('.easy') ? `, ${say('plantext:inEasy')}` : ''}`;
}

function faultKey({ field, problem }: PlanFault): StaffKey {
  if (problem === 'is empty') return 'plantext:faultEmpty';
  if (problem === 'is missing') return 'plantext:faultMissing';
  if (problem === 'is another provider') return 'plantext:faultProvider';
  if (problem === 'is not a field of the plan document') return 'plantext:faultUnknown';
  if (problem.startsWith('is not a day and time')) return 'plantext:faultTime';
  if (problem === 'is not after start') return 'plantext:faultOrder';
  if (problem.includes('is not a day of the recurrence')) return 'plantext:faultNotRecurring';
  if (problem.startsWith('Invalid input: expected')) return 'plantext:faultType';
  if (/\.(?:text|easy)$/.test(field) && problem.startsWith('Too big')) return 'plantext:faultLong';
  return 'plantext:faultOther';
}

const WARNINGS: Readonly<Record<PlanWarningCode, StaffKey>> = {
  'few-activities': 'plantext:warnFewActivities',
  'hours-short': 'plantext:warnHours',
  'appointment-without-who': 'plantext:warnWho',
  'appointment-without-where': 'plantext:warnWhere',
  'goal-without-done-when': 'plantext:warnDoneWhen',
  'step-without-done-when': 'plantext:warnDoneWhen',
  'no-follow-up': 'plantext:warnNoFollowUp',
  'follow-up-passed': 'plantext:warnFollowUpPassed',
  'service-regime': 'plantext:warnServiceRegime',
  'compensation-regime': 'plantext:warnCompensation',
  'regime-unknown': 'plantext:warnRegimeUnknown',
  'service-ended': 'plantext:warnServiceEnded',
  'service-field': 'plantext:warnServiceField',
  'parts-missing': 'plantext:warnParts',
  'assignment-missing': 'plantext:warnAssignment',
  'ability-missing': 'plantext:warnAbility',
  'text-long': 'plantext:warnLong',
};
