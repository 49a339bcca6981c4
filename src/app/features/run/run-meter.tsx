import { useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { measureRates, selectProgress, selectReadingLeft, selectTimeLeft, totalCalls } from '../../../core/read/progress.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/index.ts';

/** Milliseconds since this run id was first seen, ticking while `running`. For figures on screen only: the log has its own times. */
function useRunClock(runId: string | null, running: boolean): number {
  const start = useRef<{ readonly runId: string; readonly at: number } | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (runId === null || !running) return undefined;
    if (start.current?.runId !== runId) start.current = { runId, at: performance.now() };
    const { at } = start.current;
    const tick = (): void => setNow(performance.now() - at);
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [runId, running]);
  return running ? now : 0;
}

interface RunMeterProps {
  readonly run: RunView;
  readonly running: boolean;
  /** What a library that was measured takes to read a token; null: none was. Milliseconds. */
  readonly readMsPerToken?: number | null;
}

/** What the last run that ended here took to read a token: of the next one's first window nothing else is known. */
function useReadingRate(run: RunView, measured: number | null): number | null {
  const [known, setKnown] = useState<{ readonly runId: string; readonly rate: number } | null>(null);
  if (run.outcome !== null && known?.runId !== run.runId) {
    const rate = measureRates(run)?.readMsPerToken;
    if (rate !== undefined) setKnown({ runId: run.runId, rate });
  }
  return known?.rate ?? measured;
}

function doing(run: RunView, words: Words['run']): string {
  const open = run.windows.findLast((window) => window.phase !== 'ended');
  if (open === undefined) return words.preparing;
  // Nothing has come since: that is what it waits for.
  const last = open.notices.at(-1);
  if (last !== undefined && last.at === run.lastAt) return words.notice(last);
  const now = open.reading?.now ?? null;
  if (now !== null) return words.readingPassage({ place: now + 1, of: open.passages.length });
  if (open.phase === 'reading') return words.readingPrompt(open.promptTokens);
  return open.phase === 'thinking' ? words.thinking : words.answering;
}

/** Elapsed, speed, windows and what is left, in figures that do not jump about. What is left is told from the first closed window on, not guessed before. */
export function RunMeter({ run, running, readMsPerToken = null }: RunMeterProps): JSX.Element {
  const all = useWords();
  const { run: words, format } = all;
  const { callsSoFar } = all.forecast;
  const now = useRunClock(run.runId, running);
  const progress = selectProgress(run, now);
  const rate = progress.decodeTokensPerSecond;
  const leftMs = running ? selectTimeLeft(run, now) : null;
  const readingMs = selectReadingLeft(run, now, useReadingRate(run, readMsPerToken));
  return (
    <dl className="meter">
      {running && (
        <div className="meter-doing">
          <dt className="visually-hidden">{words.now}</dt>
          <dd>
            {doing(run, words)}
            {readingMs !== null && `, ${words.readingLeft(readingMs)}`}
          </dd>
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
