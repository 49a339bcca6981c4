import { createContext, Fragment, useContext } from 'react';
import type { Context, JSX } from 'react';
import type { QuoteStrength } from '../../../core/read/quote-strength.ts';
import type { SegmentView, TracePiece } from '../../../core/read/trace.ts';
import type { DocId } from '../../../core/request.ts';
import { useStageWords } from '../../words/stage.ts';
import { PassageChip } from './passage-chip.tsx';

/** Where a thought was cut back or sent on. UTF-16 offsets into it. */
interface ThoughtMarks {
  /** What follows was not before the model when it answered; null: all of it was. */
  readonly keptTo: number | null;
  readonly waits: readonly number[];
}

/** A piece of a thought with the marks that stand before it. */
interface MarkedPiece {
  readonly at: number;
  readonly piece: TracePiece;
  readonly marks: readonly ('cut' | 'wait')[];
  /** The answer was given without it. */
  readonly cut: boolean;
}

interface Placed {
  readonly at: number;
  readonly piece: TracePiece;
}

/** Text is split where a mark stands in it; a mention or quote that reaches over one stays whole and before it. */
function markedPieces(pieces: readonly Placed[], { keptTo, waits }: ThoughtMarks): readonly MarkedPiece[] {
  const borders = [...waits, ...(keptTo === null ? [] : [keptTo])].sort((one, other) => one - other);
  if (borders.length === 0) return pieces.map(({ at, piece }) => ({ at, piece, marks: [], cut: false }));
  return pieces
    .flatMap(({ at, piece }): readonly Placed[] => {
      if (piece.type !== 'text') return [{ at, piece }];
      const inside = borders.filter((border) => border > at && border < at + piece.text.length);
      return [at, ...inside].map((from, place) => {
        const to = inside[place] ?? at + piece.text.length;
        return { at: from, piece: { type: 'text', text: piece.text.slice(from - at, to - at) } };
      });
    })
    .map(({ at, piece }) => ({
      at,
      piece,
      marks: [...(at === keptTo ? (['cut'] as const) : []), ...(waits.includes(at) ? (['wait'] as const) : [])],
      cut: keptTo !== null && at >= keptTo,
    }));
}

/** A sentence of a segment with what stands in it; `at` is each piece's UTF-16 offset into the thought. */
interface SentencePieces {
  readonly from: number;
  readonly pieces: readonly { readonly at: number; readonly piece: TracePiece }[];
}

/** A segment's pieces by sentence. A mention or quote belongs to the sentence it begins in; joined, the texts are the segment, letter for letter. */
export function sentencePieces(segment: SegmentView): readonly SentencePieces[] {
  const starts = segment.sentences.length === 0 ? [segment.from] : segment.sentences.map((sentence) => sentence.from);
  const sentences = starts.map((from) => ({ from, pieces: [] as { at: number; piece: TracePiece }[] }));
  let at = segment.from;
  let place = 0;
  for (const piece of segment.pieces) {
    const end = at + piece.text.length;
    while (at < end) {
      while ((sentences[place + 1]?.from ?? Infinity) <= at) place += 1;
      const border = piece.type === 'text' ? Math.min(end, sentences[place + 1]?.from ?? Infinity) : end;
      const cut: TracePiece =
        piece.type === 'text'
          ? { type: 'text', text: piece.text.slice(piece.text.length - (end - at), piece.text.length - (end - border)) }
          : piece;
      sentences[place]?.pieces.push({ at, piece: cut });
      at = border;
    }
  }
  return sentences;
}

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

/** How strong a quote is that stands in its passage word for word. `window`: 0-based, whose thought quotes it. */
type StrengthOf = (quote: { readonly window: number; readonly docId: DocId; readonly text: string }) => QuoteStrength;

/** Given by the view of the run: only there is known what its passages answer. */
export const QuoteStrengthContext: Context<StrengthOf> = createContext<StrengthOf>(() => 'unknown');

/** A tick says both: word for word, and among the passage's best evidence. */
const VERDICTS = {
  best: { mark: '✓', quote: 'quote-verbatim', verdict: 'verdict-verbatim', says: 'verbatimBest' },
  weak: { mark: '≈', quote: 'quote-weak', verdict: 'verdict-weak', says: 'verbatimWeak' },
  empty: { mark: '≈', quote: 'quote-weak', verdict: 'verdict-weak', says: 'verbatimEmpty' },
  unknown: { mark: '=', quote: 'quote-verbatim', verdict: 'verdict-weak', says: 'verbatim' },
  missing: { mark: '✗', quote: 'quote-missing', verdict: 'verdict-missing', says: 'notFound' },
} as const;

function Quote({
  piece,
  window,
}: {
  readonly piece: Extract<TracePiece, { readonly type: 'quote' }>;
  readonly window: number;
}): JSX.Element {
  const words = useStageWords().trace;
  const strengthOf = useContext(QuoteStrengthContext);
  if (piece.verbatim === null) {
    return (
      <q className="quote" dir="auto">
        {piece.text}
      </q>
    );
  }
  const { docId, quote: text } = piece;
  const found = piece.verbatim ? (docId === null ? 'unknown' : strengthOf({ window, docId, text })) : 'missing';
  const { mark, quote, verdict, says } = VERDICTS[found];
  return (
    <>
      <q className={`quote ${quote}`} dir="auto">
        {piece.text}
      </q>
      <bdi className={`verdict ${verdict}`}>
        <span aria-hidden="true">{mark}</span> {words[says]}
      </bdi>
    </>
  );
}

function Piece({
  piece,
  window,
  at,
  labelOf,
}: {
  readonly piece: TracePiece;
  readonly window: number;
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
      return <Quote piece={piece} window={window} />;
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
  const words = useStageWords().trace;
  const calls = useStageWords().calls;
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
                    window={window}
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
