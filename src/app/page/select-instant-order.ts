import type { FirstStageAnswer } from '../../instant/api.ts';
import type { RankRequest } from '../../core/rank-request.ts';
import type { AppState } from './state.ts';

/** The instant order as it stands on screen. */
export interface InstantOrder {
  readonly answer: FirstStageAnswer;
  /** False while the answer is to an earlier query over the same passages, so that the list does not jump back at each letter typed. */
  readonly current: boolean;
  /** True when no better answer is on its way: what can be exported. */
  readonly final: boolean;
}

function samePassages(one: RankRequest, other: RankRequest): boolean {
  return (
    one.candidates === other.candidates ||
    (one.candidates.length === other.candidates.length &&
      one.candidates.every(({ docId, title, text, score }, place) => {
        const twin = other.candidates[place];
        return twin?.docId === docId && twin.title === title && twin.text === text && twin.score === score;
      }))
  );
}

/** The order to show for a request, or null: the list as given was chosen, or nothing is known of these passages yet. */
export function selectInstantOrder(
  { firstStage, startFrom }: Pick<AppState, 'firstStage' | 'startFrom'>,
  request: RankRequest | null,
): InstantOrder | null {
  const { answered, asked, encoder } = firstStage;
  if (startFrom === 'given' || request === null || answered === null) return null;
  if (answered.request !== request && !samePassages(answered.request, request)) return null;
  const current = answered.request === request || answered.request.query.text === request.query.text;
  const best = startFrom !== 'instant' || answered.answer.order.method === 'bm25+minilm' || encoder.type === 'failed';
  return { answer: answered.answer, current, final: current && asked === null && best };
}
