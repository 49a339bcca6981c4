import { expect, test, vi } from 'vitest';
import { createKeeper } from '../../../../src/app/page/keep.ts';
import { initialState, mayWait, reduceApp } from '../../../../src/app/page/reduce.ts';
import type { AppAction, AppState } from '../../../../src/app/page/state.ts';
import { createStore } from '../../../../src/app/page/store.ts';

function storageOf(): Storage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

/** A page over these storages, as it is loaded. */
async function load(local: Storage, session: Storage) {
  const none = { load: () => Promise.resolve(null), save: () => Promise.resolve(false), forget: () => Promise.resolve() };
  const keeper = await createKeeper({
    local: () => local,
    session: () => session,
    longTexts: none,
    newId: () => 'page',
    modelId: 'm',
    languages: ['en'],
  });
  const store = createStore<AppState, AppAction>({
    initial: { ...initialState, ...keeper.initial },
    reduce: reduceApp,
    schedule: (callback) => callback(),
    mayWait,
  });
  keeper.follow(store);
  const write = (query: string): void => {
    store.dispatch({ type: 'query-edit', text: query });
    keeper.flush();
  };
  return { store, keeper, write };
}

test('a page that is to keep nothing deletes what was written, writes no more of it, and says the same when it is loaded again', async () => {
  vi.useFakeTimers();
  const [local, session] = [storageOf(), storageOf()];
  const page = await load(local, session);
  page.write('what boils?');
  expect([...session.items.values()].join('')).toContain('what boils?');
  page.store.dispatch({ type: 'preference-choose', change: { keepNothing: true, keepRuns: false } });
  expect(session.items.size).toBe(0);
  page.write('what freezes?');
  page.store.dispatch({ type: 'page-view-choose', view: 'compare' });
  page.store.dispatch({ type: 'run-begin', runId: 'r' });
  expect(page.keeper.flush()).toBe(true);
  vi.runAllTimers();
  expect(session.items.size).toBe(0);
  expect([...local.items.values()].join('')).not.toContain('freezes');
  expect(page.store.getState().kept).toEqual({ ...initialState.kept });
  const again = await load(local, session);
  expect(again.store.getState().preferences).toMatchObject({ keepNothing: true, keepRuns: false });
  expect(again.store.getState().input.query).toBe('');
  // Asked to keep again, it does.
  again.store.dispatch({ type: 'preference-choose', change: { keepNothing: false } });
  again.write('what thaws?');
  expect([...session.items.values()].join('')).toContain('what thaws?');
  vi.useRealTimers();
});

test('after everything was forgotten the next edit is written whole: passages of before are not taken for written', async () => {
  const [local, session] = [storageOf(), storageOf()];
  const page = await load(local, session);
  page.store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  page.write('first');
  session.items.clear();
  page.store.dispatch({ type: 'offline-forgotten' });
  expect(session.items.size).toBe(0);
  page.write('second');
  const again = await load(local, session);
  expect(again.store.getState().input).toMatchObject({ query: 'second', passages: 'one\n\ntwo' });
});
