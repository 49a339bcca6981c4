import type { Judgements } from '../../../core/input/input-reading.ts';
import type { RankRequest } from '../../../core/rank-request.ts';

/** What was read, as one text: its sha256 says whether two readings are the same. */
export function collectionText(requests: readonly RankRequest[], qrels: Judgements | null): string {
  const grades = qrels === null ? null : Array.from(qrels, ([qid, own]) => [qid, [...own]]);
  return JSON.stringify([requests, grades]);
}
