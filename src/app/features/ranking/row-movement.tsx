import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/rows.ts';
import { rowWords } from '../../words/row-catalogue.ts';
import { useWords } from '../../words/use-words.ts';

/** How far the passage has moved since the first stage, with sign, number and words. */
export function RowMovement({ row }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useWords(rowWords);
  if (row.standing === 'given') return null;
  const rise = row.firstRank - row.rank;
  if (rise === 0) return <span className="movement">{words.stays(row.firstRank)}</span>;
  return (
    <span className={rise > 0 ? 'movement movement-up' : 'movement movement-down'}>
      <span aria-hidden="true">{rise > 0 ? '▲' : '▼'}</span>
      {words.number(Math.abs(rise))}
      <span className="visually-hidden"> {rise > 0 ? words.up : words.down}</span>
      <span className="movement-from">{words.from(row.firstRank)}</span>
    </span>
  );
}
