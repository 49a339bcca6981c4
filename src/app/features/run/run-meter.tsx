import type { JSX } from 'react';
import type { RunView } from '../../../core/log/run-view.ts';
import { selectProgress } from '../../../core/read/select-progress.ts';
import { selectTimeLeft } from '../../../core/read/select-time-left.ts';
import { totalCalls } from '../../../core/read/total-calls.ts';
import { forecastWords } from '../../words/forecast-catalogue.ts';
import { formatWords } from '../../words/format-catalogue.ts';
import { runWords } from '../../words/run-catalogue.ts';
import type { RunWords } from '../../words/run-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { useRunClock } from './use-run-clock.ts';

interface RunMeterProps {
  readonly run: RunView;
  readonly running: boolean;
}

function doing(run: RunView, words: RunWords): string {
  const open = run.windows.findLast((window) => window.phase !== 'ended');
  if (open === undefined) return words.preparing;
  if (open.phase === 'reading') return words.readingPrompt(open.promptTokens);
  return open.phase === 'thinking' ? words.thinking : words.answering;
}

/** Elapsed, speed, windows and what is left, in figures that do not jump about. What is left is told from the first closed window on, not guessed before. */
export function RunMeter({ run, running }: RunMeterProps): JSX.Element {
  const words = useWords(runWords);
  const format = useWords(formatWords);
  const { callsSoFar } = useWords(forecastWords);
  const now = useRunClock(run.runId, running);
  const progress = selectProgress(run, now);
  const rate = progress.decodeTokensPerSecond;
  const leftMs = running ? selectTimeLeft(run, now) : null;
  return (
    <dl className="meter">
      {running && (
        <div className="meter-doing">
          <dt className="visually-hidden">{words.now}</dt>
          <dd>{doing(run, words)}</dd>
        </div>
      )}
      {progress.windowsTotal > 1 && (
        <div>
          <dt>{words.windows}</dt>
          <dd>
            {totalCalls(run) === null && run.forecast !== null
              ? callsSoFar({ done: progress.windowsDone, of: run.forecast.calls })
              : words.ofWindows({ done: progress.windowsDone, total: progress.windowsTotal })}
          </dd>
        </div>
      )}
      <div>
        <dt>{running ? words.elapsed : words.took}</dt>
        <dd>{format.clock(progress.elapsedMs)}</dd>
      </div>
      {rate !== null && rate > 0 && (
        <div title={progress.approximate ? words.rateGuessed : words.rateCounted}>
          <dt>{words.rate}</dt>
          <dd>
            {progress.approximate && '≈ '}
            {format.rate(rate)}
          </dd>
        </div>
      )}
      {leftMs !== null && (
        <div>
          <dt className="visually-hidden">{words.left}</dt>
          <dd>{words.timeLeft(leftMs)}</dd>
        </div>
      )}
    </dl>
  );
}
