import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { noShow, undoNoShow } from '../../bot/provider/no-show.ts';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { COMMANDS, run } from '../../dialogs/commands.ts';
import { ASKED_SECTIONS, PLAN_SECTIONS } from '../../dialogs/plan/sections.ts';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { endService } from '../../domain/actions/service-end.ts';
import { occurrencesOf } from '../../domain/appointment.ts';
import { nextDueAt } from '../../domain/due.ts';
import { NEED_KINDS } from '../../domain/needs.ts';
import { type ChatLine, LEVELS, type Level, type Participant } from '../../domain/participant.ts';
import { appointmentsOf, type Plan, parsePlan } from '../../domain/plan.ts';
import { addMs, HOUR, type Instant } from '../../domain/time.ts';
import { newParticipant } from '../support/participants.ts';
import { envAt, RANDOM } from '../support/turns.ts';

/**
 * Every line that the bot can come to say, by a button, in a conversation or unasked, for every plan that stands in the repository: whole,
 * in Swedish, with no more choices than somebody can hold in mind, and of the participant's own authority.
 */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

const FILES = ['examples', 'test/fixtures'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /^plan-.*\.json$/.test(file))
    .map((file) => `${folder}/${file}`),
);

function planFrom(file: string): Plan {
  const parsed = parsePlan(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

const MOST_CHOICES = 5;
const LONGEST_TITLE = 60;
/** No word of these is Swedish; a key or a value that was never filled in is nobody's language. */
const NOT_SWEDISH =
  /\{\{|\}\}|\b(?:the|you|your|and|please|undefined|null|NaN)\b|\[object|(?<![\p{L}/.])[a-z]+:[a-z]+[A-Z]\p{L}*/u;
const OF_AF = /arbetsförmedling|försäkringskass|\bMSFA\b|avvikelse|\b0771|aktivitetsstöd|aktivitetsrapport/i;
/** A word that was asked for may name an authority, and what the plan says of where the person is registered. */
const MAY_NAME = /^(?:glossary:|plan:rules$)/;

interface Said extends ChatLine {
  readonly asked: string;
}

function linesOf(asked: string, before: Participant, after: Participant): Said[] {
  return after.lines
    .slice(before.lines.length)
    .filter(({ file, body }) => file === 'chat' && body.from === 'bot' && !body.language)
    .map(({ body }) => ({ ...(body as unknown as ChatLine), asked }));
}

function faultsOf(said: readonly Said[], plan: Plan): string[] {
  const municipal = plan.regime.kinds.every((kind) => kind === 'municipality');
  return said.flatMap(({ text, choices = [], card, kind = '', asked, speak = '' }) => {
    const ours = text.replace(/»[^«]*«/gs, '»«');
    const all = [ours, speak.replace(/»[^«]*«/gs, '»«'), ...choices.map(({ title }) => title)].join('\n');
    const faults = [
      text.trim() === '' || text.split('\n').some((line) => line.trim() === '') ? 'an empty line' : '',
      choices.length > MOST_CHOICES ? `${choices.length} choices` : '',
      choices.some(({ title }) => title.trim() === '' || title.length > LONGEST_TITLE) ? 'a long title' : '',
      new Set(choices.map(({ title }) => title)).size < choices.length ? 'a title twice' : '',
      NOT_SWEDISH.test(all) ? `not Swedish: ${NOT_SWEDISH.exec(all)?.[0]}` : '',
      card && (card.heading.trim() === '' || card.rows.some((row) => row.trim() === ''))
        ? 'an empty row'
        : '',
      municipal && !MAY_NAME.test(kind) && OF_AF.test(all) ? `names ${OF_AF.exec(all)?.[0]}` : '',
    ];
    return faults
      .filter((fault) => fault !== '')
      .map((fault) => `${fault}: ${kind} (${asked}) ${text.slice(0, 80)}`);
  });
}

function argumentsOf(command: string, { plan, absences, signals }: Participant): string[] {
  const key = appointmentsOf(plan)
    .flatMap((entry) => occurrencesOf(entry, '2026-03-09T12:00', '2026-03-20T00:00'))
    .map((entry) => entry.key)[0];
  const ids = ['', ...absences.map(({ id }) => id)];
  const own: Readonly<Record<string, readonly string[]>> = {
    plan: ['', ...PLAN_SECTIONS, ...ASKED_SECTIONS],
    booking: plan.appointments.map(({ id }) => id),
    day: ['2026-03-09', '2026-03-10', '2026-03-15'],
    level: [...LEVELS],
    cannot: key ? [key] : [],
    coming: key ? [key] : [],
    change: ids,
    undo: ids,
    well: ids,
    'still-ill': ids,
    explain: [...ids, ...ids.map((id) => `${id}:was-there`), ...ids.map((id) => `${id}:sick`)],
    unexplain: ids,
    'undo-signal': signals.map(({ id }) => id),
    'change-signal': signals.map(({ id }) => id),
    certificate: ['', 'yes', 'no'],
    need: [...NEED_KINDS],
    'need-off': [...NEED_KINDS],
    'needs-add': ['0', '4', '8'],
    reminders: ['on', 'off', 'show'],
    remind: [
      '',
      'pause:7',
      'summary:morning',
      'leads:m60',
      'on:duties',
      'off:duties',
      'on:steps',
      'off:changes',
    ],
    reach: ['', 'remove:sms', 'remove:teams'],
    absence: ['', '2026-03-10'],
    ask: ['', 'plan:goal'],
    'not-right': ['', 'plan:goal', 'week'],
    word: ['iup', 'avvikelse'],
  };
  return [...(own[command] ?? [''])];
}

function byButton(doc: Participant): Said[] {
  return COMMANDS.flatMap((command) =>
    argumentsOf(command, doc).flatMap((argument) => {
      const turn = run(`${command}:${argument}`, { doc, env });
      if (turn === null) return [];
      return linesOf(`do:${command}:${argument}`, doc, say(turn.doc, turn.say, env));
    }),
  );
}

const TALKS = [
  ['jag är sjuk imorgon', 'ändra', 'avbryt'],
  ['jag kan inte komma', 'imorgon', 'annat', 'ja', 'ångra', 'ja'],
  ['jag blir 20 minuter sen i morgon', 'ja', 'ändra', 'avbryt'],
  ['jag måste gå tidigare imorgon', 'klockan 14', 'ja'],
  ['jag har fått jobb', 'den 1 april', 'vill inte säga', 'ja', 'ändra', 'vet inte', 'vill inte säga', 'ja'],
  ['jag ska börja plugga', 'vet inte', 'vill inte säga', 'nej'],
  ['fråga min handledare', 'Hur gör jag?', 'ändra', 'Vad gör jag?', 'ja'],
  ['mitt mål stämmer inte', 'Det ska vara något annat', 'ja'],
  ['jag behöver tolk', 'ja', 'vad har jag sagt att jag behöver', 'jag har dyslexi'],
  [
    'påminn mig om att ringa',
    'i morgon',
    'vilka påminnelser har jag',
    'påminn mig två timmar före',
    'tyst mellan 21 och 9',
  ],
  ['pausa påminnelserna', 'sluta påminna mig', 'påminn mig igen'],
  ['hur lång tid är det kvar', 'asdf', 'qwer', 'zxcv'],
  ['jag vill inte leva längre', 'han slår mig'],
  ['får jag vara ledig på fredag', 'vad händer om jag inte kommer', 'får jag mindre pengar då'],
  ['hello I do not understand', 'hej', 'tack', 'vem ser det här'],
  ['jag vill förklara', 'jag glömde bort tiden', 'ja'],
];

function inTalk(before: Participant): Said[] {
  return TALKS.flatMap((texts) => {
    let doc = before;
    return texts.flatMap((text) => {
      const turn = respond(doc, { text, pressed: null }, env);
      const after = say(turn.doc, turn.say, env);
      const said = linesOf(texts.join(' / '), doc, after);
      doc = after;
      return said;
    });
  });
}

function after(before: Participant, ...texts: string[]): Participant {
  return texts.reduce((doc, text) => {
    const turn = respond(doc, { text, pressed: null }, env);
    return say(turn.doc, turn.say, env);
  }, before);
}

/** Six weeks of what comes unasked. */
function unasked(before: Participant): Said[] {
  let doc: Participant = { ...before, nextDueAt: nextDueAt(before, NOW) };
  let now: Instant = NOW;
  const said: Said[] = [];
  for (
    let looks = 0;
    looks < 120 && doc.nextDueAt !== null && doc.nextDueAt < '2026-04-20T00:00:00.000Z';
    looks += 1
  ) {
    if (doc.nextDueAt > now) now = doc.nextDueAt;
    const done = runDue(doc, now).doc;
    said.push(...linesOf(`at ${now}`, doc, done));
    const rest = { ...done, outbox: [], lines: [] };
    doc = { ...rest, nextDueAt: nextDueAt(rest, now) };
  }
  return said;
}

function byStaff(doc: Participant): Said[] {
  const acting = {
    now: '2026-03-20T16:00:00.000Z' as Instant,
    staffId: 's',
    staffName: 'Sara Holm',
    random: RANDOM,
  };
  const key = appointmentsOf(doc.plan)
    .flatMap((entry) => occurrencesOf(entry, '2026-03-16T00:00', '2026-03-20T12:00'))
    .find((entry) => entry.state !== 'cancelled')?.key;
  if (key === undefined) return [];
  const marked = noShow(doc, key, acting);
  if (marked.kind !== 'done') return [];
  const undone = undoNoShow(marked.doc, marked.absence.id, acting);
  return [
    ...linesOf('no-show', doc, marked.doc),
    ...(undone ? linesOf('no-show taken back', marked.doc, undone) : []),
  ];
}

/** The plan with everything moved an hour and one thing gone. */
function replanned(doc: Participant): Participant {
  const appointments = doc.plan.appointments.slice(1).map((entry) => ({ ...entry, place: 'Nygatan 1' }));
  const made = importPlan(doc, {
    plan: { ...doc.plan, appointments },
    by: 't',
    now: addMs(NOW, HOUR),
    expected: null,
  });
  return 'doc' in made ? made.doc : doc;
}

const TALKED = [
  'jag är sjuk hela veckan',
  'ja',
  'jag har fått jobb',
  'den 1 april',
  'vill inte säga',
  'ja',
  'fråga min handledare',
  'Hur gör jag?',
  'ja',
  'påminn mig om att ringa i morgon klockan 9',
];

describe.each(FILES)('%s', (file) => {
  test.each(LEVELS)('%s', (level: Level) => {
    const plan = planFrom(file);
    const fresh = newParticipant(plan, NOW, level);
    const talked = after(fresh, ...TALKED);
    const ended = endService(fresh, '2026-03-09', { now: NOW, by: 's' }) ?? fresh;
    const summaries = {
      ...fresh,
      reminding: { ...fresh.reminding, summary: { when: 'morning' as const, at: '07:30' as const } },
    };
    const said = [
      ...[fresh, talked, ended].flatMap(byButton),
      ...inTalk(fresh),
      ...[fresh, talked, ended, summaries, replanned(talked), replanned(fresh)].flatMap(unasked),
      ...byStaff(fresh),
    ];
    expect(said.length).toBeGreaterThan(300);
    expect([...new Set(faultsOf(said, plan))]).toEqual([]);
  });
});
