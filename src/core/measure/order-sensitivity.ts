import { fuseReading } from '../fusion/reading.ts';
import type { RunView } from '../log/view.ts';
import { everyPosition, groupByScore, startingRanking } from '../ranking.ts';
import type { RankRequest } from '../request.ts';
import { shuffledMembers } from '../strategy/strategy.ts';
import { meanAgreement } from './agreement.ts';
import type { TiedOrder } from './agreement.ts';

/** What reading one list in one order gave. Numbers of any scale, higher is better, in the order of `docIds`. */
export interface ListReading {
  readonly docIds: readonly string[];
  readonly instant: readonly number[];
  readonly reading: readonly number[];
}

/**
 * How much the order in which a list is read decides of the order that reading makes: the mean Kendall's tau-b between the orders of the same list shuffled, of the
 * reading scores alone and fused with the instant ones. 1: not at all. Null: fewer than two readings, or all of them ties.
 */
export interface OrderSensitivity {
  readonly pairs: number;
  readonly alone: number | null;
  readonly fused: number | null;
}

/** The list as it stands, then shuffled `runs` − 1 times: the same passages and first-stage scores, in another order. */
export function shuffledStarts(
  request: RankRequest,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): readonly RankRequest[] {
  const ranking = startingRanking(request);
  const { candidates } = request;
  return Array.from({ length: runs }, (_, sample) => {
    const order = shuffledMembers({ members: everyPosition(ranking.length), seed, sample }).flatMap(
      (place) => ranking[place] ?? [],
    );
    if (request.firstStage !== undefined) return { ...request, firstStage: { ...request.firstStage, ranking: order } };
    // Without a first stage the candidates' own order is the one that a run starts from.
    const byId = new Map(candidates.map((candidate) => [candidate.docId, candidate]));
    return { ...request, candidates: order.flatMap((docId) => byId.get(docId) ?? []) };
  });
}

/** The reading of a run whose list was read in one window; null where it was not, or not to its end. */
export function listReading({ windows, request }: Pick<RunView, 'windows' | 'request'>): ListReading | null {
  const [window] = windows;
  const fused = window?.reading?.fused ?? null;
  if (window === undefined || fused === null || window.passages.length < request.candidates.length) return null;
  return { docIds: window.passages.map(({ docId }) => docId), instant: fused.instant, reading: fused.reading };
}

/** Over all pairs of readings of one list. `weight`: of the reading beside the first stage. */
export function orderSensitivity(readings: readonly ListReading[], weight: number): OrderSensitivity {
  const pairs = readings.flatMap((one, at) => readings.slice(at + 1).map((other) => [one, other] as const));
  const tau = (orderOf: (reading: ListReading) => TiedOrder): number | null =>
    meanAgreement(pairs.map(([one, other]) => [orderOf(one), orderOf(other)] as const)).tau;
  return {
    pairs: pairs.length,
    alone: tau(({ docIds, reading }) => ordered(docIds, reading)),
    fused: tau(({ docIds, instant, reading }) => ordered(docIds, fuseReading({ instant, reading, weight }).fused)),
  };
}

function ordered(docIds: readonly string[], scores: readonly number[]): TiedOrder {
  const groups = groupByScore(everyPosition(docIds.length), (position) => scores[position] ?? 0).map((group) =>
    group.flatMap((position) => docIds[position] ?? []),
  );
  return { ranking: groups.flat(), ties: groups.filter(({ length }) => length > 1) };
}
