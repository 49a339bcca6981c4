/** What of a log is shown: all of it as it comes, or everything up to and with the event at `index` (0-based). */
export type Cursor = { readonly type: 'live' } | { readonly type: 'at'; readonly index: number };
