import { useEffect } from 'react';
import type { JSX, ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { whenReleased } from './press.ts';
import { useNow } from './use-page.ts';

/** Code that is not in the page's first script: it is fetched when first needed, or once the page is at rest. */
export interface Part<Module = unknown> {
  /** Null until it has been fetched. */
  readonly here: Module | null;
  /** True when it could not be fetched, until it is asked for again. */
  readonly missing: boolean;
  /** Fetches it, once. Rejects where it cannot be had; another call tries again. */
  load(): Promise<Module>;
  /** Hears when it has come, or could not be had. */
  subscribe(listener: () => void): () => void;
}

/** In the order in which they were named. Parts named in a part that has come stand after it. */
const named: Part[] = [];

/** Fetches all parts that are left, one after the other, so that the page then needs no network. What cannot be had is asked for again when needed. */
export async function loadParts(): Promise<void> {
  for (const one of named) await one.load().catch(() => {});
}

/** Whether all of the page's own code is here, so that it needs no network any more. */
export function usePageIsWhole(): boolean {
  return useNow(hearAll, isWhole);
}

function isWhole(): boolean {
  return named.every((one) => one.here !== null);
}

/** Hear of every part, also of those that are named later, in a part that has come. */
const hearers = new Set<() => void>();

function hearAll(listener: () => void): () => void {
  hearers.add(listener);
  return () => hearers.delete(listener);
}

let tries = 0;

/** Browsers remember that a module could not be fetched, and do not ask for it again; under another address they do. The error names the address. */
async function fetchAgain<Module>(error: unknown): Promise<Module> {
  const address = /https?:\/\/\S+\.js/u.exec(String(error))?.[0];
  if (address === undefined) throw error;
  tries += 1;
  return (await import(/* @vite-ignore */ `${address}?again=${tries}`)) as Module;
}

/** `fetchModule` holds the literal `import()` that makes a chunk of its own. */
export function part<Module>(fetchModule: () => Promise<Module>): Part<Module> {
  let here: Module | null = null;
  let missing = false;
  let coming: Promise<Module> | null = null;
  let failure: unknown = null;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
    for (const listener of hearers) listener();
  };
  const settle = (): void => {
    coming = null;
    whenReleased(tell);
  };
  const fetchOnce = async (): Promise<Module> => {
    try {
      const again = failure;
      missing = false;
      here = await (again === null ? fetchModule() : fetchModule().catch(() => fetchAgain<Module>(again)));
      return here;
    } catch (error) {
      failure = error;
      missing = true;
      throw error;
    } finally {
      settle();
    }
  };
  const made: Part<Module> = {
    get here() {
      return here;
    },
    get missing() {
      return missing;
    },
    load: () => (here !== null ? Promise.resolve(here) : (coming ??= fetchOnce())),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  named.push(made);
  return made;
}

interface LazilyProps<Module> {
  readonly part: Part<Module>;
  /** Stands there until it has come: as high as what comes, where anything stands below. By default a line that says so; null: nothing. */
  readonly waiting?: ReactNode;
  readonly children: (module: Module) => ReactNode;
}

/** Shows what a part holds, at once where it is here. While it is fetched, and where it cannot be, it says so; the rest of the page goes on. */
export function Lazily<Module>({ part: wanted, waiting, children }: LazilyProps<Module>): JSX.Element {
  const words = useWords().parts;
  const here = useNow(wanted.subscribe, () => wanted.here);
  const missing = useNow(wanted.subscribe, () => wanted.missing);
  useEffect(() => {
    // Said below where it cannot be had.
    if (wanted.here === null && !wanted.missing) wanted.load().catch(() => {});
  }, [wanted]);
  if (here !== null) return <>{children(here)}</>;
  if (missing) return <PartMissing part={wanted} />;
  return <>{waiting === undefined ? <p className="view-loading">{words.loading}</p> : waiting}</>;
}

function PartMissing({ part: wanted }: { readonly part: Part }): JSX.Element {
  const words = useWords().parts;
  return (
    <p className="hint hint-bad" role="alert">
      {words.missing}{' '}
      <button type="button" className="link" onClick={() => void wanted.load().catch(() => {})}>
        {words.again}
      </button>
    </p>
  );
}

/** Says of a part that has no place of its own on the page that it could not be fetched. */
export function MissingPart({ part: wanted }: { readonly part: Part }): JSX.Element | null {
  return useNow(wanted.subscribe, () => wanted.missing) ? <PartMissing part={wanted} /> : null;
}

/**
 * What a person can do, as far as its code has to be fetched first: every call waits for it. `make` is called once. A call whose code cannot be had does
 * nothing; `MissingPart` says so.
 */
export function later<Module, Actions extends object>(wanted: Part<Module>, make: (module: Module) => Actions): Actions {
  let actions: Actions | null = null;
  const calls = new Map<PropertyKey, (...given: readonly unknown[]) => Promise<unknown>>();
  const callOf =
    (name: PropertyKey) =>
    async (...given: readonly unknown[]): Promise<unknown> => {
      try {
        await wanted.load();
      } catch {
        return undefined;
      }
      if (wanted.here === null) return undefined;
      actions ??= make(wanted.here);
      return (Reflect.get(actions, name) as (...all: readonly unknown[]) => unknown)(...given);
    };
  return new Proxy({} as Actions, {
    get(_, name) {
      const call = calls.get(name) ?? callOf(name);
      calls.set(name, call);
      return call;
    },
  });
}
