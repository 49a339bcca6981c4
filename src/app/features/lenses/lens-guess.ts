import type { ModelIdentity } from '../../../core/log/run-event.ts';
import type { AppState } from '../../page/state.ts';
import type { WindowView } from '../../../core/log/run-view.ts';

/** Seconds that one run of `count` passages took on this page, by the run on stage; null: nothing was measured. */
export function runGuess({ run, opened }: Pick<AppState, 'run' | 'opened'>, count: number): number | null {
  if (run === null || opened !== null || run.outcome?.type !== 'complete' || run.request.candidates.length === 0) return null;
  return ((run.lastAt / 1000) * count) / run.request.candidates.length;
}

/** Rough seconds for the probe's questions: the prompt read once, then each label a step. Null where the call's speeds are not this model's. */
export function probeGuess({
  window,
  writtenBy,
  model,
  questions,
}: {
  window: WindowView;
  writtenBy: ModelIdentity;
  model: ModelIdentity | null;
  questions: number;
}): number | null {
  const { usage } = window;
  if (
    usage === null ||
    model === null ||
    model.manifestSha256 !== writtenBy.manifestSha256 ||
    model.adapter !== writtenBy.adapter
  )
    return null;
  const { prefillTokensPerSecond: reading, decodeTokensPerSecond: writing } = usage;
  if (!(reading > 0) || !(writing > 0)) return null;
  // One step for the opening, one for each label that shares no more than it.
  return (usage.promptTokens + usage.completionTokens) / reading + (questions * (window.passages.length + 2)) / writing;
}
