import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { storeContract } from './store.ts';

storeContract('the store in memory', async (parts) => {
  const store = openMemoryStore(parts);
  return {
    store,
    restart: async () => {
      await store.close();
      return store;
    },
    dispose: () => store.close(),
  };
});

storeContract('the embedded store', async (parts) => {
  const dir = await mkdtemp(join(tmpdir(), 'stegvis-store-'));
  let store = await openLowdbStore({ dir, ...parts });
  return {
    store,
    restart: async () => {
      await store.close();
      store = await openLowdbStore({ dir, ...parts });
      return store;
    },
    dispose: async () => {
      await store.close();
      await rm(dir, { recursive: true });
    },
  };
});
