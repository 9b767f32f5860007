/**
 * What letters and words do not tell a classifier: that something is denied, supposed, or about somebody else. Each
 * rule moves likelihood from a label to the one that is meant; none invents certainty about things it did not see.
 */

import {
  BUT_FOR,
  ONLY_HALF,
  ONLY_THEN,
  PART_ALONE,
  SAYS_COMING,
  SAYS_NOT_COMING,
  VISIT_ALONE,
} from '../../locales/phrases/exceptions.ts';
import {
  ABSENT_SELF,
  AGREES,
  ASKS_ABOUT_SELF,
  ASKS_FOR_PROOF,
  ASKS_KINDLY,
  ASKS_WHEN,
  ASKS_WHERE_TO,
  CANNOT_COME,
  CANNOT_ON,
  CANNOT_READ,
  CANNOT_THEN,
  COMES_AFTER_ALL,
  DARK,
  DIED,
  DONE,
  EASY_WORD,
  ERRAND,
  GETS_NO_REMINDER,
  GOES_AT,
  HAS_APPLIED,
  IS_AWAY,
  IS_I,
  IS_ILL,
  JUST_AWAY,
  LET_THEM_CALL,
  LONG_AGO,
  MISSED_MEETING,
  NO_EASY,
  NO_OWN_WORK,
  NOT_ANY_LONGER,
  NOT_HARD,
  NOT_MEANT,
  NOT_THE_NAME,
  NOT_THEN,
  NOT_YET,
  ONLY_HEARD,
  ONLY_ILL,
  OWN_CHILD,
  OWN_REMINDER,
  QUOTED,
  REACHES_THEM,
  RECOVERED,
  REMIND_ME,
  REPORTS,
  SELF_OR_LATER,
  STUDIES_NOW,
  SUPPOSES,
  SUPPOSES_OF_US,
  TAKES_BACK,
  TALKS_ABOUT,
  TELLS,
  UNBEARABLE,
  UNREAL,
  UNTIL_WELL,
  WANTS_IT_BACK,
  WANTS_NO_REMINDER,
  WISH,
  WORD_ASKED,
  YES_ALONE,
  YES_SIGN,
} from '../../locales/phrases/signs.ts';
import { ONLY_RIDE } from '../../locales/phrases/told.ts';
import { hasSaying } from './crisis.ts';
import type { Seen } from './features.ts';
import { INTENTS } from './intents.ts';
import { type Likely, move, placeOf, under } from './likely.ts';
import type { Expectation } from './meaning.ts';
import type { Normalised } from './normalise.ts';

/** What has to be done afterwards, perhaps: no word of staying away, and no illness, visit or work that would be one. */
export const isErrand = ({ reason: { reason }, concepts }: Seen): boolean =>
  (reason === null || reason === 'family' || reason === 'other') && !concepts.includes('absent');

const BOOKED_ELSEWHERE = new Set<string>(['doctor', 'authority', 'interview']);
/** Reasons that a few words can tell: "intervju på Ica", "tandis kl 10". */
const TELLING = new Set<string>(['child-sick', 'doctor', 'interview', 'authority']);

const NO_REPORT = INTENTS.filter((intent) => intent !== 'report_absence' && intent !== 'crisis');

/** Corrects `likely` in place. What is known by heart needs no correction, whatever is waited for. */
export function weighRules(
  likely: Likely,
  seen: Seen,
  text: Normalised,
  context: Expectation,
  known: boolean,
): void {
  const { bare } = text;
  if (!known) weighSigns(likely, seen, text, context.expecting ?? null);
  if (context.expecting === 'yes-no') expectAnswer(likely, seen, text, known);
  // "Och om mitt barn blir sjukt?" asks what to do then.
  const supposes = seen.cues.hypothetical && (seen.cues.question || SUPPOSES.test(bare));
  if (context.expecting === 'reason' && supposes)
    move(likely, under('report_absence'), 'out_of_scope/rules', 0.9);
  else if (context.expecting === 'reason' && seen.reason.reason !== null)
    move(likely, under('out_of_scope', 'explain_word', 'show_schedule'), 'report_absence', 0.8);
}

function weighSigns(
  likely: Likely,
  seen: Seen,
  text: Normalised,
  expecting: Expectation['expecting'] | null,
): void {
  const { bare } = text;
  const { cues, reason, concepts } = seen;
  const has = (concept: string): boolean => concepts.includes(concept);
  const news = under('got_job', 'started_studies');

  // Without a dark word a crisis is only a resemblance of letters; the rules before this have seen the rest.
  if (!DARK.test(bare) || DIED.test(bare) || hasSaying(bare))
    move(likely, under('crisis'), 'out_of_scope', 0.97);
  // The rules have not heard one: the classifier alone must be fairly sure.
  else if ((likely[placeOf('crisis')] as number) < SURE_OF_CRISIS)
    move(likely, under('crisis'), 'out_of_scope', 0.6);
  // "Bussen gick precis" is told because they should be somewhere.
  if (ONLY_RIDE.test(bare) && !cues.question && !cues.aboutOther)
    move(likely, under(...NO_REPORT), 'report_absence', 0.95);
  // "chefen har ringt in mig, missar kursen" begins with somebody else and is about the writer.
  const ownAbsence = ABSENT_SELF.test(bare) || (has('absent') && /\b(?:jag|mig|mej)\b/.test(bare));
  if (cues.aboutOther && !ownAbsence) {
    // A child is taken care of and to the doctor; a close relative perhaps, so that is asked; a friend not.
    const ownChild = reason.reason === 'child-sick' || (reason.reason === 'doctor' && OWN_CHILD.test(bare));
    if (ownChild) move(likely, under('out_of_scope'), 'report_absence', 0.8);
    else if (reason.reason === 'family')
      move(likely, under('report_absence'), 'out_of_scope/other_person', seen.marks.length > 0 ? 0.2 : 0.6);
    else move(likely, under('report_absence'), 'out_of_scope/other_person', 0.92);
    // "chefen sa att jag får börja", "de vill anställa mig" are about the writer.
    if (!/\b(?:jag|ja|mig|mej)\b/.test(bare)) move(likely, news, 'out_of_scope/other_person', 0.92);
    if (!(OWN_CHILD.test(bare) && has('well')))
      move(
        likely,
        under('reminder_start', 'reminder_stop', 'reminder_time', 'cancel'),
        'out_of_scope/other_person',
        0.7,
      );
  }
  if (NOT_YET.test(bare) && !NOT_ANY_LONGER.test(bare)) {
    move(likely, news, 'out_of_scope', 0.93);
    if (
      (has('job') || has('study')) &&
      !has('absent') &&
      seen.marks.every((mark) => mark.kind === 'gap' || mark.kind === 'link')
    )
      move(likely, under('report_absence'), 'out_of_scope', 0.8);
  }
  if (WISH.test(bare.replace(TELLS, ' ')) && !DONE.test(bare)) move(likely, news, 'out_of_scope', 0.8);
  if (cues.question && !DONE.test(bare) && !REPORTS.test(bare)) move(likely, news, 'out_of_scope', 0.7);
  if (
    has('job') &&
    has('got') &&
    DONE.test(bare) &&
    !cues.negated &&
    !cues.question &&
    !cues.aboutOther &&
    !has('absent') &&
    !/extra|pass\b|inhopp|vikari|hoppa in|imorgon|idag/.test(bare)
  ) {
    move(likely, under('report_absence'), 'got_job', 0.85);
  }
  if (ASKS_ABOUT_SELF.test(bare) && text.plain.includes('?')) move(likely, news, 'out_of_scope', 0.9);
  if (UNREAL.test(bare)) {
    move(likely, news, 'out_of_scope', 0.93);
    move(likely, under('report_absence'), 'out_of_scope', 0.7);
  }
  if (cues.hypothetical) {
    const supposed =
      has('supposing') ||
      /\b(?:om|ifall)\b/.test(bare) ||
      (/\bnar\b/.test(bare) && cues.question && !DONE.test(bare));
    if (supposed && !TALKS_ABOUT.test(bare)) {
      move(likely, news, 'out_of_scope/rules', 0.9);
      if (SUPPOSES_OF_US.test(bare))
        move(likely, under('show_plan', 'show_schedule'), 'out_of_scope/rules', 0.8);
      if (!ABSENT_SELF.test(bare) || /\b(?:vad|hur|vem|maste|far)\b/.test(bare))
        move(likely, under('report_absence'), 'out_of_scope/rules', 0.9);
    }
  }
  // "jag är inte sjuk, jag har autism" says who somebody is.
  const isWell = !reason.diagnosis || /\b(?:langre|frisk\w*|battre|borta|over)\b/.test(bare);
  if (reason.denied && isWell && !/\bkan (?:inte|ej)\b/.test(bare) && reason.reason === null)
    move(likely, under('report_absence', 'out_of_scope'), 'cancel/well_again', 0.9);
  if (reason.denied && !isWell) move(likely, under('cancel'), 'out_of_scope', 0.9);

  const plain = !cues.question && !cues.negated && !cues.hypothetical && !cues.aboutOther && !cues.past;
  if (
    plain &&
    reason.reason !== null &&
    TELLING.has(reason.reason) &&
    seen.words.length <= 4 &&
    !has('seek') &&
    !has('explain') &&
    !ERRAND.test(bare)
  ) {
    move(likely, [placeOf('out_of_scope')], 'report_absence', 0.85);
  }
  if (tellsPart(bare) && !cues.question && !cues.hypothetical && !cues.aboutOther) {
    move(likely, BESIDE_REPORT, 'report_absence', 0.97);
    // Which hours are missed is told, and not that somebody is late.
    move(likely, under('report_absence'), 'report_absence', 0.97);
  }
  // "Jag kan komma hela veckan utom torsdag" tells of a Thursday that is missed.
  const [before = '', but] = bare.split(BUT_FOR);
  if (
    but !== undefined &&
    SAYS_COMING.test(before) &&
    !SAYS_NOT_COMING.test(before) &&
    seen.marks.some(isMoment)
  )
    move(likely, under('cancel', 'out_of_scope', 'show_schedule'), 'report_absence', 0.9);
  if (PART_ALONE.test(bare)) move(likely, under('greeting', 'reminder_time'), 'report_absence', 0.9);
  // "imorgon kl nio har jag tid hos tandläkaren" is no question about the schedule.
  if (!cues.question && reason.reason !== null && BOOKED_ELSEWHERE.has(reason.reason))
    move(likely, under('show_schedule'), 'report_absence', 0.8);
  if (/\bdet hjalper (?:mig|mej)\b/.test(bare) && !cues.question)
    move(likely, under('reminder_start', 'reminder_time', 'human', 'out_of_scope'), 'help/need', 0.95);
  if (UNBEARABLE.test(bare) && !has('absent') && !cues.past && seen.marks.every(({ kind }) => kind === 'gap'))
    move(likely, under('report_absence'), 'help/need', 0.99);
  // "om jag är hemma en vecka med feber, behöver jag intyg?": what the rules are.
  if (cues.question && ASKS_FOR_PROOF.test(bare))
    move(likely, under('report_absence'), 'out_of_scope/rules', 0.95);
  // "påminnelsen kommer för sent, jag behöver den kl 20": the reminder is late, not the writer.
  if (
    /^(?:[a-z]+ )?pamin\w*/.test(bare) &&
    (reason.reason === null || reason.reason === 'other') &&
    !has('absent')
  )
    move(likely, under('report_absence'), 'reminder_time', 0.95);
  // "vilken ersättning får man om man pluggar": about money, whatever is done beside it.
  if (cues.question && (has('money') || has('benefit')) && !has('absent'))
    move(likely, under('report_absence'), 'out_of_scope/money', 0.85);
  // "hur dags slutar det? ska hämta på dagis sen": why it is asked, not why somebody stays away.
  if (cues.question && has('when') && isErrand(seen))
    move(likely, under('report_absence'), 'show_schedule', 0.9);
  // "körde buss i tjugo år, sen sa ryggen stopp": a life, not a day.
  if (LONG_AGO.test(bare) && !has('absent') && !cues.question)
    move(likely, under('report_absence'), 'out_of_scope', 0.9);
  // "det stod »anpassad takt«, vad menas": a word in quotation marks is asked about.
  if (QUOTED.test(text.shown) && has('mean'))
    move(likely, under('show_plan', 'help', 'out_of_scope', 'human'), 'explain_word', 0.9);
  const masked = seen.words.join(' ');
  if (IS_AWAY.test(masked))
    move(likely, under('cancel', 'no', 'out_of_scope', 'human', 'greeting'), 'report_absence', 0.9);
  if (CANNOT_THEN.test(masked) || (CANNOT_ON.test(masked) && !has('remind')))
    move(likely, under('help', 'no', 'out_of_scope', 'cancel', 'human'), 'report_absence', 0.85);
  if (tellsMissed(seen, bare))
    move(
      likely,
      under('human', 'show_schedule', 'show_plan', 'help', 'out_of_scope', 'no', 'cancel', 'reminder_start'),
      'report_absence/no_show',
      0.95,
    );
  // "Måste gå klockan 11 på torsdag" is no question about that day.
  if (GOES_AT.test(bare) && !cues.question && !cues.hypothetical && !cues.aboutOther)
    move(
      likely,
      under('show_schedule', 'no', 'cancel', 'out_of_scope', 'human', 'help'),
      'report_absence/leave_early',
      0.9,
    );
  if (JUST_AWAY.test(bare) && !cues.question)
    move(likely, under('help', 'no', 'cancel'), 'report_absence', 0.9);
  if (NO_OWN_WORK.test(bare) && !cues.question && !cues.hypothetical && !cues.aboutOther)
    move(likely, under('out_of_scope', 'show_plan', 'got_job', 'human', 'help'), 'report_absence', 0.9);
  if (HAS_APPLIED.test(bare) && !cues.question && !cues.negated && !cues.hypothetical && !cues.aboutOther)
    move(
      likely,
      under('out_of_scope', 'show_plan', 'got_job', 'report_absence', 'help'),
      'started_studies',
      0.9,
    );
  if (COMES_AFTER_ALL.test(bare) && !has('late'))
    move(likely, under('report_absence'), 'cancel/well_again', 0.85);
  if (RECOVERED.test(bare) && !cues.question && !cues.hypothetical && !CANNOT_COME.test(bare))
    move(likely, under('report_absence', 'out_of_scope'), 'cancel/well_again', 0.9);
  if (ASKS_WHERE_TO.test(bare)) move(likely, under('cancel'), 'out_of_scope', 0.95);
  if (UNTIL_WELL.test(bare) && !cues.question && !cues.hypothetical) {
    move(likely, under('cancel', 'greeting', 'no', 'out_of_scope', 'help'), 'report_absence', 0.95);
    // "Kommer inte förrän jag är frisk" is no late arrival.
    move(likely, under('report_absence/late'), 'report_absence', 0.95);
  }
  if (TAKES_BACK.test(bare))
    move(
      likely,
      under('report_absence').filter((place) => place !== placeOf('report_absence/change')),
      'cancel/undo',
      0.9,
    );
  if (reason.reason === 'education' && !STUDIES_NOW.test(bare) && !HAS_APPLIED.test(bare))
    move(likely, under('started_studies'), 'report_absence', 0.8);
  if (
    cues.correction &&
    !has('remind') &&
    !has('tell-before') &&
    bare.split(' ').length <= 8 &&
    /^(?:nej|na|nae|inte|fel|oj|forlat|sorry|hoppsan|jag mena\w*|rattelse|byt|ska vara)\b/.test(bare)
  ) {
    move(likely, under('report_absence', 'reminder_time', 'show_schedule', 'out_of_scope'), 'no/change', 0.8);
  }
  if (IS_ILL.test(bare) && !reason.denied && !cues.question && !cues.aboutOther && !RECOVERED.test(bare)) {
    move(likely, under('cancel'), 'report_absence', 0.99);
    if (ONLY_ILL.test(bare) && !cues.hypothetical)
      move(likely, under('out_of_scope', 'help', 'greeting', 'human'), 'report_absence', 0.97);
    // To "stämmer det?", and about another day, a no is a correction.
    if (expecting === null && !seen.marks.some(isMoment)) move(likely, under('no'), 'report_absence', 0.95);
  }
  if (reason.reason === 'interview' && !cues.question) move(likely, news, 'report_absence', 0.8);
  if (NOT_MEANT.test(bare))
    move(likely, under('cancel', 'report_absence', 'out_of_scope'), 'no/change', 0.85);
  if (LET_THEM_CALL.test(bare))
    move(
      likely,
      under('reminder_time', 'reminder_start', 'report_absence', 'out_of_scope'),
      'human/call_me',
      0.85,
    );
  if (NOT_THE_NAME.test(bare) && !cues.question)
    move(likely, under('show_plan', 'no', 'out_of_scope', 'help'), 'human/not_right', 0.9);
  if (REACHES_THEM.test(bare))
    move(likely, under('show_plan', 'show_schedule', 'help', 'out_of_scope'), 'human', 0.85);
  if (ASKS_WHEN.test(bare)) move(likely, under('cancel', 'human/not_right'), 'show_schedule', 0.85);
  if (WORD_ASKED.test(text.folded)) move(likely, under('easy_on', 'out_of_scope'), 'explain_word', 0.85);
  if (REMIND_ME.test(bare) && seen.marks.some(({ kind }) => kind === 'clock' || kind === 'part'))
    move(likely, under('report_absence'), 'reminder_time', 0.9);
  // "påminn mig 1/4 om rapporten": on one day, it is one of their own.
  if (
    OWN_REMINDER.test(bare) &&
    seen.marks.some(isMoment) &&
    !/\b(?:fran|igen|alltid|varje|alla|infor)\b/.test(bare)
  )
    move(likely, under('reminder_start', 'out_of_scope'), 'reminder_time', 0.95);
  if (has('remind')) {
    if (ASKS_KINDLY.test(bare)) move(likely, under('reminder_stop'), 'reminder_start', 0.9);
    else if (WANTS_IT_BACK.test(bare)) move(likely, under('reminder_stop'), 'reminder_start', 0.9);
    else if (
      /\binte (?:tidigare|senare|forr)\b/.test(bare) &&
      seen.marks.some(({ kind }) => kind === 'clock')
    )
      move(likely, under('reminder_stop', 'reminder_start'), 'reminder_time', 0.95);
    else if (NOT_THEN.test(masked))
      move(likely, under('reminder_stop', 'reminder_start'), 'reminder_time', 0.85);
    else if (/\binte\b.*\butan\b/.test(bare))
      move(likely, under('reminder_stop', 'reminder_start'), 'reminder_time', 0.85);
    else if (GETS_NO_REMINDER.test(bare)) move(likely, under('reminder_stop'), 'reminder_start', 0.9);
    else if (WANTS_NO_REMINDER.test(bare)) {
      const moved = !/\b(?:utan|istallet|hellre)\b/.test(bare);
      if (moved) move(likely, under('reminder_start', 'reminder_time'), 'reminder_stop', 0.85);
    }
  }
  if (EASY_WORD.test(bare) && has('hard') && !cues.question && !cues.negated)
    move(likely, under('explain_word'), 'easy_on', 0.9);
  if (EASY_WORD.test(bare) && (has('swedish') || has('hard') || bare.split(' ').length <= 4)) {
    if (NOT_HARD.test(bare)) move(likely, under('easy_off'), 'easy_on', 0.9);
    else if (NO_EASY.test(bare)) move(likely, under('easy_on'), 'easy_off', 0.9);
    else if (!CANNOT_READ.test(bare) && !has('normal') && !cues.negated && !has('stop'))
      move(likely, under('easy_off'), 'easy_on', 0.7);
  }
  if (has('hard') && /\b(?:inte|inga|mindre) (?:sa )?(?:svar\w*|lang\w*|mycket|krangl\w*)\b/.test(bare))
    move(likely, under('easy_off'), 'easy_on', 0.8);
}

const MOMENTS = new Set(['clock', 'date', 'relative', 'weekday', 'named', 'later', 'part']);
const isMoment = (mark: Seen['marks'][number]): boolean =>
  MOMENTS.has(mark.kind) || (mark.kind === 'span' && mark.ahead);

/** "Jag kommer bara på eftermiddagen", "läkartid": a report in so many words. */
export const tellsPart = (bare: string): boolean =>
  ONLY_THEN.test(bare) || ONLY_HALF.test(bare) || VISIT_ALONE.test(bare);

const BESIDE_REPORT = under(
  'cancel',
  'out_of_scope',
  'show_plan',
  'show_schedule',
  'reminder_time',
  'got_job',
  'started_studies',
  'human',
  'greeting',
  'explain_word',
  'no',
  'help',
);

/** "Jag kom inte till mötet": that it was missed, and not by somebody else. */
export const tellsMissed = ({ cues }: Seen, bare: string): boolean =>
  MISSED_MEETING.test(bare) && !cues.question && !cues.hypothetical && !cues.aboutOther;

const SURE_OF_CRISIS = 0.5;

/** Whether there is a word of agreement, and none that makes it a question, a denial or something that the writer does alone. */
function saysYes({ cues, concepts }: Seen, { bare, shown }: Normalised): boolean {
  if (YES_ALONE.test(bare) || YES_SIGN.test(shown)) return true;
  if (cues.question || cues.negated || SELF_OR_LATER.test(bare)) return false;
  if (concepts.includes('affirm') || AGREES.test(bare)) return true;
  return !IS_I.test(bare) && (concepts.includes('yes') || concepts.includes('praise'));
}

/**
 * After a yes-no question, a short answer is most often one. A yes sends something, so it must have been said: a word that resembles
 * one by its letters ("mörkt", "vägrar") is asked about, and so is a question back ("stämmer det?").
 */
function expectAnswer(likely: Likely, seen: Seen, text: Normalised, known: boolean): void {
  const { bare } = text;
  const { concepts, cues } = seen;
  const isYes = !ONLY_HEARD.test(bare) && (known || saysYes(seen, text));
  const isNo = known || cues.negated || cues.correction || concepts.includes('no');
  if (!isYes) likely[placeOf('yes')] = 0;
  const words = bare === '' ? 0 : bare.split(' ').length;
  if (words > 6) return;
  const answers = isYes ? ['yes'] : [];
  if (isNo) answers.push('no', 'no/change');
  for (const label of answers) likely[placeOf(label)] = (likely[placeOf(label)] as number) * 4;
  if (!isYes) return;
  if (concepts.includes('praise') && words <= 3) move(likely, under('greeting'), 'yes', 0.8);
  if (concepts.includes('thanks') && concepts.includes('yes')) move(likely, under('greeting'), 'yes', 0.9);
}
