import { use, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import type { FirstStageAnswer } from '../../../instant/api.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import { Lazily } from '../../page/part.tsx';
import { RankedRowView } from './ranked-row.tsx';
import { OpenedRows } from './row-folds.ts';
import { RowMoves } from './row-moves.tsx';
import { windowedList } from './windowed-part.ts';

export interface RankedListProps {
  readonly rows: readonly RankedRow[];
  /** The run is over: standings that only matter under way are left out. */
  readonly final: boolean;
  readonly label: string;
  /** Before a run: the instant order that the rows stand in. A long list says how much of it the encoder has read. */
  readonly instant?: FirstStageAnswer | undefined;
}

/** Longer lists are drawn only where they are seen. */
const WINDOWED_ABOVE = 200;
/** As many as a screen shows of them, while the code for long lists is fetched. */
const SEEN_AT_ONCE = 20;

/** The list, keyed by document so that each row keeps its identity (and focus) while it moves. DOM order is visual order. */
export function RankedList(props: RankedListProps): JSX.Element {
  const [opened] = useState(() => new Set<string>());
  const watched = use(LookContext) === 'watch';
  return (
    <OpenedRows value={opened}>
      {watched && !props.final && props.rows.some(isJudged) ? (
        <JudgedList {...props} />
      ) : props.rows.length <= WINDOWED_ABOVE ? (
        <WholeList {...props} />
      ) : (
        <Lazily part={windowedList} waiting={<WholeList {...props} rows={props.rows.slice(0, SEEN_AT_ONCE)} />}>
          {({ WindowedList }) => <WindowedList {...props} />}
        </Lazily>
      )}
    </OpenedRows>
  );
}

/** Is it in the newest window? */
const isJudged = ({ identifier, earlierWindow }: RankedRow): boolean => identifier !== null && earlierWindow === null;

/** So many rows in a stretch that nothing judges are said in one line. */
const FOLDED_FROM = 4;

/** Stretches of a list: rows that are judged now one by one, others by neighbourhood. */
export function stretchesOf(rows: readonly RankedRow[]): readonly (readonly RankedRow[])[] {
  const stretches: RankedRow[][] = [];
  for (const row of rows) {
    const last = stretches.at(-1);
    if (last?.[0] !== undefined && !isJudged(row) && !isJudged(last[0])) last.push(row);
    else stretches.push([row]);
  }
  return stretches;
}

/** The list of a run that is watched, while it goes on: what the newest window judges in full, everything else on a line. */
function JudgedList({ rows, final, label }: RankedListProps): JSX.Element {
  const words = useWords().ranking;
  const list = useRef<HTMLOListElement>(null);
  const [open, setOpen] = useState(false);
  const rowOf = (row: RankedRow): JSX.Element => (
    <li key={row.docId} data-key={row.docId}>
      <RankedRowView row={row} final={final} folded={!isJudged(row)} />
    </li>
  );
  return (
    <RowMoves list={list} order={JSON.stringify(rows.map((row) => row.docId))}>
      <ol ref={list} className="ranked-list" aria-label={label}>
        {stretchesOf(rows).flatMap((stretch) => {
          const [first] = stretch;
          const last = stretch.at(-1);
          if (open || first === undefined || last === undefined || stretch.length < FOLDED_FROM) return stretch.map(rowOf);
          const places = { first: first.rank, last: last.rank };
          return [
            <li key={`to ${places.last === rows.length ? 'the end' : places.last}`} className="rows-folded">
              <button type="button" className="link" onClick={() => setOpen(true)}>
                {words.others(places)}
              </button>
            </li>,
          ];
        })}
      </ol>
    </RowMoves>
  );
}

function WholeList({ rows, final, label }: RankedListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  return (
    <RowMoves list={list} order={JSON.stringify(rows.map((row) => row.docId))}>
      <ol ref={list} className="ranked-list" aria-label={label}>
        {rows.map((row) => (
          <li key={row.docId} data-key={row.docId}>
            <RankedRowView row={row} final={final} />
          </li>
        ))}
      </ol>
    </RowMoves>
  );
}
