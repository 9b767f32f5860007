/**
 * `npm run bench:understanding`: how well messages are understood that the model has not seen.
 *
 * Once with k folds over the phrases (each fold is understood by a model that never saw it), once on the messages kept
 * apart in test/understanding, once on each set of strangers' messages by a model that never saw that set. `-- --errors` lists what was misread, `-- --fast` leaves the folds out.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Model, readModel } from '../dialogs/understanding/classifier.ts';
import { INTENTS, type Intent } from '../dialogs/understanding/intents.ts';
import type { Meaning } from '../dialogs/understanding/meaning.ts';
import { filled, labelsOf, readMessages, readPhrases } from '../dialogs/understanding/phrases.ts';
import { learn, learnByHeart, type Phrase } from '../dialogs/understanding/training.ts';
import { understand } from '../dialogs/understanding/understand.ts';
import { SIDE_EFFECTS, verdict } from '../dialogs/understanding/verdict.ts';
import { dateCases, readDateCases } from '../test/understanding/date-cases.ts';
import { readLabelled } from '../test/understanding/labelled.ts';
import { APART, judgeSet, LEARNT, readSet } from '../test/understanding/sets.ts';

const MODEL = new URL('../dialogs/understanding/model.bin', import.meta.url);
const NOW = '2026-03-10T08:00:00+01:00';
const FOLDS = 5;
const errors = process.argv.includes('--errors');

interface Outcome {
  phrase: Phrase & { tag?: string | null };
  meaning: Meaning;
}

const intentOf = (label: string): Intent => label.split('/')[0] as Intent;

function measure(phrases: readonly Outcome['phrase'][], model?: Model): Outcome[] {
  return phrases.map((phrase) => ({
    phrase,
    meaning: understand(phrase.text, NOW, {}, model === undefined ? {} : { model }),
  }));
}

const temperature = readModel(readFileSync(MODEL)).temperature;

function folds(): Outcome[] {
  const phrases = readPhrases();
  const labels = labelsOf(phrases);
  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const learnt = learn(
      [...filled(phrases.filter((_, at) => at % FOLDS !== fold)), ...readMessages()],
      labels,
    );
    const kept = filled(phrases.filter((_, at) => at % FOLDS === fold)).filter(
      ({ text }, at, all) => all.findIndex((other) => other.text === text) === at && !text.includes('{'),
    );
    outcomes.push(...measure(kept, { ...learnt, temperature }));
  }
  return outcomes;
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

function report(title: string, outcomes: readonly Outcome[]): void {
  const all = outcomes.length;
  const right = ({ phrase, meaning }: Outcome): boolean => meaning.intent === intentOf(phrase.label);
  const count = (test: (one: Outcome) => boolean): number => outcomes.filter(test).length;
  const acted = count((one) => right(one) && verdict(one.meaning) === 'sure');
  const offered = count(
    (one) => verdict(one.meaning) === 'ask' && one.meaning.top.includes(intentOf(one.phrase.label)),
  );
  const wrongEffects = outcomes.filter(
    (one) => !right(one) && verdict(one.meaning) === 'sure' && SIDE_EFFECTS.has(one.meaning.intent),
  );
  const outside = outcomes.filter(({ phrase }) => intentOf(phrase.label) === 'out_of_scope');
  const crises = outcomes.filter(({ phrase }) => intentOf(phrase.label) === 'crisis');
  console.log(`\n## ${title}: ${all} messages\n`);
  console.log(`right intent                     ${percent(count(right), all)}`);
  console.log(
    `right intent and detail          ${percent(
      count((one) => label(one.meaning) === one.phrase.label),
      all,
    )}`,
  );
  console.log(`acted on rightly at once         ${percent(acted, all)}   (target 90 %)`);
  console.log(`right, or asked with the right   ${percent(acted + offered, all)}   (target 95 %)`);
  console.log(`macro F1                         ${macroF1(outcomes).toFixed(3)}`);
  console.log(`wrong side effect read back      ${percent(wrongEffects.length, all)}   (target under 0.5 %)`);
  console.log(
    `out of scope caught              ${percent(outside.filter(right).length, outside.length)}   (target 90 %)`,
  );
  console.log(
    `out of scope, nothing wrong done ${percent(outside.filter((one) => right(one) || verdict(one.meaning) !== 'sure').length, outside.length)}`,
  );
  console.log(`crisis found                     ${percent(crises.filter(right).length, crises.length)}`);
  console.log(
    `false crisis alarms              ${count((one) => one.meaning.intent === 'crisis' && !right(one))}`,
  );
  console.log('\nby intent: messages, right, sure and wrong');
  for (const intent of INTENTS) {
    const own = outcomes.filter(({ phrase }) => intentOf(phrase.label) === intent);
    if (own.length === 0) continue;
    const wrong = own.filter((one) => !right(one) && verdict(one.meaning) === 'sure').length;
    console.log(
      `  ${intent.padEnd(16)} ${String(own.length).padStart(4)}  ${percent(own.filter(right).length, own.length).padStart(7)}  ${wrong}`,
    );
  }
  console.log('\nby tag: messages, right');
  for (const [tag, fits] of TAGS) {
    const own = outcomes.filter(fits);
    if (own.length > 0)
      console.log(
        `  ${tag.padEnd(24)} ${String(own.length).padStart(4)}  ${percent(own.filter(right).length, own.length).padStart(7)}`,
      );
  }
  for (const tag of new Set(outcomes.map(({ phrase }) => phrase.tag ?? null))) {
    const own = outcomes.filter(({ phrase }) => phrase.tag === tag);
    if (tag !== null && own.length > 0)
      console.log(
        `  ${`written by: ${tag}`.padEnd(24)} ${String(own.length).padStart(4)}  ${percent(own.filter(right).length, own.length).padStart(7)}`,
      );
  }
  console.log('\nby the confidence that was given: messages, how often right');
  for (const [from, to] of [
    [0, 0.2],
    [0.2, 0.35],
    [0.35, 0.5],
    [0.5, 0.65],
    [0.65, 0.8],
    [0.8, 0.9],
    [0.9, 0.97],
    [0.97, 1.01],
  ] as const) {
    const own = outcomes.filter(({ meaning }) => meaning.confidence >= from && meaning.confidence < to);
    console.log(
      `  ${from.toFixed(2)}-${to.toFixed(2)}  ${String(own.length).padStart(4)}  ${percent(own.filter(right).length, own.length)}`,
    );
  }
  confusion(outcomes);
  if (errors) {
    console.log('\nmisread:');
    for (const one of outcomes) {
      if (!right(one))
        console.log(
          `  ${one.phrase.label.padEnd(26)} ${label(one.meaning).padEnd(26)} ${one.meaning.confidence.toFixed(2)} ${one.phrase.text}`,
        );
    }
  }
}

/** What can be told from the message itself. */
const TAGS: [string, (one: Outcome) => boolean][] = [
  ['one or two words', ({ phrase }) => phrase.text.split(' ').length <= 2],
  [
    'three to six words',
    ({ phrase }) => phrase.text.split(' ').length > 2 && phrase.text.split(' ').length <= 6,
  ],
  ['seven words or more', ({ phrase }) => phrase.text.split(' ').length > 6],
  ['with a time', ({ meaning }) => meaning.when !== null],
  ['a question', ({ meaning }) => meaning.question],
  ['with a no or not', ({ meaning }) => meaning.negated],
  ['supposing', ({ meaning }) => meaning.hypothetical],
  ['about somebody else', ({ meaning }) => meaning.aboutOther],
];

const label = ({ intent, detail }: Meaning): string => (detail === null ? intent : `${intent}/${detail}`);

function macroF1(outcomes: readonly Outcome[]): number {
  const scores: number[] = [];
  for (const intent of INTENTS) {
    const meant = outcomes.filter(({ phrase }) => intentOf(phrase.label) === intent).length;
    const said = outcomes.filter(({ meaning }) => meaning.intent === intent).length;
    const both = outcomes.filter(
      ({ phrase, meaning }) => intentOf(phrase.label) === intent && meaning.intent === intent,
    ).length;
    if (meant > 0) scores.push(both === 0 ? 0 : (2 * both) / (meant + said));
  }
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** What was meant (rows) and what was understood instead: the pairs that are mixed up most. */
function confusion(outcomes: readonly Outcome[]): void {
  const pairs = new Map<string, number>();
  for (const { phrase, meaning } of outcomes) {
    const meant = intentOf(phrase.label);
    if (meant === meaning.intent) continue;
    const pair = `${meant} read as ${meaning.intent}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  console.log('\nmixed up most:');
  for (const [pair, times] of [...pairs].sort((a, b) => b[1] - a[1]).slice(0, 12))
    console.log(`  ${String(times).padStart(4)}  ${pair}`);
}

function dates(): void {
  const results = dateCases(readDateCases());
  const right = results.filter((one) => one.right);
  const silent = results.filter((one) => !one.right && one.found !== null);
  console.log(`\n## dates: ${results.length} phrases\n`);
  console.log(`right            ${percent(right.length, results.length)}   (target 98 %)`);
  console.log(`silent errors    ${silent.length}   (a wrong time instead of none; target 0)`);
  for (const one of results.filter(({ right: ok }) => !ok))
    console.log(`  ${one.text}: ${one.found ?? 'none'} instead of ${one.expected ?? 'none'}`);
}

const READS_ONCE = `
  import { readFileSync } from 'node:fs';
  import { readModel } from '${new URL('../dialogs/understanding/classifier.ts', import.meta.url)}';
  const from = process.cpuUsage();
  readModel(readFileSync(new URL('${MODEL}')));
  const { user, system } = process.cpuUsage(from);
  console.log((user + system) / 1000);
`;

function speed(phrases: readonly Phrase[]): void {
  const before = process.memoryUsage().rss;
  for (let round = 0; round < 3; round++) measure(phrases);
  const rounds = 10;
  // Processor time: what others do on the machine at the moment is not ours.
  const from = process.cpuUsage();
  for (let round = 0; round < rounds; round++) measure(phrases);
  const spent = process.cpuUsage(from);
  const each = (spent.user + spent.system) / (rounds * phrases.length);
  // A first reading, in a process that has not read it before, is what a start waits for.
  const fresh = spawnSync(process.execPath, ['--input-type=module', '-e', READS_ONCE], { encoding: 'utf8' });
  const took = Number(fresh.stdout);
  const model = readModel(readFileSync(MODEL));
  const size = model.weights.byteLength + model.rarity.byteLength + model.known.size * 8;
  console.log('\n## cost\n');
  console.log(`a message        ${each.toFixed(0)} µs   (target under 500)`);
  console.log(`reading the model ${took.toFixed(1)} ms   (target under 10)`);
  console.log(
    `the model        ${(size / 1e6).toFixed(1)} MB in memory; the process grew by ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB while measuring   (target under 30)`,
  );
}

/** A set of messages by a model that has learnt from everything but that set. */
function withoutSet(name: string): Model {
  const phrases = readPhrases();
  const learnt = [...filled(phrases), ...readMessages().filter(({ set }) => set !== name)];
  const labels = labelsOf(phrases);
  return { ...learn(learnt, labels), known: learnByHeart(learnt, labels), temperature };
}

/** A set by a writer who had not seen the phrases: intents as the others, then times, reasons and the writer's own tags. */
function reportSet(name: string, model?: Model): void {
  const judged = judgeSet(readSet(name), model);
  report(
    `messages kept apart, ${name}`,
    judged.map(({ message, meaning }) => ({
      phrase: { text: message.text, label: message.intent },
      meaning,
    })),
  );
  const timed = judged.filter(({ time }) => time !== null);
  const wrong = timed.filter(({ time }) => time === 'wrong');
  const reasons = judged.filter(({ reasonRight }) => reasonRight !== null);
  console.log(
    `\ntimes right ${percent(timed.filter(({ time }) => time === 'right').length, timed.length)} of ${timed.length}, silent errors ${wrong.length}; reasons right ${percent(reasons.filter(({ reasonRight }) => reasonRight).length, reasons.length)} of ${reasons.length}`,
  );
  const crises = judged.filter(({ message }) => message.intent === 'crisis');
  console.log(
    `crises found ${crises.filter(({ right }) => right).length}, asked about with care ${crises.filter(({ right, helped }) => !right && helped).length}, of ${crises.length}; asked where nothing was meant ${judged.filter(({ falseWorry }) => falseWorry).length}`,
  );
  const helped = judged.filter((one) => one.helped).length;
  console.log(`right, asked with the right or asked with care ${percent(helped, judged.length)}`);
  if (errors) {
    for (const { message, meaning } of wrong)
      console.log(`  ${message.text}: ${meaning.when?.start} instead of ${message.when?.start ?? 'none'}`);
    for (const { message, meaning } of reasons.filter(({ reasonRight }) => !reasonRight))
      console.log(`  ${message.text}: ${meaning.reason} instead of ${message.reason}`);
  }
  console.log("by the writer's tags: messages, right");
  for (const tag of new Set(judged.flatMap(({ message }) => message.tags))) {
    const own = judged.filter(({ message }) => message.tags.includes(tag));
    console.log(
      `  ${tag.padEnd(24)} ${String(own.length).padStart(4)}  ${percent(own.filter(({ right }) => right).length, own.length).padStart(7)}`,
    );
  }
}

const kept = readLabelled('heldout.txt');
report('messages kept apart', measure(kept));
report('messages kept apart, by writer', measure(readLabelled('personas.txt')));
report('messages kept apart, written last', measure(readLabelled('fresh.txt')));
for (const name of APART) reportSet(name);
if (!process.argv.includes('--fast')) for (const name of LEARNT) reportSet(name, withoutSet(name));
if (!process.argv.includes('--fast')) report(`phrases, ${FOLDS} folds`, folds());
dates();
speed(kept);
