/**
 * Kendall's tau-a of two rankings without ties over the documents that both have: 1 the same order, −1 the reverse, 0 no relation. Null with
 * fewer than two such documents. n log n.
 */
export function kendallTau(one: readonly string[], other: readonly string[]): number | null {
  const places = new Map([...new Set(other)].map((docid, place) => [docid, place]));
  const order = [...new Set(one)].flatMap((docid) => places.get(docid) ?? []);
  const pairs = (order.length * (order.length - 1)) / 2;
  return pairs === 0 ? null : 1 - (2 * inversions(order)) / pairs;
}

/** Pairs that stand in falling order, counted by merging ever longer sorted runs. */
function inversions(order: readonly number[]): number {
  let runs = order.map((place) => [place]);
  let count = 0;
  while (runs.length > 1) {
    const merged: number[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const [left, right] = [runs[at] ?? [], runs[at + 1] ?? []];
      const run: number[] = [];
      let taken = 0;
      for (const place of left) {
        for (let next = right[taken]; next !== undefined && next < place; next = right[taken]) {
          run.push(next);
          taken += 1;
        }
        count += taken;
        run.push(place);
      }
      merged.push([...run, ...right.slice(taken)]);
    }
    runs = merged;
  }
  return count;
}

/**
 * Kendall's tau-b of two score lists over the documents that both have: like tau-a, with ties in either list taken out of the scale (Kendall
 * 1945). From −1 to 1; null with fewer than two such documents, or when one list ties them all. Quadratic in the number of documents.
 */
export function kendallTauB<Key>(one: ReadonlyMap<Key, number>, other: ReadonlyMap<Key, number>): number | null {
  const both = [...one].flatMap(([docid, score]) => {
    const second = other.get(docid);
    return second === undefined ? [] : [[score, second] as const];
  });
  let balance = 0;
  let untiedOne = 0;
  let untiedOther = 0;
  for (const [place, [score, second]] of both.entries()) {
    for (let next = place + 1; next < both.length; next += 1) {
      const [score2, second2] = both[next] ?? [0, 0];
      const first = Math.sign(score - score2);
      const last = Math.sign(second - second2);
      balance += first * last;
      untiedOne += Math.abs(first);
      untiedOther += Math.abs(last);
    }
  }
  if (untiedOne === 0 || untiedOther === 0) return null;
  // Rounding of the two roots must not carry it past its ends.
  return Math.max(-1, Math.min(1, balance / Math.sqrt(untiedOne * untiedOther)));
}

/**
 * Rank-biased overlap of two rankings, extrapolated (Webber, Moffat and Zobel 2010, equation 32; lists of unequal length allowed): 0 nothing in
 * common, 1 the same. `p` in (0, 1) is the reader's patience: at 0.9 the first ten places carry 86 % of the weight. Null when one is empty.
 * @throws RangeError for another `p`.
 */
export function rankBiasedOverlap({
  one,
  other,
  p,
}: {
  one: readonly string[];
  other: readonly string[];
  p: number;
}): number | null {
  if (!(p > 0 && p < 1)) throw new RangeError(`the patience of a rank-biased overlap lies between 0 and 1, got ${p}`);
  const lists = [[...new Set(one)], [...new Set(other)]].sort((left, right) => left.length - right.length);
  const [short = [], long = []] = lists;
  if (short.length === 0) return null;
  const seen = new Set<string>();
  let common = 0;
  let commonAtShort = 0;
  let weight = 1;
  let sum = 0;
  for (let depth = 1; depth <= long.length; depth += 1) {
    for (const docid of [short[depth - 1], long[depth - 1]]) {
      if (docid === undefined) continue;
      if (seen.has(docid)) common += 1;
      seen.add(docid);
    }
    weight *= p;
    if (depth === short.length) commonAtShort = common;
    sum += (common / depth) * weight;
    if (depth > short.length) sum += ((commonAtShort * (depth - short.length)) / (short.length * depth)) * weight;
  }
  return ((1 - p) / p) * sum + ((common - commonAtShort) / long.length + commonAtShort / short.length) * weight;
}

/** The reader's patience that the page and its reports go by: the first ten places carry 86 % of the weight (Webber, Moffat and Zobel 2010). */
export const PATIENCE = 0.9;

/** An order with its ties: groups of two or more neighbours of `ranking` that nothing told apart. */
export interface TiedOrder {
  readonly ranking: readonly string[];
  readonly ties: readonly (readonly string[])[];
}

/** Tau-b, which takes ties out of the scale, and rank-biased overlap at `PATIENCE`, which sees tied passages in the order they stand in; null: undefined. */
export interface OrderAgreement {
  readonly tau: number | null;
  readonly overlap: number | null;
}

/** How alike two orders of one list are. */
export function agreementOfOrders(one: TiedOrder, other: TiedOrder): OrderAgreement {
  const untied = one.ties.length === 0 && other.ties.length === 0;
  return {
    tau: untied ? kendallTau(one.ranking, other.ranking) : kendallTauB(tiedScores(one), tiedScores(other)),
    overlap: rankBiasedOverlap({ one: one.ranking, other: other.ranking, p: PATIENCE }),
  };
}

/** The mean agreement of pairs of orders, each figure over the pairs for which it is defined; null: for none. */
export function meanAgreement(pairs: readonly (readonly [TiedOrder, TiedOrder])[]): OrderAgreement {
  const each = pairs.map(([one, other]) => agreementOfOrders(one, other));
  return { tau: mean(each.map(({ tau }) => tau)), overlap: mean(each.map(({ overlap }) => overlap)) };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** A ranking with ties as scores: higher is better, equal within a group. */
function tiedScores({ ranking, ties }: TiedOrder): ReadonlyMap<string, number> {
  const scores = new Map(ranking.map((docid, place) => [docid, ranking.length - place]));
  for (const group of ties) {
    const best = Math.max(...group.map((docid) => scores.get(docid) ?? 0));
    for (const docid of group) scores.set(docid, best);
  }
  return scores;
}
