import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AzureAdapter } from '../../bot/channels/teams/adapter.ts';
import { readConfig } from '../../bot/config.ts';
import { silentLog } from '../../bot/log.ts';
import { createInvitation } from '../../bot/sign-in/invitations.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING, MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { APP_ID, BotConnector, TENANT, type TokenOptions } from '../support/bot-connector.ts';
import { examplePlan } from '../support/participants.ts';

const ID = 'alva-rom';
let connector: BotConnector;
let running: TestApp;
let store: Store;
let clock: MovableClock;

const ENV = {
  MICROSOFT_APP_ID: APP_ID,
  MICROSOFT_APP_PASSWORD: 'a-secret-of-azure',
  MICROSOFT_APP_TENANT_ID: TENANT,
  MICROSOFT_APP_TYPE: 'SingleTenant',
};

beforeEach(async () => {
  connector = new BotConnector();
  await connector.listen();
  clock = new MovableClock(EVENING);
  store = openMemoryStore({ clock, log: { info: () => {}, warn: () => {}, error: () => {} } });
  const plan = { ...examplePlan('plan-rusta-och-matcha'), id: ID };
  await store.turn(ID, (doc) => {
    const made = importPlan(doc, { plan, by: 'test', now: EVENING, expected: null });
    if (made.kind !== 'created') throw new Error(made.kind);
    return {
      doc: { ...made.doc, welcomedAt: EVENING, wishes: { ...made.doc.wishes, level: 'plain' } },
      result: null,
    };
  });
  running = await startTestApp({ store, clock, env: ENV, overrides: { cloud: connector.cloud() } });
});

afterEach(async () => {
  await running.close();
  await connector.close();
});

async function doc(): Promise<Participant> {
  const read = await store.read(ID);
  if (!read) throw new Error('no participant');
  return read.doc;
}

/** Says something from Teams and gives what came back. */
async function write(
  more: Record<string, unknown>,
  token: string | null = connector.token(),
): Promise<string[]> {
  const before = connector.sent.length;
  const answer = await connector.post(running.url, connector.activity(more), token);
  expect(answer.status).toBe(200);
  await running.app.scheduler.sweep();
  return connector.sent.slice(before).map(({ activity }) => activity.text ?? '');
}

async function link(token: string | null = connector.token()): Promise<void> {
  const invitation = await createInvitation(running.app.parts, ID, 'sara');
  const texts = await write({ text: invitation?.code ?? '' }, token);
  expect(texts.join(' ')).toContain('Nu är du kopplad till mig här.');
}

const refused: [string, TokenOptions | null][] = [
  ['no token', null],
  ['the wrong issuer', { issuer: 'https://papegoja.example' }],
  ['the wrong audience', { audience: '00000000-0000-4000-8000-000000000009' }],
  ['a strange signature', { key: 'strange' }],
  ['no signature', { algorithm: 'none' }],
  ['a token that has run out', { expiresIn: -3600 }],
  ['another serviceUrl', { serviceUrl: 'https://papegoja.example/' }],
  ['no serviceUrl', { serviceUrl: '' }],
  ['the key of another', { kid: 'foreign' }],
  ['a token that is not valid yet', { validFrom: 3600 }],
];
test.each(refused)('%s is refused, and nothing is done', async (_name, options) => {
  const before = await doc();
  const answer = await connector.post(
    running.url,
    connector.activity({ text: 'hej' }),
    options === null ? null : connector.token(options),
  );
  expect(answer.status).toBe(401);
  expect(await answer.text()).toBe('');
  expect(connector.sent).toEqual([]);
  expect(await doc()).toEqual(before);
});

test('another tenant is refused, and so is what is no activity', async () => {
  const other = {
    conversation: { id: 'a:x', conversationType: 'personal', tenantId: 'another' },
    text: 'hej',
  };
  expect((await connector.post(running.url, connector.activity(other))).status).toBe(403);
  expect((await connector.post(running.url, { type: 'message' })).status).toBe(400);
  expect((await connector.post(running.url, connector.activity({ serviceUrl: '' }))).status).toBe(400);
  expect(connector.sent).toEqual([]);
});

test('a stranger is asked for a code, wrong ones are counted, and the right one links', async () => {
  expect((await write({ text: 'jag är sjuk i morgon' })).join()).toContain('Jag vet inte vem du är');
  expect((await write({ text: 'ABCD EFGH' })).join()).toContain('Koden fungerar inte');
  await link();
  expect((await doc()).addresses).toMatchObject([
    { way: 'teams', key: `${TENANT}/aad-alva`, verifiedBy: 'invitation', closed: null },
  ]);
  expect(JSON.stringify((await doc()).addresses)).not.toContain('Zebrafink');
  expect((await write({ text: 'hur kan du nå mig?' })).join()).toContain('i Teams');
});

test('a code is guessed five times and no more', async () => {
  for (let n = 0; n < 5; n += 1) await write({ text: `WRNG000${n}` });
  const invitation = await createInvitation(running.app.parts, ID, 'sara');
  expect((await write({ text: invitation?.code ?? '' })).join()).toContain('Vänta en kvart');
  expect((await doc()).addresses).toEqual([]);
});

test('what is begun in Teams is finished in the chat, and the same message twice runs once', async () => {
  await link();
  const asked = connector.activity({ text: 'jag är sjuk i morgon' });
  await connector.post(running.url, asked);
  await connector.post(running.url, asked);
  await running.app.scheduler.sweep();
  const last = connector.sent.at(-1)?.activity;
  expect(connector.sent.filter(({ activity }) => activity.text === last?.text)).toHaveLength(1);
  expect(last?.suggestedActions?.actions.map(({ type, title }) => [type, title])).toContainEqual([
    'imBack',
    'Ja, skicka',
  ]);
  await running.app.parts.assistant.say({
    participantId: ID,
    messageId: 'web-1',
    text: 'ja',
    pressed: null,
    channel: 'web',
  });
  const sent = connector.sent.length;
  await running.app.scheduler.sweep();
  expect((await doc()).absences).toMatchObject([{ status: 'reported' }]);
  // The web's answer stands on the web.
  expect(connector.sent).toHaveLength(sent);
});

test('a card comes with its full text, at most in version 1.5, and a press of its button is understood', async () => {
  await link();
  await write({ text: 'jag är sjuk i morgon' });
  await write({ text: 'Ja, skicka' });
  const { activity } = connector.sent.at(-1) ?? {};
  const card = activity?.attachments?.[0]?.content;
  expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: 'sv' });
  for (const block of card.body) {
    expect(activity?.text).toContain(block.text.replace(/\\(.)/g, '$1'));
    expect(block.wrap).toBe(true);
  }
  expect(activity?.speak).toContain('Kvitto');
  const undo = (await store.lastLines(ID, 'chat', 10))
    .flatMap(({ body }) => (body.choices ?? []) as { title: string; value: object }[])
    .find(({ title }) => title.startsWith('Ångra'));
  expect((await write({ text: undo?.title, value: undo?.value })).join()).toContain('ta tillbaka');
});

test('what is asked beside a card has its buttons on a card of its own', async () => {
  await link();
  await write({ text: 'jag är sjuk i morgon' });
  const { activity } = connector.sent.at(-1) ?? {};
  expect(activity?.suggestedActions?.actions.map(({ title }) => title)).toContain('Ja, skicka');
  const last = activity?.attachments?.at(-1)?.content;
  const send = last.actions.find(({ title }: { title: string }) => title === 'Ja, skicka');
  expect(last.body[0].text).toContain('Ska jag skicka');
  // As Teams sends the press of such a button.
  expect((await write({ text: undefined, value: send.data })).join()).toContain('Kvitto');
  const told = (await store.lastLines(ID, 'chat', 10)).map(({ body }) => body);
  expect(told.filter(({ from }) => from === 'participant').at(-1)?.text).toBe('Ja, skicka');
});

test('what nobody asked for goes to the stored conversation at its newest serviceUrl', async () => {
  await link();
  const moved = connector.serviceUrl('amer');
  const answer = await connector.post(
    running.url,
    connector.activity({ text: 'hej', serviceUrl: moved }),
    connector.token({ serviceUrl: moved }),
  );
  expect(answer.status).toBe(200);
  await running.app.scheduler.sweep();
  await remind();
  const last = connector.sent.at(-1);
  expect(last?.path).toBe('/amer/v3/conversations/a%3Aalva/activities');
  expect(last?.authorization).toBe('Bearer token-of-the-bot');
  expect(last?.activity.text).toContain('Varsågod');
});

/** Something that nobody has asked for. */
async function remind(): Promise<void> {
  await store.turn(ID, (found) => ({
    doc: found && tell(found, [{ key: 'common:youAreWelcome' }], { now: clock.now(), proactive: true }),
    result: null,
  }));
  await running.app.scheduler.sweep();
}

const lines = async () => (await doc()).outbox.filter(({ kind }) => kind === 'line');

test.each([
  [403, 'failed', 'closed'],
  [404, 'failed', 'closed'],
  [400, 'failed', 'http-400'],
  [412, 'due', 'http-412'],
  [502, 'due', 'http-502'],
  ['silent', 'due', 'http-no-answer'],
] as const)('%s on send: %s', async (status, settled, detail) => {
  await link();
  await running.app.scheduler.sweep();
  connector.answers = [status];
  const before = connector.sent.length;
  await remind();
  expect(connector.sent).toHaveLength(before + 1);
  expect(await lines()).toMatchObject([{ status: settled, detail }]);
  const isClosed = (await doc()).addresses[0]?.closed !== null;
  expect(isClosed).toBe(detail === 'closed');
});

test('429 is waited for as long as it says, and a second failure is the last', async () => {
  await link();
  connector.answers = [{ status: 429, retryAfter: 120 }, 502];
  const before = connector.sent.length;
  await remind();
  clock.move(60_000);
  await running.app.scheduler.sweep();
  expect(connector.sent).toHaveLength(before + 1);
  clock.move(61_000);
  await running.app.scheduler.sweep();
  expect(connector.sent).toHaveLength(before + 2);
  expect(await lines()).toMatchObject([{ status: 'failed' }]);
});

test('in a group the bot says kindly that it talks alone, even to somebody it knows', async () => {
  await link();
  const group = { id: 'g:1', conversationType: 'groupChat', tenantId: TENANT };
  const before = (await doc()).numbers.chat;
  const texts = await write({ text: 'när är mitt nästa möte?', conversation: group });
  expect(texts).toEqual(['Hej!\nJag pratar bara med en person i taget.\nÖppna en egen chatt med mig.']);
  expect((await doc()).numbers.chat).toBe(before);
});

test.each([
  ['a channel of Teams', { id: 'c:1', conversationType: 'channel', tenantId: TENANT }, 'msteams'],
  ['a chat of Teams that says nothing of who is there', { id: 'x:1', tenantId: TENANT }, 'msteams'],
  ['a group of another channel', { id: 'g:2', isGroup: true }, 'telegram'],
])('%s: the same kind line, and nothing personal', async (_name, conversation, channelId) => {
  await link();
  const { numbers } = await doc();
  expect(await write({ text: 'när är mitt nästa möte?', conversation, channelId })).toEqual([
    'Hej!\nJag pratar bara med en person i taget.\nÖppna en egen chatt med mig.',
  ]);
  expect(
    await write({ type: 'conversationUpdate', membersAdded: [{ id: 'x' }], conversation, channelId }),
  ).toEqual([]);
  expect((await doc()).numbers).toEqual(numbers);
});

describe('other ways to be registered', () => {
  const other = { id: 'a:alva', conversationType: 'personal', tenantId: 'another' };
  async function restart(env: Record<string, string>): Promise<void> {
    await running.close();
    running = await startTestApp({ store, clock, env, overrides: { cloud: connector.cloud() } });
  }

  test('a multi tenant bot takes accounts of other organisations, each by its own key', async () => {
    const { MICROSOFT_APP_TENANT_ID: _, ...env } = ENV;
    await restart({ ...env, MICROSOFT_APP_TYPE: 'MultiTenant' });
    const elsewhere = { conversation: other, channelData: { tenant: { id: 'another' } } };
    expect((await write({ text: 'hej', ...elsewhere })).join()).toContain('Jag vet inte vem du är');
    const invitation = await createInvitation(running.app.parts, ID, 'sara');
    await write({ text: invitation?.code ?? '', ...elsewhere });
    expect((await doc()).addresses).toMatchObject([{ key: 'another/aad-alva' }]);
    // The same account id of another organisation is somebody else.
    expect((await write({ text: 'hej' })).join()).toContain('Jag vet inte vem du är');
  });

  test('a managed identity needs no password, and is for one organisation', async () => {
    const { MICROSOFT_APP_PASSWORD: _, ...env } = ENV;
    await restart({ ...env, MICROSOFT_APP_TYPE: 'UserAssignedMSI' });
    expect((await write({ text: 'hej' })).join()).toContain('Jag vet inte vem du är');
    const answer = await connector.post(
      running.url,
      connector.activity({ text: 'hej', conversation: other }),
    );
    expect(answer.status).toBe(403);
  });

  test.each(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'])('the SDK knows %s by that name', (type) => {
    const registration = { appId: APP_ID, password: 'x', tenantId: TENANT, type };
    expect(() => new AzureAdapter(registration, null, silentLog)).not.toThrow();
  });
});

describe('without a registration, to try it on this machine', () => {
  beforeEach(async () => {
    await running.close();
    running = await startTestApp({ store, clock, env: { TEAMS_PLAYGROUND: 'on' } });
  });

  test('what talks from here as Teams does is answered', async () => {
    await connector.post(running.url, connector.activity({ text: 'hej' }), null);
    await running.app.scheduler.sweep();
    expect(connector.sent.at(-1)?.activity.text).toContain('Jag vet inte vem du är');
    await link(null);
    expect((await doc()).addresses).toMatchObject([{ way: 'teams' }]);
  });

  test('nothing is sent to another machine, and nobody comes in through a proxy', async () => {
    const away = connector.activity({ text: 'hej', serviceUrl: 'https://papegoja.example/' });
    expect((await connector.post(running.url, away, null)).status).toBe(403);
    const proxied = await fetch(`${running.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '127.0.0.1' },
      body: JSON.stringify(connector.activity({ text: 'hej' })),
    });
    expect(proxied.status).toBe(403);
    expect(connector.sent).toEqual([]);
  });

  test('production refuses it', () => {
    const read = readConfig({ NODE_ENV: 'production', TEAMS_PLAYGROUND: 'on' });
    expect(
      read.ok ? [] : read.faults.filter((fault) => fault.startsWith('STEGVIS_CONFIG_TEAMS_PLAYGROUND')),
    ).toHaveLength(1);
  });
});

test('edited, deleted, liked, with a file, of an unknown type: nothing is taken for words', async () => {
  await link();
  const before = (await doc()).numbers.chat;
  expect((await write({ type: 'messageUpdate', text: 'jag är sjuk' })).join()).toContain('ändras');
  expect(await write({ type: 'messageDelete' })).toEqual([]);
  expect(await write({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] })).toEqual([]);
  expect(await write({ type: 'papegoja' })).toEqual([]);
  const file = { text: '', attachments: [{ contentType: 'image/png', contentUrl: 'https://a.example/x' }] };
  expect((await write(file)).join()).toContain('Jag kan inte läsa bilder');
  expect((await doc()).numbers.chat).toBe(before);
});

test('uninstalled: nothing is sent until the person is back', async () => {
  await link();
  await write({ type: 'installationUpdate', action: 'remove' });
  const before = connector.sent.length;
  await remind();
  expect(connector.sent).toHaveLength(before);
  await write({ type: 'installationUpdate', action: 'add' });
  await remind();
  expect(connector.sent).toHaveLength(before + 1);
});

test('taken away in words: nothing goes there, and the account is a stranger again', async () => {
  await link();
  await write({ text: 'koppla bort Teams' });
  expect((await doc()).addresses).toEqual([]);
  expect((await write({ text: 'hej' })).join()).toContain('Jag vet inte vem du är');
});

test('nothing personal comes into the log, whatever is sent', async () => {
  await link();
  connector.answers = [400];
  await write({ text: 'papegoja' });
  await connector.post(
    running.url,
    connector.activity({ text: 'papegoja' }),
    connector.token({ key: 'strange' }),
  );
  await write({ type: 'papegoja@undulat 1' });
  const logged = running.logged.join('');
  for (const canary of ['papegoja', 'Zebrafink', 'aad-alva', '29:alva', 'a:alva', 'token-of-the-bot']) {
    expect([canary, logged.includes(canary)]).toEqual([canary, false]);
  }
});
