import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { AppAction, AppState } from './state.ts';
import type { Store } from './store.ts';

/** The page that a component stands in. */
export const PageContext = createContext<Store<AppState, AppAction> | null>(null);

/** True for two records with the same fields: for selectors that put together a record of their own. */
export function sameFields<Value extends object>(one: Value, other: Value): boolean {
  const names = Object.keys(one) as (keyof Value)[];
  return names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]));
}

/** Reads a store through a selector: the same value for the same state, and the value of before where the new one is the `same`. */
function reader<Value>(
  store: Store<AppState, AppAction>,
  select: (state: AppState) => Value,
  same: (one: Value, other: Value) => boolean,
): () => Value {
  let known: { readonly state: AppState; readonly value: Value } | null = null;
  return () => {
    const state = store.getState();
    if (known !== null && known.state === state) return known.value;
    const value = select(state);
    known = { state, value: known !== null && same(known.value, value) ? known.value : value };
    return known.value;
  };
}

/** What `read` gives now; anew when `subscribe` says so. `withoutBrowser`: where the page is drawn as text and `read` needs a window. */
export function useNow<Value>(
  subscribe: (listener: () => void) => () => void,
  read: () => Value,
  withoutBrowser: () => Value = read,
): Value {
  return useSyncExternalStore(subscribe, read, withoutBrowser);
}

/** What `select` finds in a store's state; rendered again only when that is no longer the `same`. Selectors stand outside of components. */
export function useSelected<Value>(
  store: Store<AppState, AppAction>,
  select: (state: AppState) => Value,
  same: (one: Value, other: Value) => boolean = Object.is,
): Value {
  const read = useMemo(() => reader(store, select, same), [store, select, same]);
  return useNow(store.subscribe, read);
}

/** `useSelected` of the page that the component stands in. */
export function usePage<Value>(select: (state: AppState) => Value, same?: (one: Value, other: Value) => boolean): Value {
  const store = use(PageContext);
  if (store === null) throw new Error('a component that uses the page stands outside of one');
  return useSelected(store, select, same);
}

interface FromProps<Value> {
  readonly select: (state: AppState) => Value;
  readonly same?: (one: Value, other: Value) => boolean;
  readonly children: (value: Value) => ReactNode;
}

/** Draws what is made of a part of the page's state, and that alone anew when the part changes: what is around it does not follow every token. */
export function From<Value>({ select, same, children }: FromProps<Value>): ReactNode {
  return children(usePage(select, same));
}
