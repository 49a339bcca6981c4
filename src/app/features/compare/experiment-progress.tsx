import type { JSX } from 'react';
import { timeLeft } from '../../../core/experiment/cells.ts';
import type { AppState } from '../../page/state.ts';
import type { OpenExperiment } from './slice.ts';
import { isBarred } from '../../page/select.ts';
import type { CompareActions } from './controller.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';

interface ExperimentProgressProps {
  readonly state: Pick<AppState, 'compare' | 'phase' | 'probe'>;
  readonly open: OpenExperiment;
  readonly actions: CompareActions;
}

/** How far an experiment has come, how long it will go on, and how to halt it. */
export function ExperimentProgress({ state, open, actions }: ExperimentProgressProps): JSX.Element {
  const words = useCompareWords().compare;
  const { roughly, number } = useWords().format;
  const { run } = state.compare;
  const { plan, collection } = open;
  const planned = plan.topics.length * plan.configurations.length;
  const left = timeLeft(open);
  const done = planned - left.cells;
  const waits = run.type === 'running' && run.cell === null && state.phase.type === 'running';
  const cell = run.type === 'running' ? run.cell : null;
  const configuration = plan.configurations.find(({ id }) => id === cell?.configurationId);
  const standing = (): string => {
    if (left.cells === 0) return words.done;
    if (run.type === 'idle') return collection === null ? words.textsMissing : done === 0 ? words.notBegun : words.halted;
    if (run.end === 'stop') return words.stopping;
    if (waits) return words.waitsForWorkbench;
    if (cell === null || configuration === undefined) return words.preparing;
    const calls = run.forecast === null ? null : run.forecast.calls;
    const now = words.now({
      query: number(plan.topics.indexOf(cell.qid) + 1),
      queries: number(plan.topics.length),
      configuration: configuration.name,
      call: number(run.calls + 1),
      calls: calls === null ? null : calls[0] === calls[1] ? number(calls[0]) : `${number(calls[0])}–${number(calls[1])}`,
    });
    return run.end === 'pause' ? `${words.pausing} ${now}` : now;
  };
  return (
    <div className="compare-progress" role="group" aria-label={words.progress}>
      <progress max={planned} value={done} aria-label={words.doneOf({ done: number(done), planned: number(planned) })} />
      <p className="compare-standing" role="status">
        <strong className="figure">{words.doneOf({ done: number(done), planned: number(planned) })}</strong> {standing()}
      </p>
      {left.cells > 0 && left.seconds !== null && (
        <p className="hint">
          {words.left(roughly(left.seconds * 1000))}
          {left.rough && ` ${words.roughLeft}`}
        </p>
      )}
      {(run.type === 'running' || left.cells > 0) && (
        <p className="compare-controls">
          {run.type === 'running' ? (
            <>
              <button type="button" className="button button-quiet" disabled={run.end !== 'no'} onClick={actions.pause}>
                {words.pause}
              </button>
              <button
                type="button"
                className="button button-quiet button-stop"
                disabled={run.end === 'stop'}
                onClick={actions.stop}
              >
                {words.stop}
              </button>
              <span className="hint">{words.haltHint}</span>
            </>
          ) : (
            left.cells > 0 &&
            (collection === null ? (
              <button type="button" className="button button-quiet" onClick={() => void actions.takeCollection()}>
                {words.takeTexts}
              </button>
            ) : (
              <button
                type="button"
                className="button button-rank"
                disabled={isBarred(state.probe)}
                onClick={() => void actions.resume()}
              >
                {done === 0 ? words.begin : words.resume}
              </button>
            ))
          )}
        </p>
      )}
      {!open.stored && collection !== null && left.cells > 0 && <p className="hint">{words.notStored}</p>}
      {left.cells === 0 && collection === null && (
        <p className="hint">
          {words.textsMissing}{' '}
          <button type="button" className="link" onClick={() => void actions.takeCollection()}>
            {words.takeTexts}
          </button>
        </p>
      )}
    </div>
  );
}
