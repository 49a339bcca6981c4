import { memo, useContext, useRef } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { WindowView } from '../../state/run-view.ts';
import { selectConsistency } from '../../state/select-consistency.ts';
import { answerText } from '../../trace/answer-text.ts';
import { outcomeWords } from '../words/outcome-catalogue.ts';
import type { OutcomeWords } from '../words/outcome-catalogue.ts';
import { traceWords } from '../words/trace-catalogue.ts';
import { useWords } from '../words/use-words.ts';
import { ChipLabelContext } from './chip-label.ts';
import { ConsistencyList } from './consistency-list.tsx';
import { ThoughtFold } from './thought-fold.tsx';
import { useFold } from './use-fold.ts';
import { usePrinting } from './use-printing.ts';

interface WindowTraceProps {
  readonly window: WindowView;
  readonly total: number;
  readonly budget: number;
  /** True once the run is over: a window still open then was broken off. */
  readonly over: boolean;
  readonly latest: boolean;
  /** Null where the thought can't be skipped from here. */
  readonly onSkip: (() => void) | null;
}

interface WindowBodyProps extends Omit<WindowTraceProps, 'total' | 'latest'> {
  readonly told: ReturnType<OutcomeWords['window']> | null;
}

function WindowBody({ window, budget, over, onSkip, told }: WindowBodyProps): JSX.Element {
  const words = useWords(traceWords);
  const outcomes = useWords(outcomeWords);
  const labelOf = useContext(ChipLabelContext);
  const { phase, thought, skip, usage } = window;
  const live = phase !== 'ended' && !over;
  const answer = answerText(window.answer).text.trim();
  const report = selectConsistency(window);
  const thoughtEnd = thought === null || thought === 'closed' ? null : outcomes.thoughtEnd(thought, budget);
  return (
    <>
      {phase === 'reading' && !over && (
        <p className="reading-now">
          {words.readingPrompt(window.promptTokens)}
          <span className="sweep" aria-hidden="true" />
        </p>
      )}
      {window.reasoning.trim() !== '' && (
        <ThoughtFold window={window} thinking={live && phase === 'thinking'} labelOf={labelOf} />
      )}
      {onSkip !== null && live && phase === 'thinking' && skip === null && (
        <button type="button" className="button button-quiet" onClick={onSkip}>
          {words.skip}
        </button>
      )}
      {skip !== null && <p className="window-outcome">{words.skipResults[skip]}</p>}
      {answer !== '' && (
        <p className="answer">
          <span className="answer-name">{words.answer}</span> <code dir="ltr">{answer}</code>
        </p>
      )}
      {(told !== null || thoughtEnd !== null) && (
        <p className="window-outcome">
          {told?.sentence} {thoughtEnd}
        </p>
      )}
      {over && phase !== 'ended' && <p className="window-outcome">{words.brokenOffSentence}</p>}
      {report !== null && <ConsistencyList window={window} report={report} labelOf={labelOf} />}
      {usage !== null && (
        <p className="window-usage">
          {words.usage({
            read: usage.promptTokens,
            readRate: usage.prefillTokensPerSecond,
            written: usage.completionTokens,
            writtenRate: usage.decodeTokensPerSecond,
          })}
        </p>
      )}
    </>
  );
}

function WindowTrace({ total, latest, ...rest }: WindowTraceProps): JSX.Element {
  const { window, over } = rest;
  const words = useWords(traceWords);
  const outcomes = useWords(outcomeWords);
  const ref = useRef<HTMLDetailsElement>(null);
  const printing = usePrinting();
  const fold = useFold({ ref, active: latest, openAtFirst: latest });
  const { phase, outcome } = window;
  const told = outcome === null ? null : outcomes.window(outcome, window.passages.length);
  const brokenOff = over && phase !== 'ended';
  const live = phase !== 'ended' && !over;
  const tag = told?.tag ?? (phase === 'ended' ? '' : brokenOff ? words.brokenOff : words.phases[phase]);
  return (
    <details
      className="window-trace"
      ref={ref}
      open={fold.open}
      onToggle={fold.onToggle}
      data-live={live || undefined}
      data-window={window.index}
    >
      <summary>
        <span className="window-name">{total > 1 ? words.window({ number: window.index + 1, total }) : words.onlyWindow}</span>
        {total > 1 && <span className="window-range">{words.places({ first: window.start + 1, last: window.end })}</span>}
        <span className={`tag tag-${told?.tone ?? (brokenOff ? 'bad' : 'live')}`}>{tag}</span>
      </summary>
      {/* Two hundred windows of chips and marks cost more than all the rest of the page; showSentence opens a fold that is empty. */}
      {(fold.open || latest || printing) && <WindowBody {...rest} told={told} />}
    </details>
  );
}

/**
 * One model call: what it read, thought and answered, what became of it, and whether the answer follows the thought. Drawn again only when its own
 * window changes: a long run has hundreds that do not.
 */
export const WindowTraceView: MemoExoticComponent<typeof WindowTrace> = memo(WindowTrace);
