import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS, run } from '../../dialogs/commands.ts';
import { FACETS } from '../../dialogs/plan/schedule.ts';
import { ASKED_SECTIONS, PLAN_SECTIONS } from '../../dialogs/plan/sections.ts';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import type { Turn } from '../../dialogs/turn.ts';
import { nextBooked } from '../../domain/appointment.ts';
import { LEVELS, type Level, type Participant } from '../../domain/participant.ts';
import { type Plan, parsePlan } from '../../domain/plan.ts';
import { TERMS } from '../../locales/glossary/terms.ts';
import { render } from '../../locales/render.ts';
import { newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/**
 * No duty of Arbetsförmedlingen's programmes or of Försäkringskassan reaches a participant of the municipality alone, and none of the
 * municipality one of Arbetsförmedlingen's: over every command, every phrase that the product knows, every reason to be away, in both
 * levels. A word that somebody asks for may name an authority; a duty towards it may not stand there either.
 */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

const NAMES_AF =
  /arbetsförmedling|försäkringskass|\bMSFA\b|KA-Webb|avvikelse|\b0771|aktivitetsstöd|aktivitetsrapport/i;
const NAMES_MUNICIPALITY = /kommun|ekonomiskt bistånd|försörjningsstöd|socialsekreterare|anordnare/i;
const DUTY_TO_AF =
  /0771|(?<!\p{L})(?:anmäl|ring|säg|berätta|fråga|skicka|sök)[^.\n]{0,60}(?:Arbetsförmedlingen|Försäkringskassan)|senast den 7/iu;
const DUTY_TO_MUNICIPALITY =
  /(?<!\p{L})(?:säg|berätta|fråga|ring)[^.\n]{0,60}(?:kommun|socialsekreterare|anordnare)/iu;

/** What may name an authority: a word that was asked for, and what the plan itself says of where the person is registered. */
const MAY_NAME = /^(?:glossary:|plan:rules$)/;

function planFrom(file: string): Plan {
  const parsed = parsePlan(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

interface Told {
  readonly asked: string;
  readonly key: string;
  readonly text: string;
}

function toldIn(asked: string, turn: Turn | null, level: Level): Told[] {
  return (turn?.say ?? []).map((saying) => {
    const { text, choices } = render(saying, { level, today: env.today });
    // The author's own words are the author's.
    const ours = text.replace(/»[^«]*«/gs, '»«');
    return { asked, key: saying.key, text: [ours, ...choices.map(({ title }) => title)].join('\n') };
  });
}

function argumentsOf(command: string, { plan }: Participant): string[] {
  const next = nextBooked(plan.appointments, env.local);
  const lists: Readonly<Record<string, readonly string[]>> = {
    plan: ['', ...PLAN_SECTIONS, ...ASKED_SECTIONS],
    next: ['', ...FACETS],
    booking: plan.appointments.map(({ id }) => id),
    day: ['2026-03-09', '2026-03-10', '2026-03-15', ...FACETS.map((facet) => `2026-03-11:${facet}`)],
    word: TERMS.map(({ id }) => id),
    level: [...LEVELS],
    reminders: ['on', 'off'],
    cannot: next ? [next.key] : [],
    coming: next ? [next.key] : [],
  };
  return [...(lists[command] ?? [''])];
}

function everyCommand(doc: Participant, level: Level): Told[] {
  return COMMANDS.flatMap((command) =>
    argumentsOf(command, doc).flatMap((argument) =>
      toldIn(`do:${command}:${argument}`, run(`${command}:${argument}`, { doc, env }), level),
    ),
  );
}

const FOLDER = 'locales/phrases';
const PHRASES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt') && !['words.txt', 'crisis.txt'].includes(file))
  .flatMap((file) => readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n'))
  .map((line) => line.trim())
  .filter((line) => line !== '' && !/^[[#]/.test(line) && !line.includes('{'));
/** So many of them are asked of each plan; which ones differs by plan and level, so that together all of them are. */
const EVERY = 4;

function phrases(doc: Participant, level: Level, offset: number): Told[] {
  return PHRASES.filter((_, index) => index % EVERY === offset % EVERY).flatMap((phrase) =>
    toldIn(phrase, respond(doc, { text: phrase, pressed: null }, env), level),
  );
}

const REPORTS = [
  ['jag är sjuk imorgon', 'ja'],
  ['mitt barn är sjukt imorgon', 'ja'],
  ['jag ska jobba imorgon', 'ja'],
  ['jag har tandläkartid imorgon klockan 9', 'ja'],
  ['jag ska på begravning imorgon', 'ja'],
  ['jag har möte med en myndighet imorgon', 'ja'],
  ['jag ska på intervju imorgon', 'ja'],
  ['jag kan inte komma imorgon', 'annat', 'ja'],
  ['jag kan inte komma imorgon', 'vill inte säga', 'ja'],
  ['jag var sjuk igår', 'ja'],
  ['jag är sjuk hela veckan', 'ja', 'jag är frisk igen'],
  ['jag har fått jobb'],
  ['jag har börjat plugga'],
  ['vad händer om jag inte kan komma'],
  ['vad händer om jag blir sjuk'],
];

function reports(before: Participant, level: Level): Told[] {
  return REPORTS.flatMap((texts) => {
    let doc = before;
    return texts.flatMap((text) => {
      const turn = respond(doc, { text, pressed: null }, env);
      doc = say(turn.doc, turn.say, env);
      return toldIn(texts.join(' / '), turn, level);
    });
  });
}

/** What was told already: seconds each, and the tests ask for the same more than once. */
const toldTo = new Map<string, readonly Told[]>();

function everything(file: string, level: Level, offset: number): readonly Told[] {
  const key = `${file} ${level} ${offset}`;
  const doc = newParticipant(planFrom(file), NOW, level);
  const told = toldTo.get(key) ?? [
    ...everyCommand(doc, level),
    ...phrases(doc, level, offset),
    ...reports(doc, level),
  ];
  toldTo.set(key, told);
  return told;
}

function breaking(told: readonly Told[], pattern: RegExp): string[] {
  return [
    ...new Set(told.filter(({ text }) => pattern.test(text)).map(({ key, asked }) => `${key} (${asked})`)),
  ];
}

describe.each(LEVELS)('%s', (level) => {
  const first = level === 'plain' ? 0 : 2;

  test.each([0, 1])('the municipality alone: nothing of Arbetsförmedlingen, part %i', (part) => {
    const told = everything('examples/plan-kommun.json', level, first + part);
    expect(breaking(told, DUTY_TO_AF)).toEqual([]);
    expect(
      breaking(
        told.filter(({ key }) => !MAY_NAME.test(key)),
        NAMES_AF,
      ),
    ).toEqual([]);
  });

  test.each([
    ['examples/plan-rusta-och-matcha.json', 0],
    ['examples/plan-steg-till-arbete.json', 1],
    ['test/fixtures/plan-a-kassa.json', 2],
  ])('%s: nothing of the municipality', (file, part) => {
    const told = everything(file, level, first + part);
    const asWords = told.filter(({ key }) => !MAY_NAME.test(key));
    expect(breaking(asWords, NAMES_MUNICIPALITY)).toEqual([]);
    const duties = told.filter(({ key }) => !/bistand|forsorjning/.test(key));
    expect(breaking(duties, DUTY_TO_MUNICIPALITY)).toEqual([]);
  });

  test('who has both is told of both, and who has neither of no duty as certain', () => {
    const both = everything('test/fixtures/plan-two-regimes.json', level, first);
    expect(breaking(both, DUTY_TO_AF).length).toBeGreaterThan(5);
    expect(breaking(both, NAMES_MUNICIPALITY).length).toBeGreaterThan(5);
    const unknown = reports(newParticipant(planFrom('test/fixtures/plan-unknown.json'), NOW, level), level);
    expect(breaking(unknown, /0771|anmäl[^.\n]*Arbetsförmedlingen/i)).toEqual([]);
  });

  test('the patterns find what they look for', () => {
    const told = everything('examples/plan-rusta-och-matcha.json', level, first);
    expect(breaking(told, DUTY_TO_AF).length).toBeGreaterThan(10);
    expect(
      breaking(everything('examples/plan-kommun.json', level, first), NAMES_MUNICIPALITY).length,
    ).toBeGreaterThan(5);
  });
});
