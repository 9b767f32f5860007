import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { newFolder } from '../support/folder.ts';
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
  const dir = await newFolder();
  let store = await openLowdbStore({ dir, ...parts });
  return {
    store,
    restart: async () => {
      await store.close();
      store = await openLowdbStore({ dir, ...parts });
      return store;
    },
    dispose: () => store.close(),
  };
});
