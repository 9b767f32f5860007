import { describe, expect, test } from '@jest/globals';
import { run } from '../../dialogs/commands.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { LEVELS, type Level } from '../../domain/participant.ts';
import { type Plan, type PlanInput, parsePlan, planJsonSchema } from '../../domain/plan.ts';
import { render } from '../../locales/render.ts';
import { newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/**
 * Every field of the plan document can be had explained. Each stands here with the command that tells it, and the proof is that
 * another value of the field makes that command say something else, in both levels. A field that is added to the schema and not here fails.
 */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

const text = (words: string) => ({ text: `${words} vanlig`, easy: `${words} lätt` });

/** Every field has a value. */
const FULL: PlanInput = {
  format: 'stegvis-plan/1',
  id: 'full',
  person: {
    firstName: 'Alva',
    lastName: 'Ek',
    protectedIdentity: false,
    contact: { email: 'alva@deltagare.example', phone: '070-174 06 11' },
  },
  regime: { kinds: ['af-program'], registeredAtAf: true, compensations: ['aktivitetsstod'] },
  service: {
    kind: 'steg-till-arbete',
    name: 'Vägen vidare',
    start: '2026-01-12',
    end: '2027-01-11',
    period: 1,
    extentPercent: 50,
    level: 'B',
    parts: ['mapping'],
    reference: 'EX-1',
  },
  provider: {
    id: 'exempel',
    name: 'Exempelcoacherna',
    phone: '070-174 06 05',
    hours: text('Vardagar'),
    reportingSystem: 'msfa',
  },
  supervisor: { name: 'Karin Berg', phone: '070-174 06 21', email: 'karin@coacherna.example' },
  caseworker: { name: 'Jonas Lind', phone: '070-174 06 31', email: 'jonas@myndighet.example' },
  assignment: text('Uppdrag'),
  assignmentGoals: [text('Uppdragets mål')],
  activityAbility: { percent: 25, what: text('Förmåga'), reviewOn: '2026-05-04' },
  coordination: {
    who: { name: 'Per Öst', phone: '070-174 06 33', email: 'per@kommun.example' },
    what: text('Samordning'),
  },
  earlierServices: [{ kind: 'stod-och-matchning', name: null, start: '2021-01-11', end: '2021-06-30' }],
  goal: { what: text('Mål'), why: text('Målets varför'), doneWhen: text('Målet klart') },
  alternativeGoal: { what: text('Annat mål'), why: text('Annat varför'), doneWhen: text('Annat klart') },
  steps: [
    {
      id: 's1',
      what: text('Steg'),
      why: text('Stegets varför'),
      doneWhen: text('Steget klart'),
      by: 'participant',
      status: 'now',
      date: '2026-04-01',
    },
  ],
  appointments: [
    {
      id: 'a1',
      kind: 'supervisor-meeting',
      title: text('Titel'),
      start: '2026-01-13T09:00',
      end: '2026-01-13T10:00',
      recurrence: 'FREQ=WEEKLY;BYDAY=TU',
      onHolidays: 'held',
      exceptions: [
        {
          on: '2026-03-17',
          change: 'moved',
          start: '2026-03-18T11:00',
          end: '2026-03-18T12:00',
          place: 'Rum 2',
        },
      ],
      ledBy: 'provider',
      mode: 'on-site',
      place: 'Storgatan 12',
      who: ['Karin Berg'],
      phone: '070-174 06 22',
      bring: text('Papper'),
      why: text('Mötets varför'),
      obligatory: true,
    },
  ],
  ownWork: [{ id: 'o1', what: text('Eget arbete'), hoursPerWeek: 4 }],
  support: [text('Stöd')],
  adaptations: [text('Anpassning')],
  followUp: { on: '2026-06-01', what: text('Uppföljning') },
  decisions: [text('Bestämt')],
};

/** Fields that say nothing to the participant, each with the reason. */
const NOT_TOLD: Readonly<Record<string, string>> = {
  $schema: 'the name of the format',
  format: 'the name of the format',
  id: 'tells documents apart',
  'provider.id': 'tells providers apart',
  'provider.reportingSystem': "the provider's own tool",
  'service.code': 'stands in the reports of the provider',
  'service.site.id': 'stands in the reports of the provider',
  'service.site.name': 'stands in the reports of the provider',
  'steps[].id': 'tells steps apart',
  'appointments[].id': 'tells activities apart',
  'ownWork[].id': 'tells rows apart',
};

const PARTS = 'abcdefghijklmnopqrstuvwxyz';
const other = text(PARTS);
const person = (path: string, by: string): [string, unknown, string][] => [
  [`${path}.name`, 'Eva Ny', by],
  [`${path}.phone`, '070-174 06 77', by],
  [`${path}.email`, 'ny@ny.example', by],
];

/** Field, another value, and the command that tells it. A name with `[]` is the first of the list. */
const TOLD: readonly (readonly [string, unknown, string])[] = [
  ['person.firstName', 'Bea', 'plan:about-me'],
  ['person.lastName', 'Al', 'plan:about-me'],
  ['person.protectedIdentity', true, 'plan:about-me'],
  ['person.contact.email', 'ny@ny.example', 'plan:about-me'],
  ['person.contact.phone', '070-174 06 77', 'plan:about-me'],
  ['regime.kinds[]', 'unknown', 'plan:rules'],
  ['regime.registeredAtAf', null, 'plan:rules'],
  ['regime.compensations[]', 'none', 'plan:rules'],
  ['service.kind', 'municipal', 'plan'],
  ['service.name', 'Nya vägen', 'plan:service'],
  ['service.start', '2026-01-05', 'plan:service'],
  ['service.end', '2026-12-31', 'plan:end'],
  ['service.period', 2, 'plan:service'],
  ['service.extentPercent', 75, 'plan:hours'],
  ['service.level', 'C', 'plan:level'],
  ['service.parts[]', 'matching', 'plan:service'],
  ['service.reference', 'EX-2', 'plan:service'],
  ['provider.name', 'Nya coacherna', 'plan:people'],
  ['provider.phone', '070-174 06 77', 'plan:people'],
  ['provider.hours', other, 'plan:people'],
  ...person('supervisor', 'plan:people'),
  ...person('caseworker', 'plan:people'),
  ['assignment', other, 'plan:assignment'],
  ['assignmentGoals[]', other, 'plan:assignment'],
  ['activityAbility.percent', 50, 'plan:assignment'],
  ['activityAbility.what', other, 'plan:assignment'],
  ['activityAbility.reviewOn', '2026-05-05', 'plan:assignment'],
  ...person('coordination.who', 'plan:people'),
  ['coordination.what', other, 'plan:assignment'],
  ['earlierServices[].kind', 'rusta-och-matcha', 'plan:service'],
  ['earlierServices[].name', 'Ett annat ställe', 'plan:service'],
  ['earlierServices[].start', '2021-02-01', 'plan:service'],
  ['earlierServices[].end', '2021-07-01', 'plan:service'],
  ['goal.what', other, 'plan:goal'],
  ['goal.why', other, 'plan:goal'],
  ['goal.doneWhen', other, 'plan:goal'],
  ['alternativeGoal.what', other, 'plan:goal'],
  ['alternativeGoal.why', other, 'plan:goal'],
  ['alternativeGoal.doneWhen', other, 'plan:goal'],
  ['steps[].what', other, 'plan:now'],
  ['steps[].why', other, 'plan:why'],
  ['steps[].doneWhen', other, 'plan:now'],
  ['steps[].by', 'provider', 'plan:now'],
  ['steps[].status', 'done', 'plan:progress'],
  ['steps[].date', '2026-04-02', 'plan:now'],
  ['appointments[].kind', 'workshop', 'booking:a1'],
  ['appointments[].title', other, 'booking:a1'],
  ['appointments[].start', '2026-01-13T09:30', 'booking:a1'],
  ['appointments[].end', '2026-01-13T10:30', 'booking:a1'],
  ['appointments[].recurrence', 'FREQ=WEEKLY;BYDAY=TU,TH', 'booking:a1'],
  ['appointments[].onHolidays', 'not-held', 'booking:a1'],
  ['appointments[].exceptions[].on', '2026-03-24', 'booking:a1'],
  ['appointments[].exceptions[].change', 'cancelled', 'booking:a1'],
  ['appointments[].exceptions[].start', '2026-03-18T10:00', 'booking:a1'],
  ['appointments[].exceptions[].end', '2026-03-18T11:45', 'day:2026-03-18'],
  ['appointments[].exceptions[].place', 'Rum 3', 'booking:a1'],
  ['appointments[].ledBy', 'own', 'booking:a1'],
  ['appointments[].mode', 'video', 'booking:a1'],
  ['appointments[].place', 'Nygatan 1', 'booking:a1'],
  ['appointments[].who[]', 'Eva Ny', 'booking:a1'],
  ['appointments[].phone', '070-174 06 77', 'booking:a1'],
  ['appointments[].bring', other, 'booking:a1'],
  ['appointments[].why', other, 'booking:a1'],
  ['appointments[].obligatory', false, 'booking:a1'],
  ['ownWork[].what', other, 'plan:own'],
  ['ownWork[].hoursPerWeek', 5, 'plan:own'],
  ['support[]', other, 'plan:support'],
  ['adaptations[]', other, 'plan:support'],
  ['followUp.on', '2026-06-02', 'plan:follow-up'],
  ['followUp.what', other, 'plan:follow-up'],
  ['decisions[]', other, 'plan:decisions'],
];

interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
}

/** The fields of the schema, a text with its twin counted as one. */
function fieldsOf(node: Node, path: string, root: Node): string[] {
  if (node.$ref !== undefined) {
    const target = node.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], root);
    return fieldsOf(target as Node, path, root);
  }
  if (node.anyOf)
    return [...new Set(node.anyOf.flatMap((one) => (one.type === 'null' ? [] : fieldsOf(one, path, root))))];
  if (node.items) return fieldsOf(node.items, `${path}[]`, root);
  if (!node.properties) return [path];
  const names = Object.keys(node.properties);
  if (names.sort().join() === 'easy,text') return [path];
  return names.flatMap((name) =>
    fieldsOf(node.properties?.[name] as Node, path === '' ? name : `${path}.${name}`, root),
  );
}

function planOf(input: PlanInput): Plan {
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

function changed(path: string, value: unknown): PlanInput {
  const copy = structuredClone(FULL) as Record<string, unknown>;
  const keys = path.replaceAll('[]', '.0').split('.');
  const last = keys.pop() as string;
  const at = keys.reduce((node, key) => node[key] as Record<string, unknown>, copy);
  at[last] = value;
  return copy as PlanInput;
}

function told(plan: PlanInput, command: string, level: Level): string {
  const doc = newParticipant(planOf(plan), NOW, level);
  const turn = run(command, { doc, env });
  return (turn?.say ?? []).map((saying) => render(saying, { level, today: env.today }).text).join('\n');
}

const root = planJsonSchema() as Node;
const fields = fieldsOf(root, '', root);

test('the schema is walked whole', () => {
  expect(fields.length).toBeGreaterThan(70);
  expect(new Set(fields).size).toBe(fields.length);
});

test('every field of the plan has a command that tells it, or a reason why not', () => {
  const known = [...TOLD.map(([path]) => path), ...Object.keys(NOT_TOLD)];
  expect(fields.filter((field) => !known.includes(field))).toEqual([]);
  expect(known.filter((field) => !fields.includes(field))).toEqual([]);
});

describe.each(LEVELS)('%s', (level) => {
  test.each(TOLD)('%s: another value (%j) is told by do:%s', (path, value, command) => {
    const [before, after] = [told(FULL, command, level), told(changed(path, value), command, level)];
    expect(before).not.toBe('');
    expect(after).not.toBe(before);
  });

  test.each(TOLD)('%s: another value (%j) is news', (path, value) => {
    const before = newParticipant(planOf(FULL), NOW, level);
    const made = importPlan(before, {
      plan: planOf(changed(path, value)),
      by: 'test',
      now: NOW,
      expected: null,
    });
    if (made.kind !== 'updated') throw new Error(made.kind);
    const said = run('news', { doc: made.doc, env })?.say ?? [];
    expect(said[0]?.key).toBe('plan:news');
    expect(said[0]?.rows?.length).toBeGreaterThan(0);
  });
});
