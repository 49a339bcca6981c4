import { renderToString } from 'react-dom/server';
import type { AppActions } from '../../src/app/page/actions.ts';
import { loadParts } from '../../src/app/page/part.tsx';
import type { AppAction, AppState } from '../../src/app/page/state.ts';
import type { Store } from '../../src/app/page/store.ts';
import { App } from '../../src/app/shell/app.tsx';

/** Actions that do nothing: what is drawn once is not pressed. */
const IDLE: AppActions = new Proxy({} as AppActions, {
  get: (_, name) => (typeof name === 'string' && GROUPS.has(name) ? IDLE : () => Promise.resolve(null)),
});
const GROUPS = new Set(['open', 'exports', 'firstStage', 'history', 'compare', 'lenses']);

/** All of the page's code, so that nothing of what is drawn is left out. */
export const loadPage: () => Promise<void> = loadParts;

/**
 * The whole page in this state, as a browser would draw it first. Throws what drawing throws, also where a boundary would have caught it: React's server
 * renderer knows no boundaries.
 */
export function drawnPage(state: AppState): string {
  const store: Store<AppState, AppAction> = { getState: () => state, dispatch: () => {}, subscribe: () => () => {} };
  return renderToString(<App store={store} actions={IDLE} models={[{ id: 'm', title: 'Model', bytes: 1000 }]} />);
}
