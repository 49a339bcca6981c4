import { useRef } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import { selectTrace } from '../../../core/read/trace.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
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
      <TraceText window={window.index} segments={segments} labelOf={labelOf} writing={thinking} marks={window} />
    </details>
  );
}
