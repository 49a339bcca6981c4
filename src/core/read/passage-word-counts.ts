import type { DocId } from '../doc-id.ts';
import type { RankRequest } from '../rank-request.ts';

const counts = new WeakMap<RankRequest, ReadonlyMap<DocId, number>>();

function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

/** White-space separated words of each passage, title included. Counted once a request. */
export function passageWordCounts(request: RankRequest): ReadonlyMap<DocId, number> {
  const known =
    counts.get(request) ??
    new Map(request.candidates.map(({ docId, title = '', text }) => [docId, countWords(title) + countWords(text)]));
  counts.set(request, known);
  return known;
}
