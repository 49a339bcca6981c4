/**
 * What the page may say on a run's port. A skip names the window that the page has on screen: one that comes too late for it closes no other
 * window's thought. The log answers it with `thought-skip`.
 */
export type RunControl = { readonly type: 'run-cancel' } | { readonly type: 'run-skip-thought'; readonly window: number };
