import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetStored, readStored } from '../../../src/app/features/offline/stored.ts';
import type { StoredWorld } from '../../../src/app/features/offline/stored.ts';
import { openDrafts } from '../../../src/app/storage/drafts.ts';

const FOLDER = new URL('a-rank-page/', location.href).href;
const DATABASE = 'stored-test';

const world = (): StoredWorld => ({
  local: () => localStorage,
  session: () => sessionStorage,
  caches,
  database: DATABASE,
  unregister: () => Promise.resolve(),
  folder: FOLDER,
});

const put = async (cache: string, url: string, text: string): Promise<void> =>
  (await caches.open(cache)).put(url, new Response(text));

/** Files before this one, in the same browser, left what they loaded. */
async function empty(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.clear();
  sessionStorage.clear();
}
beforeEach(empty);
afterEach(empty);

test('what is kept is listed by kind with its size, and once it was forgotten nothing is listed and what others keep is still there', async () => {
  const long = openDrafts({ name: DATABASE, now: Date.now, locks: undefined });
  await long.save('page.1', { schema: 1, stamp: 1, passages: 'a long text', files: [] });
  localStorage.setItem('glassrank.preferences', '{}');
  sessionStorage.setItem('glassrank.draft', 'what boils?');
  await put('glassrank/encoder', `${FOLDER}models/encoder/x.bin`, 'encoder');
  await put('glassrank/offline', `${FOLDER}offline/abc`, 'page');
  await put('webllm/model', `${FOLDER}models/tiny/x.bin`, 'weights');
  // Of another page of this address, of another folder, and another library's own.
  localStorage.setItem('theirs', 'x');
  sessionStorage.setItem('theirs', 'x');
  await put('webllm/model', new URL('other/models/x.bin', location.href).href, 'theirs');
  await put('webllm/model', 'https://elsewhere.example/x.bin', 'theirs');
  await put('glassrank/encoder', new URL('other/x.bin', location.href).href, 'theirs');
  await put('somebody', `${FOLDER}models/x.bin`, 'theirs');
  (await openDB('their-database', 1)).close();

  const parts = new Map((await readStored(world())).map((part) => [part.kind, part]));
  expect([...parts.keys()].toSorted()).toEqual(['choices', 'encoder', 'models', 'page', 'written']);
  expect(parts.get('models')).toEqual({ kind: 'models', items: 1, bytes: 'weights'.length });
  expect(parts.get('written')?.items).toBe(2);

  // The page's own connection is open, and lets go.
  expect(await forgetStored(world())).toBe(true);
  expect(await readStored(world())).toEqual([]);
  expect([localStorage.getItem('theirs'), sessionStorage.getItem('theirs')]).toEqual(['x', 'x']);
  expect((await caches.keys()).toSorted()).toEqual(['glassrank/encoder', 'somebody', 'webllm/model']);
  expect((await (await caches.open('webllm/model')).keys()).length).toBe(2);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  expect(names).toContain('their-database');
  expect(names).not.toContain(DATABASE);
  indexedDB.deleteDatabase('their-database');
});

test('a tab that does not let go of the database is told, and it is deleted once that tab is closed', async () => {
  await openDrafts({ name: DATABASE, now: Date.now, locks: undefined }).save('page.1', {
    schema: 1,
    stamp: 1,
    passages: 'a long text',
    files: [],
  });
  const holder = await openDB(DATABASE);
  expect(await forgetStored(world())).toBe(false);
  holder.close();
  await expect.poll(async () => (await readStored(world())).length, { timeout: 5000 }).toBe(0);
});
