import { PART_ALONE } from '../../locales/phrases/exceptions.ts';
import { classify, type Model } from './classifier.ts';
import { featuresOf, type Seen } from './features.ts';
import { phraseHash } from './hash.ts';
import { type Detail, INTENTS, type Intent, LABELS } from './intents.ts';
import { type Likely, likelyOf, placeOf, sumsOfIntents, under } from './likely.ts';
import type { Expectation } from './meaning.ts';
import type { Normalised } from './normalise.ts';
import { tellsMissed, tellsPart, weighRules } from './rules.ts';

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
  // "God förmiddag" and "förmiddagen" have the same sign for their words.
  const known = PART_ALONE.test(text.bare) ? undefined : model.known.get(phraseHash(seen.words));
  const chances = classify(model, featuresOf(seen, model.vocabulary));
  if (known !== undefined)
    for (let i = 0; i < chances.length; i++)
      chances[i] = (chances[i] as number) * 0.03 + (i === known ? 0.97 : 0);
  const likely = likelyOf(chances, model.labels);
  let dark = 0;
  for (const place of under('crisis')) dark += likely[place] as number;
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
  if (tellsMissed(seen, text.bare) || tellsPart(text.bare)) return confidence;
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
  const { sums, total } = sumsOfIntents(likely);
  const top = likeliest(sums, 3);
  const [at] = top as [number];
  const intent = INTENTS[at] as Intent;
  let detail: Detail | null = null;
  let most = likely[placeOf(intent)] as number;
  for (const place of under(intent)) {
    const value = likely[place] as number;
    if (value <= most) continue;
    most = value;
    detail = (LABELS[place] as string).slice(intent.length + 1) as Detail;
  }
  return {
    intent,
    detail,
    confidence: total === 0 ? 0 : (sums[at] as number) / total,
    top: top.map((one) => INTENTS[one] as Intent),
  };
}

/** The places of the greatest sums, the greatest first. */
function likeliest(sums: Float64Array, count: number): number[] {
  const top: number[] = [];
  while (top.length < count) {
    let most = -1;
    for (let at = 0; at < sums.length; at++)
      if (!top.includes(at) && (most === -1 || (sums[at] as number) > (sums[most] as number))) most = at;
    top.push(most);
  }
  return top;
}
