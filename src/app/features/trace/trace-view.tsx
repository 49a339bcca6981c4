import { useCallback, useId, useMemo } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { readingRules } from '../../../core/read/calls.ts';
import { totalCalls } from '../../../core/read/progress.ts';
import { useWords } from '../../words/index.ts';
import { ChipLabelContext } from './passage-chip.tsx';
import type { ChipLabel } from './passage-chip.tsx';
import { RunCostTable } from './run-cost.tsx';
import { RunMethodLine } from './run-method-line.tsx';
import { WindowTraceView } from './window-trace.tsx';

/** Enough of a passage to know it by. */
const START_CHARACTERS = 60;

interface TraceViewProps {
  readonly run: RunView;
  /** True while the newest moment of a run that is going on is shown. Else a window that is still open is a moment of the past. */
  readonly running?: boolean;
  /** Puts a button under an open thought; null or left out where there is one elsewhere. */
  readonly onSkip?: (() => void) | null;
}

/** The model's own text, window by window, newest first. */
export function TraceView({ run, running = false, onSkip = null }: TraceViewProps): JSX.Element {
  const ids = useId();
  const words = useWords().trace;
  const { request, ranking } = run;
  const candidates = useMemo(() => new Map(request.candidates.map((candidate) => [candidate.docId, candidate])), [request]);
  const ranks = useMemo(() => new Map(ranking.map((docId, place) => [docId, place + 1])), [ranking]);
  const labelOf = useCallback<ChipLabel>(
    (docIds) =>
      docIds
        .map((docId) => {
          const candidate = candidates.get(docId);
          const start = candidate?.title ?? candidate?.text.slice(0, START_CHARACTERS) ?? docId;
          return words.chip({ rank: ranks.get(docId) ?? 0, start });
        })
        .join('; '),
    [candidates, ranks, words],
  );
  const newest = run.windows.at(-1)?.index;
  const total = totalCalls(run);
  const rules = useMemo(() => readingRules({ settings: run.settings, model: run.model }), [run.settings, run.model]);
  return (
    <section className="panel trace-panel" aria-labelledby={`${ids}-title`}>
      <div className="panel-head">
        <h2 id={`${ids}-title`}>{words.title}</h2>
        <p className="honesty">
          {words.honesty}
          {run.settings.answerMode === 'locked' && ` ${words.locked}`}
        </p>
      </div>
      <RunMethodLine run={run} />
      <RunCostTable run={run} />
      {run.windows.length === 0 && <p className="reading-now">{words.preparing}</p>}
      <ChipLabelContext value={labelOf}>
        {run.windows.toReversed().map((window) => (
          <WindowTraceView
            key={`${run.runId}.${window.index}`}
            window={window}
            total={total}
            rules={rules}
            budget={run.settings.thoughtTokens}
            over={run.outcome !== null && window.phase !== 'ended'}
            latest={window.index === newest}
            onSkip={running ? onSkip : null}
          />
        ))}
      </ChipLabelContext>
    </section>
  );
}
