import type { DocId } from '../rank/doc-id.ts';
import { listIdf } from '../rank/list-idf.ts';
import type { RankRequest } from '../rank/rank-request.ts';
import { termSpans } from '../rank/term-spans.ts';
import type { TermSpan } from '../rank/term-spans.ts';
import { titledText } from '../rank/titled-text.ts';

/** A word of the passage that the query has too, in `Candidate.text`. */
export interface MatchedTerm extends TermSpan {
  /** Inverse document frequency over this list, above 0: words that every passage has weigh least. Null for parts of unspaced scripts. */
  readonly idf: number | null;
}

const weights = new WeakMap<RankRequest, ReadonlyMap<string, number>>();
const matched = new WeakMap<RankRequest, Map<DocId, readonly MatchedTerm[]>>();

/** The query's terms in one passage, in order; reckoned when a row is first shown. Empty for an unknown docId. */
export function selectEvidenceTerms(request: RankRequest, docId: DocId): readonly MatchedTerm[] {
  const known = matched.get(request) ?? new Map<DocId, readonly MatchedTerm[]>();
  matched.set(request, known);
  const found = known.get(docId);
  if (found !== undefined) return found;
  const idf = weights.get(request) ?? listIdf(request.candidates.map(titledText));
  weights.set(request, idf);
  const text = request.candidates.find((candidate) => candidate.docId === docId)?.text ?? '';
  const terms = termSpans(request.query.text, text).map((span) => ({ ...span, idf: idf.get(span.term) ?? null }));
  known.set(docId, terms);
  return terms;
}
