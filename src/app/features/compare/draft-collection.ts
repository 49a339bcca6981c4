import type { Judgements } from '../../../core/input/input-reading.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import type { ExperimentDraft } from './experiment-view.ts';
import type { Reading } from '../input/select-reading.ts';

/** What a draft would run on. */
export interface DraftCollection {
  /** All that was read in its scope: what its hash is of. */
  readonly read: readonly RankRequest[];
  /** Those that are run: judged ones where there are judgements, the first so many of them. */
  readonly requests: readonly RankRequest[];
  /** Of a part of the collection only its own judgements: queries that were left out on purpose do not count as missing. */
  readonly qrels: Judgements | null;
}

export function draftCollection(
  { scope, queries }: Pick<ExperimentDraft, 'scope' | 'queries'>,
  { request, requests, qrels }: Pick<Reading, 'request' | 'requests' | 'qrels'>,
): DraftCollection {
  if (scope === 'list') {
    const read = request === null ? [] : [request];
    const own = request === null ? undefined : qrels?.get(request.query.id);
    return { read, requests: read, qrels: own === undefined || request === null ? null : new Map([[request.query.id, own]]) };
  }
  const judged = qrels === null ? requests : requests.filter(({ query }) => qrels.has(query.id));
  const chosen = queries === null ? judged : judged.slice(0, queries);
  if (qrels === null || chosen.length === judged.length) return { read: requests, requests: chosen, qrels };
  const ids = new Set(chosen.map(({ query }) => query.id));
  return { read: requests, requests: chosen, qrels: new Map([...qrels].filter(([qid]) => ids.has(qid))) };
}
