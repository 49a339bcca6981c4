import type { AdapterSummary } from '../protocol/engine-api.ts';
import type { ErrorInfo } from '../protocol/error-info.ts';
import type { Result } from '../rank/result.ts';
import type { Engine } from './connect-engine.ts';
import { untilLost } from './until-lost.ts';

/** Asks the worker which GPU it has, without loading anything. */
export function probeGpu(engine: Engine): Promise<Result<AdapterSummary, ErrorInfo>> {
  return untilLost(engine, (api) => api.probe());
}
