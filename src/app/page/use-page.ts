import { useSyncExternalStore } from 'react';
import type { AppAction, AppState } from './state.ts';
import type { Store } from './store.ts';

/** The page's state, rendered again when the store says so. */
export function useAppState(store: Store<AppState, AppAction>): AppState {
  return useSyncExternalStore(store.subscribe, store.getState);
}
