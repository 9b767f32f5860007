import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { LEVELS, type Level } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { render } from '../../locales/render.ts';
import { type Example, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** Questions about the own plan in free words, as job seekers write them, and what is said first. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

function answer(text: string, plan: Plan, level: Level = 'plain'): { keys: string[]; words: string } {
  const turn = respond(newParticipant(plan, NOW, level), { text, pressed: null }, env);
  return {
    keys: turn.say.map((saying) => saying.key),
    words: turn.say.map((saying) => render(saying, { level, today: env.today }).text).join('\n'),
  };
}

/** Question, the first that is said, and words that the answer holds. */
type Asked = readonly [question: string, key: string, holds: string];

const ROM: readonly Asked[] = [
  ['vem är min handledare?', 'plan:people', 'Karin Berg, telefon 070-174 06 21'],
  ['va heter min coach', 'plan:people', 'Karin Berg'],
  ['hur når jag min handledare', 'help:human', '070-174 06 21'],
  ['vad har min handledare för e-post', 'plan:people', 'karin.berg@exempelcoacherna.example'],
  ['vad är min adress', 'plan:aboutMe', 'Din adress: det står inte i planen'],
  ['vilket telefonnummer har ni till mig', 'plan:aboutMe', '070-174 06 11'],
  ['när är nästa möte', 'plan:nextMeeting', 'i morgon, tisdag 10 mars, klockan 9 till 10'],
  ['var är mötet', 'plan:nextMeeting', 'Var: Exempelcoacherna, Storgatan 12, 2 trappor'],
  ['vad ska jag ta med', 'plan:nextMeeting', 'Ta med: »Ditt cv'],
  ['hur länge är mötet', 'plan:nextMeeting', 'Hur länge: 1 timme'],
  ['vem ska jag träffa', 'plan:nextMeeting', 'Du träffar: Karin Berg'],
  ['vad ska jag ta med till workshopen', 'plan:nextMeeting', 'Ta med:'],
  ['när är workshopen', 'plan:nextMeeting', 'onsdag 11 mars, klockan 9 till 12'],
  ['mötet med Omar när är det', 'plan:nextMeeting', 'Omar Nilsson'],
  ['när är min praktik', 'plan:kindNotBooked', 'praktik'],
  ['när är mötet med Anna?', 'plan:nobodyBooked', 'Anna'],
  ['varför ska jag gå på workshop', 'plan:nextMeeting', 'Varför:'],
  ['varför gör jag det här', 'plan:whyGoal', 'Arbete på lager'],
  ['hur långt har jag kommit', 'plan:stepsDoneList', '1 steg är klart'],
  ['hur långt har jag kommit i min plan då', 'plan:stepsDoneList', '1 steg är klart'],
  ['när är jag färdig här egentligen', 'plan:noEnd', 'slutar'],
  ['när slutar det här programmet', 'plan:noEnd', 'när din tid i Rusta och matcha slutar'],
  ['vad bestämde vi sist', 'plan:decisions', '»'],
  ['hur många timmar i veckan', 'plan:hoursFull', '40 timmar i veckan'],
  ['vilken insats är jag i', 'plan:service', 'Rusta och matcha'],
  ['vilken version är min plan', 'plan:service', 'din första plan'],
  ['vad gick jag i förut', 'plan:service', 'Stöd och matchning'],
  ['vilken nivå är jag', 'plan:level', 'Nivån bestämmer vad leverantören får betalt'],
  ['vilka aktiviteter har jag', 'plan:bookings', 'varje tisdag, klockan 9 till 10'],
  ['vilken ersättning har jag', 'plan:rules', 'aktivitetsstöd'],
  ['vad är nytt', 'plan:noNews', 'måndag 9 mars'],
  ['vad är mitt uppdrag', 'plan:noAssignment', 'inget uppdrag'],
  ['vad ska jag göra idag', 'plan:nothingOnDay', 'i dag, måndag 9 mars'],
  ['vad ska jag göra imorgon', 'plan:onDay', 'i morgon, tisdag 10 mars'],
  ['vad ska jag göra den här veckan', 'plan:week', 'Den här veckan'],
  ['vad har jag nästa vecka', 'plan:days', 'Från måndag 16 mars till söndag 22 mars'],
  ['vad ska jag göra hemma', 'plan:own', 'på egen hand'],
];

const KOMMUN: readonly Asked[] = [
  ['vad är mitt uppdrag', 'plan:assignment', 'självförsörjande'],
  ['vad är min aktivitetsförmåga', 'plan:assignment', '30 timmar i veckan'],
  ['vem samordnar allt', 'plan:assignment', 'Nadia Sjö ser till'],
  ['vilken insats är jag i', 'plan:service', 'Vägen till jobb'],
  ['när är min praktik', 'plan:nextMeeting', 'Köket på Ekskolan'],
  ['när har jag svenska', 'plan:nextMeeting', 'Svenska för kök'],
  ['hur många timmar i veckan', 'plan:hours', '30 timmar'],
  ['när slutar min insats', 'plan:noEnd', 'Vägen till jobb'],
  ['vilken nivå är jag', 'plan:noLevel', 'säger inte vilken nivå'],
];

const STA: readonly Asked[] = [
  ['vilken del av steg till arbete är jag i', 'plan:service', 'Steg till arbete har 4 delar'],
  ['när är arbetsträningen', 'plan:nextMeeting', 'i dag, måndag 9 mars'],
  ['när är trepartsmötet', 'plan:nextMeeting', 'på video'],
  ['vad ska jag ta med till växthuset', 'plan:nextMeeting', 'Oömma kläder'],
];

const ALL: readonly (readonly [Example, readonly Asked[]])[] = [
  ['plan-rusta-och-matcha', ROM],
  ['plan-kommun', KOMMUN],
  ['plan-steg-till-arbete', STA],
];

describe.each(ALL)('%s', (example, asked) => {
  const plan = examplePlan(example);
  test.each(asked)('%s', (question, key, holds) => {
    const { keys, words } = answer(question, plan);
    expect([question, keys.find((said) => said.startsWith(key.split(':')[0] as string))]).toEqual([
      question,
      key,
    ]);
    expect(words).toContain(holds);
  });

  test.each(asked)('%s, easy', (question, key) => {
    expect(answer(question, plan, 'easy').keys).toContain(key);
  });
});

describe('what the plan does not hold is said, and the handledare can be asked', () => {
  const rom = examplePlan('plan-rusta-och-matcha');
  const bare: Plan = {
    ...rom,
    alternativeGoal: null,
    steps: [],
    appointments: [],
    ownWork: [],
    support: [],
    adaptations: [],
    followUp: null,
    decisions: [],
    caseworker: null,
    earlierServices: [],
    service: { ...rom.service, end: null, level: null, period: null, reference: null },
    goal: { what: rom.goal.what, why: null, doneWhen: null },
  };
  const questions: readonly (readonly [string, string])[] = [
    ['hur långt har jag kommit', 'plan:noSteps'],
    ['vad ska jag göra nu', 'plan:noStepNow'],
    ['när är nästa möte', 'plan:nothingBooked'],
    ['vad ska jag ta med', 'plan:nothingBooked'],
    ['vilka aktiviteter har jag', 'plan:nothingBooked'],
    ['vad ska jag göra själv', 'plan:noOwnWork'],
    ['vilket stöd får jag', 'plan:noSupport'],
    ['när är nästa uppföljning', 'plan:noFollowUp'],
    ['vad bestämde vi', 'plan:noDecisions'],
    ['när slutar programmet', 'plan:noEnd'],
    ['vilken nivå är jag', 'plan:noLevel'],
    ['varför gör jag det här', 'plan:whyGoal'],
    ['vad är mitt uppdrag', 'plan:noAssignment'],
  ];
  test.each(LEVELS.flatMap((level) => questions.map(([question, key]) => [level, question, key] as const)))(
    '%s: %s',
    (level, question, key) => {
      const turn = respond(newParticipant(bare, NOW, level), { text: question, pressed: null }, env);
      expect(turn.say.map((saying) => saying.key)).toContain(key);
      expect(turn.say.at(-1)?.choices?.map((choice) => choice.id)).toContainEqual(
        expect.stringMatching(/^do:ask/),
      );
      for (const saying of turn.say) {
        expect(render(saying, { level, today: env.today }).text).not.toMatch(/undefined|null|»«|: *$|\b0 /m);
      }
    },
  );
});
