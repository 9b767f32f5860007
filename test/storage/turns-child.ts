import { flushCompileCache } from 'node:module';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { create, KeptLog, notify, StandingClock, say } from '../contracts/participants.ts';

/**
 * A process that runs turns until it is ended, and writes one line for each that was confirmed: `<id> <revision> <text>`. With a number
 * as second argument it makes its documents that much larger with each turn.
 */
const [dir = '', growth = '0'] = process.argv.slice(2);
const log = new KeptLog();
const store = await openLowdbStore({ dir, clock: new StandingClock(), log });
process.stdout.write('open\n');
// One that is killed would leave nothing for the next start.
flushCompileCache();

let count = 0;
const run = async (id: string) => {
  if ((await store.read(id)) === null) await create(store, id, { meetings: 0 });
  for (;;) {
    count += 1;
    const text = `${process.pid}-${count}${'.'.repeat(Number(growth))}`;
    try {
      if (count % 5 === 0) {
        process.stdout.write(`${id} notice ${await notify(store, id)}\n`);
      } else {
        await say(store, id, text);
        const revision = (await store.read(id))?.doc.revision;
        process.stdout.write(`${id} ${revision} ${text}\n`);
      }
    } catch (error) {
      process.stdout.write(`${id} refused ${(error as { code?: string }).code}\n`);
      if (Number(growth) > 0) return;
    }
  }
};
await Promise.all(['p1', 'P1', 'p2'].map(run));
await store.close();
