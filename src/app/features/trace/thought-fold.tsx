import { useRef, useState } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import { selectTrace } from '../../../core/read/trace.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { DRAWN, drawnPart } from './drawn-part.ts';
import { TraceText } from './trace-text.tsx';
import { useFold } from './folding.ts';

interface ThoughtFoldProps {
  readonly window: WindowView;
  /** True while the model is at it. */
  readonly thinking: boolean;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** The thought of one window: open while it is written, folded a second after its end unless somebody is reading it. */
export function ThoughtFold({ window, thinking, labelOf }: ThoughtFoldProps): JSX.Element {
  const words = useStageWords().trace;
  const format = useWords().format;
  const ref = useRef<HTMLDetailsElement>(null);
  const fold = useFold({ ref, active: thinking, openAtFirst: true });
  const { segments, mentions } = selectTrace(window);
  const [bounds, setBounds] = useState(DRAWN);
  const drawn = drawnPart(segments, bounds, { end: thinking });
  const left = drawn.before + drawn.after;
  const { firstTextAt, thoughtEndedAt } = window;
  const tookMs = firstTextAt === null || thoughtEndedAt === null ? null : thoughtEndedAt - firstTextAt;
  return (
    <details className="thought" ref={ref} open={fold.open} onToggle={fold.onToggle}>
      <summary>
        <span className="thought-name">{words.thought}</span>
        <span className="thought-facts">
          {words.passagesNamed(mentions.size)}
          {tookMs !== null && `, ${format.seconds(tookMs)}`}
        </span>
      </summary>
      {drawn.before > 0 && <p className="hint">{words.leftBefore(format.number(drawn.before))}</p>}
      <TraceText window={window.index} segments={drawn.segments} labelOf={labelOf} writing={thinking} marks={window} />
      {left > 0 && !thinking && (
        <p className="hint">
          {words.leftAfter(format.number(left))}{' '}
          <button
            type="button"
            className="link"
            onClick={() => setBounds({ characters: bounds.characters * 2, pieces: bounds.pieces * 2 })}
          >
            {words.drawMore}
          </button>
        </p>
      )}
    </details>
  );
}
