import type { DocId, RankRequest } from './request.ts';

/** Positions `[start, end)` of the current ranking that one model call sees; 0-based. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The windows of one pass in the order of their calls: back to front as RankLLM, the last one starting at 0. A list that fits goes in
 * one window, an empty list in none. Throws RangeError unless `size >= 1` and `1 <= stride <= size` (all integers).
 * @example planWindows({ count: 25, size: 20, stride: 10 }) // [{ start: 5, end: 25 }, { start: 0, end: 15 }]
 */
export function planWindows({ count, size, stride }: { count: number; size: number; stride: number }): readonly Window[] {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count must be a whole number from 0, got ${count}`);
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`window size must be a whole number from 1, got ${size}`);
  if (!Number.isInteger(stride) || stride < 1 || stride > size) {
    throw new RangeError(`stride must be a whole number from 1 to the window size ${size}, got ${stride}`);
  }
  if (count === 0) return [];
  const steps = Math.max(0, Math.ceil((count - size) / stride));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const end = count - step * stride;
    return { start: Math.max(0, end - size), end };
  });
}

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

/** The order a run starts from: the first stage's, or the candidates' own where there is none or it is no permutation of them. */
export function startingRanking({ candidates, firstStage }: RankRequest): readonly DocId[] {
  const given = candidates.map(({ docId }) => docId);
  if (firstStage === undefined || firstStage.ranking.length !== given.length) return given;
  const ordered = new Set(firstStage.ranking);
  return ordered.size === given.length && given.every((docId) => ordered.has(docId)) ? firstStage.ranking : given;
}

/** 1-based. `tied`: others have the same rank. */
export interface TiedRank {
  readonly rank: number;
  readonly tied: boolean;
}

/**
 * The rank of each passage of `order`. Those of a tie group share the rank of its first, as in a competition: 1, 2, 2, 4. A group whose passages do
 * not stand side by side in `order` (an order that is held back, or a provisional one) is none there.
 */
export function tiedRanks({
  order,
  ties,
}: {
  readonly order: readonly DocId[];
  readonly ties: readonly (readonly DocId[])[];
}): ReadonlyMap<DocId, TiedRank> {
  const places = new Map(order.map((docId, place) => [docId, place]));
  const ranks = new Map<DocId, TiedRank>(order.map((docId, place) => [docId, { rank: place + 1, tied: false }]));
  for (const group of ties) {
    const found = group.flatMap((docId) => places.get(docId) ?? []);
    const first = Math.min(...found);
    if (group.length < 2 || found.length < group.length || Math.max(...found) - first !== group.length - 1) continue;
    for (const docId of group) ranks.set(docId, { rank: first + 1, tied: true });
  }
  return ranks;
}

/** Groups of tied positions, best first; each position exactly once, no group empty. */
export type Partition = readonly (readonly number[])[];

/** The positions 0 … `count` − 1. */
export function everyPosition(count: number): readonly number[] {
  return Array.from({ length: count }, (_, position) => position);
}

/** An order as a partition in which nothing is tied. */
export function withoutTies(order: readonly number[]): Partition {
  return order.map((position) => [position]);
}

/** Positions by falling score, equal scores as one group; what is no number (NaN) comes last. Inside a group positions keep the order they came in. */
export function groupByScore(positions: readonly number[], scoreOf: (position: number) => number): Partition {
  const groups = new Map<number, number[]>();
  for (const position of positions) {
    const given = scoreOf(position);
    const score = Number.isNaN(given) ? -Infinity : given;
    const group = groups.get(score);
    if (group === undefined) groups.set(score, [position]);
    else group.push(position);
  }
  return [...groups].sort(([one], [other]) => other - one).map(([, group]) => group);
}

/** The 0-based rank of each position; those of one group share the mean of the ranks they take up, so it may end in a half. */
export function midRanks(partition: Partition): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  let before = 0;
  for (const group of partition) {
    for (const position of group) ranks.set(position, before + (group.length - 1) / 2);
    before += group.length;
  }
  return ranks;
}

/** The part of a partition at the places `[start, end)` of its order; a group that reaches beyond keeps what lies inside. */
export function cutPartition(partition: Partition, { start, end }: Window): Partition {
  const groups: (readonly number[])[] = [];
  let before = 0;
  for (const group of partition) {
    const inside = group.slice(Math.max(0, start - before), Math.max(0, end - before));
    if (inside.length > 0) groups.push(inside);
    before += group.length;
  }
  return groups;
}
