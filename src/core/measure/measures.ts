import type { Qrels } from './qrels.ts';

/** docid → grade, whole numbers; below 1 is not relevant. A document that is not here is unjudged, and counts as not relevant. */
type Grades = ReadonlyMap<string, number>;

/** Where a measure is cut, and from which grade on a document is relevant. */
interface MeasureParameters {
  /** Documents looked at, from the first; without it all. */
  readonly k?: number;
  /** The least grade that is relevant (trec_eval -l); 1 unless told. */
  readonly rel?: number;
}

/**
 * What a measure gives one query, from 0 to 1; 0 where nothing is relevant. `list`: docids, best first; one that is listed twice counts at its first
 * place only. `judged`: the query's grades.
 */
type MeasureFormula = (list: readonly string[], judged: Grades, parameters?: MeasureParameters) => number;

/** Every measure, by its name in ir_measures. Each is equal to trec_eval's to ten digits (`test/fixtures/measures`). */
export const measures: Readonly<Record<'nDCG' | 'RR' | 'AP' | 'R' | 'P', MeasureFormula>> = {
  /** ndcg_cut: gain = grade (below 1: none), discount log2(rank + 1), ideal over all judged documents. */
  nDCG: (list, judged, { k } = {}) => share(dcg(gains(list, judged), k), dcg(ideal(judged), k)),
  /** recip_rank: 1 / rank of the first relevant document. */
  RR: (list, judged, { k, rel } = {}) => {
    const place = first(list, k).findIndex(relevantIn(judged, rel));
    return place === -1 ? 0 : 1 / (place + 1);
  },
  /** map: the mean, over all documents judged relevant, of the precision at their place; those not ranked add 0. */
  AP: (list, judged, { k, rel } = {}) => {
    const isRelevant = relevantIn(judged, rel);
    let found = 0;
    let sum = 0;
    for (const [place, docid] of first(list, k).entries()) {
      if (!isRelevant(docid)) continue;
      found += 1;
      sum += found / (place + 1);
    }
    return share(sum, relevant(judged, rel));
  },
  /** recall: the share of all documents judged relevant that stand among the first k. */
  R: (list, judged, { k, rel } = {}) => share(hits(list, judged, k, rel), relevant(judged, rel)),
  /** P: relevant documents among the first k, over k, also where fewer are ranked. */
  P: (list, judged, { k = list.length, rel } = {}) => share(hits(list, judged, k, rel), k),
};

type MeasureName = keyof typeof measures;

/** How each measure's name may be written: with a cut `@k` always, where one likes, or never; and whether `(rel=n)` means anything to it. */
const written: Readonly<Record<MeasureName, { readonly cut: 'always' | 'may' | 'never'; readonly rel: boolean }>> = {
  nDCG: { cut: 'always', rel: false },
  RR: { cut: 'may', rel: true },
  AP: { cut: 'never', rel: true },
  R: { cut: 'always', rel: true },
  P: { cut: 'always', rel: true },
};

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The first k documents of a list, each once. */
function first(list: readonly string[], k?: number): readonly string[] {
  return [...new Set(list)].slice(0, k);
}

function gains(list: readonly string[], judged: Grades): readonly number[] {
  return first(list).map((docid) => judged.get(docid) ?? 0);
}

function ideal(judged: Grades): readonly number[] {
  return [...judged.values()].sort((one, other) => other - one);
}

/** What a document of this grade adds to the discounted cumulative gain at a 0-based place: its grade over log2(place + 2), as trec_eval; below grade 1 nothing. */
export function discountedGain(grade: number, place: number): number {
  return Math.max(0, grade) / Math.log2(place + 2);
}

/** Discounted cumulative gain of the first k gains. */
function dcg(gained: readonly number[], k?: number): number {
  return gained.slice(0, k).reduce((sum, gain, place) => sum + discountedGain(gain, place), 0);
}

function relevantIn(judged: Grades, rel = 1): (docid: string) => boolean {
  return (docid) => (judged.get(docid) ?? 0) >= rel;
}

/** Documents judged relevant. */
function relevant(judged: Grades, rel = 1): number {
  return [...judged.values()].filter((grade) => grade >= rel).length;
}

/** Relevant documents among the first k. */
function hits(list: readonly string[], judged: Grades, k?: number, rel?: number): number {
  return first(list, k).filter(relevantIn(judged, rel)).length;
}

/** One query's ranking, best first, and its judgements. */
interface JudgedRanking {
  readonly ranking: readonly string[];
  readonly grades: Grades;
}

/** A measure as a value: its name as people print it, and what it gives one query, from 0 to 1. */
export interface Measure {
  readonly name: string;
  readonly of: (query: JudgedRanking) => number;
}

const NAME = /^(nDCG|RR|AP|R|P)(?:\(rel=([1-9]\d?)\))?(?:@([1-9]\d{0,5}))?$/;

/**
 * The measure of a name in ir_measures' way: `nDCG@10`, `RR@10`, `RR`, `AP`, `R@100`, `P@10`; with the least relevant grade `AP(rel=2)`. Null for a
 * name that is not written so.
 */
export function measure(name: string): Measure | null {
  const [whole, kind, least, cut] = NAME.exec(name) ?? [];
  if (whole === undefined) return null;
  const called = kind as MeasureName;
  const form = written[called];
  if ((cut === undefined && form.cut === 'always') || (cut !== undefined && form.cut === 'never')) return null;
  if (least !== undefined && !form.rel) return null;
  const parameters = { ...(cut === undefined ? {} : { k: Number(cut) }), ...(least === undefined ? {} : { rel: Number(least) }) };
  return { name, of: ({ ranking, grades }) => measures[called](ranking, grades, parameters) };
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
