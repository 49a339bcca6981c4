import { useCallback, useId } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../rank/doc-id.ts';
import type { RunView } from '../../state/run-view.ts';
import { WindowTraceView } from './window-trace.tsx';

/** The model's own text, window by window, newest first. */
export function TraceView({ run }: { readonly run: RunView }): JSX.Element {
  const ids = useId();
  const { request, ranking } = run;
  const labelOf = useCallback(
    (docIds: readonly DocId[]) =>
      docIds
        .map((docId) => {
          const candidate = request.candidates.find((one) => one.docId === docId);
          const start = candidate?.title ?? candidate?.text.slice(0, 60) ?? docId;
          return `place ${ranking.indexOf(docId) + 1}: ${start}`;
        })
        .join('; '),
    [request, ranking],
  );
  const newest = run.windows.at(-1)?.index;
  return (
    <section className="panel trace-panel" aria-labelledby={`${ids}-title`}>
      <div className="panel-head">
        <h2 id={`${ids}-title`}>Reasoning</h2>
        <p className="honesty">
          Model text, not a faithful explanation of the order.
          {run.settings.answerMode === 'locked' && ' Its quotes can only be copied from the passages.'}
        </p>
      </div>
      {run.windows.length === 0 && <p className="reading-now">Preparing the first window…</p>}
      {run.windows.toReversed().map((window) => (
        <WindowTraceView
          key={`${run.runId}.${window.index}`}
          window={window}
          total={run.plan.length}
          budget={run.settings.thoughtTokens}
          over={run.outcome !== null && window.phase !== 'ended'}
          latest={window.index === newest}
          labelOf={labelOf}
        />
      ))}
    </section>
  );
}
