import { memo } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { Timeline, TimelineSpan, TimelineWindow } from '../../../core/read/timeline.ts';
import { placeOn, spanOn, timeScale } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { useStageWords } from '../../words/stage.ts';

/** Height of the order ticks' drawing, in its own units: a tentative change is half as tall as a settled one. */
const TALL = 10;

/** One path for many ticks: a run can have thousands. */
function ticks(places: readonly number[], from: number): string {
  return places.map((place) => `M${place} ${TALL}V${from}`).join('');
}

type Place = { readonly insetInlineStart: string; readonly inlineSize: string };

/** In hundredths of so many steps. */
function placeOf(span: TimelineSpan, { scale, steps }: { readonly scale: TimeScale; readonly steps: number }): Place {
  const [from, to] = spanOn(scale, span);
  return { insetInlineStart: `${(from * 100) / steps}%`, inlineSize: `${((to - from) * 100) / steps}%` };
}

interface BlocksProps {
  readonly window: TimelineWindow;
  readonly timed: boolean;
  readonly steps: number;
}

/** Drawn once for a window that has closed, however long the log grows after it. */
const Blocks = memo(function Blocks({ window, timed, steps }: BlocksProps): JSX.Element {
  const words = useStageWords().timeline;
  const on = { scale: { timed, most: steps }, steps };
  return (
    <>
      <div className="timeline-window" style={placeOf(window, on)}>
        <span>{words.number(window.window + 1)}</span>
      </div>
      {window.phases.map((phase) => (
        <div
          key={phase.phase}
          className={`timeline-phase timeline-${phase.phase}`}
          style={placeOf(phase, on)}
          title={`${words.phases[phase.phase]}, ${words.tokens({ tokens: phase.tokens, from: phase.tokensFrom })}, ${words.seconds(phase.toMs - phase.fromMs)}`}
        />
      ))}
    </>
  );
});

/**
 * Blocks over the scrubber, in its scale of time. A picture only; the table below says the same in figures. The blocks stand in a scale of a power of two of
 * steps, and the scale as a whole shrinks as the log grows: placed by the log's length, all of them would move with each event.
 */
function Track({ timeline, running }: { readonly timeline: Timeline; readonly running: boolean }): JSX.Element {
  const scale = timeScale(timeline, running);
  // Not more than there are, so that nothing empty reaches beyond the track.
  const steps = 2 ** Math.floor(Math.log2(scale.most));
  const changes = timeline.windows.flatMap((window) => window.changes);
  const at = (settled: boolean): readonly number[] =>
    changes.filter(({ from }) => (from === 'commit') === settled).map((change) => placeOn(scale, change));
  // Each passage's end, over the reading.
  const reads = ticks(
    timeline.windows.flatMap((window) => window.reads.map(({ toMs, toIndex }) => placeOn(scale, { atMs: toMs, index: toIndex }))),
    TALL * 0.75,
  );
  return (
    <div className="timeline-track" aria-hidden="true">
      <div style={{ position: 'absolute', insetBlock: 0, insetInlineStart: 0, inlineSize: `${(steps * 100) / scale.most}%` }}>
        {timeline.windows.map((window) => (
          <Blocks key={window.window} window={window} timed={scale.timed} steps={steps} />
        ))}
        <svg className="timeline-ticks" viewBox={`0 0 ${steps} ${TALL}`} preserveAspectRatio="none">
          <path className="tick-read" d={reads} />
          <path className="tick-tentative" d={ticks(at(false), TALL / 2)} />
          <path className="tick-commit" d={ticks(at(true), 0)} />
        </svg>
      </div>
    </div>
  );
}

/** Drawn anew only when the log grows, not when the cursor moves. */
export const TimelineTrack: MemoExoticComponent<typeof Track> = memo(Track);
