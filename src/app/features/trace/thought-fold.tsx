import { use, useState } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import { selectTrace } from '../../../core/read/trace.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { DRAWN, drawnPart } from './drawn-part.ts';
import { TraceText } from './trace-text.tsx';

interface ThoughtFoldProps {
  readonly window: WindowView;
  /** True while the model is at it. */
  readonly thinking: boolean;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** The thought of one window. It stays open when it is over: what it says is what the order is looked at for. */
export function ThoughtFold({ window, thinking, labelOf }: ThoughtFoldProps): JSX.Element {
  const words = useStageWords().trace;
  const format = useWords().format;
  const [open, setOpen] = useState(true);
  const watched = use(LookContext) === 'watch';
  const { segments, mentions } = selectTrace(window);
  const [bounds, setBounds] = useState(DRAWN);
  const drawn = drawnPart(segments, bounds, { end: thinking });
  const left = drawn.before + drawn.after;
  const { firstTextAt, thoughtEndedAt } = window;
  const tookMs = firstTextAt === null || thoughtEndedAt === null ? null : thoughtEndedAt - firstTextAt;
  const text = (
    <>
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
    </>
  );
  if (watched) return <div className="thought">{text}</div>;
  return (
    <details className="thought" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="thought-name">{words.thought}</span>
        <span className="thought-facts">
          {words.passagesNamed(mentions.size)}
          {tookMs !== null && `, ${format.seconds(tookMs)}`}
        </span>
      </summary>
      {text}
    </details>
  );
}
