import type { AdapterSummary } from './engine-api.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import type { Engine } from './connect-engine.ts';
import { untilLost } from '../until-lost.ts';

/** Asks the worker which GPU it has, without loading anything. */
export function probeGpu(engine: Engine): Promise<Result<AdapterSummary, ErrorInfo>> {
  return untilLost(engine, (api) => api.probe());
}
