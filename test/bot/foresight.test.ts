import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeForesight } from '../../bot/outbox/foresee.ts';
import { withEvent } from '../../domain/actions/events.ts';
import type { EmailGateway, Store } from '../../domain/ports.ts';
import type { Provider } from '../../domain/provider.ts';
import { addMs, msOf } from '../../domain/time.ts';
import { EXEMPEL_KEY, sayOnWeb, startTestApp, type TestApp } from '../support/app.ts';
import { docOf } from '../support/provider-side.ts';
import { Receiver } from '../support/receiver.ts';

/** What nobody's system listens to is not even kept; and as soon as one listens, nothing is left out. */

const ID = 'alva-rom';
let side: TestApp;

beforeEach(async () => {
  side = await startTestApp();
  // The library that checks addresses and signatures compares with the clock of the machine.
  jest.spyOn(Date, 'now').mockImplementation(() => msOf(side.clock.now()));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await side.close();
});

async function hooks(): Promise<string[]> {
  return (await docOf(side, ID)).outbox.filter(({ way }) => way === 'webhook').map(({ status }) => status);
}

async function report(): Promise<void> {
  await sayOnWeb(side, ID, 'jag är sjuk imorgon');
  await sayOnWeb(side, ID, 'ja');
}

async function takeBack(): Promise<void> {
  await sayOnWeb(side, ID, 'ångra');
  await sayOnWeb(side, ID, 'ja');
}

async function listenAt(url: string): Promise<void> {
  const response = await fetch(`${side.url}/api/v1/webhook`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${EXEMPEL_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  });
  expect(response.status).toBe(200);
}

describe('a report to a provider whose system does not listen', () => {
  test('is left to the scheduler until that is known, and after that leaves nothing to do', async () => {
    // What is done once a day writes the provider.
    await side.app.scheduler.sweep();
    await report();
    expect(await hooks()).toEqual(['due']);
    await side.app.scheduler.sweep();
    expect(await hooks()).toEqual([]);
    await takeBack();
    expect((await docOf(side, ID)).absences[0]?.status).toBe('withdrawn');
    expect(await hooks()).toEqual([]);
    // The staff's e-mail is another matter.
    expect((await docOf(side, ID)).outbox.map(({ way, status }) => `${way} ${status}`)).toEqual([
      'email sent',
      'email due',
    ]);
  });

  test('is told to a system that begins to listen, from the next report on', async () => {
    const receiver = new Receiver();
    const hook = await receiver.listen();
    try {
      await report();
      await side.app.scheduler.sweep();
      await listenAt(hook);
      await takeBack();
      expect(await hooks()).toEqual(['due']);
      await side.app.scheduler.sweep();
      expect(receiver.taken.map(({ headers }) => headers['webhook-id'])).toHaveLength(1);
      expect(await hooks()).toEqual(['sent']);
    } finally {
      await receiver.close();
    }
  });
});

describe('where no e-mail is sent', () => {
  beforeEach(async () => {
    await side.close();
    side = await startTestApp({ overrides: { email: null } });
    await side.app.scheduler.sweep();
  });

  test('a report is one write for each message that somebody writes, and leaves nothing to do', async () => {
    await report();
    await side.app.scheduler.sweep();
    await takeBack();
    const after = await docOf(side, ID);
    expect(after.absences[0]?.status).toBe('withdrawn');
    const settled = after.outbox.map(({ way, status, detail }) => `${way} ${status} ${detail}`);
    expect(settled).toEqual(['email dropped email-off', 'email dropped email-off']);
    await side.app.scheduler.sweep();
    expect((await docOf(side, ID)).revision).toBe(after.revision);
  });

  test('what is to go out later is left as it is until then', async () => {
    const doc = await docOf(side, ID);
    const now = side.clock.now();
    const told = withEvent(doc, { event: 'absence.reported', subject: 'a1', at: now });
    const waiting = told.outbox.map((message) => ({
      ...message,
      way: 'email' as const,
      nextAt: addMs(now, 1),
    }));
    const { withoutUnheard } = makeForesight({ email: null, store: side.store });
    const later = { ...told, outbox: waiting };
    expect(withoutUnheard(later, now)).toBe(later);
    expect(withoutUnheard(later, addMs(now, 1)).outbox[0]?.status).toBe('dropped');
    const { withoutUnheard: withEmail } = makeForesight({ email: sender, store: side.store });
    expect(withEmail(later, addMs(now, 1))).toBe(later);
  });
});

const sender: EmailGateway = { send: async () => ({ kind: 'sent' }) };

describe('who listens', () => {
  const none: Provider | null = null;
  const listener = { webhook: { url: 'https://tar-emot.example/' } } as unknown as Provider;

  /** Something to tell a provider, whose store answers when it is told to. */
  async function slow() {
    const asked: PromiseWithResolvers<Provider | null>[] = [];
    let touched: (providerId: string) => void = () => {};
    const store = {
      readProvider: () => {
        const answer = Promise.withResolvers<Provider | null>();
        asked.push(answer);
        return answer.promise;
      },
      onProviderTouched: (listener: (providerId: string) => void) => {
        touched = listener;
      },
    };
    const now = side.clock.now();
    const doc = withEvent(await docOf(side, ID), { event: 'absence.reported', subject: 'a1', at: now });
    const { withoutUnheard } = makeForesight({ email: null, store: store as unknown as Store });
    return {
      doc,
      left: () => withoutUnheard(doc, now),
      asked,
      answer: async (index: number, provider: Provider | null | Error) => {
        if (provider instanceof Error) asked[index]?.reject(provider);
        else asked[index]?.resolve(provider);
        await new Promise((resolve) => setImmediate(resolve));
      },
      touch: () => touched(doc.providerId),
    };
  }

  test('is asked once, and until there is an answer everything is kept', async () => {
    const { doc, left, asked, answer } = await slow();
    expect(left()).toBe(doc);
    expect(left()).toBe(doc);
    expect(asked).toHaveLength(1);
    await answer(0, none);
    expect(left().outbox).toEqual(doc.outbox.slice(0, -1));
    expect(asked).toHaveLength(1);
  });

  test('an answer that was overtaken by a change counts for nothing', async () => {
    const { doc, left, asked, answer, touch } = await slow();
    left();
    touch();
    left();
    await answer(0, none);
    expect(left()).toBe(doc);
    await answer(1, listener);
    expect(left()).toBe(doc);
    expect(asked).toHaveLength(2);
  });

  test('what is known is forgotten when the provider is touched, and a failure is no answer', async () => {
    const { doc, left, asked, answer, touch } = await slow();
    left();
    await answer(0, none);
    expect(left()).not.toBe(doc);
    touch();
    expect(left()).toBe(doc);
    await answer(1, new Error('the disk'));
    expect(left()).toBe(doc);
    expect(asked).toHaveLength(3);
  });
});
