import type { DocId } from './doc-id.ts';
import type { Window } from './window.ts';

/**
 * The ranking after one window's answer: the window's part in the new order, then what the order leaves out in the order it had.
 * `order` holds positions relative to `window.start`; positions that do not exist or repeat are passed over, so the result is always a
 * permutation of `ranking`.
 */
export function applyOrder({
  ranking,
  window,
  order,
}: {
  ranking: readonly DocId[];
  window: Window;
  order: readonly number[];
}): readonly DocId[] {
  const before = ranking.slice(0, window.start);
  const inside = ranking.slice(window.start, window.end);
  const after = ranking.slice(before.length + inside.length);
  const placed = new Set(order.filter((position) => Number.isInteger(position) && position >= 0 && position < inside.length));
  const rest = inside.filter((_, position) => !placed.has(position));
  return [...before, ...[...placed].flatMap((position) => inside[position] ?? []), ...rest, ...after];
}
