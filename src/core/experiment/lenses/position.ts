import type { TsvRow } from '../../export/tsv.ts';
import { startingRanking } from '../../ranking.ts';
import type { DocId, RankRequest } from '../../request.ts';
import { agreementOfOrders } from '../../measure/agreement.ts';
import type { Lens, LensResult, LensRun, RepeatedJob } from './lens.ts';
import { isEvidence, oneBased, pinStart, rankOfEach, repeatedLens } from './lens.ts';

/** The list, its start rotated by `shift` places to the front: what stood at place p stands at (p − shift) modulo the list's length. */
export interface PositionRun extends LensRun {
  readonly shift: number;
}

/**
 * The same list from `rotations` starts, evenly apart, the unrotated one first. As many rotations as passages put every passage once at every
 * place. From 1 to the list's length; other numbers are brought into that range.
 */
export function positionPlan({
  request,
  rotations,
  scores,
}: {
  request: RankRequest;
  rotations: number;
  scores: boolean;
}): readonly PositionRun[] {
  const order = startingRanking(request);
  const count = order.length;
  const pinned = pinStart({ request, ranking: order, scores });
  const runs = Math.max(1, Math.min(count, Math.trunc(rotations) || 1));
  return Array.from({ length: runs }, (_, index) => {
    const shift = Math.floor((index * count) / runs);
    const ranking = [...order.slice(shift), ...order.slice(0, shift)];
    return { key: `shift ${shift}`, shift, request: { ...pinned, firstStage: { ...pinned.firstStage, ranking } } };
  });
}

export interface PositionSummary {
  /** Passages in the unrotated order: the rows. `ranks`: final rank by start place, 0-based, ties at their mean; null where no counted run tells. */
  readonly rows: readonly { readonly docId: DocId; readonly ranks: readonly (number | null)[]; readonly mean: number | null }[];
  /** Over the passages that stood at each place; null where none did. */
  readonly byStart: readonly { readonly runs: number; readonly meanRank: number | null }[];
  /** Correlation of start place and final rank over all counted cells: 1 = the list stays as it lay, 0 = no relation; null where undefined. */
  readonly pull: number | null;
  /** Each counted rotation against the unrotated run. */
  readonly agreement: readonly { readonly shift: number; readonly tau: number | null }[];
  readonly meanTau: number | null;
  /** True when every passage was counted at every place: then a place's mean says nothing of the passages that stood there. */
  readonly balanced: boolean;
  readonly counted: number;
}

/** Where each passage ends by where it stood. Only runs whose order could be read count. */
export function positionSummary(plan: readonly PositionRun[], results: ReadonlyMap<string, LensResult>): PositionSummary | null {
  const [plain] = plan;
  if (plain === undefined) return null;
  const order = startingRanking(plain.request);
  const count = order.length;
  const placeOf = new Map(order.map((docId, place) => [docId, place]));
  const cells = order.map(() => Array.from({ length: count }, (): number | null => null));
  const first = results.get(plain.key);
  const agreement: { shift: number; tau: number | null }[] = [];
  let counted = 0;
  for (const { key, shift, request } of plan) {
    const result = results.get(key);
    if (!isEvidence(result)) continue;
    counted += 1;
    const ranks = rankOfEach(result);
    for (const [start, docId] of startingRanking(request).entries()) {
      const row = cells[placeOf.get(docId) ?? -1];
      if (row !== undefined) row[start] = ranks.get(docId) ?? null;
    }
    if (shift !== plain.shift && isEvidence(first)) agreement.push({ shift, tau: agreementOfOrders(first, result).tau });
  }
  const byStart = order.map((_, start) => {
    const ranks = cells.flatMap((row) => row[start] ?? []);
    return { runs: ranks.length, meanRank: mean(ranks) };
  });
  return {
    rows: order.map((docId, place) => {
      const ranks = cells[place] ?? [];
      return { docId, ranks, mean: mean(ranks.filter((rank) => rank !== null)) };
    }),
    byStart,
    pull: correlation(cells.flatMap((row) => row.flatMap((rank, start) => (rank === null ? [] : [[start, rank] as const])))),
    agreement,
    meanTau: mean(agreement.flatMap(({ tau }) => tau ?? [])),
    balanced: counted === count && cells.every((row) => row.every((rank) => rank !== null)),
    counted,
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's; null where either side does not vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const meanOf = (side: 0 | 1): number => mean(pairs.map((pair) => pair[side])) ?? 0;
  const [one, other] = [meanOf(0), meanOf(1)];
  let both = 0;
  let left = 0;
  let right = 0;
  for (const [start, rank] of pairs) {
    both += (start - one) * (rank - other);
    left += (start - one) ** 2;
    right += (rank - other) ** 2;
  }
  return left === 0 || right === 0 ? null : Math.max(-1, Math.min(1, both / Math.sqrt(left * right)));
}

/** A lens: the list starts from other orders. Does where a passage stood decide where it ends? */
export const position: Lens<RepeatedJob<PositionRun>> = repeatedLens(({ runs }, results) => {
  const summary = positionSummary(runs, results);
  const places = summary?.byStart ?? [];
  return {
    table: [
      ['docid', ...places.map((_, place) => `started_at_${place + 1}`), 'mean_rank'],
      ...(summary?.rows ?? []).map(({ docId, ranks, mean: middle }): TsvRow => [docId, ...ranks.map(oneBased), oneBased(middle)]),
      ['mean by start', ...places.map(({ meanRank }) => oneBased(meanRank)), null],
    ],
    json: { summary },
  };
});
