import { withBookingNews } from '../booking-news.ts';
import { type Difference, differences } from '../difference.ts';
import { DEFAULT_DISPLAY } from '../display.ts';
import { MOST_IMPORTS } from '../import-batch.ts';
import {
  freshDialog,
  PARTICIPANT_SCHEMA_VERSION,
  type Participant,
  withAudit,
  withLine,
} from '../participant.ts';
import type { Plan } from '../plan.ts';
import { newsAfter } from '../plan-news.ts';
import { DEFAULT_SETTINGS, type Settings, sameSettings } from '../settings.ts';
import { NO_SMS } from '../sms.ts';
import type { Instant } from '../time.ts';
import { DEFAULT_REMINDING } from '../wishes.ts';
import { followPlan } from './follow-plan.ts';

export type ImportOutcome =
  /** The plan is another provider's: nothing more may be said of it. */
  | { readonly kind: 'not-yours' }
  /** Somebody else has changed it since. */
  | { readonly kind: 'stale'; readonly version: number; readonly difference: Difference[] }
  | { readonly kind: 'unchanged'; readonly version: number }
  | {
      readonly kind: 'created' | 'updated';
      readonly version: number;
      readonly difference: Difference[];
      readonly doc: Participant;
    };

export interface ImportRequest {
  readonly plan: Plan;
  readonly by: string;
  readonly now: Instant;
  /** The version that the sender believes is current; null when it does not say, 0 when it believes that there is none. */
  readonly expected: number | null;
  /** The import that it comes with; null for a change by hand. */
  readonly batch?: string | null;
  /** The provider's settings where they are known. */
  readonly settings?: Settings;
}

/**
 * A new version beside the old ones, with who and when, and what was reported brought in line with it; nothing at all when it is not
 * allowed or nothing differs.
 */
export function importPlan(doc: Participant | null, request: ImportRequest): ImportOutcome {
  const { plan, by, now, expected } = request;
  if (doc !== null && doc.providerId !== plan.provider.id) return { kind: 'not-yours' };
  const version = doc?.planVersion ?? 0;
  const difference = differences(doc?.plan ?? null, plan);
  if (expected !== null && expected !== version) return { kind: 'stale', version, difference };
  if (doc !== null && difference.length === 0) return { kind: 'unchanged', version };
  const next = version + 1;
  const base: Participant = withSettings(doc ?? newParticipant(plan, by, now), request.settings);
  const news = doc === null ? null : newsAfter(doc);
  const changed: Participant = {
    ...withoutOtherRules(base, plan),
    plan,
    planVersion: next,
    planAt: now,
    planBy: by,
    news,
  };
  const followed = doc === null ? changed : withBookingNews(followPlan(changed, doc, { by, now }), doc, now);
  const batch = request.batch ?? null;
  const imports =
    batch === null ? followed.imports : [...followed.imports, { batch, version: next, at: now, by }];
  const withVersion = withLine({ ...followed, imports: imports.slice(-MOST_IMPORTS) }, 'plans', {
    version: next,
    at: now,
    by,
    ...(batch === null ? {} : { batch }),
    plan,
  });
  return {
    kind: doc === null ? 'created' : 'updated',
    version: next,
    difference,
    doc: withAudit(withVersion, { at: now, who: by, what: 'plan.imported', subject: String(next) }),
  };
}

/** What was said by other rules is not said once more: "läs igen" would tell the duties of another authority. */
function withoutOtherRules(doc: Participant, { regime }: Plan): Participant {
  if (JSON.stringify(doc.plan.regime) === JSON.stringify(regime)) return doc;
  return { ...doc, dialog: { ...doc.dialog, last: [], told: [] } };
}

function withSettings(doc: Participant, settings: Settings | undefined): Participant {
  return settings === undefined || sameSettings(doc.settings, settings) ? doc : { ...doc, settings };
}

function newParticipant(plan: Plan, by: string, now: Instant): Participant {
  return {
    schema: PARTICIPANT_SCHEMA_VERSION,
    id: plan.id,
    providerId: plan.provider.id,
    createdAt: now,
    revision: 1,
    plan,
    planVersion: 1,
    planAt: now,
    planBy: by,
    settings: DEFAULT_SETTINGS,
    news: null,
    wishes: { level: null, reminders: true },
    hereAt: null,
    welcomedAt: null,
    dialog: freshDialog,
    absences: [],
    questions: [],
    needs: [],
    signals: [],
    gpSent: [],
    notices: [],
    reminded: {},
    display: DEFAULT_DISPLAY,
    reminding: DEFAULT_REMINDING,
    ownReminders: [],
    bookingNews: [],
    calendar: null,
    followedUp: {},
    coming: {},
    readyTold: {},
    imports: [],
    messages: [],
    ended: null,
    endTold: null,
    addresses: [],
    sms: NO_SMS,
    outbox: [],
    signIns: [],
    signedOut: {},
    signedOutBefore: null,
    seen: [],
    numbers: { chat: 0, audit: 0, plans: 0, feed: 0 },
    lines: [],
    recovery: null,
    nextDueAt: null,
    nextDueStart: null,
    dueRules: 0,
  };
}
