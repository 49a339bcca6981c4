import { configurations } from '../../../core/experiment/plan.ts';
import type { Judgements } from '../../../core/input/reading.ts';
import type { RankRequest } from '../../../core/request.ts';
import { fields, jsonOf, oneOf, orAbsent, orNull, read, text, wholeFrom } from '../../../core/schema.ts';
import type { Reading } from '../input/reading.ts';
import { COMPARE_AT_REST } from './slice.ts';
import type { ExperimentDraft } from './slice.ts';

/** What a kept draft must be; what it lacks is as in a new one. */
const experimentDraft = fields({
  name: orAbsent(text, COMPARE_AT_REST.draft.name),
  scope: orAbsent(oneOf(['list', 'collection']), COMPARE_AT_REST.draft.scope),
  configurations,
  depth: orAbsent(wholeFrom(1), COMPARE_AT_REST.draft.depth),
  queries: orAbsent(orNull(wholeFrom(1)), COMPARE_AT_REST.draft.queries),
});

/** A draft as it was left, read back from its JSON; null where it does not fit, or holds no configuration. */
export function decodeExperimentDraft(source: string | null): ExperimentDraft | null {
  return read(experimentDraft, jsonOf(source));
}

/** What was read, as one text: its sha256 says whether two readings are the same. */
export function collectionText(requests: readonly RankRequest[], qrels: Judgements | null): string {
  const grades = qrels === null ? null : Array.from(qrels, ([qid, own]) => [qid, [...own]]);
  return JSON.stringify([requests, grades]);
}

/** What a draft would run on. */
interface DraftCollection {
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
