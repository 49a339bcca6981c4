import { useMemo } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../state/run-view.ts';
import { selectRankedRows } from '../../state/select-ranked-rows.ts';
import { RankedList } from './ranked-list.tsx';
import { usePaced } from './use-paced.ts';

/** Tentative orders move the list at most this often; committed ones at once. */
const GAP_MS = 900;

/** The list of a run, live or over. */
export function RunRanking({ run }: { readonly run: RunView }): JSX.Element {
  const order = usePaced(run.ranking, { gapMs: GAP_MS, atOnce: run.tentative === null });
  const rows = useMemo(() => {
    const same = order.length === run.ranking.length && run.ranking.every((docId) => order.includes(docId));
    return selectRankedRows(run, same ? order : run.ranking);
  }, [run, order]);
  return <RankedList rows={rows} final={run.outcome !== null} label={run.tentative === null ? 'Ranking' : 'Tentative ranking'} />;
}
