import type { AppAction, AppState } from './app/page/state.ts';
import type { Store } from './app/page/store.ts';
import { serviceWorkerAddress } from './engines/sealed-worker.ts';

/** The service worker's file, beside the page: its folder is what it answers for. */
const OFFLINE_WORKER = 'offline-worker.js';

interface OfflineSetup {
  readonly store: Store<AppState, AppAction>;
  /** Registers the one script that may be registered. Rejects, or gives nothing, where the browser or who runs it does not allow it. */
  readonly register: () => Promise<ServiceWorkerRegistration | undefined>;
  readonly container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'>;
  /** Loads the page anew. */
  readonly reload: () => void;
  /** Whether a worker has all that the page needs, evicted files fetched again. */
  readonly isWhole?: (worker: ServiceWorker) => Promise<boolean>;
}

/** A worker that has not answered by then is not told as one that keeps the page. */
const ANSWER_MS = 120_000;

function askWhole(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const end = (whole: boolean): void => {
      clearTimeout(limit);
      port1.close();
      resolve(whole);
    };
    const limit = setTimeout(() => end(false), ANSWER_MS);
    port1.addEventListener('message', ({ data }) => end(data === true));
    port1.start();
    worker.postMessage({ type: 'glassrank-whole' }, [port2]);
  });
}

/** Keeps the page for opening without a network, tells how far that is, and offers newer versions. Gives what takes a version that waits; it does nothing in mid-run. */
export async function keepOffline({ store, register, container, reload, isWhole = askWhole }: OfflineSetup): Promise<() => void> {
  const tell = (change: Partial<AppState['offline']>): void => store.dispatch({ type: 'offline-tell', change });
  const registration = await register().catch(() => undefined);
  if (registration === undefined) {
    tell({ kept: 'failed' });
    return () => {};
  }
  let asked: ServiceWorker | null = null;
  /** A browser may have thrown away what was kept, and go on with the worker. */
  const tellWhole = async (worker: ServiceWorker): Promise<void> => {
    if (asked === worker) return;
    asked = worker;
    tell({ kept: 'coming' });
    const whole = await isWhole(worker);
    // All was forgotten in between, or another worker is asked.
    if (asked === worker && store.getState().offline.forgotten === 0) tell({ kept: whole ? 'kept' : 'failed' });
  };
  const look = (): void => {
    const { active, waiting, installing } = registration;
    if (store.getState().offline.forgotten > 0) return;
    if (active !== null) void tellWhole(active);
    else if (installing !== null || waiting !== null) tell({ kept: 'coming' });
    // Without a worker of before there is nothing to be updated: the first one takes over by itself.
    if (waiting !== null && active !== null && store.getState().offline.update === 'none') tell({ update: 'waiting' });
  };
  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'redundant' && registration.active === null) tell({ kept: 'failed' });
      else look();
    });
  };
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  container.addEventListener('controllerchange', () => {
    if (store.getState().offline.update === 'asked') reload();
  });
  look();
  return () => {
    const { phase } = store.getState();
    if (phase.type === 'running' || phase.type === 'loading' || registration.waiting === null) return;
    tell({ update: 'asked' });
    registration.waiting.postMessage({ type: 'glassrank-update' });
  };
}

/** `keepOffline` in this browser. Nothing where it keeps no pages, and where a person who pays by the megabyte has said so. */
export function keepPage(store: OfflineSetup['store']): Promise<() => void> {
  const { connection, serviceWorker: container } = navigator as Navigator & {
    readonly connection?: { readonly saveData?: boolean };
  };
  if (!isSecureContext || (container as ServiceWorkerContainer | undefined) === undefined || connection?.saveData === true)
    return Promise.resolve(() => {});
  const address = new URL(OFFLINE_WORKER, document.baseURI).href;
  return keepOffline({
    store,
    // Always by the policy that the page's trusted types ask for.
    register: async () => container.register(serviceWorkerAddress(address), { updateViaCache: 'none' }),
    container,
    reload: () => location.reload(),
  });
}
