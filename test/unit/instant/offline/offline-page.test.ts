import { describe, expect, it } from 'vitest';
import { reduceApp, initialState, mayWait } from '../../../../src/app/page/reduce.ts';
import type { AppAction, AppState } from '../../../../src/app/page/state.ts';
import { createStore } from '../../../../src/app/page/store.ts';
import { keepOffline } from '../../../../src/offline-page.ts';

class Worker_ extends EventTarget {
  state = 'installing';
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
  to(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** A registration as a browser moves it along. */
class Registration extends EventTarget {
  installing: Worker_ | null = null;
  waiting: Worker_ | null = null;
  active: Worker_ | null = null;
  begin(): Worker_ {
    this.installing = new Worker_();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }
  installed(): void {
    const worker = this.installing;
    this.installing = null;
    this.waiting = worker;
    worker?.to('installed');
  }
  activated(): void {
    const worker = this.waiting;
    this.waiting = null;
    this.active = worker;
    worker?.to('activated');
  }
}

/** What is told once a worker has answered. */
const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function page(registration = new Registration(), whole = true) {
  const store = createStore<AppState, AppAction>({
    initial: initialState,
    reduce: reduceApp,
    schedule: (callback) => callback(),
    mayWait,
  });
  const container = new EventTarget() as EventTarget & { controller: null };
  let reloads = 0;
  const update = await keepOffline({
    store,
    register: () => Promise.resolve(registration as unknown as ServiceWorkerRegistration),
    container: container as unknown as ServiceWorkerContainer,
    reload: () => (reloads += 1),
    isWhole: () => Promise.resolve(whole),
  });
  return { store, registration, container, update, reloads: () => reloads, offline: () => store.getState().offline };
}

describe('a page that is kept for opening without a network', () => {
  it('says that it is being kept, then that it is; its first version is no update', async () => {
    const { registration, offline } = await page();
    registration.begin();
    registration.installed();
    expect(offline()).toMatchObject({ kept: 'coming', update: 'none' });
    registration.activated();
    await answered();
    expect(offline()).toMatchObject({ kept: 'kept', update: 'none' });
  });

  it('does not say so where the browser has thrown away what was kept and it cannot be had again, nor after it was forgotten', async () => {
    const evicted = await page(new Registration(), false);
    evicted.registration.begin();
    evicted.registration.installed();
    evicted.registration.activated();
    await answered();
    expect(evicted.offline().kept).toBe('failed');
    const forgotten = await page();
    forgotten.registration.begin();
    forgotten.registration.installed();
    forgotten.registration.activated();
    forgotten.store.dispatch({ type: 'offline-forgotten' });
    await answered();
    expect(forgotten.offline().kept).toBe('off');
  });

  it('says where it could not be kept: it is not registered, or a file of it cannot be had', async () => {
    const { registration, offline } = await page();
    const worker = registration.begin();
    registration.installing = null;
    worker.to('redundant');
    expect(offline().kept).toBe('failed');
    const store = createStore<AppState, AppAction>({
      initial: initialState,
      reduce: reduceApp,
      schedule: (callback) => callback(),
      mayWait,
    });
    const refusals = [() => Promise.reject(new DOMException('no', 'SecurityError')), () => Promise.resolve(undefined)];
    for (const register of refusals) {
      store.dispatch({ type: 'offline-tell', change: { kept: 'coming' } });
      await keepOffline({ store, register, container: new EventTarget() as unknown as ServiceWorkerContainer, reload: () => {} });
      expect(store.getState().offline.kept).toBe('failed');
    }
  });

  it('offers a newer version, takes it when it is asked to and not by itself, and loads itself anew once', async () => {
    const { registration, container, update, reloads, offline } = await page();
    registration.begin();
    registration.installed();
    registration.activated();
    const newer = registration.begin();
    registration.installed();
    await answered();
    expect(offline()).toMatchObject({ kept: 'kept', update: 'waiting' });
    expect(newer.told).toEqual([]);
    // Another tab has taken it: this one goes on as it is.
    container.dispatchEvent(new Event('controllerchange'));
    expect(reloads()).toBe(0);
    update();
    expect(newer.told).toEqual([{ type: 'glassrank-update' }]);
    container.dispatchEvent(new Event('controllerchange'));
    expect(reloads()).toBe(1);
  });

  it('takes none while a run goes on', async () => {
    const { store, registration, update, offline } = await page();
    registration.begin();
    registration.installed();
    registration.activated();
    const newer = registration.begin();
    registration.installed();
    store.dispatch({ type: 'run-begin', runId: 'r' });
    update();
    expect(newer.told).toEqual([]);
    expect(offline().update).toBe('waiting');
  });
});
