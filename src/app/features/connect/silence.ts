import { useSyncExternalStore } from 'react';

/** Whether the server has sent nothing for a while although it is asked something: a run, a comparison, a lens, or what it is. */
export interface Silence {
  readonly silent: () => boolean;
  readonly set: (silent: boolean) => void;
  /** Returns how to listen no more. */
  readonly listen: (changed: () => void) => () => void;
}

export function createSilence(): Silence {
  let silent = false;
  const listeners = new Set<() => void>();
  return {
    silent: () => silent,
    set(next) {
      if (next === silent) return;
      silent = next;
      for (const changed of listeners) changed();
    },
    listen(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

const NONE = createSilence();

/** False outside of connected.html. */
export function useSilent({ listen, silent }: Silence = NONE): boolean {
  return useSyncExternalStore(listen, silent);
}
