import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { MINUTE } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { tokenFor } from '../support/direct-line.ts';
import { FetchXmlHttpRequest } from '../support/xml-http-request.ts';

/** Microsoft's own client, as Web Chat uses it, over both of its transports. */

const browser = globalThis as unknown as Record<string, unknown>;
const before = { XMLHttpRequest: browser.XMLHttpRequest, WebSocket: browser.WebSocket };

beforeAll(() => {
  Object.assign(browser, { XMLHttpRequest: FetchXmlHttpRequest, WebSocket });
});
afterAll(() => {
  Object.assign(browser, before);
});

interface Client {
  readonly line: DirectLine;
  readonly got: Received[];
  readonly statuses: ConnectionStatus[];
  until(condition: () => boolean): Promise<void>;
  post(text: string, clientId: string, value?: unknown): Promise<string>;
  end(): void;
}

interface Received {
  readonly id: string;
  readonly text: string;
  readonly from: { readonly id: string; readonly role?: string };
  readonly channelData: {
    readonly clientActivityID?: string;
    readonly stegvis: { readonly n: number; readonly proactive?: boolean };
  };
  readonly suggestedActions?: {
    readonly actions: readonly { title: string; text: string; value: unknown }[];
  };
}

describe.each([
  ['WebSocket', true],
  ['polling', false],
])('botframework-directlinejs over %s', (_transport, webSocket) => {
  let app: TestApp;
  let clients: Client[];

  beforeEach(async () => {
    app = await startTestApp();
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) client.end();
    await app.close();
  });

  async function connect(
    participantId: string,
    more: { conversationId?: string; watermark?: string } = {},
  ): Promise<Client> {
    const line = new DirectLine({
      token: await tokenFor(app.url, participantId),
      domain: `${app.url}/v3/directline`,
      webSocket,
      pollingInterval: 200,
      ...more,
    });
    const got: Received[] = [];
    const statuses: ConnectionStatus[] = [];
    let wake = (): void => {};
    const subscriptions = [
      line.activity$.subscribe((activity) => {
        got.push(activity as unknown as Received);
        wake();
      }),
      line.connectionStatus$.subscribe((status) => {
        statuses.push(status);
        wake();
      }),
    ];
    const client: Client = {
      line,
      got,
      statuses,
      until: async (condition) => {
        while (!condition())
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      },
      post: (text, clientId, value) =>
        new Promise((resolve, reject) => {
          const activity = {
            type: 'message',
            text,
            value,
            from: { id: 'somebody-else' },
            channelData: { clientActivityID: clientId },
          };
          line.postActivity(activity as unknown as Activity).subscribe(resolve, reject);
        }),
      end: () => {
        for (const subscription of subscriptions) subscription.unsubscribe();
        line.end();
      },
    };
    clients.push(client);
    await client.until(() => statuses.includes(ConnectionStatus.Online));
    return client;
  }

  test('is greeted, writes, sees its own words once with its own id, and is answered', async () => {
    const alva = await connect('alva-rom');
    await alva.until(() => alva.got.length >= 2);
    const id = await alva.post('jag är sjuk imorgon', 'c1');
    await alva.until(() =>
      alva.got.some((entry) => entry.from.role === 'bot' && entry.channelData.stegvis.n > 3),
    );
    const own = alva.got.filter((entry) => entry.channelData.clientActivityID === 'c1');
    expect(own).toMatchObject([{ id, text: 'jag är sjuk imorgon', from: { id: 'dl_alva-rom' } }]);
    const numbers = alva.got.map((entry) => entry.channelData.stegvis.n);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test('presses a button, as Web Chat does, and reports an absence', async () => {
    const alva = await connect('alva-rom');
    await alva.post('jag är sjuk imorgon', 'c1');
    const actions = () => alva.got.at(-1)?.suggestedActions?.actions ?? [];
    await alva.until(() => actions().some(({ title }) => title === 'Ja, skicka'));
    const yes = actions().find(({ title }) => title === 'Ja, skicka');
    await alva.post(yes?.text ?? '', 'c2', yes?.value);
    const doc = (await app.store.read('alva-rom'))?.doc;
    expect(doc?.absences).toMatchObject([{ status: 'reported', reason: 'sick', from: '2026-03-10' }]);
  });

  test('comes back and finds what was said, all of it or what is new', async () => {
    const first = await connect('alva-rom');
    await first.post('hjälp', 'c1');
    await first.until(() => first.got.length >= 4);
    const conversationId = (first.line as unknown as { conversationId: string }).conversationId;
    const watermark = (first.line as unknown as { watermark: string }).watermark;
    first.end();
    await app.store.turn('alva-rom', (doc) => ({
      doc: doc && tell(doc, [{ key: 'welcome:askLevel' }], { now: app.clock.now(), proactive: true }),
      result: null,
    }));
    const [whole, rest] = [
      await connect('alva-rom'),
      await connect('alva-rom', { conversationId, watermark }),
    ];
    await whole.until(() => whole.got.length > first.got.length);
    await rest.until(() => rest.got.length > 0);
    expect(whole.got.slice(0, -1)).toEqual(first.got);
    expect(rest.got).toEqual(whole.got.slice(-1));
    expect(rest.got).toMatchObject([{ channelData: { stegvis: { proactive: true } } }]);
  });

  test('is told when its token has run out', async () => {
    const alva = await connect('alva-rom');
    await alva.until(() => alva.got.length >= 2);
    app.clock.move(31 * MINUTE);
    expect(await alva.post('hjälp', 'c1')).toBe('retry');
    expect(alva.statuses).toContain(ConnectionStatus.ExpiredToken);
    expect(await app.store.read('alva-rom')).toMatchObject({ doc: { seen: [] } });
  });

  test('asks for its session', async () => {
    const alva = await connect('alva-rom');
    const session = await new Promise((resolve, reject) =>
      alva.line.getSessionId().subscribe(resolve, reject),
    );
    expect(session).toMatch(/^[0-9a-f-]{36}$/);
  });
});
