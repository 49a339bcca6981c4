import { kendallTauB } from '../../evaluate/kendall-tau-b.ts';
import type { DocId } from '../../rank/doc-id.ts';
import type { AblationRun } from './ablation-plan.ts';
import { countsIn } from './counts-in.ts';
import type { LensResult } from './lens-result.ts';
import { rankOfEach } from './rank-of-each.ts';

/** What the rest did when one passage was left out. */
export interface Influence {
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
  if (!countsIn(base)) return null;
  const before = rankOfEach(base);
  const found = plan.flatMap(({ key, dropped }): readonly Influence[] => {
    const result = results.get(key);
    if (dropped === null || !countsIn(result)) return [];
    const after = rankOfEach(result);
    const rest = base.ranking.filter((docId) => docId !== dropped && after.has(docId));
    const flips = rest.flatMap((one, place) =>
      rest.slice(place + 1).flatMap((other) => {
        const was = (before.get(one) ?? 0) - (before.get(other) ?? 0);
        const is = (after.get(one) ?? 0) - (after.get(other) ?? 0);
        return was < 0 && is > 0 ? [{ before: one, behind: other }] : [];
      }),
    );
    const scoresOf = (ranks: ReadonlyMap<DocId, number>): ReadonlyMap<string, number> =>
      new Map(rest.map((docId) => [docId, -(ranks.get(docId) ?? 0)]));
    const tau = kendallTauB(scoresOf(before), scoresOf(after));
    return [{ key, docId: dropped, tau, flips, pairs: (rest.length * (rest.length - 1)) / 2 }];
  });
  return found.toSorted((one, other) => other.flips.length - one.flips.length);
}
