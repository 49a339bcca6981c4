import type { JSX } from 'react';
import type { RunView } from '../../state/run-view.ts';
import { selectProgress } from '../../state/select-progress.ts';
import { clock, plural, roughly } from '../words/format-words.ts';
import { useRunClock } from './use-run-clock.ts';

interface RunMeterProps {
  readonly run: RunView;
  readonly running: boolean;
}

function doing(run: RunView): string {
  const open = run.windows.findLast((window) => window.phase !== 'ended');
  if (open === undefined) return 'Preparing';
  if (open.phase === 'reading') return `Finishing the prompt, ${plural('token', open.promptTokens)}`;
  return open.phase === 'thinking' ? 'Thinking' : 'Answering';
}

/** Elapsed, speed, windows and what is left, in figures that do not jump about. */
export function RunMeter({ run, running }: RunMeterProps): JSX.Element {
  const now = useRunClock(run.runId, running);
  const progress = selectProgress(run, now);
  const rate = progress.decodeTokensPerSecond;
  return (
    <dl className="meter">
      {running && (
        <div className="meter-doing">
          <dt className="visually-hidden">Now</dt>
          <dd>{doing(run)}</dd>
        </div>
      )}
      {progress.windowsTotal > 1 && (
        <div>
          <dt>windows</dt>
          <dd>
            {progress.windowsDone} of {progress.windowsTotal}
          </dd>
        </div>
      )}
      <div>
        <dt>{running ? 'elapsed' : 'took'}</dt>
        <dd>{clock(progress.elapsedMs)}</dd>
      </div>
      {rate !== null && (
        <div
          title={
            progress.approximate
              ? 'Reckoned from the length of the text; exact once a window is done'
              : 'Counted by the engine in the last window'
          }
        >
          <dt>tokens/s</dt>
          <dd>
            {progress.approximate && '≈ '}
            {rate < 10 ? rate.toFixed(1) : rate.toFixed(0)}
          </dd>
        </div>
      )}
      {running && progress.leftMs !== null && (
        <div>
          <dt>left</dt>
          <dd>{roughly(progress.leftMs)}</dd>
        </div>
      )}
    </dl>
  );
}
