import type { ErrorInfo } from '../protocol/error-info.ts';
import type { FirstStageAnswer } from '../protocol/first-stage-api.ts';
import type { RankRequest } from '../rank/rank-request.ts';
import type { Result } from '../rank/result.ts';
import type { FirstStage } from './connect-first-stage.ts';
import { untilLost } from './until-lost.ts';

/** Asks the first stage for an order. `value` null: a newer question came in between. Never rejects. */
export function orderList(firstStage: FirstStage, request: RankRequest): Promise<Result<FirstStageAnswer | null, ErrorInfo>> {
  return untilLost(firstStage, async (api) => ({ ok: true, value: await api.order(request) }));
}
