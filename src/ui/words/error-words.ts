import type { ErrorCode } from '../../protocol/error-info.ts';

/** Where the notice's button leads: load: fetch the model again; rank: load if need be and rank; settings: open them. */
export type NextStep = 'load' | 'rank' | 'settings' | 'none';

export interface ErrorWords {
  readonly title: string;
  readonly what: string;
  /** What to do now, in the person's own hands. */
  readonly next: string;
  readonly step: NextStep;
}

/** One message with a next step for every code the engine can send. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, ErrorWords>> = {
  'no-webgpu': {
    title: 'This browser has no WebGPU',
    what: 'Glassrank runs its model on the graphics processor through WebGPU, which this browser does not offer here.',
    next: 'Open this page in Chrome or Edge 121 or newer, Safari 26, or Firefox 141 or newer. WebGPU also needs a secure address: https or localhost.',
    step: 'none',
  },
  'no-adapter': {
    title: 'No graphics processor was offered',
    what: 'The browser has WebGPU but gave no adapter. It does this when hardware acceleration is off or the driver is on its block list.',
    next: 'Turn on “Use graphics acceleration when available” in the browser’s system settings, update the graphics driver, then reload the page.',
    step: 'none',
  },
  'device-too-small': {
    title: 'This graphics processor is too small for the model',
    what: 'Its buffer or binding limits are below what the model needs.',
    next: 'Choose a smaller model if there is one, or open the page on a computer with a larger graphics processor.',
    step: 'none',
  },
  'gpu-lost': {
    title: 'The graphics processor was lost',
    what: 'The system took it away: a driver restart, sleep, or another program under heavy load.',
    next: 'Load the model again (it comes from this browser’s cache) and rank once more. Windows already settled are kept below.',
    step: 'rank',
  },
  'out-of-memory': {
    title: 'Graphics memory ran out',
    what: 'The model and its working memory did not fit beside what else is open.',
    next: 'Close other tabs and programs that draw a lot, or lower the window size in the settings, then rank again.',
    step: 'rank',
  },
  'model-missing': {
    title: 'The model’s files are not there',
    what: 'The server that gave you this page has no such model.',
    next: 'Choose another model, or put the model’s folder under models/ on the server and try again.',
    step: 'load',
  },
  'download-failed': {
    title: 'The download broke off',
    what: 'A file of the model did not arrive whole. Files that did are kept.',
    next: 'Check that the server is reachable, then try again: only what is missing is fetched.',
    step: 'load',
  },
  'bad-hash': {
    title: 'A model file is not what it should be',
    what: 'Its checksum differs from the one this page was built with, so it was not used.',
    next: 'Reload the page to get the matching version and try again. If it stays, the server’s copy is damaged.',
    step: 'load',
  },
  quota: {
    title: 'The browser has no room for the model',
    what: 'Its storage for this site is full.',
    next: 'Free some disk space or clear other sites’ data in the browser’s settings, then try again.',
    step: 'load',
  },
  'worker-lost': {
    title: 'The engine stopped answering',
    what: 'The background worker that runs the model has ended.',
    next: 'Start it again: the model comes from this browser’s cache. Windows already settled are kept below.',
    step: 'rank',
  },
  'context-overflow': {
    title: 'A window does not fit the model’s context',
    what: 'Even cut to a few words each, the passages of one window are too many tokens for the model.',
    next: 'Make the window smaller or lower the thought budget in the settings, then rank again.',
    step: 'settings',
  },
  'engine-failed': {
    title: 'The engine failed',
    what: 'Something went wrong inside the engine that this page knows no better name for.',
    next: 'Try once more. If it happens again, the technical line below says what the engine reported.',
    step: 'rank',
  },
};
