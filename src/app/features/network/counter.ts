import { followRequests } from '../../../engines/requests.ts';
import type { SeenRequest } from '../../../engines/requests.ts';

/** What is known of the page's requests. */
export interface RequestCount {
  /** Since when they are counted, milliseconds since 1970; null: nothing stands on the page, and nothing is counted. */
  readonly since: number | null;
  /** A list stood there when the page was opened, so that all requests of this visit are counted. */
  readonly fromOpening: boolean;
  /** In the order in which they were heard of. */
  readonly requests: readonly SeenRequest[];
  /** False: this browser tells of none. */
  readonly told: boolean;
}

let all: readonly SeenRequest[] = [];
const listeners = new Set<() => void>();

/** Watched from when this code is here: the page, its workers, and those that they start, with what the browser remembers of before. */
const told = followRequests('page', (request) => {
  all = [...all, request];
  tell({});
});
let count: RequestCount = { since: null, fromOpening: false, requests: [], told };

function tell(change: Partial<RequestCount>): void {
  const next = { ...count, ...change };
  const { since } = next;
  count = { ...next, requests: since === null ? [] : all.filter(({ at }) => at >= since) };
  for (const listener of listeners) listener();
}

export function readCount(): RequestCount {
  return count;
}

export function subscribeCount(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A list stands on the page now, or none any more. `opened`: it stood there from the beginning. */
export function countFrom(standing: boolean, opened: boolean): void {
  const { since } = readCount();
  if (standing === (since !== null)) return;
  const fromOpening = standing && opened;
  tell({ since: standing ? performance.timeOrigin + (opened ? 0 : performance.now()) : null, fromOpening });
}

/** Those that asked somebody: what the browser had itself is no request. */
export function asked({ requests }: RequestCount): readonly SeenRequest[] {
  return requests.filter(({ cached }) => !cached);
}

/** Does a request leave the page's own origin? */
export function leaves({ url }: SeenRequest): boolean {
  return new URL(url).origin !== location.origin;
}
