import { use } from 'react';
import type { JSX } from 'react';
import type { RankedRow, RowStanding } from '../../../core/read/row.ts';
import { useWords } from '../../words/index.ts';
import { RunRowContext } from './run-row.ts';

/** How far the passage has moved since the first stage, with sign, number and words. */
function RowMovement({ row }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useWords().row;
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

interface RowFactsProps {
  readonly row: RankedRow;
  readonly final: boolean;
}

/** Beside the word, for those who scan: a filled circle is settled, an open or dashed one is not. */
const ICONS: Readonly<Record<RowStanding, string>> = {
  given: '',
  instant: '',
  waiting: '○',
  judging: '◌',
  tentative: '◌',
  settled: '●',
  unjudged: '○',
};

/** Where the passage came from and how sure its place is. */
export function RowFacts({ row, final }: RowFactsProps): JSX.Element {
  const words = useWords().row;
  const run = use(RunRowContext);
  const { reading, parts, standing: place } = row;
  const standing =
    reading !== null && place !== 'settled' && reading.state !== 'whole'
      ? words.reading[reading.state]
      : final && place === 'settled'
        ? ''
        : words.standings[place];
  const ownId = row.docId !== `p${row.givenRank}`;
  const early = row.standing === 'given' || row.standing === 'instant';
  const bare = row.standing === 'given' && row.candidate.score === undefined && !ownId;
  return (
    <p className="row-facts" hidden={bare}>
      <RowMovement row={row} />
      {standing !== '' && (
        <span className={`standing standing-${row.standing}`}>
          <span aria-hidden="true" className="standing-icon">
            {ICONS[row.standing]}
          </span>
          {standing}
        </span>
      )}
      {row.identifier !== null && (
        <span className="chip chip-still" title={words.tagHint}>
          <bdi>[{row.identifier}]</bdi>
          {row.earlierWindow === null ? '' : ` ${words.inWindow(row.earlierWindow + 1)}`}
        </span>
      )}
      {run !== null && <run.Read row={row} />}
      {parts !== null && parts.relevance !== null && <span>{words.relevance(parts.relevance)}</span>}
      {parts !== null && parts.scored !== null && <span>{words.scored(parts.scored)}</span>}
      {row.candidate.score !== undefined && early && <span>{words.score(row.candidate.score)}</span>}
      {ownId && (
        <span className="doc-id" title={words.docIdHint}>
          <bdi>{row.docId}</bdi>
        </span>
      )}
    </p>
  );
}
