import type { FileCache } from '../download.ts';

/** How long is waited for what, and how often. */
export interface Patience {
  /** Between two pieces of an answer, milliseconds. */
  readonly silenceMs: number;
  /** How many times in a row a file is asked for again after a failure that may pass, without a byte in between. */
  readonly tries: number;
  /** Longest wait before one of them, milliseconds: a host that asks for more is not waited for. */
  readonly longestWaitMs: number;
}

export const PATIENCE: Patience = { silenceMs: 30_000, tries: 5, longestWaitMs: 120_000 };

/** What an installation does to the outside, given so that tests can replace it. */
export interface InstallWorld {
  /** `models/` beside the document, absolute, ends in `/`. */
  readonly modelsUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly openCache: (name: string) => Promise<FileCache>;
  /** Undefined where the browser has no Web Locks: then nothing keeps two tabs apart but the hashes. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly storage: {
    /** Bytes that may still be stored; undefined where the browser does not tell. */
    freeBytes(): Promise<number | undefined>;
    /** Asks that what is stored is not thrown away when disk space runs low. Undefined: cannot be asked. */
    persist(): Promise<boolean | undefined>;
  };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly patience: Patience;
  /** Bytes of a block of what is not whole yet; `BLOCK_BYTES` unless told. */
  readonly blockBytes?: number;
}

/** The world of a page or a worker. */
export function browserWorld(modelsUrl: string): InstallWorld {
  return {
    modelsUrl,
    fetch: (url, init) => fetch(url, init),
    openCache: (name) => caches.open(name),
    locks: navigator.locks,
    storage: {
      async freeBytes() {
        const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
        return quota === undefined || usage === undefined ? undefined : quota - usage;
      },
      async persist() {
        // Workers cannot ask in every browser, but they can see the answer.
        const { storage } = navigator as { readonly storage?: Partial<Record<'persist' | 'persisted', () => Promise<boolean>>> };
        return (storage?.persist?.() ?? storage?.persisted?.())?.catch(() => undefined);
      },
    },
    now: () => Date.now(),
    patience: PATIENCE,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        }
        signal.addEventListener('abort', done);
      }),
  };
}
