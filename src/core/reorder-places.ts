import type { DocId } from './doc-id.ts';

/**
 * The ranking after some of its passages have been put in a new order among the places that they hold; all others stay. `shown` are those
 * passages, `order` positions in `shown`: what it leaves out keeps its order behind, what does not exist or repeats is passed over. Always a
 * permutation of `ranking`, provided that it holds all of `shown`, each once.
 */
export function reorderPlaces({
  ranking,
  shown,
  order,
}: {
  ranking: readonly DocId[];
  shown: readonly DocId[];
  order: readonly number[];
}): readonly DocId[] {
  const wanted = new Set([...order.flatMap((position) => shown[position] ?? []), ...shown]);
  const inOrder = wanted.values();
  const held = new Set(shown);
  return ranking.map((docId) => (held.has(docId) ? (inOrder.next().value ?? docId) : docId));
}
