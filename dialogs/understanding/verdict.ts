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

const SURE = 0.5;
const SURE_OF_SIDE_EFFECT = 0.8;
const ASK = 0.12;

/** What a meaning is good for. The limits are chosen from the table that `npm run bench:understanding` prints. */
export function verdict({ intent, confidence }: Pick<Meaning, 'intent' | 'confidence'>): Verdict {
  if (confidence >= (SIDE_EFFECTS.has(intent) ? SURE_OF_SIDE_EFFECT : SURE)) return 'sure';
  return confidence >= ASK ? 'ask' : 'lost';
}
