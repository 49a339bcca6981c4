import type { JSX } from 'react';
import { planWindows } from '../../../core/ranking.ts';
import { perfectJudge, runJudged } from '../../../core/strategy/perfect-judge.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { StageRows } from './stage-rows.tsx';
import { windowsWords } from './windows-words.ts';
import type { Slide, WindowsStage } from './windows-words.ts';

const COUNT = 12;
/** Good passages, which stand at the very end of the list. */
const GOOD = 3;
const START = { size: 4, stride: 2 };

const judge = perfectJudge((position) => (position >= COUNT - GOOD ? position / COUNT : 0));
const callsOf = ({ size, stride }: Pick<Slide, 'size' | 'stride'>) =>
  runJudged({ spec: { type: 'sliding', size, stride, passes: 1 }, count: COUNT, judge });

/** Positions as they stand after so many windows. */
function standing({ size, stride, asked }: Slide): readonly number[] {
  const calls = callsOf({ size, stride });
  return asked === 0 ? Array.from({ length: COUNT }, (_, position) => position) : (calls[asked - 1]?.standing.flat() ?? []);
}

/** How many of the good ones stand among as many first places when a pass is over. */
function arrived(slide: Pick<Slide, 'size' | 'stride'>): number {
  const last = callsOf(slide).at(-1)?.standing.flat() ?? [];
  return last.slice(0, GOOD).filter((position) => position >= COUNT - GOOD).length;
}

function Stage({ state, act, words, format: { number } }: StageProps<Slide, WindowsStage>): JSX.Element {
  const objects = useObjects();
  const { size, stride, asked } = state;
  const windows = planWindows({ count: COUNT, size, stride }).filter(({ start, end }) => end - start > 1);
  const over = asked === windows.length;
  const next = windows[asked];
  const choose = (change: Partial<Slide>): void => {
    const chosen = { ...state, ...change, asked: 0 };
    act?.({ ...chosen, stride: Math.min(chosen.stride, chosen.size) });
  };
  const step = (): void =>
    act?.({
      ...state,
      asked: over ? 0 : asked + 1,
      passed: state.passed || (size === START.size && stride === START.stride && asked + 1 === windows.length),
    });
  return (
    <>
      <p>
        <button type="button" className="button" disabled={act === null} onClick={step} data-stage-start>
          {over ? words.back : words.ask({ number: number(asked + 1), of: number(windows.length) })}
        </button>
      </p>
      <StageRows
        label={words.list}
        rows={standing(state).map((position) => ({
          name: `p${position + 1}`,
          text: (position >= COUNT - GOOD ? words.goodPassage : words.passage)(number(position + 1)),
        }))}
        onOrder={null}
        mark={({ name }, place) => {
          const inside = next !== undefined && place >= next.start && place < next.end;
          const good = Number(name.slice(1)) > COUNT - GOOD;
          return [inside ? 'window' : '', good ? 'good' : ''].join(' ').trim() || undefined;
        }}
      />
      <div className="stage-sliders">
        <label {...objects('size')}>
          <span>
            {words.size} <b className="figure">{number(size)}</b>
          </span>
          <input
            type="range"
            min={2}
            max={COUNT}
            value={size}
            disabled={act === null || !state.passed}
            onChange={({ target }) => choose({ size: Number(target.value) })}
          />
        </label>
        <label {...objects('stride')}>
          <span>
            {words.stride} <b className="figure">{number(stride)}</b>
          </span>
          <input
            type="range"
            min={1}
            max={size}
            value={stride}
            disabled={act === null || !state.passed}
            onChange={({ target }) => choose({ stride: Number(target.value) })}
          />
        </label>
      </div>
      <p className="stage-total" {...objects('arrived')}>
        {words.after({
          calls: number(windows.length),
          arrived: state.passed ? number(arrived({ size, stride })) : '?',
          good: number(GOOD),
        })}
      </p>
    </>
  );
}

/** RankGPT's windows, back to front (arXiv 2304.09542): how far a passage climbs, and how many climb with it. */
export const lesson: Lesson<Slide, WindowsStage> = {
  id: 'windows',
  on: { ...START, asked: 0, passed: false },
  right: (on) => arrived(on),
  complete: ({ passed }) => passed,
  out: { sample: 'bees', preset: 'rankgpt' },
  Stage,
  said: windowsWords({ start: START, good: GOOD, arrived, calls: (slide) => callsOf(slide).length }),
};
