import type { DocId } from '../doc-id.ts';
import { startingRanking } from '../starting-ranking.ts';
import type { RunView } from '../log/run-view.ts';

/** One passage over the windows that have closed. */
export interface BumpLine {
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
