import { useRef, useState } from 'react';
import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
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
}

/** Longer lists are drawn only where they are seen. */
const WINDOWED_ABOVE = 200;
/** As many as a screen shows of them, while the code for long lists is fetched. */
const SEEN_AT_ONCE = 20;

/** The list, keyed by document so that each row keeps its identity (and focus) while it moves. DOM order is visual order. */
export function RankedList(props: RankedListProps): JSX.Element {
  const [opened] = useState(() => new Set<string>());
  return (
    <OpenedRows value={opened}>
      {props.rows.length <= WINDOWED_ABOVE ? (
        <WholeList {...props} />
      ) : (
        <Lazily part={windowedList} waiting={<WholeList {...props} rows={props.rows.slice(0, SEEN_AT_ONCE)} />}>
          {({ WindowedList }) => <WindowedList {...props} />}
        </Lazily>
      )}
    </OpenedRows>
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
