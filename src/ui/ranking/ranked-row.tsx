import { memo, useContext } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { RankedRow, RowStanding } from '../../state/select-ranked-rows.ts';
import { HighlightContext } from '../app/highlight.ts';
import { PassageText } from './passage-text.tsx';

interface RankedRowProps {
  readonly row: RankedRow;
  readonly final: boolean;
}

const STANDING_WORDS: Readonly<Record<RowStanding, string>> = {
  given: '',
  instant: '',
  waiting: 'not reached yet',
  judging: 'being read',
  tentative: 'tentative',
  settled: 'settled so far',
  unjudged: 'not judged',
};

function Movement({ row }: { readonly row: RankedRow }): JSX.Element | null {
  if (row.standing === 'given') return null;
  const rise = row.firstRank - row.rank;
  if (rise === 0) return <span className="movement">stays {row.firstRank}</span>;
  return (
    <span className={rise > 0 ? 'movement movement-up' : 'movement movement-down'}>
      <span aria-hidden="true">{rise > 0 ? '▲' : '▼'}</span>
      {Math.abs(rise)}
      <span className="visually-hidden">{rise > 0 ? ' up' : ' down'}</span>
      <span className="movement-from">from {row.firstRank}</span>
    </span>
  );
}

/** Rows are made anew with each event; most of them look as before and need no new rendering. */
function looksTheSame(one: RankedRowProps, other: RankedRowProps): boolean {
  const { row: before, final } = one;
  const { row: after } = other;
  return (
    final === other.final &&
    before.docId === after.docId &&
    before.candidate === after.candidate &&
    before.rank === after.rank &&
    before.firstRank === after.firstRank &&
    before.givenRank === after.givenRank &&
    before.standing === after.standing &&
    before.bucket === after.bucket &&
    before.identifier === after.identifier &&
    before.earlierWindow === after.earlierWindow &&
    before.kept === after.kept &&
    before.mentions === after.mentions &&
    before.quoted.length === after.quoted.length &&
    before.quoted.every((span, index) => span.from === after.quoted[index]?.from && span.to === after.quoted[index].to)
  );
}

function RankedRowArticle({ row, final }: RankedRowProps): JSX.Element {
  const highlight = useContext(HighlightContext);
  const standing = final && row.standing === 'settled' ? '' : STANDING_WORDS[row.standing];
  const ownId = row.docId !== `p${row.givenRank}`;
  const bare = row.standing === 'given' && row.candidate.score === undefined && !ownId;
  const where = row.earlierWindow === null ? '' : ` in window ${row.earlierWindow + 1}`;
  const tag = row.identifier === null ? null : `[${row.identifier}]${where}`;
  return (
    <article
      className={`row row-${row.standing}`}
      data-doc-row={row.docId}
      data-active={highlight.active.has(row.docId) || undefined}
      aria-label={`Place ${row.rank}`}
      onMouseEnter={() => highlight.point([row.docId])}
      onMouseLeave={() => highlight.point([])}
    >
      <div className="row-rank" aria-hidden="true">
        {row.rank}
      </div>
      <div className="row-body">
        {row.candidate.title !== undefined && (
          <h3 className="row-title" dir="auto">
            {row.candidate.title}
          </h3>
        )}
        <PassageText row={row} />
        <p className="row-facts" hidden={bare}>
          <Movement row={row} />
          {standing !== '' && <span className={`standing standing-${row.standing}`}>{standing}</span>}
          {tag !== null &&
            (row.mentions > 0 ? (
              <button
                type="button"
                className="chip"
                data-active={highlight.active.has(row.docId) || undefined}
                title="Show where the reasoning names it"
                onFocus={() => highlight.point([row.docId])}
                onBlur={() => highlight.point([])}
                onClick={() => highlight.showMention(row.docId)}
              >
                {tag}
                <span className="chip-count">
                  named {row.mentions === 1 ? 'once' : row.mentions === 2 ? 'twice' : `${row.mentions} times`}
                </span>
              </button>
            ) : (
              <span className="chip chip-still" title="The passage’s number in the prompt">
                {tag}
              </span>
            ))}
          {row.bucket !== null && (
            <span className="bucket" title="First-stage score, in ten steps over this list. The model sees it.">
              <meter min={0} max={9} value={row.bucket} aria-label="first-stage score bucket" />
              first stage {row.bucket}/9
            </span>
          )}
          {row.givenRank !== row.firstRank && <span title="Place in the list as it was given">given {row.givenRank}</span>}
          {row.candidate.score !== undefined && (row.standing === 'given' || row.standing === 'instant') && (
            <span>score {row.candidate.score}</span>
          )}
          {ownId && (
            <span className="doc-id" title="Document identifier">
              <bdi>{row.docId}</bdi>
            </span>
          )}
        </p>
      </div>
    </article>
  );
}

/** One passage: its place, how it came there, its text. Glass while undecided, solid once settled. */
export const RankedRowView: MemoExoticComponent<typeof RankedRowArticle> = memo(RankedRowArticle, looksTheSame);
