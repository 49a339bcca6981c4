import type { StoredKind } from '../../features/offline/stored.ts';

/** The page kept for opening without a network. */
export const offline = {
  kept: {
    coming: 'Being kept, so that the page opens without a network …',
    kept: 'The page is kept in this browser: it opens without a network. Models are kept once they were loaded.',
    failed: 'The page could not be kept in this browser: it needs a network to be opened.',
  },
  update: 'A newer version of this page lies ready.',
  takeUpdate: 'Load it now',
  here: {
    title: 'Kept in this browser',
    what: 'What',
    where: 'Where',
    size: 'Size',
    kinds: {
      written: 'What you typed and dropped',
      choices: 'Choices: language and the like, which engine was quicker',
      runs: 'Finished runs',
      interrupted: 'The run that goes on, or was interrupted',
      experiments: 'Experiments, with their texts',
      aside: 'What could not be shown and was put aside',
      models: 'Models',
      encoder: 'The sentence encoder',
      page: 'The page’s own files',
    } satisfies Record<StoredKind, string>,
    places: {
      written: 'this tab’s session storage; long texts: database',
      choices: 'local storage',
      runs: 'database',
      interrupted: 'database',
      experiments: 'database',
      aside: 'database',
      models: 'cache',
      encoder: 'cache',
      page: 'cache',
    } satisfies Record<StoredKind, string>,
    nothing: 'Nothing.',
    keepNothing: 'Keep nothing of what I write and rank',
    keepNothingHint:
      'Then texts and runs are gone when the page is closed or loaded anew. Choices like this one are kept, and experiments, which you start yourself.',
    forget: 'Forget everything …',
    sure: 'Texts, runs, experiments, choices and models of this page are deleted from this browser. Models must be downloaded again. This cannot be undone.',
    forgetAll: 'Forget it all',
    cancel: 'Cancel',
    busy: 'Not while a model loads or a run goes on.',
    forgetting: 'Being deleted …',
    forgotten:
      'Deleted, and looked at again: nothing of this page is left. What stands on the screen is kept again when you change it; other open tabs hold their own texts until they are closed.',
    left: 'Not all could be deleted; the list above shows what is left. Close other tabs of this page and try again.',
  },
};
