import { useRef } from 'react';
import type { JSX } from 'react';
import { RankedRowView } from './ranked-row.tsx';
import { RowMoves } from './row-moves.tsx';
import { WindowedList } from './windowed-list.tsx';
import type { RankedListProps } from './windowed-list.tsx';

/** Longer lists are drawn only where they are seen. */
const WINDOWED_ABOVE = 200;

/** The list, keyed by document so that each row keeps its identity (and focus) while it moves. DOM order is visual order. */
export function RankedList(props: RankedListProps): JSX.Element {
  return props.rows.length > WINDOWED_ABOVE ? <WindowedList {...props} /> : <WholeList {...props} />;
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
