import type { Appointment } from '../../domain/appointment.ts';
import type { Plan } from '../../domain/plan.ts';
import type { PlanChange } from '../../domain/plan-changes.ts';
import { knownPlan, newsOf } from '../../domain/plan-news.ts';
import { dateOf } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Param, Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx, Turn } from '../turn.ts';
import { oftenPhrase } from './often.ts';
import { ASK, inParts, MAX_ROWS, withChoices } from './rows.ts';

/** "Vad är nytt?": every change between the plan that the person knows and the one in force, in words. */
export function newsTurn(ctx: Ctx): Turn {
  const { doc, env } = ctx;
  const base = knownPlan(doc);
  const changes = newsOf(doc, env.now);
  const choices = [
    { id: 'do:plan', key: 'common:myPlan' },
    { id: 'do:week', key: 'common:thisWeek' },
    { id: 'do:words', key: 'common:whatDoesItMean' },
    ASK,
  ] as const;
  if (doc.news === null || base === null || changes.length === 0) {
    const day = { date: dateOf(doc.planAt), absolute: true };
    // Whether something was new to a person who cannot be told is not known.
    const key: TextKey = doc.news !== null && base === null ? 'plan:newsLost' : 'plan:noNews';
    return { doc, say: [{ key, params: { day }, choices: [...choices] }] };
  }
  const rows = changes.flatMap((change) => rowsOf(change, base, doc.plan));
  const said = newsSayings(rows, changes.length);
  const told = {
    ...doc,
    news: { ...doc.news, announcedAt: doc.news.announcedAt ?? env.now, toldAt: env.now },
  };
  return { doc: told, say: withChoices(said, choices) };
}

/** So many of the same kind get a heading of their own, instead of the same words before each. */
const MANY = 3;
/** More rows than this under one heading are read where they belong: among what is booked, in the plan. */
const MOST_IN_GROUP = 2 * MAX_ROWS;

function newsSayings(rows: readonly Phrase[], count: number): Saying[] {
  const byKey = new Map<string, Phrase[]>();
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  const isGroup = ({ key }: Phrase) => groupOf(key) !== null && (byKey.get(key)?.length ?? 0) >= MANY;
  if (!rows.some(isGroup)) return inParts('plan:news', rows, { count });
  const groups = [...byKey.values()].flatMap((same) => {
    const group = same[0] && isGroup(same[0]) ? groupOf(same[0].key) : null;
    if (group === null) return [];
    const left = same.length - MOST_IN_GROUP;
    return [
      ...inParts(
        group.heading,
        same
          .slice(0, MOST_IN_GROUP)
          .map(({ params }): Phrase => ({ key: group.row, ...(params ? { params } : {}) })),
        { count: same.length },
      ),
      ...(left > 0 ? [{ key: group.left, params: { count: left } } as Saying] : []),
    ];
  });
  const single = rows.filter((row) => !isGroup(row));
  return [{ key: 'plan:newsCount', params: { count } }, ...inParts('plan:newsFirst', single), ...groups];
}

interface Group {
  /** Says how many, and what has happened to them. */
  readonly heading: TextKey;
  /** One of them, with the parameters of its row alone. */
  readonly row: TextKey;
  /** How many more there are, and where they stand. */
  readonly left: TextKey;
}

function groupOf(key: string): Group | null {
  const group = GROUPS[key];
  if (group === undefined) return null;
  const [heading, row] = group;
  return { heading, row, left: row === 'plan:rowQuote' ? 'plan:newsLeftPlan' : 'plan:newsLeft' };
}

/** Rows of news that can stand under a heading, and how one of them is told there. */
const GROUPS: Readonly<Record<string, readonly [heading: TextKey, row: TextKey]>> = {
  'plan:newsAdded': ['plan:newsAddedMany', 'plan:newsRow'],
  'plan:newsRemoved': ['plan:newsRemovedMany', 'plan:newsRow'],
  'plan:newsMoved': ['plan:newsMovedMany', 'plan:newsRowMoved'],
  'plan:newsPlace': ['plan:newsPlaceMany', 'plan:newsRowPlace'],
  'plan:newsWho': ['plan:newsWhoMany', 'plan:newsRowWho'],
  'plan:newsChanged': ['plan:newsChangedMany', 'plan:newsRowWhat'],
  'plan:newsDayOff': ['plan:newsDayOffMany', 'plan:newsRowDay'],
  'plan:newsDayOn': ['plan:newsDayOnMany', 'plan:newsRowDay'],
  'plan:newsDayMoved': ['plan:newsDayMovedMany', 'plan:newsRowDayMoved'],
  'plan:newsStepAdded': ['plan:newsStepAddedMany', 'plan:rowQuote'],
  'plan:newsStepRemoved': ['plan:newsStepRemovedMany', 'plan:rowQuote'],
  'plan:newsStepChanged': ['plan:newsStepChangedMany', 'plan:rowQuote'],
  'plan:newsStepDone': ['plan:newsStepDoneMany', 'plan:rowQuote'],
  'plan:newsStepNow': ['plan:newsStepNowMany', 'plan:rowQuote'],
  'plan:newsStepLater': ['plan:newsStepLaterMany', 'plan:rowQuote'],
  'plan:newsOwnAdded': ['plan:newsOwnAddedMany', 'plan:rowQuote'],
  'plan:newsOwnRemoved': ['plan:newsOwnRemovedMany', 'plan:rowQuote'],
  'plan:newsOwnChanged': ['plan:newsOwnChangedMany', 'plan:rowQuote'],
  'plan:newsSupportAdded': ['plan:newsSupportAddedMany', 'plan:rowQuote'],
  'plan:newsSupportRemoved': ['plan:newsSupportRemovedMany', 'plan:rowQuote'],
  'plan:newsAdaptationAdded': ['plan:newsAdaptationAddedMany', 'plan:rowQuote'],
  'plan:newsAdaptationRemoved': ['plan:newsAdaptationRemovedMany', 'plan:rowQuote'],
  'plan:newsDecisionAdded': ['plan:newsDecisionAddedMany', 'plan:rowQuote'],
  'plan:newsDecisionRemoved': ['plan:newsDecisionRemovedMany', 'plan:rowQuote'],
};

function rowsOf(change: PlanChange, before: Plan, after: Plan): Phrase[] {
  switch (change.about) {
    case 'step':
      return [{ key: STEP_KEYS[change.change], params: { what: { quote: change.step.what } } }];
    case 'appointment':
      return [appointmentRow(change)];
    case 'occurrence':
      return [occurrenceRow(change)];
    case 'own-work':
    case 'support':
    case 'adaptation':
    case 'decision':
      return [{ key: TEXT_KEYS[change.about][change.change], params: { what: { quote: change.text } } }];
    case 'goal':
      return [{ key: 'plan:newsGoal', params: { what: { quote: after.goal.what } } }];
    case 'other-goal': {
      const goal = after.alternativeGoal ?? before.alternativeGoal;
      return goal ? [{ key: OTHER_GOAL_KEYS[change.change], params: { what: { quote: goal.what } } }] : [];
    }
    case 'follow-up':
      return after.followUp === null
        ? [{ key: 'plan:newsFollowUpRemoved' }]
        : [{ key: FOLLOW_UP_KEYS[change.change], params: { day: { date: after.followUp.on } } }];
    case 'supervisor':
    case 'caseworker': {
      const person = after[change.about] ?? before[change.about];
      return person
        ? [{ key: PERSON_KEYS[change.about][change.change], params: { name: { name: person.name } } }]
        : [];
    }
    default:
      return [{ key: OTHER_KEYS[change.about] }];
  }
}

const STEP_KEYS = {
  added: 'plan:newsStepAdded',
  removed: 'plan:newsStepRemoved',
  changed: 'plan:newsStepChanged',
  done: 'plan:newsStepDone',
  now: 'plan:newsStepNow',
  next: 'plan:newsStepNext',
  later: 'plan:newsStepLater',
} as const;

const TEXT_KEYS = {
  'own-work': { added: 'plan:newsOwnAdded', removed: 'plan:newsOwnRemoved', changed: 'plan:newsOwnChanged' },
  support: {
    added: 'plan:newsSupportAdded',
    removed: 'plan:newsSupportRemoved',
    changed: 'plan:newsSupportAdded',
  },
  adaptation: {
    added: 'plan:newsAdaptationAdded',
    removed: 'plan:newsAdaptationRemoved',
    changed: 'plan:newsAdaptationAdded',
  },
  decision: {
    added: 'plan:newsDecisionAdded',
    removed: 'plan:newsDecisionRemoved',
    changed: 'plan:newsDecisionAdded',
  },
} as const;

const OTHER_GOAL_KEYS = {
  added: 'plan:newsOtherGoalAdded',
  removed: 'plan:newsOtherGoalRemoved',
  changed: 'plan:newsOtherGoalChanged',
} as const;

const FOLLOW_UP_KEYS = {
  added: 'plan:newsFollowUpAdded',
  removed: 'plan:newsFollowUpAdded',
  moved: 'plan:newsFollowUpMoved',
  changed: 'plan:newsFollowUpChanged',
} as const;

const PERSON_KEYS = {
  supervisor: {
    added: 'plan:newsSupervisorNew',
    removed: 'plan:newsSupervisorNew',
    new: 'plan:newsSupervisorNew',
    changed: 'plan:newsSupervisorChanged',
  },
  caseworker: {
    added: 'plan:newsCaseworkerNew',
    removed: 'plan:newsCaseworkerRemoved',
    new: 'plan:newsCaseworkerNew',
    changed: 'plan:newsCaseworkerChanged',
  },
} as const;

const OTHER_KEYS = {
  provider: 'plan:newsProvider',
  assignment: 'plan:newsAssignment',
  service: 'plan:newsService',
  rules: 'plan:newsRules',
  person: 'plan:newsPerson',
} as const;

function appointmentRow({ change, before, after }: Extract<PlanChange, { about: 'appointment' }>): Phrase {
  const appointment = (after ?? before) as Appointment;
  const what: Param = { kind: appointment.kind, form: 'indefinite' };
  const definite: Param = { kind: appointment.kind, form: 'definite' };
  switch (change) {
    case 'added':
      return { key: 'plan:newsAdded', params: { what, when: whenParam(appointment) } };
    case 'removed':
      return { key: 'plan:newsRemoved', params: { what, when: whenParam(appointment) } };
    case 'moved':
      return {
        key: 'plan:newsMoved',
        params: { what: definite, when: whenParam(appointment), before: whenParam(before ?? appointment) },
      };
    case 'place':
      if (appointment.mode !== 'on-site') {
        return {
          key: appointment.mode === 'video' ? 'plan:newsByVideo' : 'plan:newsByPhone',
          params: { what: definite },
        };
      }
      return appointment.place === null
        ? { key: 'plan:newsNoPlace', params: { what: definite } }
        : { key: 'plan:newsPlace', params: { what: definite, place: { name: appointment.place } } };
    case 'who':
      return appointment.who.length === 0
        ? { key: 'plan:newsNoWho', params: { what: definite } }
        : { key: 'plan:newsWho', params: { what: definite, who: { names: appointment.who } } };
    default:
      return { key: 'plan:newsChanged', params: { what: definite } };
  }
}

function occurrenceRow({
  change,
  appointment,
  on,
  start,
}: Extract<PlanChange, { about: 'occurrence' }>): Phrase {
  const day: Param = { date: on };
  if (change === 'moved' && start !== null) {
    const what: Param = { kind: appointment.kind, form: 'definite' };
    return { key: 'plan:newsDayMoved', params: { what, day, moment: { moment: start } } };
  }
  const what: Param = { kind: appointment.kind, form: 'indefinite' };
  return { key: change === 'off' ? 'plan:newsDayOff' : 'plan:newsDayOn', params: { what, day } };
}

/** "varje tisdag, klockan 9 till 10", or the day of what happens once. */
function whenParam(appointment: Appointment): Param {
  const often = oftenPhrase(appointment);
  const span: Param = { span: [appointment.start, appointment.end] };
  return often === null
    ? { phrase: 'plan:whenOnce', params: { day: { date: dateOf(appointment.start) }, span } }
    : {
        phrase: 'plan:whenOften',
        params: {
          often: often.params ? { phrase: often.key, params: often.params } : { phrase: often.key },
          span,
        },
      };
}
