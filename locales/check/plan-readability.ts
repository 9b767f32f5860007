import type { Plan } from '../../domain/plan.ts';
import { type PlanText, textsOf } from '../../domain/plan-texts.ts';
import { type CheckResult, checkText, type Finding } from './check-text.ts';
import type { RuleId } from './rule.ts';

/**
 * How readable a plan's texts are, for whoever wrote them: each field by itself, the plan's own words against the budget of vanlig svenska and
 * the easy twin against that of lätt svenska. Nothing is ever rewritten: a finding is advice.
 */

export interface FieldReadability extends CheckResult {
  /** Where, for example `goal.what.text` or `steps[0].what.easy`. */
  readonly field: string;
  readonly level: 'plain' | 'easy';
  /** Whether no rule is broken that a text of this level must keep. */
  readonly withinBudget: boolean;
}

export interface PlanReadability {
  /** Every text that somebody wrote. */
  readonly fields: readonly FieldReadability[];
  /** How many of them are within the budget, 0 to 1. Two decimals. A plan has at least its goal and the hours of the phone. */
  readonly share: number;
  /** How many fields have no easy twin yet. */
  readonly withoutEasy: number;
}

/**
 * Rules about how the product speaks, not about how a plan is written: a goal is seldom a sentence to somebody (M12), which words can be
 * explained is for the product to know (M18), and what is asked in a plan is asked of nobody (M22).
 */
const NOT_FOR_AUTHORS: readonly RuleId[] = ['M12', 'M18', 'M22'];

/** A sentence a line helps, but a field is one line of what the participant is shown. */
const ADVICE: ReadonlySet<RuleId> = new Set(['M21']);

/** One text as its author wrote it. `names`: people and places that may stand in it. */
export function readabilityOf(
  text: string,
  level: 'plain' | 'easy',
  names: readonly string[] = [],
): CheckResult & { readonly withinBudget: boolean } {
  const checked = checkText(text, { level, kind: 'text', names, without: NOT_FOR_AUTHORS });
  const findings = checked.findings.map((finding) =>
    ADVICE.has(finding.rule) ? { ...finding, severity: 'warning' as const } : finding,
  );
  return { ...checked, findings, withinBudget: findings.every((finding) => finding.severity !== 'error') };
}

export function planReadability(plan: Plan): PlanReadability {
  const names = namesIn(plan);
  const texts = textsOf(plan);
  const fields = texts.flatMap((entry) => fieldsOf(entry, names));
  const within = fields.filter((field) => field.withinBudget).length;
  return {
    fields,
    share: Math.round((100 * within) / fields.length) / 100,
    withoutEasy: texts.filter(({ text }) => text.easy === null).length,
  };
}

function fieldsOf({ field, text }: PlanText, names: readonly string[]): FieldReadability[] {
  const plain: FieldReadability = {
    field: `${field}.text`,
    level: 'plain',
    ...readabilityOf(text.text, 'plain', names),
  };
  if (text.easy === null) return [plain];
  return [plain, { field: `${field}.easy`, level: 'easy', ...readabilityOf(text.easy, 'easy', names) }];
}

/** People, places and organisations that the plan names. */
export function namesIn(plan: Plan): string[] {
  const { person, supervisor, caseworker, provider, service } = plan;
  return [
    person.firstName,
    person.lastName,
    supervisor.name,
    provider.name,
    ...(caseworker === null ? [] : [caseworker.name]),
    ...(service.name === null ? [] : [service.name]),
    ...plan.appointments.flatMap((appointment) => [
      ...appointment.who,
      ...(appointment.place === null ? [] : [appointment.place]),
    ]),
  ].filter((name, index, all) => name !== '' && all.indexOf(name) === index);
}

/** The findings that somebody should look at first: those that break the budget, then the rest. */
export function mostImportant(findings: readonly Finding[], most: number): readonly Finding[] {
  const errors = findings.filter((finding) => finding.severity === 'error');
  return [...errors, ...findings.filter((finding) => finding.severity !== 'error')].slice(0, most);
}
