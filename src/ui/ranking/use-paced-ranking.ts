import { useCallback, useEffect, useReducer, useState } from 'react';
import type { DocId } from '../../rank/doc-id.ts';
import { paceRanking } from '../../state/pace-ranking.ts';
import type { ShownRanking } from '../../state/pace-ranking.ts';

export interface PacedList {
  readonly ranking: readonly DocId[];
  /** Passages that wait to be moved while the list is held. */
  readonly waiting: number;
  readonly showNow: () => void;
}

/** Follows the ranking wanted by the rule of `paceRanking`, with the page's own clock. */
export function usePacedRanking(wanted: readonly DocId[], held: boolean): PacedList {
  const [last, setLast] = useState<ShownRanking>({ ranking: wanted, since: Number.NEGATIVE_INFINITY });
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  // A rendering that is thrown away and made again may move the list a moment later, nothing else.
  // oxlint-disable-next-line react/purity
  const { shown, lookAgainMs, waiting } = paceRanking({ shown: last, wanted, now: performance.now(), held });
  // In the same rendering as the rows' new words: rows that moved one step later would glide from places nobody saw.
  if (shown !== last) setLast(shown);
  useEffect(() => {
    if (lookAgainMs === null) return undefined;
    const timer = setTimeout(lookAgain, lookAgainMs);
    return () => clearTimeout(timer);
  }, [lookAgainMs]);
  const showNow = useCallback(() => setLast({ ranking: wanted, since: performance.now() }), [wanted]);
  return { ranking: shown.ranking, waiting: held ? waiting : 0, showNow };
}
