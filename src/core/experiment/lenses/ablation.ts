import type { TsvRow } from '../../export/tsv.ts';
import { startingRanking } from '../../ranking.ts';
import { withCandidates } from '../../request.ts';
import type { DocId, RankRequest } from '../../request.ts';
import { agreementOfOrders } from '../../measure/agreement.ts';
import type { Lens, LensResult, LensRun, RepeatedJob } from './lens.ts';
import { isEvidence, pinStart, rankOfEach, repeatedLens } from './lens.ts';

/** `dropped` null: the whole list, which the others are held against. */
export interface AblationRun extends LensRun {
  readonly dropped: DocId | null;
}

/**
 * The whole list once, and once without each of `dropped`, in the order a run starts from; unknown and repeated docIds are passed over. The rest
 * keeps its scores. Only the whole list where fewer than two passages would be left.
 */
export function ablationPlan({
  request,
  dropped,
  scores,
}: {
  request: RankRequest;
  dropped: readonly DocId[];
  scores: boolean;
}): readonly AblationRun[] {
  const order = startingRanking(request);
  const whole = pinStart({ request, ranking: order, scores });
  const chosen = new Set(order.length > 2 ? dropped : []);
  return [
    { key: 'whole list', dropped: null, request: whole },
    ...order.flatMap((docId) =>
      chosen.has(docId)
        ? [{ key: `without ${docId}`, dropped: docId, request: withCandidates(whole, (one) => one !== docId) }]
        : [],
    ),
  ];
}

/** What the rest did when one passage was left out. */
interface Influence {
  readonly key: string;
  readonly docId: DocId;
  /** Of the rest's order with and without it; null where it is not defined. */
  readonly tau: number | null;
  /** Pairs of the rest: `before` was ahead of `behind` with the whole list, and is behind it now. Ties on either side are no flips. */
  readonly flips: readonly { readonly before: DocId; readonly behind: DocId }[];
  /** Pairs of the rest. */
  readonly pairs: number;
}

/** Most flips first; equal ones in the plan's order. Null as long as the run of the whole list does not count: there is nothing to hold against. */
export function ablationSummary(
  plan: readonly AblationRun[],
  results: ReadonlyMap<string, LensResult>,
): readonly Influence[] | null {
  const whole = plan.find(({ dropped }) => dropped === null);
  const base = whole === undefined ? undefined : results.get(whole.key);
  if (!isEvidence(base)) return null;
  const before = rankOfEach(base);
  const found = plan.flatMap(({ key, dropped }): readonly Influence[] => {
    const result = results.get(key);
    if (dropped === null || !isEvidence(result)) return [];
    const after = rankOfEach(result);
    const rest = base.ranking.filter((docId) => docId !== dropped && after.has(docId));
    const flips = rest.flatMap((one, place) =>
      rest.slice(place + 1).flatMap((other) => {
        const was = (before.get(one) ?? 0) - (before.get(other) ?? 0);
        const is = (after.get(one) ?? 0) - (after.get(other) ?? 0);
        return was < 0 && is > 0 ? [{ before: one, behind: other }] : [];
      }),
    );
    const held = new Set(rest);
    const restOf = ({ ranking, ties }: LensResult): Pick<LensResult, 'ranking' | 'ties'> => ({
      ranking: ranking.filter((docId) => held.has(docId)),
      ties: ties.map((group) => group.filter((docId) => held.has(docId))).filter((group) => group.length > 1),
    });
    const { tau } = agreementOfOrders(restOf(base), restOf(result));
    return [{ key, docId: dropped, tau, flips, pairs: (rest.length * (rest.length - 1)) / 2 }];
  });
  return found.toSorted((one, other) => other.flips.length - one.flips.length);
}

/** A lens: passages are left out, one at a time. Which pairs of the rest turn over? */
export const ablation: Lens<RepeatedJob<AblationRun>> = repeatedLens(({ runs }, results) => {
  const influences = ablationSummary(runs, results);
  return {
    table: [
      ['dropped', 'tau', 'flipped_pairs', 'pairs', 'flips'],
      ...(influences ?? []).map(({ docId, tau, flips, pairs }): TsvRow => [
        docId,
        tau,
        flips.length,
        pairs,
        flips.map(({ before, behind }) => `${before}>${behind}`).join(' '),
      ]),
    ],
    json: { influences },
  };
});
