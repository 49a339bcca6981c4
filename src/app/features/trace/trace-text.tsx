import { Fragment } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/doc-id.ts';
import type { SegmentView, TracePiece } from '../../../core/read/select-trace.ts';
import { traceWords } from '../../words/trace-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { callWords } from '../../words/call-catalogue.ts';
import { markedPieces } from './marked-pieces.ts';
import type { ThoughtMarks } from './marked-pieces.ts';
import { PassageChip } from './passage-chip.tsx';
import { sentencePieces } from './sentence-pieces.ts';

type LabelOf = (docIds: readonly DocId[]) => string;

interface TraceTextProps {
  /** 0-based index of the window whose thought it is. */
  readonly window: number;
  readonly segments: readonly SegmentView[];
  readonly labelOf: LabelOf;
  readonly writing: boolean;
  /** Where the thought was cut back or sent on. */
  readonly marks?: ThoughtMarks;
}

const UNMARKED: ThoughtMarks = { keptTo: null, waits: [] };

function Quote({ piece }: { readonly piece: Extract<TracePiece, { readonly type: 'quote' }> }): JSX.Element {
  const words = useWords(traceWords);
  if (piece.verbatim === null) {
    return (
      <q className="quote" dir="auto">
        {piece.text}
      </q>
    );
  }
  const found = piece.verbatim;
  return (
    <>
      <q className={found ? 'quote quote-verbatim' : 'quote quote-missing'} dir="auto">
        {piece.text}
      </q>
      <bdi className={found ? 'verdict verdict-verbatim' : 'verdict verdict-missing'}>
        <span aria-hidden="true">{found ? '✓' : '✗'}</span> {found ? words.verbatim : words.notFound}
      </bdi>
    </>
  );
}

function Piece({
  piece,
  at,
  labelOf,
}: {
  readonly piece: TracePiece;
  readonly at: string;
  readonly labelOf: LabelOf;
}): JSX.Element {
  switch (piece.type) {
    case 'text':
      return <Fragment>{piece.text}</Fragment>;
    case 'mention':
      return (
        <PassageChip text={piece.text} docIds={piece.docIds} unknown={piece.unknown} label={labelOf(piece.docIds)} at={at} />
      );
    case 'quote':
      return <Quote piece={piece} />;
  }
}

/** Blank lines around a segment would only push it away from its bar. */
function withoutEdges(piece: TracePiece, { first, last }: { readonly first: boolean; readonly last: boolean }): TracePiece {
  if (piece.type !== 'text') return piece;
  const text = first ? piece.text.trimStart() : piece.text;
  return { ...piece, text: last ? text.trimEnd() : text };
}

function Segment({
  segment,
  window,
  labelOf,
  marks = UNMARKED,
}: Omit<TraceTextProps, 'segments' | 'writing'> & { readonly segment: SegmentView }): JSX.Element {
  const words = useWords(traceWords);
  const calls = useWords(callWords);
  const sentences = sentencePieces(segment);
  const last = sentences.findLast(({ pieces }) => pieces.length > 0);
  return (
    <li className={`step step-${segment.kind}`}>
      {segment.kind !== 'other' && <span className="step-kind">{words.kinds[segment.kind]}</span>}
      {/* Its own direction: the label above speaks the interface's language, the text the model's. */}
      <div className="step-text" dir="auto">
        {sentences.map((sentence, place) => (
          <span key={sentence.from} className="sentence" data-trace-at={`${window}.${sentence.from}`} tabIndex={-1}>
            {markedPieces(sentence.pieces, marks).map((marked, index, all) => (
              <Fragment key={marked.at}>
                {marked.marks.map((mark) => (
                  <span key={mark} className="thought-mark">
                    {calls[mark]}
                  </span>
                ))}
                <span className={marked.cut ? 'thought-cut' : undefined}>
                  <Piece
                    piece={withoutEdges(marked.piece, {
                      first: place === 0 && index === 0,
                      last: sentence === last && index === all.length - 1,
                    })}
                    at={`${window}.${marked.at}`}
                    labelOf={labelOf}
                  />
                </span>
              </Fragment>
            ))}
          </span>
        ))}
      </div>
    </li>
  );
}

/** A thought in segments with a quiet label each: chips for passages, quotes checked against what the model was given. */
export function TraceText({ window, segments, labelOf, writing, marks = UNMARKED }: TraceTextProps): JSX.Element {
  return (
    <ol className="steps" aria-busy={writing}>
      {segments.map((segment) => (
        <Segment key={segment.from} segment={segment} window={window} labelOf={labelOf} marks={marks} />
      ))}
      {writing && <li className="caret" aria-hidden="true" />}
    </ol>
  );
}
