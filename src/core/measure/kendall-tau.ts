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
