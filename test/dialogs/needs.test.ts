import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { forgetCause, needsIn, withoutCauses } from '../../dialogs/needs.ts';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { normalise } from '../../dialogs/understanding/normalise.ts';
import { NEED_KINDS, withNeeds, withoutNeed } from '../../domain/needs.ts';
import { type Participant, readParticipant, withChatLine } from '../../domain/participant.ts';
import { type Example, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

const person = (example: Example = 'plan-rusta-och-matcha') =>
  newParticipant(examplePlan(example), NOW, 'plain');

/** One turn as the assistant takes it: the line is in the chat before it is answered. */
function turn(doc: Participant, text: string, pressed: string | null = null) {
  const heard = withChatLine(doc, { at: NOW, from: 'participant', text });
  const answer = respond(
    heard,
    { text, pressed: pressed === null ? null : { q: heard.dialog.question, id: pressed } },
    env,
  );
  return { doc: say(answer.doc, answer.say, env), keys: answer.say.map((saying) => saying.key) };
}

test.each([
  ['jag har svårt att läsa', ['reading']],
  ['Jag läser långsamt', ['reading']],
  ['har dyslexi', ['reading']],
  ['jag har läs- och skrivsvårigheter', ['reading', 'writing']],
  ['skriv kort', ['short']],
  ['jag vill ha korta texter', ['short']],
  ['jag behöver tolk', ['interpreter']],
  ['kan jag få en tolk', ['interpreter']],
  ['behöver teckenspråkstolk', ['interpreter', 'hearing']],
  ['jag hör dåligt', ['hearing']],
  ['jag hör inte så bra', ['hearing']],
  ['jag är döv', ['hearing']],
  ['jag ser dåligt', ['sight']],
  ['ser inte så bra', ['sight']],
  ['kan du ha större text', ['sight']],
  ['jag behöver mer tid', ['time']],
  ['det går för fort', ['time']],
  ['jag glömmer lätt', ['memory']],
  ['har svårt att komma ihåg saker', ['memory']],
  ['jag har svårt att koncentrera mig', ['focus']],
  ['jag har svårt att prata i telefon', ['talking']],
  ['jag vill inte prata i telefon', ['talking']],
  ['jag sitter i rullstol', ['moving']],
  ['jag har svårt att gå', ['moving']],
] as const)('%s', (said, kinds) => {
  expect(needsIn(normalise(said))).toEqual(
    NEED_KINDS.filter((kind) => (kinds as readonly string[]).includes(kind)),
  );
});

test.each([
  'hej',
  'jag är tolk',
  'jag vill utbilda mig till tolk',
  'min mamma hör dåligt',
  'jag kan inte komma',
  'när är mötet?',
  'jag hör av mig i morgon',
  'vi ses på fredag',
  'jag behöver en annan tid',
  'kan du läsa upp det',
  'jag har läst planen',
  'jag vill skriva ett cv',
  'hur mycket är klockan',
])('%s: no need', (said) => expect(needsIn(normalise(said))).toEqual([]));

describe('what somebody needs', () => {
  test('is followed at once and told to nobody before a yes', () => {
    const { doc, keys } = turn(person(), 'jag har svårt att läsa och glömmer lätt');
    expect(keys).toEqual(['needs:noted', 'needs:doneEasy', 'needs:doneReminders', 'needs:askTell']);
    expect(doc.needs).toEqual([
      { kind: 'reading', since: NOW, toldAt: null },
      { kind: 'memory', since: NOW, toldAt: null },
    ]);
    expect(doc.wishes).toEqual({ level: 'easy', reminders: true });
    expect([doc.questions, doc.notices, doc.outbox]).toEqual([[], [], []]);
    const no = turn(doc, 'nej').doc;
    expect([no.questions, no.notices, no.outbox]).toEqual([[], [], []]);
    expect(no.needs).toEqual(doc.needs);
    const yes = turn(doc, 'ja').doc;
    expect(yes.questions).toMatchObject([{ kind: 'needs', about: null }]);
    expect(yes.questions[0]?.text).toBe('Det är svårt för mig att läsa.\nJag glömmer lätt.');
    expect(yes.needs.map((need) => need.toldAt)).toEqual([NOW, NOW]);
  });

  test.each(['reading', 'short', 'focus'] as const)(
    '%s means at most three things to choose between, a report of absence among them',
    (kind) => {
      const doc = withNeeds(person(), [kind], NOW);
      const { dialog } = turn(doc, 'hjälp').doc;
      expect(dialog.offered.map((choice) => choice.id)).toEqual(['do:next', 'do:absence', 'do:human']);
    },
  );

  test('is not kept twice, and reads as it was stored', () => {
    const doc = withNeeds(withNeeds(person(), ['time'], NOW), ['time', 'sight'], '2026-03-10T08:00:00.000Z');
    expect(doc.needs.map(({ kind, since }) => [kind, since])).toEqual([
      ['time', NOW],
      ['sight', '2026-03-10T08:00:00.000Z'],
    ]);
    expect(readParticipant(JSON.parse(JSON.stringify(doc)))).toEqual(doc);
    expect(withoutNeed(doc, 'time').needs.map(({ kind }) => kind)).toEqual(['sight']);
    const { needs: _, ...old } = JSON.parse(JSON.stringify(doc));
    expect(readParticipant(old).needs).toEqual([]);
  });
});

describe('a cause', () => {
  const CAUSES = ['dyslexi', 'adhd', 'ADHD', 'autism', 'ptsd', 'ångest', 'en hjärnskada', 'Parkinsons'];

  test.each(CAUSES)('%s is neither asked for, nor kept, nor sent on', (cause) => {
    let doc = person();
    const first = turn(doc, `jag har ${cause} och har svårt att läsa`);
    expect(first.keys[0]).toBe('needs:noDiagnosis');
    doc = turn(first.doc, 'Skriv mer först', 'more').doc;
    const refused = turn(doc, `Jag har ${cause}.`);
    expect(refused.keys[0]).toBe('needs:noDiagnosis');
    doc = turn(refused.doc, 'Läs brev högt för mig.').doc;
    doc = turn(doc, 'ja').doc;
    expect(doc.questions[0]?.text).toBe('Det är svårt för mig att läsa.\nLäs brev högt för mig.');
    const word = cause.replace('en ', '');
    expect(JSON.stringify({ ...doc, plan: null })).not.toMatch(new RegExp(word, 'i'));
  });

  test('alone gets the choices of what helps', () => {
    const { doc, keys } = turn(person(), 'jag har autism');
    expect(keys).toEqual(['needs:noDiagnosis', 'needs:which']);
    expect(doc.needs).toEqual([]);
  });

  test('is taken out of the line, and nothing else is', () => {
    expect(withoutCauses('Jag har ADHD, så skriv kort.')).toBe('Jag har … så skriv kort.');
    expect(withoutCauses('Jag har svårt att läsa.')).toBeNull();
    expect(withoutCauses('jag klarar msn och alster')).toBeNull();
  });
});

describe('what is said of it', () => {
  test('something more is words for the handledare: no book, and no illness', () => {
    const { doc } = turn(turn(person(), 'jag behöver mer tid').doc, 'Skriv mer först', 'more');
    expect(turn(doc, 'a'.repeat(1001)).keys[0]).toBe('question:tooLong');
    expect(turn(doc, 'jag har cancer').keys[0]).toBe('needs:noDiagnosis');
    // One that stands in no list of causes of needs.
    expect(turn(doc, 'jag har migrän').keys[0]).toBe('needs:noDiagnosis');
    const sent = turn(turn(doc, 'a'.repeat(1000)).doc, 'ja').doc;
    expect(sent.questions).toHaveLength(1);
  });

  test('what is known already is not offered once more', () => {
    const doc = withNeeds(person(), ['reading', 'short'], NOW);
    const offered = turn(doc, '', 'do:needs-add:0').doc.dialog.offered.map(({ id }) => id);
    expect(offered.length).toBeGreaterThan(2);
    expect(offered).not.toContain('do:need:reading');
    expect(offered).not.toContain('do:need:short');
  });

  test('what the handledare was told is known to them still when it is taken away', () => {
    const doc = withNeeds(person(), ['interpreter'], NOW);
    expect(turn(doc, '', 'do:need-off:interpreter').keys).toEqual(['needs:removed']);
    const told = turn(turn(person(), 'jag behöver tolk').doc, 'ja').doc;
    expect(turn(told, '', 'do:need-off:interpreter').keys).toEqual(['needs:removed', 'needs:removedTold']);
    for (const said of [
      'jag behöver inte tolk längre',
      'jag behöver ingen tolk nu',
      'ta bort tolk',
      'tolk behöver jag inte längre',
    ]) {
      expect([said, turn(told, said).doc.needs]).toEqual([said, []]);
    }
  });

  test('no wish for it is none', () => {
    for (const said of ['jag behöver ingen tolk', 'jag behöver inte tolk', 'behöver inte någon tolk']) {
      expect([said, turn(person(), said).doc.needs]).toEqual([said, []]);
    }
    expect(turn(person(), 'jag klarar mig inte utan tolk').doc.needs).toMatchObject([
      { kind: 'interpreter' },
    ]);
  });

  test('words that only name what was told take nothing away', () => {
    const doc = withNeeds(person(), ['reading', 'memory', 'talking'], NOW);
    for (const said of [
      'läs igen',
      'jag vill inte läsa mer nu',
      'glöm det',
      'prata med en människa',
      'ta bort påminnelsen',
      'jag vill inte läsa och prata längre',
    ]) {
      expect([said, turn(doc, said).doc.needs.length]).toEqual([said, 3]);
    }
  });

  test.each([
    ['jag hör dåligt', 'needs:doneText'],
    ['jag har svårt att skriva', 'needs:doneButtons'],
    ['jag ser dåligt', 'needs:doneLarger'],
    ['jag glömmer lätt', 'needs:doneReminders'],
    ['jag behöver tolk', 'needs:doneNoInterpreter'],
    ['jag behöver mer tid', 'needs:doneTime'],
    ['jag vill inte prata i telefon', 'needs:doneWrite'],
  ])('%s: what is done about it', (said, done) => {
    expect(turn(person(), said).keys.slice(0, 2)).toEqual(['needs:noted', done]);
  });

  test('a cause is taken out of the line that it stands in, and of no other', () => {
    const doc = withChatLine(person(), { at: NOW, from: 'participant', text: 'Jag har adhd, säger de.' });
    expect(forgetCause(doc, 'jag har autism')).toBe(doc);
    expect(JSON.stringify(forgetCause(doc, 'Jag har adhd, säger de.').lines)).not.toContain('adhd');
  });
});

describe('in each of the ways that are known', () => {
  const file = readFileSync('locales/phrases/help.txt', 'utf8');
  const section = (name: string) =>
    (file.split(`\n[${name}]\n`)[1] ?? '')
      .split(/\n\[/)[0]
      ?.split('\n')
      .filter((line) => line !== '') ?? [];

  test('there are many', () => {
    expect(section('need').length).toBeGreaterThanOrEqual(80);
    expect(section('needs_shown').length).toBeGreaterThanOrEqual(20);
  });

  test.each(section('need'))('%s', (said) => {
    expect(turn(person(), said).keys.join()).toMatch(/needs:(?:noted|which)/);
  });

  test.each(section('needs_shown'))('%s', (said) => {
    const doc = withNeeds(person(), ['interpreter', 'hearing', 'time'], NOW);
    expect(turn(doc, said).keys[0]).toMatch(/needs:(?:list|removed)/);
  });
});

test("telling us is not telling an authority, named by the person's own rules", () => {
  const last = (example: Example) => turn(turn(person(example), 'jag behöver tolk').doc, 'nej').keys.at(-1);
  expect(last('plan-rusta-och-matcha')).toBe('needs:notAf');
  expect(last('plan-kommun')).toBe('needs:notMunicipality');
});
