import { latestOpenAbsence } from '../domain/actions/absences.ts';
import type { Participant } from '../domain/participant.ts';
import { WANTS_TO_EXPLAIN } from '../locales/phrases/answers.ts';
import type { Choice } from '../locales/saying.ts';
import { absenceCommand } from './absence/known.ts';
import { registry, run } from './commands.ts';
import { openQuestion } from './engine.ts';
import { askedAbout, explainWith } from './explain-absence.ts';
import { helpSaying, humanSaying, MAIN_CHOICES } from './help.ts';
import { returned, understood } from './returned.ts';
import { route } from './route.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import type { Meaning } from './understanding/meaning.ts';
import { verdict } from './understanding/verdict.ts';

/** What is said to words that were not understood, or not surely. */

/** Not understood: choices at once, then help, and after the third time in a row a human. */
export function missed(heard: Heard, ctx: Ctx): Turn {
  const misses = ctx.doc.dialog.misses + 1;
  const doc: Participant = { ...ctx.doc, dialog: { ...ctx.doc.dialog, misses } };
  const counted = { ...ctx, doc };
  if (misses >= 3) {
    return returned({ doc, say: [{ key: 'common:thirdMiss' }, ...humanSaying(counted)] }, ctx.env);
  }
  const isOutOfScope = heard.meaning.intent === 'out_of_scope' && verdict(heard.meaning) === 'sure';
  // "Jag glömde", "Det brann hemma": an answer to the question about what was missed, in any words that ask nothing themselves.
  const asked = openQuestion(doc, registry) === null ? askedAbout(doc, ctx.env.now) : null;
  const isAnswer = asked !== null && !(isOutOfScope && heard.meaning.question);
  if (misses === 1 && isOutOfScope && !isAnswer) {
    return returned({ doc, say: [{ key: 'help:outOfScope', choices: MAIN_CHOICES }] }, ctx.env);
  }
  if (asked !== null && isAnswer && /\p{L}{2}/u.test(heard.text)) {
    // Who says that they want to explain has not done so yet.
    if (WANTS_TO_EXPLAIN.test(heard.normal.folded))
      return understood(run(`explain:${asked.id}`, counted) ?? { doc, say: [] });
    return understood(explainWith(asked, heard, heard.meaning.reason, ctx, registry));
  }
  const almost =
    isLateReport(heard.meaning) && openQuestion(doc, registry) === null ? route(heard, ctx) : null;
  if (almost !== null) return understood(almost);
  const meant = verdict(heard.meaning) === 'ask' ? meantChoices(heard.meaning, doc) : [];
  if (meant.length > 0 && openQuestion(doc, registry) === null) {
    return {
      doc,
      say: [
        {
          key: 'common:didYouMean',
          choices: [
            ...meant.filter(({ id }) => id !== 'do:help'),
            { id: 'do:help', key: 'common:somethingElse' },
          ],
        },
      ],
    };
  }
  if (misses === 2) {
    const isAsked = openQuestion(doc, registry) !== null;
    return returned({ doc, say: [{ key: 'common:secondMiss' }, ...helpSaying(isAsked)] }, ctx.env);
  }
  return returned({ doc, say: [{ key: 'common:notUnderstood', choices: MAIN_CHOICES }] }, ctx.env);
}

/** Coming late with a time or minutes in it: what it is taken for is read back before anything is sent. */
function isLateReport(meaning: Meaning): boolean {
  const late = meaning.detail === 'late' || meaning.detail === 'leave_early';
  const told = meaning.when !== null || meaning.minutes !== null;
  return verdict(meaning) === 'ask' && meaning.intent === 'report_absence' && late && told;
}

const MEANT: Partial<Record<Meaning['intent'], Choice>> = {
  report_absence: { id: 'do:absence', key: 'common:cannotCome' },
  show_plan: { id: 'do:plan', key: 'common:myPlan' },
  show_schedule: { id: 'do:next', key: 'common:nextMeeting' },
  human: { id: 'do:human', key: 'common:human' },
  explain_word: { id: 'do:words', key: 'common:whatDoesItMean' },
  reminder_stop: { id: 'do:reminders:off', key: 'wish:turnOff' },
  reminder_start: { id: 'do:reminders:on', key: 'wish:turnOn' },
  easy_on: { id: 'do:easier', key: 'common:easier' },
  easy_off: { id: 'do:level:plain', key: 'common:plainLevel' },
  got_job: { id: 'do:life:work', key: 'signal:iGotJob' },
  started_studies: { id: 'do:life:studies', key: 'signal:iStudy' },
  reminder_time: { id: 'do:reminders:show', key: 'wish:choose' },
  help: { id: 'do:help', key: 'common:help' },
  out_of_scope: { id: 'do:ask', key: 'common:askSupervisor' },
};

function meantChoices(meaning: Meaning, doc: Participant): Choice[] {
  const sent = latestOpenAbsence(doc);
  const found = meaning.top.flatMap((intent): Choice[] => {
    // With no dialog under way there is only what was sent to take back.
    if (intent === 'cancel') return sent === null ? [] : [{ id: `do:undo:${sent.id}`, key: 'common:undo' }];
    const choice = MEANT[intent];
    if (choice === undefined) return [];
    // What was said of the absence is not asked for again.
    if (intent === 'report_absence')
      return [
        {
          ...choice,
          id: `do:${absenceCommand(meaning.when, meaning.intent === intent ? meaning.reason : null)}`,
        },
      ];
    return [choice];
  });
  return [...new Map(found.map((choice) => [choice.id, choice])).values()].slice(0, 3);
}
