import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from '@jest/globals';
import { faultOfUrl, guardedLookup, mayReach } from '../../bot/provider/webhooks/addresses.ts';
import { sendWebhook } from '../../bot/provider/webhooks/sender.ts';
import { Receiver } from '../support/receiver.ts';

/** A provider chooses where our server calls: it must not become a way to what only our server reaches. */

const INSIDE = [
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
];

describe('in production', () => {
  test.each(INSIDE)('%s is not reached', (address) => expect(mayReach(address, 'public')).toBe(false));

  test.each(['93.184.215.14', '172.32.0.1', '8.8.8.8', '2606:4700::1111', '2a00:1450:400f::1'])(
    '%s is',
    (address) => expect(mayReach(address, 'public')).toBe(true),
  );

  test.each([
    ['http://exempel.example/', 'https'],
    ['https://127.0.0.1/', 'internet'],
    ['https://[::1]/', 'internet'],
    ['https://2130706433/', 'internet'],
    ['https://0x7f.1/', 'internet'],
    ['https://localhost/', 'internet'],
    ['https://db.internal/', 'internet'],
  ])('%s is refused', (url, why) => expect(faultOfUrl(url, { https: true, reach: 'public' })).toContain(why));

  test('a name that stands for an inner address is refused when it is called, also beside a public one', async () => {
    const resolving = (addresses: LookupAddress[]) =>
      guardedLookup('public', ((
        _host: string,
        _options: object,
        done: (error: null, found: LookupAddress[]) => void,
      ) => done(null, addresses)) as never);
    const ask = (addresses: LookupAddress[]) =>
      new Promise((resolve) =>
        resolving(addresses)('exempel.example', {}, (error, address) => resolve(error ? 'refused' : address)),
      );
    expect(await ask([{ address: '8.8.8.8', family: 4 }])).toBe('8.8.8.8');
    expect(await ask([{ address: '10.0.0.1', family: 4 }])).toBe('refused');
    expect(
      await ask([
        { address: '8.8.8.8', family: 4 },
        { address: '::1', family: 6 },
      ]),
    ).toBe('refused');
    expect(await ask([])).toBe('refused');
  });

  test('nothing arrives at this machine, by figures or by name; a demo may call it, and redirects are not followed', async () => {
    const receiver = new Receiver();
    const url = await receiver.listen();
    const send = (reach: 'public' | 'own', to: string) =>
      sendWebhook({ url: to, id: 'x', body: '{}', secrets: [], now: '2026-03-10T07:00:00.000Z', reach });
    expect(await send('public', url)).toEqual({ kind: 'temporary', detail: 'not-allowed' });
    expect(await send('public', url.replace('127.0.0.1', 'localhost'))).toEqual({
      kind: 'temporary',
      detail: 'not-allowed',
    });
    expect(receiver.received).toHaveLength(0);
    receiver.behaviours = [{ status: 302, headers: { location: url } }];
    expect(await send('own', url)).toEqual({ kind: 'temporary', detail: 'http-302' });
    expect(receiver.received).toHaveLength(1);
    expect(await send('own', 'http://10.0.0.1/')).toEqual({ kind: 'temporary', detail: 'not-allowed' });
    await receiver.close();
  });
});
