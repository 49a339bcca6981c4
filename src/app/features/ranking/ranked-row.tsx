import { memo, use, useContext } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { RankedRow, RowWhy } from '../../../core/read/row.ts';
import type { TextSpan } from '../../../core/text/spans.ts';
import { sameFields } from '../../page/use-page.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import { PassageText, PassageTitle } from './passage-text.tsx';
import { RowFacts } from './row-facts.tsx';
import { RunRowContext } from './run-row.ts';

function sameSpans(one: readonly TextSpan[], other: readonly TextSpan[]): boolean {
  return (
    one === other ||
    (one.length === other.length && one.every((span, index) => span.from === other[index]?.from && span.to === other[index].to))
  );
}

/** A reason that is told alike is the same object. */
function sameWhy(one: RowWhy, other: RowWhy): boolean {
  return one.type === 'decided' && other.type === 'decided' ? one.decision === other.decision : one.type === other.type;
}

function sameMentions(one: RankedRow['mentions'], other: RankedRow['mentions']): boolean {
  return (
    one === other ||
    (one.length === other.length &&
      one.every((mention, index) => {
        const after = other[index];
        return (
          mention === after ||
          (mention.window === after?.window && mention.from === after.from && mention.sentence.to === after.sentence.to)
        );
      }))
  );
}

function sameOrNull<Value extends object>(one: Value | null, other: Value | null): boolean {
  return one === other || (one !== null && other !== null && sameFields(one, other));
}

/** Rows are made anew with each event; most of them look as before and need no new rendering. */
function sameRow(before: RankedRow, after: RankedRow): boolean {
  return (
    before.docId === after.docId &&
    before.candidate === after.candidate &&
    before.request.query.text === after.request.query.text &&
    before.request.firstStage === after.request.firstStage &&
    before.rank === after.rank &&
    before.tied === after.tied &&
    before.firstRank === after.firstRank &&
    before.givenRank === after.givenRank &&
    before.standing === after.standing &&
    sameOrNull(before.reading, after.reading) &&
    sameOrNull(before.parts, after.parts) &&
    before.identifier === after.identifier &&
    before.earlierWindow === after.earlierWindow &&
    before.kept === after.kept &&
    sameSpans(before.quoted, after.quoted) &&
    sameWhy(before.why, after.why) &&
    sameMentions(before.mentions, after.mentions)
  );
}

interface RankedRowProps {
  readonly row: RankedRow;
  readonly final: boolean;
  /** To one line, while others are judged. */
  readonly folded?: boolean;
}

function looksTheSame(before: RankedRowProps, after: RankedRowProps): boolean {
  return before.final === after.final && before.folded === after.folded && sameRow(before.row, after.row);
}

function RowContent({ row, final, folded }: RankedRowProps): JSX.Element {
  const run = use(RunRowContext);
  const watched = use(LookContext) === 'watch';
  if (watched)
    return (
      <>
        <PassageTitle row={row} />
        <PassageText row={row} />
        {run !== null && folded !== true && <run.Reason row={row} />}
      </>
    );
  return (
    <>
      <PassageTitle row={row} />
      {run !== null && <run.Why row={row} />}
      <PassageText row={row} />
      <RowFacts row={row} final={final} />
      {run !== null && <run.Parts row={row} />}
      {run !== null && <run.Mentions row={row} />}
    </>
  );
}

/** Rendered again only when it looks different: pointing at things renders the frames of all rows. */
const RowContentOnce = memo(RowContent, looksTheSame);

function RankedRowArticle({ row, final, folded = false }: RankedRowProps): JSX.Element {
  const { active, point } = useContext(HighlightContext);
  const words = useWords().row;
  return (
    <article
      className={`row row-${row.standing}`}
      data-doc-row={row.docId}
      data-reading={row.reading?.state}
      data-folded={folded || undefined}
      data-active={active.has(row.docId) || undefined}
      aria-label={row.tied ? `${words.place(row.rank)}, ${words.tied}` : words.place(row.rank)}
      onMouseEnter={() => point([row.docId])}
      onMouseLeave={() => point([])}
    >
      <div className="row-rank" aria-hidden="true">
        {row.tied && '='}
        {words.number(row.rank)}
      </div>
      <div className="row-body">
        <RowContentOnce row={row} final={final} folded={folded} />
      </div>
    </article>
  );
}

/** One passage: its place, why it is there, its text, how it came there. Glass while undecided, solid once settled. */
export const RankedRowView: MemoExoticComponent<typeof RankedRowArticle> = memo(RankedRowArticle, looksTheSame);
