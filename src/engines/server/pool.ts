import type { CancelSignal } from '../../core/run/text-model.ts';
import { onAbort } from '../watch.ts';

/** Lets so many tasks run at once; the others wait in the order in which they came. */
export interface Pool {
  readonly size: number;
  /** Waits for a free place, or until it is cancelled. The returned function gives it back, once. */
  enter(cancel?: CancelSignal): Promise<() => void>;
}

/** @param size 1 or more. */
export function createPool(size: number): Pool {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`a pool needs at least one place, got ${size}`);
  let free = size;
  const waiting: (() => void)[] = [];
  return {
    size,
    async enter(cancel = { aborted: false }) {
      if (free > 0) free -= 1;
      else {
        const placed = await new Promise<boolean>((resolve) => {
          const come = (): void => {
            forget();
            resolve(true);
          };
          const forget = onAbort(cancel, () => {
            const place = waiting.indexOf(come);
            if (place === -1) return;
            waiting.splice(place, 1);
            resolve(false);
          });
          if (cancel.aborted) resolve(false);
          else waiting.push(come);
        });
        if (!placed) return () => undefined;
      }
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      };
    },
  };
}

/**
 * Does `work` for each of `items`, at most `at` of them at once, and gives the results in the order of the items. For queries and samples: the calls of one
 * run follow from each other. The first failure is thrown, and nothing more is begun after it.
 */
export async function eachInParallel<Item, Result>(
  items: readonly Item[],
  at: number,
  work: (item: Item, place: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const place = next;
      next += 1;
      try {
        results[place] = await work(items[place] as Item, place);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, at), items.length) }, worker));
  return results;
}
