import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eraseAll } from '../../bot/provider/traces.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { newProvider } from '../../domain/actions/provider.ts';
import { RECIPIENT_OUTCOMES } from '../../domain/broadcast.ts';
import { KeptLog } from '../contracts/participants.ts';
import { MovableClock } from '../support/app.ts';
import { newFolder } from '../support/folder.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

test('who was erased stands in no list of a provider, also not in the version before', async () => {
  const dir = await newFolder();
  const clock = new MovableClock();
  const store = await openLowdbStore({ dir, clock, log: new KeptLog() });
  try {
    const plan = examplePlan('plan-rusta-och-matcha');
    const now = clock.now();
    await store.turn(plan.id, () => ({ doc: newParticipant(plan, now), result: null }));
    const broadcast = { id: 'b1', at: now, by: 'chef', from: 'Chefen', text: '', easy: null, doneAt: now };
    const recipients = [{ id: plan.id, outcome: RECIPIENT_OUTCOMES[0] }];
    await store.providerTurn('exempel', () => ({
      doc: {
        ...newProvider({ id: 'exempel', name: 'Exempel', now }),
        broadcasts: [{ ...broadcast, recipients }],
      },
      result: null,
    }));
    expect(await eraseAll({ store, clock }, plan.id)).toBe(true);
    const folder = join(dir, 'providers', 'exempel');
    for (const name of await readdir(folder)) {
      expect([name, (await readFile(join(folder, name), 'utf8')).includes(plan.id)]).toEqual([name, false]);
    }
  } finally {
    await store.close();
  }
});
