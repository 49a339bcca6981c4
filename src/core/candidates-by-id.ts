import type { DocId } from './doc-id.ts';
import type { Candidate, RankRequest } from './rank-request.ts';

const known = new WeakMap<readonly Candidate[], ReadonlyMap<DocId, Candidate>>();

/** The candidates of a request by their id. The same list of candidates gives the same map. */
export function candidatesById({ candidates }: Pick<RankRequest, 'candidates'>): ReadonlyMap<DocId, Candidate> {
  const found = known.get(candidates) ?? new Map(candidates.map((candidate) => [candidate.docId, candidate]));
  known.set(candidates, found);
  return found;
}
