import type { RunEvent } from '../log/run-event.ts';
import type { DocId } from '../doc-id.ts';
import { startingRanking } from '../starting-ranking.ts';
import type { CellResult } from './experiment.ts';

/**
 * A run's log as the result of its cell; `tail`: the docids behind those that were reranked. Null while the log has no run-end. Tokens and calls
 * are the run-end's cost, else the sum over the calls that ended.
 */
export function toCellResult({
  configurationId,
  events,
  tail,
}: {
  configurationId: string;
  events: readonly RunEvent[];
  tail: readonly DocId[];
}): CellResult | null {
  const start = events[0];
  const end = events.at(-1);
  if (start?.type !== 'run-start' || end?.type !== 'run-end') return null;
  const windows = { complete: 0, repaired: 0, truncated: 0, unparsed: 0 };
  let promptTokens = 0;
  let completionTokens = 0;
  let calls = 0;
  for (const event of events) {
    if (event.type !== 'window-end') continue;
    windows[event.outcome.type] += 1;
    calls += 1;
    promptTokens += event.usage.promptTokens;
    completionTokens += event.usage.completionTokens;
  }
  const head = end.ranking.length > 0 ? end.ranking : startingRanking(start.request);
  return {
    configurationId,
    qid: start.request.query.id,
    ranking: [...head, ...tail],
    ties: end.ties ?? [],
    outcome: end.outcome,
    windows,
    ...(end.cost ?? { calls, promptTokens, completionTokens }),
    seconds: end.at / 1000,
    forecast: start.forecast ?? null,
  };
}
