import type { Appointment } from '../../domain/appointment.ts';
import type { Plan } from '../../domain/plan.ts';
import type { PlanChange } from '../../domain/plan-changes.ts';
import { knownPlan, newsOf } from '../../domain/plan-news.ts';
import { dateOf } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Param, Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx, Turn } from '../turn.ts';
import { oftenPhrase } from './often.ts';
import { ASK, inParts, withChoices } from './rows.ts';

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
  const told = {
    ...doc,
    news: { ...doc.news, announcedAt: doc.news.announcedAt ?? env.now, toldAt: env.now },
  };
  const said: Saying[] = inParts('plan:news', rows, { count: changes.length });
  return { doc: told, say: withChoices(said, choices) };
}

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
  const what: Param = { kind: appointment.kind, form: 'definite' };
  const day: Param = { date: on };
  if (change === 'moved' && start !== null) {
    return { key: 'plan:newsDayMoved', params: { what, day, moment: { moment: start } } };
  }
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
