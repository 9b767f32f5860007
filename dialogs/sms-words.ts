import { findOccurrence } from '../domain/appointment.ts';
import { providerOf } from '../domain/contact.ts';
import type { Participant } from '../domain/participant.ts';
import { appointmentsOf } from '../domain/plan.ts';
import { dateOf, timeOf } from '../domain/time.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Choice, Param, Params, Saying } from '../locales/saying.ts';
import type { Ctx } from './turn.ts';

/**
 * What may be said by SMS, in words made for it: nothing of the plan but when the next time is, no reason of anybody's, no address. The keys
 * that begin with `sms:choose` are shown with their choices, numbered; the numbers of others are understood and not shown.
 */

/** The name of the provider tells in which town somebody is: of those who must not be found it is not said. */
export function providerBySms({ plan }: Participant): Param {
  return plan.person.protectedIdentity ? { phrase: 'sms:yourProvider' } : { name: plan.provider.name };
}

/** Questions that are not asked by SMS, and the answer that keeps to what was said. */
const ANSWERED: Readonly<Record<string, string>> = {
  'absence:askWhich': 'all',
  'absence:askWhichWas': 'all',
  'absence:askAlso': 'only',
  'absence:askAlsoBooked': 'only',
  'signal:whereWork': 'skip',
  'signal:whereStudies': 'skip',
  'signal:whereApplied': 'skip',
};

/** The choice that answers a question which is not asked here; null for one that is. */
export function answeredBySms({ key }: Saying): string | null {
  return ANSWERED[key] ?? null;
}

const QUESTIONS: Readonly<Record<string, TextKey>> = {
  'absence:askDay': 'sms:askDay',
  'absence:askDayWas': 'sms:askDayWas',
  'absence:writeDay': 'sms:askDay',
  'absence:tooLongAgo': 'sms:askOtherDay',
  'absence:tooFarAhead': 'sms:askOtherDay',
  'absence:tooLong': 'sms:askFewerDays',
  'absence:askBack': 'sms:askBack',
  'absence:askReason': 'sms:chooseReason',
  'absence:askReasonPast': 'sms:chooseReasonWas',
  'absence:askReasonMore': 'sms:chooseReason',
  'absence:askReasonLate': 'sms:chooseReason',
  'absence:askReasonEarly': 'sms:chooseReason',
  'absence:askReasonLateWas': 'sms:chooseReasonWas',
  'absence:askReasonEarlyWas': 'sms:chooseReasonWas',
  'absence:askReasonOwn': 'sms:chooseReason',
  'absence:askReasonOwnWas': 'sms:chooseReasonWas',
  'absence:whatToChange': 'sms:chooseChange',
  'absence:askPast': 'sms:choosePast',
  'absence:alreadyReported': 'sms:chooseOverlap',
  'absence:askBeside': 'sms:chooseBoth',
  'absence:lateWhich': 'sms:chooseTime',
  'absence:lateWhichMinutes': 'sms:chooseTime',
  'absence:lateNothingBooked': 'sms:chooseOtherTime',
  'absence:lateHowMuch': 'sms:chooseLate',
  'absence:earlyHowMuch': 'sms:chooseEarly',
  'absence:lateHowMuchWas': 'sms:chooseLateWas',
  'absence:earlyHowMuchWas': 'sms:chooseEarlyWas',
  'signal:whenWork': 'sms:askStart',
  'signal:whenStudies': 'sms:askStart',
  'signal:whenApplied': 'sms:askStartApplied',
  'signal:alreadyWork': 'sms:chooseSignal',
  'signal:alreadyStudies': 'sms:chooseSignal',
  'signal:alreadyApplied': 'sms:chooseSignal',
};

/** The question of a report as it is asked by SMS; null for one that has no words here. */
export function questionBySms({ key, params, choices }: Saying, ctx: Ctx): Saying | null {
  const words = QUESTIONS[key];
  if (words === undefined) return null;
  const asked = (choices ?? []).flatMap((choice) => choiceBySms(choice, ctx));
  const days = params?.days;
  return {
    key: words,
    ...(days === undefined ? {} : { params: { days } }),
    ...(asked.length > 0 ? { choices: asked } : {}),
  };
}

/** A time is told by its day and hour, whatever it is; what leads elsewhere than to an answer is left out. */
function choiceBySms(choice: Choice, ctx: Ctx): Choice[] {
  // Which of the activities is not asked about by SMS.
  if (choice.id === 'which') return [];
  if (choice.id === 'do:cancel' || !choice.id.startsWith('do:')) {
    if (!choice.id.startsWith('which:')) return [choice];
    const occurrence = findOccurrence(appointmentsOf(ctx.doc.plan), choice.id.slice('which:'.length));
    if (occurrence === null) return [];
    const params: Params = {
      day: { date: dateOf(occurrence.start), absolute: true },
      time: { time: timeOf(occurrence.start) },
    };
    return [{ id: choice.id, key: 'sms:timeChoice', params }];
  }
  return [];
}

const SAID: Readonly<Record<string, TextKey>> = {
  'plan:nothingBooked': 'sms:nothingBooked',
  'wish:isOff': 'sms:isOff',
  'absence:cancelled': 'sms:notSent',
  'signal:cancelled': 'sms:notSent',
  'common:nothingToCancel': 'sms:nothingToCancel',
  'absence:changeCancelled': 'sms:kept',
  'absence:kept': 'sms:kept',
  'absence:endsByThen': 'sms:kept',
  'absence:notReportedThen': 'sms:kept',
  'signal:changeCancelled': 'sms:kept',
  'signal:kept': 'sms:kept',
  'absence:alreadyWithdrawn': 'sms:alreadyBack',
  'signal:alreadyWithdrawn': 'sms:alreadyBack',
  'absence:nothingToUndo': 'sms:nothingToUndo',
  'absence:alreadySent': 'sms:alreadySent',
  'absence:lateAlreadyAway': 'sms:alreadyAway',
  'absence:lateDayAway': 'sms:alreadyAway',
  'help:well': 'sms:kept',
  'common:youAreWelcome': 'sms:youAreWelcome',
  'welcome:easyChosen': 'sms:easyChosen',
  'welcome:plainChosen': 'sms:plainChosen',
  'help:whatICanDo': 'sms:help',
  'common:nothingAsked': 'sms:help',
  'common:hello': 'sms:help',
  'help:otherPerson': 'sms:otherPerson',
  'channel:list': 'sms:howToStop',
  'channel:webAlone': 'sms:howToStop',
  'channel:removedNumber': 'sms:howToStop',
};

function isDay(param: Param | undefined): param is { readonly date: string } {
  return typeof param === 'object' && param !== null && 'date' in param;
}

const WITH_PHONE: Readonly<Record<string, TextKey>> = {
  'help:human': 'sms:human',
  'help:bot': 'sms:bot',
  'common:thirdMiss': 'sms:human',
  'absence:tooLateToUndo': 'sms:tooLate',
  'signal:tooLate': 'sms:tooLate',
};

/** What else is said, as it may be said by SMS; null for what may not. */
export function saidBySms({ key, params, time, card, choices }: Saying, { doc, env }: Ctx): Saying | null {
  if (card === 'settings' && env.site !== undefined)
    return { key: 'sms:choices', params: { address: { name: env.site.replace(/^https?:\/\//, '') } } };
  const event = time?.events[0];
  if (key === 'plan:nextMeeting' && event) {
    const day = { date: dateOf(event.start), absolute: true } as const;
    return { key: 'sms:next', params: { day, time: { time: timeOf(event.start) } } };
  }
  if (key === 'absence:stillIllToday' || key === 'absence:stillIllUntil') {
    return params?.to === undefined ? null : { key: 'sms:stillAway', params: { to: params.to } };
  }
  if (key === 'wish:comingNoted' && isDay(params?.day) && params.time !== undefined) {
    const said = { day: { ...params.day, absolute: true }, time: params.time };
    return { key: 'sms:coming', params: said, ...(choices ? { choices } : {}) };
  }
  // "Ja" to the numbers to ring in a crisis gets no word of absence.
  const last = doc.dialog.last.at(-1) as Saying | undefined;
  if (key === 'common:nothingAsked' && (last?.key === 'sms:crisis' || last?.key === 'sms:crisisViolence'))
    return { key: last.key };
  const known = SAID[key];
  if (known !== undefined) return { key: known };
  const withPhone = WITH_PHONE[key];
  if (withPhone === undefined) return null;
  const provider = providerOf(doc);
  return {
    key: withPhone,
    params: { provider: providerBySms(doc), phone: { name: provider.phone } },
  };
}
