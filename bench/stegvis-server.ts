import { createApp } from '../bot/app.ts';
import { readConfig } from '../bot/config.ts';
import { silentLog } from '../bot/log.ts';
import { usage } from './usage.ts';

/** The real service on a folder that has been filled, without the pace that holds back a single participant. */

const started = performance.now();
const read = readConfig({ DATA_DIR: process.argv[2] ?? '', PORT: '0', EMAIL: 'off' });
if (!read.ok) throw new Error(read.faults.join(' '));
const app = await createApp(read.config, {
  log: silentLog,
  print: () => {},
  pace: { burst: 1e9, perSecond: 1e9 },
});
const address = await app.start();
const startMs = performance.now() - started;
process.send?.({ port: Number(new URL(address).port), startMs });
process.on('message', (message: { tokensFor?: string[] } | 'usage') => {
  if (message === 'usage') process.send?.(usage());
  else if (message.tokensFor) {
    const tokens = message.tokensFor.map((id) => app.parts.chat.issue(id, 'bench'));
    process.send?.({ tokens });
  }
});
