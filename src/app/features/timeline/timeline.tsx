import { useId } from 'react';
import type { JSX } from 'react';
import type { RunEvent } from '../../../core/log/run-event.ts';
import type { Cursor } from '../../../core/log/cursor.ts';
import { cursorIndex } from '../../../core/log/cursor-index.ts';
import type { ReplayAction } from './replay-action.ts';
import type { Playback } from './replay-view.ts';
import { selectTimeline } from '../../../core/read/timeline.ts';
import { timelineWords } from '../../words/timeline-catalogue.ts';
import type { TimelineWords } from '../../words/timeline-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { momentAt } from './moment-at.ts';
import type { Moment } from './moment-at.ts';
import { TimelineTable } from './timeline-table.tsx';
import { TimelineTrack } from './timeline-track.tsx';
import { usePlayback } from './use-playback.ts';

const SPEEDS = [0.5, 1, 2, 4, 8] as const;
const PHASES = ['reading', 'thinking', 'answering'] as const;

interface TimelineProps {
  readonly log: readonly RunEvent[];
  readonly cursor: Cursor;
  readonly playback: Playback;
  /** True while events are still being added to this log. */
  readonly running: boolean;
  readonly dispatch: (action: ReplayAction) => void;
}

function whatWords(moment: Moment, { words, total }: { readonly words: TimelineWords; readonly total: number }): string {
  switch (moment.type) {
    case 'begin':
      return words.begins;
    case 'between':
      return words.between;
    case 'end':
      return words.ends[moment.outcome];
    case 'window':
      return words.inWindow({ number: moment.window + 1, total, phase: moment.phase });
  }
}

/** A run over its events: where it stands, and back to any moment of it, also while it goes on. Null for a log that has not begun. */
export function Timeline({ log, cursor, playback, running, dispatch }: TimelineProps): JSX.Element | null {
  const ids = useId();
  const words = useWords(timelineWords);
  usePlayback(playback.playing, dispatch);
  const start = log[0];
  if (start === undefined) return null;
  const timeline = selectTimeline(log);
  const last = log.length - 1;
  const index = cursorIndex(log, cursor);
  const live = cursor.type === 'live';
  const atMs = (log[index]?.at ?? 0) + (live ? 0 : playback.intoMs);
  const total = Math.max(start.type === 'run-start' ? start.windows.length : 0, timeline.windows.length);
  const what = whatWords(momentAt({ log, timeline, index }), { words, total });
  const move = (to: number): void =>
    // The end of a log that grows is no place to stay at: it is followed.
    dispatch(running && to >= last ? { type: 'cursor-live' } : { type: 'cursor-move', index: to });
  return (
    <section className="panel timeline" aria-label={words.title}>
      <div className="timeline-scale">
        <TimelineTrack timeline={timeline} />
        <label className="visually-hidden" htmlFor={`${ids}-time`}>
          {words.time}
        </label>
        <input
          id={`${ids}-time`}
          className="timeline-scrubber"
          type="range"
          min={0}
          max={last}
          step={1}
          value={index}
          aria-valuetext={words.moment({ what, atMs })}
          onChange={(event) => move(event.currentTarget.valueAsNumber)}
        />
      </div>
      <div className="timeline-tools">
        <button
          type="button"
          className="button button-quiet timeline-play"
          onClick={() => dispatch({ type: playback.playing ? 'replay-pause' : 'replay-play' })}
        >
          {playback.playing ? words.pause : words.play}
        </button>
        <button type="button" className="button button-quiet" onClick={() => dispatch({ type: 'cursor-step-window', by: -1 })}>
          {words.previous}
        </button>
        <button type="button" className="button button-quiet" onClick={() => dispatch({ type: 'cursor-step-window', by: 1 })}>
          {words.next}
        </button>
        <label className="timeline-speed">
          <span>{words.speed}</span>
          <select
            aria-label={words.speed}
            value={playback.speed}
            onChange={(event) => dispatch({ type: 'replay-speed', speed: Number(event.currentTarget.value) })}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {words.times(speed)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button button-quiet timeline-live"
          aria-pressed={running ? live : undefined}
          onClick={() => dispatch({ type: 'cursor-live' })}
        >
          {running ? words.live : words.toEnd}
        </button>
        <p className="timeline-moment">
          <span className="figure">{words.clock({ atMs, totalMs: timeline.totalMs })}</span> <span>{what}</span>
        </p>
      </div>
      {running && !live && <p className="timeline-behind">{words.behind}</p>}
      <ul className="timeline-legend">
        {PHASES.map((phase) => (
          <li key={phase}>
            <span className={`timeline-swatch timeline-${phase}`} aria-hidden="true" />
            {words.phases[phase]}
          </li>
        ))}
        <li>
          <span className="timeline-swatch swatch-tentative" aria-hidden="true" />
          {words.tentative}
        </li>
        <li>
          <span className="timeline-swatch swatch-commit" aria-hidden="true" />
          {words.committed}
        </li>
      </ul>
      <TimelineTable timeline={timeline} />
    </section>
  );
}
