import type { DocId } from '../doc-id.ts';
import { startingRanking } from '../starting-ranking.ts';
import type { RunView } from '../log/run-view.ts';

/** One passage from the order the run started from to the one that is committed. Ranks are 1-based. */
export interface Slope {
  readonly docId: DocId;
  readonly from: number;
  readonly to: number;
  /** Places risen; negative when fallen. */
  readonly move: number;
}

/** For a slope graph or its table, in the committed order. Tentative orders do not count. */
export function selectSlopes({ request, committed }: Pick<RunView, 'request' | 'committed'>): readonly Slope[] {
  const first = new Map(startingRanking(request).map((docId, place) => [docId, place + 1]));
  return committed.map((docId, place) => {
    const from = first.get(docId) ?? place + 1;
    return { docId, from, to: place + 1, move: from - (place + 1) };
  });
}
