import type { DocumentFacts } from './documents/facts.ts';
import { oncePer } from './once.ts';
import type { PassageMatches, QueryWord } from './text/evidence-units.ts';
import type { ScoreParts } from './text/scores.ts';
import { listBm25, trainedTerms } from './text/terms.ts';

/** A passage's identity, unique within one request. Never shown to the model: prompts use window identifiers `[1]`… instead. */
export type DocId = string & { readonly __brand: 'DocId' };

/** Brands a string as a DocId. Any non-empty string is allowed; uniqueness is checked where requests are read (`input/`). */
export function docId(value: string): DocId {
  return value as DocId;
}

/**
 * What ordered the list before the reasoning model saw it. 'bm25+minilm': BM25 and a sentence encoder, fused. 'bm25': words alone, the
 * encoder could not be used. 'given': the list as it was handed over.
 */
export type FirstStageMethod = 'bm25+minilm' | 'bm25' | 'given';

/** The order a run starts from. Arrays that speak of candidates stand in the request's order, not in `ranking`'s. */
export interface FirstStageOrder {
  readonly method: FirstStageMethod;
  /** A permutation of the request's candidates, best first. */
  readonly ranking: readonly DocId[];
  /** One a candidate, in the request's order: any scale, higher is better, finite. */
  readonly scores: readonly number[];
  /** One a candidate, in the request's order: UTF-16 offset into `Candidate.text` where its best window starts; null where none is known. */
  readonly windowFrom: readonly (number | null)[];
  /** What the scores are made of. Absent: words alone, or an order of an earlier version. */
  readonly late?: LateOrder;
}

/** How late interaction came to an order. Lists stand in the request's order; null in them: a passage of a long list that was not read piece by piece. */
export interface LateOrder {
  readonly weights: Readonly<Record<keyof ScoreParts, number>>;
  readonly parts: Readonly<Record<keyof ScoreParts, readonly (number | null)[]>>;
  readonly queryWords: readonly QueryWord[];
  readonly matches: readonly (PassageMatches | null)[];
}

/** The information need. `id` is the qid of qrels and runs. */
export interface Query {
  readonly id: string;
  readonly text: string;
}

/** Where in its document a passage stands. */
export interface PassagePlace {
  /** UTF-16 offset into the document's text where it begins. */
  readonly from: number;
  /** 1-based; absent: the document has no pages. */
  readonly page?: number;
  /** Where it ends on a later page. */
  readonly lastPage?: number;
  /** The headings it stands under, from the highest, between ` › `. */
  readonly heading?: string;
}

/** One passage as the first stage handed it over. `score` is the first stage's, any scale, higher is better. */
export interface Candidate {
  readonly docId: DocId;
  readonly title?: string;
  readonly text: string;
  readonly score?: number;
  /** The name of the document that it is a passage of, where documents were cut. */
  readonly document?: string;
  readonly place?: PassagePlace;
}

/**
 * What is to be reranked: candidates stand in the order they were given in. Same shape as RankLLM's Request. `firstStage` is the order a run
 * starts from; without it that is the candidates' own.
 */
export interface RankRequest {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
  readonly firstStage?: FirstStageOrder;
  /** The documents whose passages these are: how much there is of each, and what of it was not read. Absent: passages of no documents. */
  readonly documents?: readonly DocumentFacts[];
}

/** A passage as its list's statistics see it: `title: text`, or the text alone where there is no title. */
export function titledText({ title, text }: Pick<Candidate, 'title' | 'text'>): string {
  return title === undefined || title === '' ? text : `${title}: ${text}`;
}

/** A request with those of its candidates that `keeps` names, in their order; everything that its first stage says of each goes with them. */
export function withCandidates(request: RankRequest, keeps: (docId: DocId) => boolean): RankRequest {
  const { candidates, firstStage } = request;
  const kept = candidates.map(({ docId }) => keeps(docId));
  const of = <Type>(list: readonly Type[]): readonly Type[] => list.filter((_, place) => kept[place]);
  if (firstStage === undefined) return { ...request, candidates: of(candidates) };
  const { ranking, scores, windowFrom, late } = firstStage;
  const order = { ...firstStage, ranking: ranking.filter(keeps), scores: of(scores), windowFrom: of(windowFrom) };
  if (late === undefined) return { ...request, candidates: of(candidates), firstStage: order };
  const { bm25, cosine, maxSim, idfMaxSim } = late.parts;
  const parts = { bm25: of(bm25), cosine: of(cosine), maxSim: of(maxSim), idfMaxSim: of(idfMaxSim) };
  return {
    ...request,
    candidates: of(candidates),
    firstStage: { ...order, late: { ...late, parts, matches: of(late.matches) } },
  };
}

/** Did every passage come with a finite score? Only then can the list be put in order by them. */
export function hasScores({ candidates }: Pick<RankRequest, 'candidates'>): boolean {
  return candidates.length > 0 && candidates.every(({ score }) => score !== undefined && Number.isFinite(score));
}

/** The candidates' own scores when every one has a finite score, else BM25 of the list itself over title and text, by the rule of the training data: prompts of Glassrank show it. */
export function firstStageScores({ query, candidates }: RankRequest): readonly number[] {
  if (hasScores({ candidates })) return candidates.map(({ score = 0 }) => score);
  return listBm25({ query: query.text, texts: candidates.map(titledText), termsOf: trainedTerms });
}

/** The candidates of a request by their id. The same list of candidates gives the same map: it is asked for with every token, over up to a thousand. */
export const candidatesById: (request: Pick<RankRequest, 'candidates'>) => ReadonlyMap<DocId, Candidate> = oncePer(
  ({ candidates }) => new Map(candidates.map((candidate) => [candidate.docId, candidate])),
  ({ candidates }) => candidates,
);

/** Expected failures are values; bugs throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
