import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { apiOperations, apiRoutes } from '../../bot/provider/api.ts';
import { API_FAULTS } from '../../bot/provider/api-fault.ts';
import { makeKey } from '../../bot/provider/keys.ts';
import { withdrawAbsence } from '../../domain/actions/absences.ts';
import { newProvider, withKey } from '../../domain/actions/provider.ts';
import { parsePlan } from '../../domain/plan.ts';
import { PLAN_WARNING_CODES } from '../../domain/plan-warnings.ts';
import {
  ask,
  auditOf,
  change,
  chatOf,
  docOf,
  exampleInput,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

let side: ProviderSide;
let described: { paths: Record<string, Record<string, Described>>; components: object };
let ajv: Ajv2020;

interface Described {
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}

beforeEach(async () => {
  side = await openProviderSide(apiRoutes);
  described = (await (await fetch(`${side.url}/api/v1/openapi.json`)).json()) as typeof described;
  ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', ...described });
});
afterEach(() => side.close());

interface Given {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the API and checks that the answer is one that the description promises. */
async function call(method: string, path: string, given: Given = {}) {
  const { key = KEYS.exempel, body, headers = {} } = given;
  const response = await fetch(side.url + path, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = JSON.parse(text);
  const bare = path.split('?')[0] ?? '';
  const template = Object.keys(described.paths).find((candidate) =>
    new RegExp(`^${candidate.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  );
  const operation = described.paths[template ?? '']?.[method.toLowerCase()];
  const schema = operation?.responses[response.status]?.content['application/json']?.schema;
  if (!schema) throw new Error(`${method} ${path} -> ${response.status} is not described: ${text}`);
  const pointer = `api#/paths/${(template ?? '').replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/responses/${response.status}/content/application~1json/schema`;
  const validate = ajv.getSchema(pointer);
  if (!validate) throw new Error(`no schema at ${pointer}`);
  if (!validate(answer)) throw new Error(`${method} ${path}: ${JSON.stringify(validate.errors)} in ${text}`);
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    headers: response.headers,
    answer,
    text,
  };
}

const alva = exampleInput('rusta-och-matcha');
const PATH = '/api/v1/participants/alva-rom';

describe('plans in', () => {
  test('a new plan is created, and can be read with its version as ETag', async () => {
    const put = await call('PUT', PATH, { body: alva });
    expect(put).toMatchObject({
      status: 201,
      etag: '"1"',
      answer: { id: 'alva-rom', version: 1, outcome: 'created', dryRun: false, warnings: [] },
    });
    const got = await call('GET', PATH);
    expect(got).toMatchObject({ status: 200, etag: '"1"' });
    expect(got.answer.by).toBe('api:exempel');
    expect(parsePlan(got.answer.plan)).toMatchObject({ ok: true, plan: examplePlan('rusta-och-matcha') });
  });

  test('the same plan again makes no new version; a changed one does and shows the difference', async () => {
    await call('PUT', PATH, { body: alva });
    expect((await call('PUT', PATH, { body: alva })).answer).toMatchObject({
      version: 1,
      outcome: 'unchanged',
      difference: [],
    });
    const changed = { ...alva, service: { ...alva.service, extentPercent: 75 } };
    const put = await call('PUT', PATH, { body: changed, headers: { 'if-match': '"1"' } });
    expect(put).toMatchObject({
      status: 200,
      etag: '"2"',
      answer: {
        outcome: 'updated',
        difference: [{ field: 'service.extentPercent', change: 'changed', before: 100, after: 75 }],
      },
    });
    const { answer } = await call('GET', `${PATH}/versions`);
    expect(
      answer.versions.map((entry: { version: number; by: string }) => [entry.version, entry.by]),
    ).toEqual([
      [1, 'api:exempel'],
      [2, 'api:exempel'],
    ]);
    expect(answer.versions[0].plan.service.extentPercent).toBe(100);
  });

  test('a stale If-Match is refused with the difference, and changes nothing', async () => {
    await call('PUT', PATH, { body: alva });
    const other = { ...alva, person: { ...alva.person, lastName: 'Al' } };
    await call('PUT', PATH, { body: other, headers: { 'if-match': '"1"' } });
    const stale = await call('PUT', PATH, { body: alva, headers: { 'if-match': '"1"' } });
    expect(stale).toMatchObject({
      status: 412,
      etag: '"2"',
      answer: {
        error: { code: 'STEGVIS_API_STALE' },
        version: 2,
        difference: [{ field: 'person.lastName', change: 'changed', before: 'Al', after: 'Ek' }],
      },
    });
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(2);
  });

  test('If-None-Match: * takes only a plan that is not there yet', async () => {
    const headers = { 'if-none-match': '*' };
    expect((await call('PUT', PATH, { body: alva, headers })).status).toBe(201);
    expect((await call('PUT', PATH, { body: alva, headers })).status).toBe(412);
    expect(
      (
        await call('PUT', '/api/v1/participants/bo-sta', {
          body: exampleInput('steg-till-arbete'),
          headers: { 'if-match': '"1"' },
        })
      ).answer,
    ).toMatchObject({ version: 0 });
    expect(await side.store.read('bo-sta')).toBeNull();
  });

  test.each(['1', '"x"', '*', '"1", "2"'])(
    'a condition that is no condition of ours is refused: %s',
    async (value) => {
      expect((await call('PUT', PATH, { body: alva, headers: { 'if-match': value } })).status).toBe(400);
      expect(await side.store.read('alva-rom')).toBeNull();
    },
  );

  test('two that change the same version at once: one of them is told', async () => {
    await call('PUT', PATH, { body: alva });
    const puts = await Promise.all(
      [50, 60, 70].map((extentPercent) =>
        call('PUT', PATH, {
          body: { ...alva, service: { ...alva.service, extentPercent } },
          headers: { 'if-match': '"1"' },
        }),
      ),
    );
    expect(puts.map((put) => put.status).sort()).toEqual([200, 412, 412]);
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(2);
  });

  test('a dry run shows difference and warnings and writes nothing', async () => {
    const weak = { ...alva, followUp: null, ownWork: [] };
    const first = await call('PUT', `${PATH}?dryRun=true`, { body: weak });
    expect(first).toMatchObject({ status: 200, etag: null, answer: { outcome: 'created', dryRun: true } });
    expect(first.answer.warnings.map((entry: { code: string }) => entry.code)).toEqual([
      'hours-short',
      'no-follow-up',
    ]);
    expect(await side.store.read('alva-rom')).toBeNull();
    await call('PUT', PATH, { body: alva });
    const second = await call('PUT', `${PATH}?dryRun=true`, { body: weak });
    expect(second.answer.difference.map((entry: { field: string }) => entry.field)).toEqual([
      'ownWork.soka',
      'ownWork.webbkurs',
      'ownWork.kontakter',
      'followUp',
    ]);
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(1);
    expect((await call('PUT', `${PATH}?dryRun=ja`, { body: weak })).status).toBe(400);
  });

  test('a bad document names every fault, and changes nothing', async () => {
    await call('PUT', PATH, { body: alva });
    const bad = {
      ...alva,
      goal: undefined,
      regim: 'x',
      appointments: [{ ...alva.appointments?.[0], end: '2026-01-13T08:00' }],
      service: { ...alva.service, extentPercent: 120 },
    };
    const put = await call('PUT', PATH, { body: bad });
    expect(put.status).toBe(422);
    const faults = put.answer.error.faults as { field: string; problem: string; todo: string }[];
    expect(faults.map((fault) => fault.field).sort()).toEqual(
      ['appointments[0].end', 'goal', 'regim', 'service.extentPercent'].sort(),
    );
    for (const fault of faults) expect(fault.problem.length * fault.todo.length).toBeGreaterThan(0);
    expect((await docOf(side, 'alva-rom')).planVersion).toBe(1);
  });

  test.each([['not json {'], ['[]'], ['"text"'], ['']])(
    'a body that is no JSON object is refused: %j',
    async (body) => {
      expect((await call('PUT', PATH, { body })).status).toBe(400);
    },
  );

  test('a form is no document, and neither is text', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
      const put = await call('PUT', PATH, { body: 'id=alva-rom', headers: { 'content-type': type } });
      expect([400, 415]).toContain(put.status);
    }
  });

  test('the id of the path and the provider of the key must be those of the document', async () => {
    const other = await call('PUT', '/api/v1/participants/alva', { body: alva });
    expect(other.answer.error.faults).toMatchObject([{ field: 'id' }]);
    const foreign = await call('PUT', PATH, { body: alva, key: KEYS['exempel-kommun'] });
    expect(foreign.status).toBe(422);
    expect(foreign.answer.error.faults).toMatchObject([{ field: 'provider.id' }]);
  });
});

describe("another provider's participant", () => {
  beforeEach(async () => {
    await takeIn(side, examplePlan('kommun'));
    await report(side, 'cim-kommun', { occurrences: [] });
  });

  test('is not there, on every route, exactly like one that does not exist', async () => {
    for (const operation of apiOperations.filter((entry) => !entry.open && entry.path.includes('{id}'))) {
      const answers = [];
      for (const id of idsFor(operation)) {
        const path = operation.path.replace('{id}', id);
        const body =
          operation.method === 'get' ? undefined : operation.method === 'put' ? { ...alva, id } : {};
        answers.push(await call(operation.method.toUpperCase(), path, { body }));
      }
      const [foreign, unknown] = answers;
      if (operation.method === 'put') {
        expect(foreign?.status).toBe(409);
        expect(foreign?.answer).toEqual({
          error: {
            code: 'STEGVIS_API_ID_TAKEN',
            message: API_FAULTS.STEGVIS_API_ID_TAKEN[1],
            faults: [],
          },
        });
      } else {
        expect([foreign?.status, unknown?.status]).toEqual([404, 404]);
        expect(foreign?.text).toBe(unknown?.text);
      }
    }
    expect(
      (
        await call('PUT', '/api/v1/participants/cim-kommun?dryRun=true', {
          body: { ...alva, id: 'cim-kommun' },
        })
      ).status,
    ).toBe(409);
    // Their own document, or no plan at all: the answer is the same, and says nothing of what was sent.
    for (const body of [examplePlan('kommun'), {}]) {
      const { status, answer } = await call('PUT', '/api/v1/participants/cim-kommun', { body });
      expect([status, answer.error.code, answer.error.faults]).toEqual([409, 'STEGVIS_API_ID_TAKEN', []]);
    }
    const doc = await docOf(side, 'cim-kommun');
    expect([doc.planVersion, doc.notices[0]?.readAt, doc.providerId]).toEqual([1, null, 'exempel-kommun']);
  });

  function idsFor(operation: (typeof apiOperations)[number]): string[] {
    if (operation.method === 'put') return ['cim-kommun'];
    return operation.path.includes('notices') ? ['cim-kommun.1', 'nobody.1'] : ['cim-kommun', 'nobody'];
  }

  test('has no notice in the feed', async () => {
    expect((await call('GET', '/api/v1/notices')).answer).toEqual({ notices: [], next: 0 });
    expect(
      (await call('GET', '/api/v1/notices', { key: KEYS['exempel-kommun'] })).answer.notices,
    ).toHaveLength(1);
  });

  test('an id that is no id is not there either', async () => {
    for (const id of ['..%2F..%2Fetc', 'a%00b', '%2e%2e', 'å', 'a'.repeat(65)]) {
      expect((await call('GET', `/api/v1/participants/${id}`)).status).toBe(404);
    }
  });
});

describe('keys', () => {
  test('none, a wrong one and an empty one are refused', async () => {
    expect((await call('GET', PATH, { key: null })).answer.error.code).toBe('STEGVIS_API_KEY_MISSING');
    for (const key of ['x', `${KEYS.exempel}x`, 'exempel.x']) {
      expect((await call('GET', PATH, { key })).answer.error.code).toBe('STEGVIS_API_KEY_WRONG');
    }
  });

  test('a key that the provider document holds works without a restart, and rotation leaves no gap', async () => {
    const first = makeKey(side.parts, 'exempel');
    const second = makeKey(side.parts, 'exempel');
    const now = () => side.clock.now();
    const rotate = (kept: { id: string; hash: string }, overlapMs: number) =>
      side.store.providerTurn('exempel', (provider) => ({
        doc: withKey(
          provider ?? newProvider({ id: 'exempel', name: 'E', now: now() }),
          kept,
          now(),
          overlapMs,
        ),
        result: null,
      }));
    const status = async (key: string) => (await call('GET', '/api/v1/notices', { key })).status;
    expect(await status(first.key)).toBe(401);
    await rotate(first.kept, 0);
    expect(await status(first.key)).toBe(200);
    await rotate(second.kept, 3_600_000);
    expect([await status(first.key), await status(second.key)]).toEqual([200, 200]);
    setClock(side, '2026-03-10T17:05:00.000Z');
    expect([await status(first.key), await status(second.key)]).toEqual([401, 200]);
    expect(JSON.stringify(await side.store.readProvider('exempel'))).not.toContain(second.key);
  });

  test('many wrong keys from one address are slowed down; the right one still works', async () => {
    const statuses = [];
    for (let n = 0; n < 22; n++) statuses.push((await call('GET', PATH, { key: `wrong-${n}` })).status);
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
    const last = await call('GET', PATH, { key: 'wrong' });
    expect([last.status, last.headers.get('retry-after')]).toEqual([429, '300']);
    expect((await call('GET', '/api/v1/notices')).status).toBe(200);
  });

  test('no key, name or reason stands in the log', async () => {
    await takeIn(side, examplePlan('rusta-och-matcha'));
    await report(side, 'alva-rom');
    await call('GET', '/api/v1/notices');
    await call('GET', PATH, { key: 'a-wrong-key' });
    const log = side.log.entries.join('\n');
    for (const word of ['a-wrong-key', KEYS.exempel, 'Alva', 'sick', 'Sjuk']) expect(log).not.toContain(word);
  });
});

describe('notices out', () => {
  beforeEach(() => takeIn(side, examplePlan('rusta-och-matcha')));

  test('an absence comes with its drafts, and reading its reason is in the trail', async () => {
    setClock(side, '2026-03-10T07:00:00.000Z');
    await report(side, 'alva-rom');
    const { answer } = await call('GET', '/api/v1/notices?after=0');
    expect(answer.next).toBe(1);
    expect(answer.notices).toHaveLength(1);
    expect(answer.notices[0]).toMatchObject({
      position: 1,
      id: 'alva-rom.1',
      kind: 'absence.reported',
      participant: { id: 'alva-rom', firstName: 'Alva', lastName: 'Ek' },
      question: null,
      absence: {
        id: 'a1',
        version: 1,
        status: 'reported',
        reason: 'sick',
        sentence: 'Orsak: sjuk.',
        caseworkerNote: false,
        deviations: [
          { code: '15', label: 'Sjuk', subType: null, expectedStart: '2026-03-10T09:00', status: 'waiting' },
          {
            code: '15',
            expectedStart: '2026-03-10T13:00',
            expectedEnd: '2026-03-10T15:00',
            status: 'waiting',
          },
        ],
      },
    });
    expect(await auditOf(side, 'alva-rom')).toContain('api:exempel absence.reason-seen a1');
    setClock(side, '2026-03-10T09:00:00.000Z');
    const later = (await call('GET', '/api/v1/notices')).answer.notices[0].absence.deviations;
    expect(later.map((entry: { status: string }) => entry.status)).toEqual(['ready', 'waiting']);
  });

  test('after= goes on from where one was, and limit= cuts', async () => {
    for (let n = 0; n < 5; n++) await ask(side, 'alva-rom', `fråga ${n}`);
    const first = (await call('GET', '/api/v1/notices?limit=2')).answer;
    expect([first.notices.length, first.next]).toEqual([2, 2]);
    const rest = (await call('GET', `/api/v1/notices?after=${first.next}`)).answer;
    expect(rest.notices.map((entry: { position: number }) => entry.position)).toEqual([3, 4, 5]);
    expect(rest.notices[0]).toMatchObject({
      kind: 'question.asked',
      question: { text: 'fråga 2' },
      absence: null,
    });
    expect((await call('GET', `/api/v1/notices?after=${rest.next}`)).answer).toEqual({
      notices: [],
      next: 5,
    });
    for (const query of ['after=-1', 'after=x', 'limit=0', 'limit=501', 'after=1e3']) {
      expect((await call('GET', `/api/v1/notices?${query}`)).status).toBe(400);
    }
  });

  test('a withdrawn absence is shown as withdrawn in every notice about it, without its reason', async () => {
    await report(side, 'alva-rom');
    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && withdrawAbsence(doc, 'a1', { now: side.clock.now(), channel: 'web' }).doc,
      result: null,
    }));
    const { notices } = (await call('GET', '/api/v1/notices')).answer;
    expect(notices.map((entry: { kind: string }) => entry.kind)).toEqual([
      'absence.reported',
      'absence.withdrawn',
    ]);
    for (const notice of notices) {
      expect(notice.absence).toMatchObject({ status: 'withdrawn', version: 2, reason: null, deviations: [] });
    }
  });

  test('a municipal absence has a note for the handläggare and no code', async () => {
    await takeIn(side, examplePlan('kommun'));
    await report(side, 'cim-kommun', {
      occurrences: ['sfi@2026-03-11T09:00'],
      from: '2026-03-11',
      to: '2026-03-11',
    });
    const { text, answer } = await call('GET', '/api/v1/notices', { key: KEYS['exempel-kommun'] });
    expect(answer.notices[0].absence).toMatchObject({ caseworkerNote: true, deviations: [], sentence: null });
    expect(text).not.toMatch(/Arbetsförmedlingen|MSFA/);
  });

  test('the name of a person with protected identity stays out', async () => {
    const plan = examplePlan('steg-till-arbete');
    await takeIn(side, { ...plan, person: { ...plan.person, protectedIdentity: true } });
    await report(side, 'bo-sta', { occurrences: [] });
    const { answer } = await call('GET', '/api/v1/notices');
    expect(answer.notices[0].participant).toEqual({ id: 'bo-sta', firstName: null, lastName: null });
  });

  test('reading tells the participant once, by name', async () => {
    await report(side, 'alva-rom');
    const read = await call('POST', '/api/v1/notices/alva-rom.1/read', { body: { by: 'Karin Berg' } });
    expect(read).toMatchObject({ status: 200, answer: { alreadyRead: false, readBy: 'Karin Berg' } });
    const again = await call('POST', '/api/v1/notices/alva-rom.1/read', { body: { by: 'Omar' } });
    expect(again.answer).toMatchObject({ alreadyRead: true, readBy: 'Karin Berg' });
    const chat = await chatOf(side, 'alva-rom');
    expect(chat.map((line) => [line.kind, line.proactive])).toEqual([['absence:readByStaff', true]]);
    expect(chat[0]?.text).toContain('Karin Berg');
    expect((await docOf(side, 'alva-rom')).absences[0]).toMatchObject({ readBy: 'Karin Berg' });
  });

  test('reading at the same time tells the participant once', async () => {
    await report(side, 'alva-rom');
    const reads = await Promise.all(
      Array.from({ length: 8 }, () => call('POST', '/api/v1/notices/alva-rom.1/read')),
    );
    expect(reads.filter((read) => !read.answer.alreadyRead)).toHaveLength(1);
    expect(await chatOf(side, 'alva-rom')).toHaveLength(1);
    expect((await chatOf(side, 'alva-rom'))[0]?.text).toContain('Exempelcoacherna');
  });

  test('a notice that is older than the change does not mark the change as read', async () => {
    await report(side, 'alva-rom');
    await change(side, 'alva-rom');
    await call('POST', '/api/v1/notices/alva-rom.1/read');
    expect((await docOf(side, 'alva-rom')).absences[0]?.readAt).toBeNull();
    expect(await chatOf(side, 'alva-rom')).toEqual([]);
    await call('POST', '/api/v1/notices/alva-rom.2/read');
    expect((await docOf(side, 'alva-rom')).absences[0]?.readAt).not.toBeNull();
    expect(await chatOf(side, 'alva-rom')).toHaveLength(1);
  });

  test('a question is marked as read, and what is no name is refused', async () => {
    await ask(side, 'alva-rom', 'Kan jag byta tid?');
    expect((await call('POST', '/api/v1/notices/alva-rom.1/read', { body: { by: 7 } })).status).toBe(400);
    expect((await call('POST', '/api/v1/notices/alva-rom.1/read', { body: { who: 'x' } })).status).toBe(400);
    expect((await call('POST', '/api/v1/notices/alva-rom.1/read')).status).toBe(200);
    expect((await docOf(side, 'alva-rom')).questions[0]?.readAt).not.toBeNull();
    expect((await call('POST', '/api/v1/notices/alva-rom.99/read')).status).toBe(404);
  });
});

describe('the description', () => {
  test('names every route of the API and no other', () => {
    const routes = apiRoutes(side.parts).map(
      (route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
    );
    const paths = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(paths.sort()).toEqual(routes.sort());
    expect(apiRoutes(side.parts).every((route) => route.surface === 'api')).toBe(true);
  });

  test('and the guide name every fault and every warning', () => {
    const guide = readFileSync(new URL('../../docs/provider-api.md', import.meta.url), 'utf8');
    for (const code of [...Object.keys(API_FAULTS), ...PLAN_WARNING_CODES])
      expect(guide).toContain(`\`${code}\``);
  });

  test('has every schema that it refers to', () => {
    const text = JSON.stringify(described);
    const { schemas } = described.components as { schemas: Record<string, unknown> };
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(schemas).toHaveProperty(name ?? '');
  });

  test('the schema of the plan takes the examples and refuses what the API refuses', async () => {
    const schema = (await (await fetch(`${side.url}/api/v1/plan.schema.json`)).json()) as object;
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    for (const name of ['rusta-och-matcha', 'steg-till-arbete', 'kommun'] as const) {
      expect(valid(exampleInput(name))).toBe(true);
    }
    expect(valid({ ...alva, goal: undefined })).toBe(false);
    expect(valid({ ...alva, extra: 1 })).toBe(false);
  });
});
