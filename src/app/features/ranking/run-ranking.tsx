import { useMemo } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/run-view.ts';
import { selectRankedRows } from '../../../core/read/rows.ts';
import { rankingWords } from '../../words/ranking-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { RankedList } from './ranked-list.tsx';
import { useHold } from './use-hold.ts';
import { usePacedRanking } from './use-paced-ranking.ts';
import { WaitingLine } from './waiting-line.tsx';

interface RunRankingProps {
  readonly run: RunView;
  /** False while the person moves the time by hand: the list follows at once. */
  readonly paced?: boolean;
}

/** The list of a run, live or over: moves at most once a second, and not while somebody is in it. */
export function RunRanking({ run, paced = true }: RunRankingProps): JSX.Element {
  const { titles, legend } = useWords(rankingWords);
  const { held, focused, handlers } = useHold();
  const { ranking, waiting, showNow } = usePacedRanking({ wanted: run.ranking, held, paced });
  const rows = useMemo(() => selectRankedRows(run, ranking), [run, ranking]);
  return (
    <div className="run-ranking" {...handlers}>
      {(run.outcome === null || waiting > 0) && <WaitingLine held={held} focused={focused} waiting={waiting} onShow={showNow} />}
      {run.windows.length > 0 && (
        <p className="hint list-legend">
          <mark>{legend.quote}</mark> <b className="term">{legend.term}</b>
        </p>
      )}
      <RankedList rows={rows} final={run.outcome !== null} label={run.tentative === null ? titles.ranking : titles.tentative} />
    </div>
  );
}
