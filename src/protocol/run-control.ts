/** What the page may say on a run's port. */
export type RunControl = { readonly type: 'run-cancel' };
