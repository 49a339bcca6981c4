import type { RunView } from './run-view.ts';

/** Where two runs' model texts part. `at` is a UTF-16 offset into both texts; a text that ends there, or a window that is not there, differs too. */
export interface TraceDifference {
  /** 0-based. */
  readonly window: number;
  readonly part: 'reasoning' | 'answer';
  readonly at: number;
  /** The same text before that place, at most 80 characters. */
  readonly before: string;
  /** What follows in each run, at most 160 characters. */
  readonly a: string;
  readonly b: string;
}

const BEFORE = 80;
const AFTER = 160;

/** The first difference of the thoughts and answers of two runs, window by window; null when there is none. */
export function firstDifference(a: RunView, b: RunView): TraceDifference | null {
  const count = Math.max(a.windows.length, b.windows.length);
  for (let window = 0; window < count; window += 1) {
    for (const part of ['reasoning', 'answer'] as const) {
      const [one, other] = [a.windows[window]?.[part] ?? '', b.windows[window]?.[part] ?? ''];
      if (one !== other) return { window, part, ...parting(one, other) };
    }
  }
  return null;
}

function parting(one: string, other: string): Pick<TraceDifference, 'at' | 'before' | 'a' | 'b'> {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  // A surrogate pair stays whole.
  if (/[\uD800-\uDBFF]/u.test(one.charAt(at - 1)) && at > 0) at -= 1;
  return {
    at,
    before: one.slice(Math.max(0, at - BEFORE), at),
    a: one.slice(at, at + AFTER),
    b: other.slice(at, at + AFTER),
  };
}
