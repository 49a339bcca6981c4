import type { RankRequest } from '../../rank/rank-request.ts';
import type { Probe } from '../../state/app-state.ts';
import type { InstantOrder } from '../../state/select-instant-order.ts';
import { firstStageWords } from './first-stage-catalogue.ts';
import type { FirstStageWords } from './first-stage-catalogue.ts';

const { en } = firstStageWords;

/** English only. Views use the catalogue. */
export const methodWords: FirstStageWords['method'] = en.method;
export const instantOrderWords: FirstStageWords['instantOrder'] = en.instantOrder;
export const encoderWords: FirstStageWords['encoder'] = en.encoder;
export const encoderFactWords: FirstStageWords['encoderFact'] = en.encoderFact;
export const cutWords: FirstStageWords['cut'] = en.cut;
export const startedFromWords: FirstStageWords['startedFrom'] = en.startedFrom;
export const instantStatusWords: FirstStageWords['instantStatus'] = en.instantStatus;

export function barredWords(probe: Probe, instant: InstantOrder | null, request: RankRequest): string {
  return en.barred({ probe, instant, request });
}
