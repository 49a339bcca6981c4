import type { JSX } from 'react';
import type { DocId } from '../../rank/doc-id.ts';
import type { WindowView } from '../../state/run-view.ts';
import { selectTrace } from '../../state/select-trace.ts';
import { answerText } from '../../trace/answer-text.ts';
import { plural } from '../words/format-words.ts';
import { thoughtEndWords, windowOutcomeWords } from '../words/outcome-words.ts';
import { TraceText } from './trace-text.tsx';

interface WindowTraceProps {
  readonly window: WindowView;
  readonly total: number;
  readonly budget: number;
  /** True once the run is over: a window still open then was broken off. */
  readonly over: boolean;
  readonly latest: boolean;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

function phaseTag(window: WindowView, over: boolean): string {
  if (over) return 'Broken off';
  return { reading: 'Reading', thinking: 'Thinking', answering: 'Answering', ended: '' }[window.phase];
}

/** One model call: what it read, thought and answered, and what became of it. */
export function WindowTraceView({ window, total, budget, over, latest, labelOf }: WindowTraceProps): JSX.Element {
  const trace = selectTrace(window);
  const words = window.outcome === null ? null : windowOutcomeWords(window.outcome, window.passages.length);
  const answer = answerText(window.answer).text.trim();
  const live = window.phase !== 'ended' && !over;
  return (
    <details className="window-trace" open={latest} data-live={live || undefined}>
      <summary>
        <span className="window-name">{total > 1 ? `Window ${window.index + 1} of ${total}` : 'The thought'}</span>
        {total > 1 && (
          <span className="window-range">
            places {window.start + 1}–{window.end}
          </span>
        )}
        <span className={`tag tag-${words?.tone ?? (over ? 'bad' : 'live')}`}>{words?.tag ?? phaseTag(window, over)}</span>
      </summary>
      {window.phase === 'reading' && !over && (
        <p className="reading-now">
          Finishing the prompt: the model is reading {plural('token', window.promptTokens)}. It can’t be interrupted in this part.
          <span className="sweep" aria-hidden="true" />
        </p>
      )}
      {trace.steps.length > 0 && <TraceText trace={trace} labelOf={labelOf} writing={live && window.phase === 'thinking'} />}
      {answer !== '' && (
        <p className="answer">
          <span className="answer-name">Answer</span> <code dir="ltr">{answer}</code>
        </p>
      )}
      {(words !== null || window.thought === 'forced' || window.thought === 'skipped') && (
        <p className="window-outcome">
          {words?.sentence} {window.thought !== null && window.thought !== 'closed' && thoughtEndWords(window.thought, budget)}
        </p>
      )}
      {over && words === null && <p className="window-outcome">This window was broken off. Nothing was taken from it.</p>}
      {window.usage !== null && (
        <p className="window-usage">
          {plural('token', window.usage.promptTokens)} read at {window.usage.prefillTokensPerSecond.toFixed(0)} per second,{' '}
          {window.usage.completionTokens.toLocaleString('en')} written at {window.usage.decodeTokensPerSecond.toFixed(1)} per
          second
        </p>
      )}
      {!live && (
        <details className="prompt-sent">
          <summary>The prompt exactly as sent</summary>
          {window.messages.map((message, index) => (
            <pre key={`${message.role}.${index}`} dir="auto" tabIndex={0}>
              {message.content}
            </pre>
          ))}
        </details>
      )}
    </details>
  );
}
