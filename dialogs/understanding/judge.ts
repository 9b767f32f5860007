import { classify, type Model, phraseHash } from './classifier.ts';
import { featuresOf, type Seen } from './features.ts';
import { type Detail, INTENTS, type Intent } from './intents.ts';
import type { Expectation } from './meaning.ts';
import type { Normalised } from './normalise.ts';
import { type Likely, tellsMissed, weighRules } from './rules.ts';

export interface Judged {
  intent: Intent;
  detail: Detail | null;
  confidence: number;
  top: Intent[];
}

/** The likeliest intent and detail of one stretch of text, with the rules that the classifier cannot learn. */
export function judge(
  model: Model,
  seen: Seen,
  text: Normalised,
  context: Expectation,
): Judged & { known: boolean; dark: number } {
  const known = model.known.get(phraseHash(seen.words));
  const chances = classify(model, featuresOf(seen, model.vocabulary));
  if (known !== undefined)
    for (let i = 0; i < chances.length; i++)
      chances[i] = (chances[i] as number) * 0.03 + (i === known ? 0.97 : 0);
  const likely: Likely = new Map();
  let dark = 0;
  for (let i = 0; i < chances.length; i++) {
    const label = model.labels[i] as string;
    likely.set(label, chances[i] as number);
    if (label.startsWith('crisis')) dark += chances[i] as number;
  }
  weighRules(likely, seen, text, context, known !== undefined);
  const judged = best(likely);
  if (known === undefined) judged.confidence = byEvidence(judged, seen, text);
  return { ...judged, known: known !== undefined, dark };
}

/**
 * How sure a report is, with what else speaks for one: words of staying away, a reason, a time. With none of them, or in a question, the
 * classifier errs much oftener at the same figure, with all of them hardly ever; measured on messages of strangers it had not seen.
 */
function byEvidence({ intent, confidence }: Judged, seen: Seen, text: Normalised): number {
  if (intent !== 'report_absence' || confidence <= 0 || confidence >= 1) return confidence;
  // Evidence enough, whatever else is there.
  if (tellsMissed(seen, text.bare)) return confidence;
  const isAway = ABSENCE_CONCEPTS.some((concept) => seen.concepts.includes(concept));
  const evidence =
    (isAway ? 1 : 0) +
    (seen.reason.reason === null ? 0 : isChildIll(seen) ? 2 : 1) +
    (seen.marks.some(isTime) ? 1 : 0);
  const odds =
    (confidence / (1 - confidence)) *
    (ODDS[Math.min(evidence, 3)] as number) *
    (seen.cues.question ? ODDS_IF_ASKED : 1) *
    (seen.cues.aboutOther && !isAway ? ODDS_IF_OTHER : 1);
  return odds / (1 + odds);
}

/** "barnet är sjukt igen": whose child is ill stays at home, and says no more. */
const isChildIll = ({ reason: { reason, denied }, cues }: Seen): boolean =>
  reason === 'child-sick' && !denied && !cues.question && !cues.hypothetical && !cues.past;

/** A night without sleep is no time of staying away. */
const isTime = (mark: Seen['marks'][number]): boolean =>
  mark.kind !== 'gap' &&
  mark.kind !== 'link' &&
  mark.kind !== 'void' &&
  !(mark.kind === 'part' && mark.part === 'night');

const ABSENCE_CONCEPTS = ['absent', 'report', 'leave'] as const;
/** What the odds of a report are multiplied by, by how many kinds of evidence there are. */
const ODDS = [0.02, 0.1, 0.8, 2.5] as const;
const ODDS_IF_ASKED = 0.3;
/** Somebody else is ill, and nothing says that the writer stays away. */
const ODDS_IF_OTHER = 0.1;

function best(likely: Likely): Judged {
  const sums = new Map<Intent, number>(INTENTS.map((intent) => [intent, 0]));
  let total = 0;
  for (const [label, value] of likely) {
    const intent = intentOf(label);
    sums.set(intent, (sums.get(intent) as number) + value);
    total += value;
  }
  const top = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const [intent, sum] = top[0] as [Intent, number];
  let detail: Detail | null = null;
  let most = likely.get(intent) ?? 0;
  for (const [label, value] of likely) {
    if (value <= most || intentOf(label) !== intent || label === intent) continue;
    most = value;
    detail = label.slice(intent.length + 1) as Detail;
  }
  return { intent, detail, confidence: total === 0 ? 0 : sum / total, top: top.map(([one]) => one) };
}

/** By label; there are some dozens of them. */
const intentsOf = new Map<string, Intent>();

function intentOf(label: string): Intent {
  const known = intentsOf.get(label);
  if (known !== undefined) return known;
  const slash = label.indexOf('/');
  const intent = (slash === -1 ? label : label.slice(0, slash)) as Intent;
  intentsOf.set(label, intent);
  return intent;
}
