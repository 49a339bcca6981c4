import { memo, useContext } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { RankedRow } from '../../../core/read/rows.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { callWords } from '../../words/call-catalogue.ts';
import { rowWords } from '../../words/row-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { PassageText } from './passage-text.tsx';
import { RowFacts } from './row-facts.tsx';
import { RowMentions } from './row-mentions.tsx';
import { RowWhy } from './row-why.tsx';
import { sameRow } from './same-row.ts';

interface RankedRowProps {
  readonly row: RankedRow;
  readonly final: boolean;
}

function looksTheSame(before: RankedRowProps, after: RankedRowProps): boolean {
  return before.final === after.final && sameRow(before.row, after.row);
}

function RowContent({ row, final }: RankedRowProps): JSX.Element {
  return (
    <>
      {row.candidate.title !== undefined && (
        <h3 className="row-title" dir="auto">
          {row.candidate.title}
        </h3>
      )}
      <RowWhy row={row} />
      <PassageText row={row} />
      <RowFacts row={row} final={final} />
      <RowMentions row={row} />
    </>
  );
}

/** Rendered again only when it looks different: pointing at things renders the frames of all rows. */
const RowContentOnce = memo(RowContent, looksTheSame);

function RankedRowArticle({ row, final }: RankedRowProps): JSX.Element {
  const { active, point } = useContext(HighlightContext);
  const words = useWords(rowWords);
  const { tied } = useWords(callWords);
  return (
    <article
      className={`row row-${row.standing}`}
      data-doc-row={row.docId}
      data-active={active.has(row.docId) || undefined}
      aria-label={row.tied ? `${words.place(row.rank)}, ${tied}` : words.place(row.rank)}
      onMouseEnter={() => point([row.docId])}
      onMouseLeave={() => point([])}
    >
      <div className="row-rank" aria-hidden="true">
        {row.tied && '='}
        {words.number(row.rank)}
      </div>
      <div className="row-body">
        <RowContentOnce row={row} final={final} />
      </div>
    </article>
  );
}

/** One passage: its place, why it is there, its text, how it came there. Glass while undecided, solid once settled. */
export const RankedRowView: MemoExoticComponent<typeof RankedRowArticle> = memo(RankedRowArticle, looksTheSame);
