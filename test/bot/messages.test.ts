import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { apiRoutes } from '../../bot/provider/api.ts';
import { finishBroadcasts } from '../../bot/provider/messages/broadcast.ts';
import type { Plan } from '../../domain/plan.ts';
import {
  chatOf,
  docOf,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

/** What happened once: an import that was wrong, letters to the wrong people, and everybody to be told apart. */

let side: ProviderSide;
const plan = examplePlan('rusta-och-matcha');
const named = (id: string): Plan => ({ ...plan, id });

beforeEach(async () => {
  side = await openProviderSide(apiRoutes, { email: null });
  setClock(side, '2026-03-10T07:00:00.000Z');
  for (const id of ['p1', 'p2', 'p3']) await takeIn(side, named(id));
});
afterEach(() => side.close());

async function call(method: string, path: string, body?: object, over: Record<string, string> = {}) {
  const response = await fetch(`${side.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${KEYS.exempel}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...over,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The import that was wrong: somebody else's goal. */
async function faulty(id: string): Promise<void> {
  const wrong = { ...named(id), goal: { ...plan.goal, what: { text: 'Bli kock.', easy: null } } };
  expect((await call('PUT', `/participants/${id}`, wrong, { 'import-batch': 'mars-10' })).status).toBe(200);
}

const goal = async (id: string) => (await docOf(side, id)).plan.goal.what.text;

describe('a faulty import', () => {
  beforeEach(async () => {
    for (const id of ['p1', 'p2', 'p3', 'p4']) if (id !== 'p4') await faulty(id);
    await call('PUT', '/participants/p4', named('p4'), { 'import-batch': 'mars-10' });
    setClock(side, '2026-03-10T08:00:00.000Z');
    await report(side, 'p1');
    await call(
      'PUT',
      '/participants/p3',
      { ...named('p3'), support: [{ text: 'Mer stöd.' }] },
      { 'import-batch': 'mars-11' },
    );
  });

  test('everybody whom it touched is listed, and told apart by what it has meant', async () => {
    expect((await call('GET', '/imports')).body.imports).toEqual([
      { batch: 'mars-11', firstAt: '2026-03-10T08:00:00.000Z', by: 'api:exempel', participants: 1 },
      { batch: 'mars-10', firstAt: '2026-03-10T07:00:00.000Z', by: 'api:exempel', participants: 4 },
    ]);
    const touched = (await call('GET', '/imports/mars-10')).body.participants as Record<string, unknown>[];
    expect(touched.map(({ id, group, undoable }) => [id, group, undoable])).toEqual([
      ['p1', 'reported', 'yes'],
      ['p2', 'unaware', 'yes'],
      ['p3', 'unaware', 'changed-since'],
      ['p4', 'unaware', 'created'],
    ]);
    expect((await call('GET', '/imports/april')).status).toBe(404);
    expect(
      (await call('GET', '/imports', undefined, { authorization: `Bearer ${KEYS['exempel-kommun']}` })).body,
    ).toEqual({ imports: [] });
  });

  test('what comes after it was undone is none of its doing', async () => {
    setClock(side, '2026-03-10T08:30:00.000Z');
    await call('POST', '/imports/mars-10/undo', { dryRun: false });
    setClock(side, '2026-03-10T09:00:00.000Z');
    await report(side, 'p2', { from: '2026-03-11', to: '2026-03-11', occurrences: [] });
    const touched = (await call('GET', '/imports/mars-10')).body.participants as Record<string, unknown>[];
    expect(touched.slice(0, 2).map(({ group }) => group)).toEqual(['reported', 'unaware']);
  });

  test('is not undone over what somebody changed between two of its versions', async () => {
    const own = { ...named('p2'), support: [{ text: 'Mer stöd.' }] };
    await call('PUT', '/participants/p2', own);
    await faulty('p2');
    const { body } = await call('POST', '/imports/mars-10/undo', { dryRun: false });
    expect((body.report as object[])[1]).toEqual({ id: 'p2', outcome: 'changed-since', version: null });
  });

  test('is undone as a new version, first as a look, and throws away nobody else’s change', async () => {
    const look = await call('POST', '/imports/mars-10/undo', { dryRun: true });
    expect(await goal('p1')).toBe('Bli kock.');
    const done = await call('POST', '/imports/mars-10/undo', { dryRun: false });
    expect(done.body.report as object[]).toEqual(look.body.report as object[]);
    expect(done.body.report).toEqual([
      { id: 'p1', outcome: 'undone', version: 3 },
      { id: 'p2', outcome: 'undone', version: 3 },
      { id: 'p3', outcome: 'changed-since', version: null },
      { id: 'p4', outcome: 'created', version: null },
    ]);
    expect(await goal('p1')).toBe(plan.goal.what.text);
    const versions = await side.store.lines('p1', 'plans', 0, 10);
    expect(versions.map((line) => line.body.batch)).toEqual([undefined, 'mars-10', 'undo-mars-10']);
    const again = await call('POST', '/imports/mars-10/undo', { dryRun: false });
    expect((again.body.report as { outcome: string }[])[0]?.outcome).toBe('changed-since');
  });

  test('each group gets its own words, once, after a look that says how they read', async () => {
    const text = 'Vi gjorde fel i går. Du fick en plan som inte var din. Nu är din plan rätt igen.';
    const draft = {
      text,
      easy: null,
      from: 'Exempelcoacherna',
      audience: { batch: 'mars-10', group: 'reported' },
    };
    const look = await call('POST', '/messages', draft);
    expect(look.body).toMatchObject({
      sent: false,
      recipients: [{ id: 'p1', outcome: 'waiting' }],
      readability: { plain: { lix: expect.any(Number), findings: [] } },
    });
    expect(await told('p1')).toEqual([]);
    const sent = await call('POST', '/messages', { ...draft, token: look.body.token });
    expect(sent.body).toMatchObject({ sent: true, recipients: [{ id: 'p1', outcome: 'told' }] });
    expect(await told('p1')).toEqual([`Meddelande från Exempelcoacherna: »${text}«`]);
    expect(await told('p2')).toEqual([]);
    // The words stand in the chats alone.
    expect(JSON.stringify(await side.store.readProvider('exempel'))).not.toContain('Vi gjorde fel');
  });
});

async function told(id: string): Promise<unknown[]> {
  return (await chatOf(side, id))
    .filter((line) => line.kind === 'message:fromProvider')
    .map((line) => line.text);
}

describe('a message to a group', () => {
  const draft = { text: 'Vi har stängt på fredag.', from: 'Exempelcoacherna', audience: {} };

  test('with other words or other people than were looked at nothing is sent', async () => {
    const { token } = (await call('POST', '/messages', draft)).body;
    expect((await call('POST', '/messages', { ...draft, text: 'Något annat.', token })).status).toBe(409);
    await takeIn(side, named('p9'));
    expect((await call('POST', '/messages', { ...draft, token })).status).toBe(409);
    expect(await told('p1')).toEqual([]);
  });

  test('hard words are pointed out before it goes', async () => {
    const look = await call('POST', '/messages', {
      ...draft,
      text: 'Med anledning av ovanstående erfordras att samtliga deltagare inkommer med kompletterande underlag avseende aktivitetsrapporteringen.',
    });
    const { plain, easy } = look.body.readability as Record<
      string,
      { findings: { suggestion: string }[]; lix: number }
    >;
    expect(plain?.findings.length).toBeGreaterThan(0);
    expect(easy?.findings.length).toBeGreaterThan(0);
    expect(plain?.lix).toBeGreaterThan(50);
  });

  test('nobody gets it twice when it was cut off, and those whose service is over get none', async () => {
    const look = await call('POST', '/messages', draft);
    await call('POST', '/messages', { ...draft, token: look.body.token });
    // As if the process had ended before the report was written.
    await side.store.providerTurn('exempel', (provider) => ({
      doc: provider && {
        ...provider,
        broadcasts: provider.broadcasts.map((entry) => ({
          ...entry,
          doneAt: null,
          text: draft.text,
          recipients: ['p1', 'p2', 'p3', 'gone'].map((id) => ({ id, outcome: 'waiting' as const })),
        })),
      },
      result: null,
    }));
    await call('POST', '/participants/p3/end');
    await side.store.turn('p3', (doc) => ({ doc: doc && { ...doc, messages: [] }, result: null }));
    await finishBroadcasts(side.parts, 'exempel');
    expect([await told('p1'), await told('p2')].map((lines) => lines.length)).toEqual([1, 1]);
    const [broadcast] = (await side.store.readProvider('exempel'))?.broadcasts ?? [];
    expect(broadcast?.recipients.map(({ outcome }) => outcome)).toEqual(['told', 'told', 'over', 'gone']);
  });
});
