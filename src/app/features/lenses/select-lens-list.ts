import type { RankRequest } from '../../../core/rank-request.ts';
import type { AppState } from '../../page/state.ts';
import { selectInstantOrder } from '../../page/select-instant-order.ts';
import { selectReading } from '../input/select-reading.ts';

/** The list that the lenses look at, with the order that a run of it would start from; null: there is none that could be run. */
export function selectLensList(
  state: Pick<AppState, 'lenses' | 'input' | 'firstStage' | 'startFrom' | 'run'>,
): RankRequest | null {
  if (state.lenses.form.source === 'run') return state.run?.request ?? null;
  const { request, ready } = selectReading(state.input);
  if (request === null || !ready) return null;
  const instant = selectInstantOrder(state, request);
  if (instant === null || !instant.current) return request;
  const known = joined.get(request);
  if (known?.firstStage === instant.answer.order) return known;
  const list = { ...request, firstStage: instant.answer.order };
  joined.set(request, list);
  return list;
}

/** So that the same state gives the same object. */
const joined = new WeakMap<RankRequest, RankRequest>();
