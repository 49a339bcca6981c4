import { useRef } from 'react';
import type { JSX } from 'react';
import type { RankedRow } from '../../state/select-ranked-rows.ts';
import { RankedRowView } from './ranked-row.tsx';
import { useRowMoves } from './use-row-moves.ts';

interface RankedListProps {
  readonly rows: readonly RankedRow[];
  /** The run is over: standings that only matter under way are left out. */
  readonly final: boolean;
  readonly label: string;
}

/** The list, keyed by document so that each row keeps its identity (and focus) while it moves. DOM order is visual order. */
export function RankedList({ rows, final, label }: RankedListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  useRowMoves(list, rows.map((row) => row.docId).join('\n'));
  return (
    <ol ref={list} className="ranked-list" aria-label={label}>
      {rows.map((row) => (
        <li key={row.docId} data-key={row.docId}>
          <RankedRowView row={row} final={final} />
        </li>
      ))}
    </ol>
  );
}
