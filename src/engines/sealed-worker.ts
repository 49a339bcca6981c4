/** One address a script, for the life of the realm: workers are started again and again, each from a few bytes. */
const addresses = new Map<string, string>();

/** What `Worker` takes where the page's policy requires trusted types; TypeScript's declarations do not know of them. */
type ScriptAddress = string & { readonly trusted?: never };
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): ScriptAddress };
}

/** The service worker's script, once it has been named; null: this realm registers none. */
let serviceWorker: string | null = null;

/** Made at once, so that nobody else in this realm can make one of this name. Absent where the browser has no trusted types. */
const policy = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('glassrank-worker', {
  createScriptURL(asked) {
    if (asked !== serviceWorker && ![...addresses.values()].includes(asked))
      throw new TypeError('this is no address of a worker of this page');
    return asked;
  },
});

/**
 * Starts a module worker under the policy of whoever starts it. A worker that is started by its address takes the policy of its own response, which
 * a plain static host sends without one: it could then reach anything. One that is started from a blob takes its creator's, `<meta>` policies included
 * (CSP 3, 4.2.1 with HTML's policy containers), and so do the workers that it starts; the blob imports the script, whose `import.meta.url` stays its own.
 * @param address Of the worker's script, as an import that ends in `?worker&url` gives it: of the own origin. What the worker fetches must be absolute, its
 *   `location` is the blob's.
 */
export function sealedWorker(address: string, name: string): Worker {
  const script = new URL(address, import.meta.url).href;
  const known = addresses.get(script);
  const blob = known ?? URL.createObjectURL(new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' }));
  if (known === undefined) addresses.set(script, blob);
  const worker = new Worker(policy?.createScriptURL(blob) ?? blob, { type: 'module', name });
  const started = { worker, name };
  running.add(started);
  for (const hear of watchers) hear(started);
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    running.delete(started);
    terminate();
  };
  return worker;
}

/** The address of the page's service worker, let through by the policy. The first one named is the only one that this realm can register. */
export function serviceWorkerAddress(address: string): ScriptAddress {
  serviceWorker ??= address;
  return policy?.createScriptURL(address) ?? address;
}

interface StartedWorker {
  readonly worker: Worker;
  readonly name: string;
}

const running = new Set<StartedWorker>();
const watchers = new Set<(started: StartedWorker) => void>();

/** Hears of each worker that this realm has started and not ended, and from now on of each that it starts. */
export function watchSealedWorkers(hear: (started: StartedWorker) => void): void {
  watchers.add(hear);
  for (const started of running) hear(started);
}

/** The workers that this realm has started and not ended. */
export function sealedWorkers(): readonly StartedWorker[] {
  return [...running];
}
