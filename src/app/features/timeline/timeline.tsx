import { use, useEffect, useId } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import type { Cursor } from '../../../core/log/cursor.ts';
import { cursorIndex } from '../../../core/log/cursor.ts';
import type { RunEvent, RunOutcome } from '../../../core/log/event.ts';
import type { Timeline as ShownTimeline, TimelinePhase } from '../../../core/read/timeline.ts';
import { selectTimeline } from '../../../core/read/timeline.ts';
import { LookContext } from '../../shell/look.ts';
import { NamesContext } from '../trace/passage-names.tsx';
import { useStageWords } from '../../words/stage.ts';
import type { StageWords } from '../../words/stage.ts';
import type { Playback, ReplayAction } from './slice.ts';
import { indexOn, placeOn, timeScale } from './time-scale.ts';
import { TimelineTable } from './timeline-table.tsx';
import { TimelineTrack } from './timeline-track.tsx';

/** What goes on at one event of a log. `window` is 0-based. */
type Moment =
  | { readonly type: 'begin' | 'between' }
  | {
      readonly type: 'window';
      readonly window: number;
      readonly phase: TimelinePhase['phase'] | 'settled';
      /** While passages are read for their scores: which of how many; else null. 1-based. */
      readonly passage: { readonly place: number; readonly of: number } | null;
    }
  | { readonly type: 'end'; readonly outcome: RunOutcome['type'] };

/** The moment of the event at `index`; an index outside the log is a moment between. */
function momentAt({
  log,
  timeline,
  index,
}: {
  readonly log: readonly RunEvent[];
  readonly timeline: ShownTimeline;
  readonly index: number;
}): Moment {
  const event = log[index];
  if (event?.type === 'run-start') return { type: 'begin' };
  if (event?.type === 'run-end') return { type: 'end', outcome: event.outcome.type };
  const held = timeline.windows.find(({ fromIndex, toIndex }) => fromIndex <= index && index <= toIndex);
  if (event === undefined || held === undefined) return { type: 'between' };
  const { window, head, reads, phases } = held;
  if (event.type === 'window-end') return { type: 'window', window, phase: 'settled', passage: null };
  const phase = phases.findLast(({ fromIndex }) => fromIndex <= index)?.phase ?? 'reading';
  const done = reads.filter(({ toIndex }) => toIndex <= index).length;
  const reading = phase === 'reading' && reads.length > 0 && done < head.passages;
  return { type: 'window', window, phase, passage: reading ? { place: done + 1, of: head.passages } : null };
}

/** A page that was hidden, or hung, goes on from where it stopped: what it missed is not leapt over. */
const MOST_PER_FRAME_MS = 250;

/** Tells the time to a log that plays, once a frame. */
function usePlayback(playing: boolean, dispatch: (action: ReplayAction) => void): void {
  useEffect(() => {
    if (!playing) return undefined;
    let last: number | null = null;
    let frame = requestAnimationFrame(step);
    function step(now: number): void {
      if (last !== null && now > last) dispatch({ type: 'replay-tick', elapsedMs: Math.min(now - last, MOST_PER_FRAME_MS) });
      last = now;
      frame = requestAnimationFrame(step);
    }
    return () => cancelAnimationFrame(frame);
  }, [playing, dispatch]);
}

const NO_NAMES = { candidates: [] };
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

function whatWords(moment: Moment, { words, total }: { readonly words: StageWords['timeline']; readonly total: number }): string {
  switch (moment.type) {
    case 'begin':
      return words.begins;
    case 'between':
      return words.between;
    case 'end':
      return words.ends[moment.outcome];
    case 'window':
      return words.inWindow({ number: moment.window + 1, total, phase: moment.phase, passage: moment.passage });
  }
}

/** What a key does on the scrubber: so many events on, to the first or the last of them; null: what the browser makes of it. */
function scrubberStep(key: string, rightToLeft: boolean): number | 'first' | 'last' | null {
  switch (key) {
    case 'ArrowRight':
      return rightToLeft ? -1 : 1;
    case 'ArrowLeft':
      return rightToLeft ? 1 : -1;
    case 'ArrowUp':
      return 1;
    case 'ArrowDown':
      return -1;
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return null;
  }
}

/** A run over its time: where it stands, and back to any moment of it, also while it goes on. Null for a log that has not begun. */
export function Timeline({ log, cursor, playback, running, dispatch }: TimelineProps): JSX.Element | null {
  const ids = useId();
  const words = useStageWords().timeline;
  const watched = use(LookContext) === 'watch';
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
  const scale = timeScale(timeline, running);
  const move = (to: number): void =>
    // The end of a log that grows is no place to stay at: it is followed.
    dispatch(running && to >= last ? { type: 'cursor-live' } : { type: 'cursor-move', index: to });
  /** A key goes from event to event, however near to each other in time they are. */
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = scrubberStep(event.key, getComputedStyle(event.currentTarget).direction === 'rtl');
    if (step === null) return;
    event.preventDefault();
    move(step === 'first' ? 0 : step === 'last' ? last : Math.min(last, Math.max(0, index + step)));
  };
  const scrubber = (
    <div className="timeline-scale">
      <TimelineTrack timeline={timeline} running={running} />
      <label className="visually-hidden" htmlFor={`${ids}-time`}>
        {words.time}
      </label>
      <input
        id={`${ids}-time`}
        className="timeline-scrubber"
        type="range"
        min={0}
        max={scale.most}
        step="any"
        value={Math.min(scale.most, placeOn(scale, { atMs, index }))}
        aria-valuetext={words.moment({ what, atMs })}
        onKeyDown={press}
        onChange={(event) => move(indexOn(scale, log, event.currentTarget.valueAsNumber))}
      />
    </div>
  );
  const following = running && live;
  const play = (
    <button
      type="button"
      className="button button-quiet timeline-play"
      // Its place stays while there is nothing to play: the run plays itself.
      hidden={watched && following}
      onClick={() => dispatch({ type: playback.playing ? 'replay-pause' : 'replay-play' })}
    >
      {playback.playing ? words.pause : words.play}
    </button>
  );
  const clock = <span className="figure">{words.clock({ atMs, totalMs: timeline.totalMs })}</span>;
  if (watched)
    return (
      <section className="timeline timeline-line" aria-label={words.title}>
        <div className="timeline-begin">
          {play}
          {following && <span className="hint">{words.live}</span>}
        </div>
        {scrubber}
        {running && !live ? (
          <button type="button" className="button button-quiet" onClick={() => dispatch({ type: 'cursor-live' })}>
            {words.live}
          </button>
        ) : (
          <p className="timeline-moment">{clock}</p>
        )}
      </section>
    );
  return (
    <section className="panel timeline" aria-label={words.title}>
      {scrubber}
      <div className="timeline-tools">
        {play}
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
          {clock} <span>{what}</span>
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
        {timeline.windows.some(({ reads }) => reads.length > 0) && (
          <li>
            <span className="timeline-swatch swatch-read" aria-hidden="true" />
            {words.read}
          </li>
        )}
        <li>
          <span className="timeline-swatch swatch-tentative" aria-hidden="true" />
          {words.tentative}
        </li>
        <li>
          <span className="timeline-swatch swatch-commit" aria-hidden="true" />
          {words.committed}
        </li>
      </ul>
      <NamesContext value={start.type === 'run-start' ? start.request : NO_NAMES}>
        <TimelineTable timeline={timeline} />
      </NamesContext>
    </section>
  );
}
