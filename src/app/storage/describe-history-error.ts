import type { HistoryProblem } from './history-problem.ts';

const SAVE_AS_FILE = 'The run on screen is not touched: save it as a file if you want to keep it.';

/** What IndexedDB threw, as a problem with words. */
export function describeHistoryError(thrown: unknown): HistoryProblem {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return {
        code: 'quota',
        message: 'The browser has no room left for this site’s history.',
        hint: `Delete runs you no longer need, then try again. ${SAVE_AS_FILE}`,
      };
    case 'VersionError':
      return {
        code: 'newer',
        message: 'The history was written by a newer version of this page.',
        hint: `Reload this tab to get that version. ${SAVE_AS_FILE}`,
      };
    // Private windows and blocked storage: Firefox says InvalidStateError, Chrome and Safari SecurityError or a missing indexedDB.
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
    case 'TypeError':
      return {
        code: 'unavailable',
        message: 'This browser keeps nothing for this page: the window is private, or storage is blocked.',
        hint: `Open the page in an ordinary window or allow it to store data. ${SAVE_AS_FILE}`,
      };
    default:
      return {
        code: 'failed',
        message: `The browser’s storage failed (${thrown instanceof Error ? `${name}: ${thrown.message}` : String(thrown)}).`,
        hint: `Try again; a reload of the page can help. ${SAVE_AS_FILE}`,
      };
  }
}
