import type { JSX } from 'react';
import type { AppState } from '../../state/app-state.ts';
import { isBarred } from '../../state/is-barred.ts';
import type { Reading } from '../../state/select-reading.ts';
import { bytesInWords } from '../words/format-words.ts';
import { RunMeter } from './run-meter.tsx';

interface RunBarProps {
  readonly state: AppState;
  readonly reading: Reading;
  readonly modelBytes: number | null;
  readonly onRank: () => void;
  readonly onStop: () => void;
  readonly onForceStop: () => void;
}

const LACK_WORDS = {
  query: 'Write a query.',
  passages: 'Add passages.',
  'second-passage': 'Add a second passage: one alone is already in order.',
} as const;

function beforeRunWords({ state, reading, modelBytes }: RunBarProps): string {
  if (isBarred(state.probe)) return 'The reasoning model can’t run here; the list shows the instant order.';
  if (reading.problems.length > 0 && reading.request === null) return 'The passages can’t be read yet; see the marked lines.';
  const lack = reading.lacks.map((one) => LACK_WORDS[one]);
  if (lack.length > 0) return lack.join(' ');
  if (state.model !== null) return 'Ready.';
  return modelBytes === null
    ? 'The model is loaded first.'
    : `The model is loaded first: ${bytesInWords(modelBytes)} of files from this site, once.`;
}

function stopWords(stop: 'asked' | 'overdue'): string {
  return stop === 'asked'
    ? 'Stopping; windows already settled are kept.'
    : 'The graphics processor is still busy with the prompt and can’t be interrupted. You can wait, or force it: the engine restarts and loads the model again from cache.';
}

/** The one place to begin and end a run, and to see how it goes. */
export function RunBar(props: RunBarProps): JSX.Element {
  const { state, reading, onRank, onStop, onForceStop } = props;
  const { phase, run } = state;
  const running = phase.type === 'running';
  const onStage = run !== null && (!running || run.runId === phase.runId) ? run : null;
  return (
    <div className="run-bar" role="group" aria-label="Run">
      {running ? (
        <>
          {phase.stop === 'overdue' ? (
            <button type="button" className="button button-stop" onClick={onForceStop}>
              Force stop
            </button>
          ) : (
            <button type="button" className="button button-stop" onClick={onStop} aria-disabled={phase.stop === 'asked'}>
              {phase.stop === 'asked' ? 'Stopping…' : 'Stop'}
            </button>
          )}
          {phase.stop === 'no' && onStage === null && state.firstStage.asked !== null && (
            <p className="run-words">Waiting for the instant order…</p>
          )}
          {phase.stop !== 'no' && <p className="run-words">{stopWords(phase.stop)}</p>}
        </>
      ) : (
        <>
          <button
            type="button"
            className="button button-rank"
            onClick={onRank}
            disabled={!reading.ready || phase.type === 'loading' || isBarred(state.probe)}
          >
            Rank
          </button>
          {phase.type !== 'loading' && (onStage === null || state.showing === 'input') && (
            <p className="run-words">{beforeRunWords(props)}</p>
          )}
          {phase.type === 'loading' && <p className="run-words">Loading the model…</p>}
        </>
      )}
      {onStage !== null && (running || (state.showing === 'run' && phase.type !== 'loading')) && (
        <RunMeter run={onStage} running={running} />
      )}
    </div>
  );
}
