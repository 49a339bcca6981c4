import type { Qrels } from './qrels.ts';

/**
 * Average precision as trec_eval's map: the mean, over all documents judged relevant, of the precision at their place; those not ranked add
 * 0. From 0 to 1; 0 when nothing is relevant. Unjudged documents are not relevant.
 * `relevantFrom`: the least grade that is relevant (trec_eval -l); 1 unless told.
 */
export function averagePrecision({
  ranking,
  grades,
  relevantFrom = 1,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  relevantFrom?: number;
}): number {
  const relevant = [...grades.values()].filter((grade) => grade >= relevantFrom).length;
  let found = 0;
  let sum = 0;
  for (const [place, docid] of [...new Set(ranking)].entries()) {
    if ((grades.get(docid) ?? 0) < relevantFrom) continue;
    found += 1;
    sum += found / (place + 1);
  }
  return relevant === 0 ? 0 : sum / relevant;
}

/**
 * nDCG at `depth` as trec_eval's ndcg_cut: gain = grade (below 1: none), discount log2(rank + 1), ideal over all judged documents. From 0 to
 * 1; 0 when nothing is relevant. A document listed twice counts at its first place only.
 */
export function ndcg({
  ranking,
  grades,
  depth,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
}): number {
  const gains = Array.from(new Set(ranking), (docid) => grades.get(docid) ?? 0);
  const ideal = discounted(
    [...grades.values()].sort((one, other) => other - one),
    depth,
  );
  return ideal === 0 ? 0 : discounted(gains, depth) / ideal;
}

function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, place) => sum + Math.max(0, gain) / Math.log2(place + 2), 0);
}

/**
 * Precision at `depth` as trec_eval's P: relevant documents among the first `depth`, over `depth`, also where fewer are ranked. From 0 to 1.
 * `relevantFrom`: the least grade that is relevant.
 */
function precision({
  ranking,
  grades,
  depth,
  relevantFrom = 1,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
  relevantFrom?: number;
}): number {
  const found = [...new Set(ranking)].slice(0, depth).filter((docid) => (grades.get(docid) ?? 0) >= relevantFrom);
  return found.length / depth;
}

/**
 * Recall at `depth` as trec_eval's recall: the share of all documents judged relevant that stand among the first `depth`, ranked or not. From
 * 0 to 1; 0 when nothing is relevant.
 * `relevantFrom`: the least grade that is relevant (trec_eval -l); 1 unless told.
 */
export function recall({
  ranking,
  grades,
  depth,
  relevantFrom = 1,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
  relevantFrom?: number;
}): number {
  const relevant = [...grades.values()].filter((grade) => grade >= relevantFrom).length;
  const found = [...new Set(ranking)].slice(0, depth).filter((docid) => (grades.get(docid) ?? 0) >= relevantFrom).length;
  return relevant === 0 ? 0 : found / relevant;
}

/**
 * MRR@depth of one query, trec_eval's recip_rank cut at `depth`: 1 / rank of the first document judged relevant among the first `depth`;
 * 0 when there is none. A document listed twice counts at its first place only. Depth Infinity = no cut.
 * `relevantFrom`: the least grade that is relevant (trec_eval -l); 1 unless told.
 */
export function reciprocalRank({
  ranking,
  grades,
  depth,
  relevantFrom = 1,
}: {
  ranking: readonly string[];
  grades: ReadonlyMap<string, number>;
  depth: number;
  relevantFrom?: number;
}): number {
  const place = [...new Set(ranking)].slice(0, depth).findIndex((docid) => (grades.get(docid) ?? 0) >= relevantFrom);
  return place === -1 ? 0 : 1 / (place + 1);
}

/** One query's ranking, best first, and its judgements: unjudged documents and grades below 1 are not relevant. */
interface JudgedRanking {
  readonly ranking: readonly string[];
  readonly grades: ReadonlyMap<string, number>;
}

/** A measure as a value: its name as people print it, and what it gives one query, from 0 to 1. */
export interface Measure {
  readonly name: string;
  readonly of: (query: JudgedRanking) => number;
}

const NAME = /^(nDCG|RR|AP|R|P)(?:\(rel=([1-9]\d?)\))?(?:@([1-9]\d{0,5}))?$/;

/**
 * The measure of a name in ir_measures' way: `nDCG@10`, `RR@10`, `RR`, `AP`, `R@100`, `P@10`; with the least relevant grade `AP(rel=2)`. Equal to
 * trec_eval's ndcg_cut, recip_rank, map, recall and P. Null for another name.
 */
export function measure(name: string): Measure | null {
  const [whole, kind, from, cut] = NAME.exec(name) ?? [];
  if (whole === undefined) return null;
  const relevantFrom = from === undefined ? 1 : Number(from);
  const depth = cut === undefined ? Infinity : Number(cut);
  switch (kind) {
    case 'RR':
      return { name, of: (query) => reciprocalRank({ ...query, depth, relevantFrom }) };
    case 'AP':
      return cut === undefined ? { name, of: (query) => averagePrecision({ ...query, relevantFrom }) } : null;
    case 'R':
      return cut === undefined ? null : { name, of: (query) => recall({ ...query, depth, relevantFrom }) };
    case 'P':
      return cut === undefined ? null : { name, of: (query) => precision({ ...query, depth, relevantFrom }) };
    default:
      return cut === undefined || from !== undefined ? null : { name, of: (query) => ndcg({ ...query, depth }) };
  }
}

/** One measure, query by query. */
interface QueryMeasures {
  /** qid → value, of every judged query. */
  readonly values: ReadonlyMap<string, number>;
  /** Mean of `values`; 0 when nothing is judged. */
  readonly mean: number;
  /** Judged queries without a ranking. */
  readonly missing: readonly string[];
  /** Ranked queries without judgements: they cannot count. */
  readonly unjudged: readonly string[];
}

/**
 * Measures every judged query, as trec_eval -c: one without a ranking is measured on an empty one, which gives 0, and is never dropped.
 * `rankings`: qid → docids, best first.
 */
export function measureQueries({
  rankings,
  qrels,
  measure,
}: {
  rankings: ReadonlyMap<string, readonly string[]>;
  qrels: Qrels;
  measure: Measure;
}): QueryMeasures {
  const values = new Map(
    Array.from(qrels, ([qid, grades]) => [qid, measure.of({ ranking: rankings.get(qid) ?? [], grades })] as const),
  );
  const sum = [...values.values()].reduce((total, value) => total + value, 0);
  return {
    values,
    mean: values.size === 0 ? 0 : sum / values.size,
    missing: [...qrels.keys()].filter((qid) => !rankings.has(qid)),
    unjudged: [...rankings.keys()].filter((qid) => !qrels.has(qid)),
  };
}

/** In the order in which they are shown; the first is the one looked at first. */
export const SHOWN_MEASURES: readonly Measure[] = ['nDCG@10', 'RR@10', 'AP', 'R@10'].flatMap((name) => measure(name) ?? []);
