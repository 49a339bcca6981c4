import type { ErrorInfo } from '../../core/errors.ts';
import type { RunForecast, RunSettings } from '../../core/log/run-event.ts';
import type { RankRequest } from '../../core/rank-request.ts';
import type { Result } from '../../core/result.ts';
import type { Engine } from './connect-engine.ts';
import { untilLost } from '../until-lost.ts';

/** Asks the worker what a run would cost by its model's own token counts. Settles even when the worker dies. */
export function planRun(
  engine: Engine,
  run: { readonly request: RankRequest; readonly settings: RunSettings },
): Promise<Result<RunForecast | null, ErrorInfo>> {
  return untilLost(engine, (api) => api.forecast(run.request, run.settings));
}
