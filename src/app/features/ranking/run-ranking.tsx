import type { JSX } from 'react';
import { use, useMemo, useState } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { selectRankedRows } from '../../../core/read/rows.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import { DocumentRows, ListedByChoice } from './document-rows.tsx';
import type { ListedBy } from './document-rows.tsx';
import { useHold, usePacedRanking } from './pacing.ts';
import { QueryWords, WordMatches } from './query-words.tsx';
import { RankedList } from './ranked-list.tsx';
import { RowMentions } from './row-mentions.tsx';
import { RowParts } from './row-parts.tsx';
import { RowRead } from './row-read.tsx';
import { RowReason, RowWhy } from './row-why.tsx';
import { RunRowContext } from './run-row.ts';

export { RunFigures } from './run-figures.tsx';

const RUN_ROW = { Why: RowWhy, Reason: RowReason, Read: RowRead, Parts: RowParts, Mentions: RowMentions };

interface WaitingLineProps {
  readonly held: boolean;
  /** The keyboard is in the list: the button stays, so that pressing it does not lose the focus. */
  readonly focused: boolean;
  readonly waiting: number;
  readonly onShow: () => void;
}

/** Says whether the list follows the run or stands still, and how many passages wait to move. Its height never changes. */
function WaitingLine({ held, focused, waiting, onShow }: WaitingLineProps): JSX.Element {
  const words = useWords().ranking;
  return (
    <div className="waiting-line" data-waiting={waiting > 0 || undefined}>
      <span>{waiting > 0 ? words.waiting(waiting) : held ? words.held : words.follows}</span>
      {(waiting > 0 || focused) && (
        <button
          type="button"
          className="button button-quiet"
          aria-disabled={waiting === 0}
          onClick={() => {
            if (waiting > 0) onShow();
          }}
        >
          {words.show}
        </button>
      )}
    </div>
  );
}

interface RunRankingProps {
  readonly run: RunView;
  /** False while the person moves the time by hand: the list follows at once. */
  readonly paced?: boolean;
}

/** The list of a run, live or over: moves at most once a second, and not while somebody is in it. */
export function RunRanking({ run, paced = true }: RunRankingProps): JSX.Element {
  const { titles, legend } = useWords().ranking;
  const watched = use(LookContext) === 'watch';
  const { held, focused, handlers } = useHold();
  const { ranking, waiting, showNow } = usePacedRanking({ wanted: run.ranking, held, paced });
  const rows = useMemo(() => selectRankedRows(run, ranking), [run, ranking]);
  const [listedBy, setListedBy] = useState<ListedBy>('passages');
  const { documents } = run.request;
  const list = {
    rows,
    final: run.outcome !== null,
    label: run.tentative === null ? titles.ranking : titles.tentative,
  };
  return (
    <div className="run-ranking" {...handlers}>
      {documents !== undefined && <ListedByChoice listedBy={listedBy} request={run.request} onChoose={setListedBy} />}
      {(waiting > 0 || (run.outcome === null && !watched)) && (
        <WaitingLine held={held} focused={focused} waiting={waiting} onShow={showNow} />
      )}
      {run.windows.length > 0 && !watched && (
        <p className="hint list-legend">
          <mark>{legend.quote}</mark> <b className="term">{legend.term}</b>
        </p>
      )}
      <WordMatches>
        {!watched && <QueryWords request={run.request} />}
        <RunRowContext value={RUN_ROW}>
          {documents !== undefined && listedBy === 'documents' ? (
            <DocumentRows {...list} request={run.request} />
          ) : (
            <RankedList {...list} />
          )}
        </RunRowContext>
      </WordMatches>
    </div>
  );
}
