import { setMaxListeners } from 'node:events';
import type { FileCache } from '../../src/engines/download.ts';
import type { InstallWorld } from '../../src/engines/models/world.ts';

interface Entry {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: readonly (readonly [string, string])[];
}

/** Caches as Maps by name and key, headers included. An entry is there whole or not at all, as in a browser. */
export interface MapCaches {
  readonly entries: Map<string, Map<string, Entry>>;
  open(name: string): Promise<FileCache>;
  /** Flips a bit of the first entry whose key fits. Throws where there is none. */
  damage(key: RegExp, at?: number): void;
  /** Of all entries together. */
  bytes(): number;
  /** Bytes by key, of the caches whose name fits. */
  sizes(cache?: RegExp): ReadonlyMap<string, number>;
}

const urlOf = (key: RequestInfo | URL): string => (key instanceof Request ? key.url : key instanceof URL ? key.href : key);

/** @param quota bytes that all entries together may have; what is put beyond it fails as in a browser. */
export function mapCaches({ quota = Infinity }: { quota?: number } = {}): MapCaches {
  const entries = new Map<string, Map<string, Entry>>();
  const total = (): number =>
    [...entries.values()].flatMap((cache) => [...cache.values()]).reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const open = async (name: string): Promise<FileCache> => {
    const cache = entries.get(name) ?? new Map<string, Entry>();
    entries.set(name, cache);
    return {
      async match(key) {
        const found = cache.get(urlOf(key));
        return found === undefined ? undefined : new Response(found.bytes, { headers: found.headers.map(([n, v]) => [n, v]) });
      },
      async put(key, response) {
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (total() + bytes.byteLength - (cache.get(urlOf(key))?.bytes.byteLength ?? 0) > quota)
          throw new DOMException('full', 'QuotaExceededError');
        cache.set(urlOf(key), { bytes, headers: [...response.headers] });
      },
      delete: async (key) => cache.delete(urlOf(key)),
      keys: async () => [...cache.keys()].map((url) => new Request(url)),
    };
  };
  return {
    entries,
    open,
    bytes: total,
    damage(key, at = 0) {
      for (const cache of entries.values()) {
        for (const [url, { bytes, headers }] of cache) {
          if (!key.test(url)) continue;
          const changed = Uint8Array.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ 1;
          cache.set(url, { bytes: changed, headers });
          return;
        }
      }
      throw new Error(`no entry fits ${key}`);
    },
    sizes(name = /./) {
      const found = [...entries].filter(([cache]) => name.test(cache)).flatMap(([, cache]) => [...cache]);
      return new Map(found.map(([key, { bytes }]) => [key, bytes.byteLength]));
    },
  };
}

/** Locks of one origin, as browsers keep them between tabs. */
export function mapLocks(): NonNullable<InstallWorld['locks']> {
  const tails = new Map<string, Promise<unknown>>();
  const request = async (
    name: string,
    { ifAvailable = false, signal }: { ifAvailable?: boolean; signal?: AbortSignal },
    work: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    const before = tails.get(name);
    if (before !== undefined && ifAvailable) return work(null);
    const aborted = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
    );
    aborted.catch(() => {});
    const mine = (async () => {
      await before?.catch(() => {});
      if (signal?.aborted === true) throw new DOMException('aborted', 'AbortError');
      return work({ name, mode: 'exclusive' });
    })();
    tails.set(name, mine);
    const settled = mine.finally(() => {
      if (tails.get(name) === mine) tails.delete(name);
    });
    settled.catch(() => {});
    return before === undefined ? settled : Promise.race([settled, aborted]);
  };
  return { request: request as NonNullable<InstallWorld['locks']>['request'] };
}

/** Kills whatever works in a world: nothing that it does from then on has any effect, and nothing that it waits for comes. */
export class Killer {
  dead = false;
  readonly #never = new Promise<never>(() => {});
  readonly killed: Promise<'killed'>;
  #tell: (value: 'killed') => void = () => {};
  readonly stopped = new AbortController();

  constructor() {
    setMaxListeners(0, this.stopped.signal);
    this.killed = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  kill(): void {
    this.dead = true;
    // The connections of a process that dies are closed.
    this.stopped.abort();
    this.#tell('killed');
  }

  /** Does it, or hangs for ever where it is dead before or after. */
  async live<Made>(work: () => Promise<Made>): Promise<Made> {
    if (this.dead) return this.#never;
    const made = await work().catch((error: unknown) => (this.dead ? this.#never : Promise.reject(error)));
    return this.dead ? this.#never : made;
  }
}

/** Small, so that small files have several. */
export const BLOCK_BYTES: number = 1 << 16;

export const MODELS_URL = 'https://glassrank.test/models/';

/**
 * A world in Node: real requests, Maps for caches, no waiting, small blocks.
 * @param onBytes told of each piece that arrives.
 * @param cuts lines that break: of each, the next answer to an address that fits ends after so many bytes.
 */
export function installWorld({
  caches = mapCaches(),
  killer = new Killer(),
  onBytes = () => {},
  cuts = [],
  ...more
}: {
  caches?: MapCaches;
  killer?: Killer;
  onBytes?: (bytes: number) => void;
  cuts?: { readonly file: RegExp; readonly after: number }[];
} & Partial<InstallWorld> = {}): InstallWorld {
  const fetchHere = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await (more.fetch ?? fetch)(url, init);
    const reader = response.body?.getReader();
    const cut = cuts.findIndex(({ file }) => file.test(url));
    const [{ after } = { after: Infinity }] = cut === -1 ? [] : cuts.splice(cut, 1);
    let passed = 0;
    // Each piece is taken before the next is had, so that what was told as arrived is what was read.
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done = true, value } = (await reader?.read()) ?? {};
          if (passed >= after) return controller.error(new TypeError('terminated'));
          if (done || value === undefined) return controller.close();
          const piece = value.subarray(0, after - passed);
          passed += piece.byteLength;
          onBytes(piece.byteLength);
          controller.enqueue(piece);
        },
        cancel: (reason) => reader?.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: response.status, headers: response.headers });
  };
  return {
    modelsUrl: MODELS_URL,
    locks: undefined,
    storage: { freeBytes: async () => undefined, persist: async () => undefined },
    now: () => Date.parse('2026-11-30T12:00:00Z'),
    wait: async () => {},
    patience: { silenceMs: 5000, tries: 5, longestWaitMs: 120_000 },
    blockBytes: BLOCK_BYTES,
    ...more,
    fetch: (url, init) =>
      killer.live(() => {
        const own = new AbortController();
        for (const signal of [killer.stopped.signal, init.signal]) signal?.addEventListener('abort', () => own.abort());
        return fetchHere(url, { ...init, signal: own.signal });
      }),
    async openCache(name) {
      const cache = await killer.live(async () => more.openCache?.(name) ?? caches.open(name));
      return {
        match: (key) => killer.live(() => cache.match(key)),
        // What a dying page writes is there whole or not at all.
        put: (key, response) => killer.live(() => cache.put(key, response)),
        delete: (key) => killer.live(() => cache.delete(key)),
        keys: () => killer.live(() => cache.keys()),
      };
    },
  };
}
