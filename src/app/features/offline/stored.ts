import { deleteDB, openDB } from 'idb';

/*
 * What this page keeps in the browser, by kind, and the way to be rid of all of it. It looks at what is there and trusts no list of what was once written. Caches, databases
 * and entries of others under the same address are neither counted nor touched.
 */

/** written: what stands in this tab's storage, and drafts too long for that. page: its own files, for opening without a network. */
export type StoredKind = 'written' | 'choices' | 'runs' | 'interrupted' | 'experiments' | 'aside' | 'models' | 'encoder' | 'page';

export interface StoredPart {
  readonly kind: StoredKind;
  readonly items: number;
  readonly bytes: number;
}

/** The parts of a browser in which this page keeps things. */
export interface StoredWorld {
  readonly local: () => Storage;
  readonly session: () => Storage;
  readonly caches: CacheStorage | undefined;
  /** Name of the database of runs, experiments and drafts. */
  readonly database: string;
  /** Ends the service worker; resolves where there is none. */
  readonly unregister: () => Promise<unknown>;
  /** The page's folder, absolute, ends in `/`. */
  readonly folder: string;
}

const OWN = 'glassrank.';
const STORES: Readonly<Record<string, StoredKind>> = {
  drafts: 'written',
  entries: 'runs',
  logs: 'runs',
  journal: 'interrupted',
  experiments: 'experiments',
  cells: 'experiments',
  cellLogs: 'experiments',
  requests: 'experiments',
  aside: 'aside',
};
/** Ours alone; what begins with the page's folder in them is this page's. */
const CACHES: Readonly<Record<string, StoredKind>> = {
  'glassrank/encoder': 'encoder',
  'glassrank/offline': 'page',
  'glassrank/models': 'models',
  'glassrank/parts': 'models',
  'glassrank/library-choice': 'models',
};
/** WebLLM's, which other pages of this address may use too: of them only what lies below our `models/` is ours. */
const SHARED_CACHES = ['webllm/model', 'webllm/config', 'webllm/wasm'];

/** Lists what is there now, without kinds of which there is nothing. A storage that the browser does not give holds nothing. */
export async function readStored(world: StoredWorld): Promise<readonly StoredPart[]> {
  const found = new Map<StoredKind, { items: number; bytes: number }>();
  const add = (kind: StoredKind, bytes: number, items = 1): void => {
    const part = found.get(kind) ?? { items: 0, bytes: 0 };
    found.set(kind, { items: part.items + items, bytes: part.bytes + bytes });
  };
  for (const [storage, kind] of storagesOf(world))
    for (const key of ownKeys(storage)) add(kind, 2 * (key.length + (storage.getItem(key)?.length ?? 0)));
  await eachRow(world.database, (store, bytes, items) => add(STORES[store] ?? 'aside', bytes, items));
  await eachEntry(world, async ({ cache, kind, request }) => {
    const response = await cache.match(request);
    if (response !== undefined) add(kind, await sizeOf(response));
  });
  return [...found].map(([kind, part]) => ({ kind, ...part }));
}

/**
 * Deletes all of it, of this tab and of what all tabs share. What could not be deleted is found by `readStored` afterwards. Other tabs of the page let go of the database;
 * false: one does not, and it will be deleted once that is closed (until then nobody can look into it). What is written in other tabs stays in their own storage.
 */
export async function forgetStored(world: StoredWorld): Promise<boolean> {
  for (const [storage] of storagesOf(world)) for (const key of ownKeys(storage)) attempt(() => storage.removeItem(key));
  await settled(async () => {
    await world.unregister();
  });
  await settled(() => eachEntry(world, async ({ cache, request }) => void (await cache.delete(request))));
  // An empty cache of our own is nothing that was kept, but it would be listed by the browser.
  const { caches } = world;
  for (const name of [...Object.keys(CACHES), ...SHARED_CACHES])
    await settled(async () => {
      if (caches === undefined || !(await caches.has(name))) return;
      if ((await (await caches.open(name)).keys()).length === 0) await caches.delete(name);
    });
  return withinTime(deleteDB(world.database)).then(
    () => true,
    () => false,
  );
}

/** A tab that does not let go of a database would be waited for without end. */
const DATABASE_MS = 3000;

function withinTime(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('another tab holds the database open')), DATABASE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Storage that is off holds nothing.
  }
}

async function settled(work: () => Promise<void>): Promise<void> {
  await work().catch(() => {});
}

function storagesOf({ local, session }: StoredWorld): readonly (readonly [Storage, StoredKind])[] {
  const found: (readonly [Storage, StoredKind])[] = [];
  attempt(() => found.push([session(), 'written']));
  attempt(() => found.push([local(), 'choices']));
  return found;
}

function ownKeys(storage: Storage): readonly string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) => key.startsWith(OWN));
}

/** Bytes of each row; texts as UTF-16, which is at least what they take. `items`: 0 for a slice of a long text, which stands beside its head. */
async function eachRow(name: string, tell: (store: string, bytes: number, items: number) => void): Promise<void> {
  // Opening a database that is not there would make one.
  const known = await indexedDB.databases().catch(() => []);
  if (!known.some((one) => one.name === name)) return;
  const database = await openDB(name, undefined, {
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  try {
    for (const store of database.objectStoreNames)
      for (let row = await database.transaction(store).store.openCursor(); row !== null; row = await row.continue())
        tell(store, 2 * JSON.stringify(row.value).length, Object.hasOwn(row.value as object, 'pieces') ? 0 : 1);
  } finally {
    database.close();
  }
}

interface OwnEntry {
  readonly cache: Cache;
  readonly request: Request;
  readonly kind: StoredKind;
}

async function eachEntry({ caches, folder }: StoredWorld, work: (entry: OwnEntry) => Promise<void>): Promise<void> {
  if (caches === undefined) return;
  const models = `${folder}models/`;
  const places = [
    ...Object.entries(CACHES).map(([name, kind]) => ({ name, kind, prefix: folder })),
    ...SHARED_CACHES.map((name) => ({ name, kind: 'models' as const, prefix: models })),
  ];
  for (const { name, kind, prefix } of places) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (request.url.startsWith(prefix)) await work({ cache, request, kind });
  }
}

/** Its length as the host told it, where nothing is packed; else it is counted. */
async function sizeOf(response: Response): Promise<number> {
  const told = Number(response.headers.get('content-length') ?? '');
  if (told > 0 && !response.headers.has('content-encoding')) return told;
  return (await response.blob().catch(() => null))?.size ?? 0;
}
