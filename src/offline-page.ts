import type { AppAction, AppState } from './app/page/state.ts';
import type { Store } from './app/page/store.ts';

/** The service worker's file, beside the page: its folder is what it answers for. */
export const OFFLINE_WORKER = 'offline-worker.js';

interface OfflineSetup {
  readonly store: Store<AppState, AppAction>;
  /** Registers the one script that may be registered. Rejects where the browser does not allow it. */
  readonly register: () => Promise<ServiceWorkerRegistration>;
  readonly container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'>;
  /** Loads the page anew. */
  readonly reload: () => void;
}

/** Keeps the page for opening without a network, tells how far that is, and offers newer versions. Gives what takes a version that waits; it does nothing in mid-run. */
export async function keepOffline({ store, register, container, reload }: OfflineSetup): Promise<() => void> {
  const tell = (change: Partial<AppState['offline']>): void => store.dispatch({ type: 'offline-tell', change });
  let registration: ServiceWorkerRegistration;
  try {
    registration = await register();
  } catch {
    tell({ kept: 'failed' });
    return () => {};
  }
  const look = (): void => {
    const { active, waiting, installing } = registration;
    if (active !== null) tell({ kept: 'kept' });
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
