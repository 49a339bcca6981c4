import type { ErrorInfo } from '../core/errors.ts';
import type { FirstStageAnswer } from './api.ts';
import type { RankRequest } from '../core/rank-request.ts';
import type { Result } from '../core/result.ts';
import type { FirstStage } from './connect-first-stage.ts';
import { untilLost } from '../engines/until-lost.ts';

/** Asks the first stage for an order. `value` null: a newer question came in between. Never rejects. */
export function orderList(firstStage: FirstStage, request: RankRequest): Promise<Result<FirstStageAnswer | null, ErrorInfo>> {
  return untilLost(firstStage, async (api) => ({ ok: true, value: await api.order(request) }));
}
