import { Fragment } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../rank/doc-id.ts';
import type { TracePiece, WindowTrace } from '../../state/select-trace.ts';
import { PassageChip } from './passage-chip.tsx';

interface TraceTextProps {
  readonly trace: WindowTrace;
  readonly labelOf: (docIds: readonly DocId[]) => string;
  readonly writing: boolean;
}

function Piece({ piece, labelOf }: { readonly piece: TracePiece; readonly labelOf: TraceTextProps['labelOf'] }): JSX.Element {
  switch (piece.type) {
    case 'text':
      return <Fragment>{piece.text}</Fragment>;
    case 'mention':
      return <PassageChip text={piece.text} docIds={piece.docIds} label={labelOf(piece.docIds)} />;
    case 'quote':
      if (piece.verbatim === null) return <q className="quote">{piece.text}</q>;
      return (
        <>
          <q className={piece.verbatim ? 'quote quote-verbatim' : 'quote quote-missing'}>{piece.text}</q>
          <span className={piece.verbatim ? 'verdict verdict-verbatim' : 'verdict verdict-missing'}>
            {piece.verbatim ? 'verbatim' : 'not in the passage'}
          </span>
        </>
      );
  }
}

/** Blank lines before a step would only push it away from its bar. */
function withoutLead(piece: TracePiece): TracePiece {
  return piece.type === 'text' ? { ...piece, text: piece.text.trimStart() } : piece;
}

/** A thought in steps: chips for passages, quotes checked against what the model was given. */
export function TraceText({ trace, labelOf, writing }: TraceTextProps): JSX.Element {
  return (
    <ol className="steps" aria-busy={writing} dir="auto">
      {trace.steps.map((step) => (
        <li key={step.from} className="step" dir="auto">
          {step.pieces.map((piece, index) => (
            <Piece key={`${step.from}.${index}`} piece={index === 0 ? withoutLead(piece) : piece} labelOf={labelOf} />
          ))}
        </li>
      ))}
      {writing && <li className="caret" aria-hidden="true" />}
    </ol>
  );
}
