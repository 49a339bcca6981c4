import type { RunEvent, RunOutcome } from '../../../../../src/core/log/event.ts';
import type { LensResult, LensRun } from '../../../../../src/core/experiment/lenses/lens.ts';
import type { DocId } from '../../../../../src/core/request.ts';
import { startingRanking } from '../../../../../src/core/ranking.ts';

/** A result of a run, complete and read whole unless said otherwise. */
export function sampleResult(key: string, ranking: readonly DocId[], change: Partial<LensResult> = {}): LensResult {
  return {
    key,
    ranking,
    ties: [],
    outcome: { type: 'complete' },
    windows: { complete: 1, repaired: 0, truncated: 0, unparsed: 0 },
    calls: 1,
    promptTokens: 100,
    completionTokens: 10,
    seconds: 2,
    ...change,
  };
}

export const FAILED: RunOutcome = { type: 'failed', error: { code: 'engine-failed', message: 'gone', retry: true } };

/** Results of a plan whose model orders by `order`, whatever the start. */
export function resultsOf(
  plan: readonly LensRun[],
  order: (start: readonly DocId[], run: LensRun) => readonly DocId[],
): ReadonlyMap<string, LensResult> {
  return new Map(plan.map((run) => [run.key, sampleResult(run.key, order(startingRanking(run.request), run))]));
}

/** A log whose one call shows `passages` and ends as asked. */
export function sampleLog(
  run: LensRun,
  passages: readonly {
    readonly docId: DocId;
    readonly keptFrom: number;
    readonly keptTo: number;
    readonly neutralised: number;
  }[],
): readonly RunEvent[] {
  const shown = passages.map((passage, place) => ({ ...passage, identifier: place + 1, bucket: 5, text: '', cut: false }));
  const event = { type: 'window-start', window: 0, start: 0, end: shown.length, passages: shown, messages: [], promptTokens: 1 };
  return [{ ...event, runId: run.key, seq: 1, at: 0 } as RunEvent];
}
