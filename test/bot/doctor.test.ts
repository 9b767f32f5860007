import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { startProcess } from '../support/process.ts';

test('one line for each connection, what to do where it is wrong, and no secret', async () => {
  const right = `Basic ${Buffer.from('u:right-papegoja').toString('base64')}`;
  const server = createServer((req, res) => {
    const isSms = req.url === '/a1/me';
    res.writeHead(req.url === '/health/live' || (isSms && req.headers.authorization === right) ? 200 : 401);
    res.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = async (password: string) => {
    const started = startProcess('bot/cli/doctor.ts', {
      BASE_URL: url,
      SESSION_SECRET: 'undulat-0123456789-0123456789-0123456789',
      SMS: '46elks',
      SMS_USER: 'u',
      SMS_PASSWORD: password,
      SMS_FROM: '+46701740699',
      SMS_URL: url,
    });
    const code = await started.ended;
    const said = started.out() + started.err();
    expect(said).not.toContain('papegoja');
    expect(said).not.toContain('undulat');
    return { code, said };
  };
  const good = await run('right-papegoja');
  expect(good.said).toContain('ok     the SMS supplier takes our sign-in');
  expect(good.said).toContain(`address for incoming SMS: ${url}/sms/`);
  expect(good.code).toBe(0);
  const bad = await run('wrong-papegoja');
  expect(bad.said).toContain('wrong  the SMS supplier refuses us: check SMS_USER and SMS_PASSWORD.');
  expect(bad.code).toBe(1);
  server.close();
}, 30_000);
