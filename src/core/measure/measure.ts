import { averagePrecision } from './average-precision.ts';
import { ndcg } from './ndcg.ts';
import { precision } from './precision.ts';
import { recall } from './recall.ts';
import { reciprocalRank } from './reciprocal-rank.ts';

/** One query's ranking, best first, and its judgements: unjudged documents and grades below 1 are not relevant. */
export interface JudgedRanking {
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
