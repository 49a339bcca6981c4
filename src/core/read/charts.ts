import type { RunView } from '../log/view.ts';
import { startingRanking } from '../ranking.ts';
import type { DocId } from '../request.ts';

/** One passage over the windows that have closed. */
interface BumpLine {
  readonly docId: DocId;
  /** 1-based; one a column: the first stage's, then after each window. */
  readonly ranks: readonly number[];
  /** Places risen from column to column, negative when fallen; one shorter than `ranks`. */
  readonly moves: readonly number[];
  /** Whether the window before each column but the first had the passage in its prompt; one shorter than `ranks`. */
  readonly judged: readonly boolean[];
}

export interface Bumps {
  /** null: the order the run started from; else the 0-based window whose end the column shows. */
  readonly columns: readonly (number | null)[];
  /** In the order of the last column. */
  readonly lines: readonly BumpLine[];
}

/** Ranks after each closed window, for a bump chart or its table. Each column is a permutation: no ties, nothing missing. */
export function selectBumps(view: RunView): Bumps {
  const closed = view.windows.flatMap((window) => (window.after === null ? [] : [{ window, after: window.after }]));
  const orders = [startingRanking(view.request), ...closed.map(({ after }) => after)];
  const rankings = orders.map((order) => new Map(order.map((docId, place) => [docId, place + 1])));
  const shown = closed.map(({ window }) => new Set(window.passages.map(({ docId }) => docId)));
  const lines = (orders.at(-1) ?? []).map((docId): BumpLine => {
    const ranks = rankings.map((ranking) => ranking.get(docId) ?? 0);
    return {
      docId,
      ranks,
      moves: ranks.slice(1).map((rank, column) => (ranks[column] ?? rank) - rank),
      judged: shown.map((docIds) => docIds.has(docId)),
    };
  });
  return { columns: [null, ...closed.map(({ window }) => window.index)], lines };
}

/** One passage from the order the run started from to the one that is committed. Ranks are 1-based. */
interface Slope {
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
