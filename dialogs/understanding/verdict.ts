import type { Intent } from './intents.ts';
import type { Meaning } from './meaning.ts';

/** sure: go on (side effects are still confirmed). ask: offer `top` as choices. lost: offer help. */
export type Verdict = 'sure' | 'ask' | 'lost';

/** What is read back for a yes before it is done; a wrong guess here alarms somebody, so it must be surer. */
export const SIDE_EFFECTS: ReadonlySet<Intent> = new Set<Intent>([
  'report_absence',
  'reminder_stop',
  'reminder_start',
  'reminder_time',
  'got_job',
  'started_studies',
]);

/**
 * From which confidence on a meaning is sure; else it is asked about. Words of a job or of studies are hardly ever about anything else,
 * words about reminders often about another of the three. The limits are chosen from what strangers wrote (docs/understanding.md).
 */
const SURE_OF: Partial<Record<Intent, number>> = {
  report_absence: 0.65,
  reminder_stop: 0.7,
  reminder_start: 0.7,
  reminder_time: 0.7,
  got_job: 0.6,
  started_studies: 0.6,
};
const SURE = 0.5;
const ASK = 0.12;

/** What a meaning is good for. */
export function verdict({ intent, confidence }: Pick<Meaning, 'intent' | 'confidence'>): Verdict {
  if (confidence >= (SURE_OF[intent] ?? SURE)) return 'sure';
  return confidence >= ASK ? 'ask' : 'lost';
}
