/**
 * Why the history could not do what was asked, and what to do. unavailable: this browser or window keeps nothing; quota: no room; blocked: another
 * tab holds an older history open; newer: another tab or a later visit made a newer one; missing: no such run; failed: anything else.
 */
export interface HistoryProblem {
  readonly code: 'unavailable' | 'quota' | 'blocked' | 'newer' | 'missing' | 'failed';
  readonly message: string;
  readonly hint: string;
}
