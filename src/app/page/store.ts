import { whenReleased } from './press.ts';

/** A value with listeners. `dispatch` changes the state at once; listeners hear of it by the store's own rule, and not while something is pressed. */
export interface Store<State, Action> {
  getState(): State;
  dispatch(action: Action): void;
  subscribe(listener: () => void): () => void;
}

export interface StoreSetup<State, Action> {
  readonly initial: State;
  readonly reduce: (state: State, action: Action) => State;
  /** Runs the callback soon, at most once per frame on a page. */
  readonly schedule: (callback: () => void) => void;
  /** True for the actions of a stream, which may wait for the frame. All others are told at once: typing must not lag, nor a run's end. */
  readonly mayWait: (action: Action) => boolean;
}

/** The whole state machinery: one reducer, one list of listeners, one pending frame. */
export function createStore<State, Action>(setup: StoreSetup<State, Action>): Store<State, Action> {
  let state = setup.initial;
  let pending = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const notify = (): void => {
    pending = false;
    whenReleased(tell);
  };
  return {
    getState: () => state,
    dispatch(action) {
      const next = setup.reduce(state, action);
      if (next === state) return;
      state = next;
      if (!setup.mayWait(action)) return notify();
      if (pending) return;
      pending = true;
      setup.schedule(() => {
        if (pending) notify();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
