import { borda, sampleRanks } from './fusion.ts';
import type { Partition } from '../ranking.ts';

/** Up to so many positions that no majority separates, the best order is found by looking at all subsets: 2^14 × 14 × 14 steps. */
const mostExact = 14;

/**
 * The order with the least Kendall distance to the samples (Kemeny 1959). Parts that the majorities separate are ordered one by one (Truchon
 * 1998), exactly up to 14 positions; a larger part by local search from Borda's order, and then `exact` is false. Neighbours are tied where the
 * samples are evenly split on every pair of them. Of equally good orders one is taken, the same for the same samples. Throws RangeError
 * unless all samples hold the same positions.
 */
export function kemeny(samples: readonly Partition[]): { readonly groups: Partition; readonly exact: boolean } {
  const ranks = sampleRanks(samples);
  const positions = [...ranks.keys()];
  const rows = [...ranks.values()];
  /** How many more samples put the row `one` above `other` than below it. */
  const margin = rows.map((one) =>
    rows.map((other) => one.reduce((sum, rank, sample) => sum + Math.sign((other[sample] ?? 0) - rank), 0)),
  );
  const between = (one: number, other: number): number => margin[one]?.[other] ?? 0;
  const place = new Map(positions.map((position, row) => [position, row]));
  const start = borda(samples)
    .flat()
    .map((position) => place.get(position) ?? 0);
  const parts = separatedParts(start, between);
  const order = parts.flatMap((part) => (part.length <= mostExact ? bestOrder(part, between) : improvedOrder(part, between)));
  return {
    groups: tiedNeighbours(order, between).map((group) => group.map((row) => positions[row] ?? 0)),
    exact: parts.every((part) => part.length <= mostExact),
  };
}

type Margin = (one: number, other: number) => number;

/** Parts in order, each row of one above each row of the next by majority; rows keep the order they came in. */
function separatedParts(rows: readonly number[], between: Margin): readonly (readonly number[])[] {
  const reach = rows.map((one) => rows.map((other) => one === other || between(one, other) >= 0));
  for (let via = 0; via < rows.length; via += 1) {
    for (const from of reach) {
      if (from[via] !== true) continue;
      for (let to = 0; to < rows.length; to += 1) if (reach[via]?.[to] === true) from[to] = true;
    }
  }
  // Every two rows reach one another in at least one direction, so the parts stand in a line and differ in how many rows they reach.
  const parts = new Map<number, number[]>();
  for (const [index, row] of rows.entries()) {
    const reached = reach[index]?.filter(Boolean).length ?? 0;
    parts.set(reached, [...(parts.get(reached) ?? []), row]);
  }
  return [...parts].sort(([one], [other]) => other - one).map(([, part]) => part);
}

/** The best order of a small part, by the best order of each of its subsets (bit i stands for the i-th row). */
function bestOrder(part: readonly number[], between: Margin): readonly number[] {
  const sets = 1 << part.length;
  const gains = new Float64Array(sets).fill(-Infinity);
  const lasts = new Int8Array(sets);
  gains[0] = 0;
  for (let set = 1; set < sets; set += 1) {
    for (const [last, row] of part.entries()) {
      if ((set & (1 << last)) === 0) continue;
      const others = set ^ (1 << last);
      let gain = gains[others] ?? 0;
      for (const [index, other] of part.entries()) if ((others & (1 << index)) !== 0) gain += between(other, row);
      // The later row where it makes no difference, so that rows keep the order they came in.
      if (gain < (gains[set] ?? 0)) continue;
      gains[set] = gain;
      lasts[set] = last;
    }
  }
  const order: number[] = [];
  for (let set = sets - 1; set !== 0; set ^= 1 << (lasts[set] ?? 0)) order.unshift(part[lasts[set] ?? 0] ?? 0);
  return order;
}

/** Moves single rows to where they gain most, until no move gains. Each move gains at least one sample's vote, so it ends. */
function improvedOrder(part: readonly number[], between: Margin): readonly number[] {
  const order = [...part];
  for (let moved = true; moved;) {
    moved = false;
    for (const row of part) {
      const from = order.indexOf(row);
      let best = { to: from, gain: 0 };
      for (const step of [-1, 1]) {
        let gain = 0;
        for (let to = from + step; to >= 0 && to < order.length; to += step) {
          gain += step * between(order[to] ?? 0, row);
          if (gain > best.gain) best = { to, gain };
        }
      }
      if (best.gain === 0) continue;
      order.splice(from, 1);
      order.splice(best.to, 0, row);
      moved = true;
    }
  }
  return order;
}

function tiedNeighbours(order: readonly number[], between: Margin): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const row of order) {
    const group = groups.at(-1);
    if (group !== undefined && group.every((other) => between(other, row) === 0)) group.push(row);
    else groups.push([row]);
  }
  return groups;
}
