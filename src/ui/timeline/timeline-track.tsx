import { memo } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { Timeline, TimelineSpan } from '../../state/select-timeline.ts';
import { timelineWords } from '../words/timeline-catalogue.ts';
import { useWords } from '../words/use-words.ts';

/** Height of the order ticks' drawing, in its own units: a tentative change is half as tall as a settled one. */
const TALL = 10;

/** One path for many ticks: a run can have thousands. */
function ticks(indexes: readonly number[], from: number): string {
  return indexes.map((index) => `M${index} ${TALL}V${from}`).join('');
}

/** Blocks over the scrubber, in its scale: one event is one step. A picture only; the table below says the same in figures. */
function Track({ timeline }: { readonly timeline: Timeline }): JSX.Element {
  const words = useWords(timelineWords);
  const last = Math.max(1, timeline.events - 1);
  const place = ({ fromIndex, toIndex }: TimelineSpan): { insetInlineStart: string; inlineSize: string } => ({
    insetInlineStart: `${(fromIndex * 100) / last}%`,
    inlineSize: `${((toIndex - fromIndex) * 100) / last}%`,
  });
  const changes = timeline.windows.flatMap((window) => window.changes);
  const at = (settled: boolean): readonly number[] =>
    changes.filter(({ from }) => (from === 'commit') === settled).map(({ index }) => index);
  return (
    <div className="timeline-track" aria-hidden="true">
      {timeline.windows.map((window) => (
        <div key={window.window} className="timeline-window" style={place(window)}>
          <span>{words.number(window.window + 1)}</span>
        </div>
      ))}
      {timeline.windows.flatMap((window) =>
        window.phases.map((phase) => (
          <div
            key={`${window.window}.${phase.phase}`}
            className={`timeline-phase timeline-${phase.phase}`}
            style={place(phase)}
            title={`${words.phases[phase.phase]}, ${words.tokens({ tokens: phase.tokens, from: phase.tokensFrom })}, ${words.seconds(phase.toMs - phase.fromMs)}`}
          />
        )),
      )}
      <svg className="timeline-ticks" viewBox={`0 0 ${last} ${TALL}`} preserveAspectRatio="none">
        <path className="tick-tentative" d={ticks(at(false), TALL / 2)} />
        <path className="tick-commit" d={ticks(at(true), 0)} />
      </svg>
    </div>
  );
}

/** Drawn anew only when the log grows, not when the cursor moves. */
export const TimelineTrack: MemoExoticComponent<typeof Track> = memo(Track);
