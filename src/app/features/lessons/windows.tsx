import type { JSX } from 'react';
import { planWindows } from '../../../core/ranking.ts';
import { perfectJudge, runJudged } from '../../../core/strategy/perfect-judge.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { StageRows } from './stage-rows.tsx';

const COUNT = 12;
/** Good passages, which stand at the very end of the list. */
const GOOD = 3;
const START = { size: 4, stride: 2 };

interface Slide {
  readonly size: number;
  readonly stride: number;
  /** Windows that have been asked. */
  readonly asked: number;
  /** One whole pass was seen with the numbers of the beginning. */
  readonly passed: boolean;
}

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

function Stage({ state, act }: StageProps<Slide>): JSX.Element {
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
          {over ? 'Back to the beginning' : `Ask window ${asked + 1} of ${windows.length}`}
        </button>
      </p>
      <StageRows
        label="Twelve passages, best first"
        rows={standing(state).map((position) => ({
          name: `p${position + 1}`,
          text: position >= COUNT - GOOD ? `Good passage ${position + 1}` : `Passage ${position + 1}`,
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
          Window: <b className="figure">{size}</b>
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
          Stride: <b className="figure">{stride}</b>
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
        After one pass of {windows.length} calls: <b className="figure">{state.passed ? arrived({ size, stride }) : '?'}</b> of{' '}
        {GOOD} good passages among the first {GOOD}
      </p>
    </>
  );
}

/** RankGPT's windows, back to front (arXiv 2304.09542): how far a passage climbs, and how many climb with it. */
export const lesson: Lesson<Slide> = {
  id: 'windows',
  on: { ...START, asked: 0, passed: false },
  right: (on) => arrived(on),
  complete: ({ passed }) => passed,
  out: { sample: 'bees', preset: 'rankgpt' },
  Stage,
  said: {
    en: {
      text: ({ size, stride }) => [
        [
          'A model cannot read a hundred passages at once. So it is shown ',
          at('size', 'a window'),
          ` of ${size}, the last of the list first. It puts them in order; then the window moves `,
          at('stride', `${stride} places`),
          ' towards the front, and the best of what it has just seen are seen again.',
        ],
        [
          'The worst case: all three good passages stand at the very end, ',
          at('p10', 'tenth'),
          ', ',
          at('p11', 'eleventh'),
          ' and ',
          at('p12', 'twelfth'),
          ' of twelve. The judge is never wrong.',
        ],
      ],
      question: ({ size, stride }) =>
        `Windows of ${size}, ${stride} apart, one pass from the end to the front. How many of the three good passages reach the first three places?`,
      choices: () => ['none', 'one', 'two', 'all three'],
      action: 'ask one window after the other, with Enter on the button, until the pass is over.',
      reveal: ({ size, stride }) => [
        [
          `${arrived(START)} of ${GOOD} arrived. Two windows share ${START.size} − ${START.stride} = ${START.size - START.stride} places, so each carries at most that many on; the others stay behind for good, `,
          at('arrived', 'however right every answer is'),
          '.',
        ],
        [
          'Now move ',
          at('size', 'window'),
          ' and ',
          at('stride', 'stride'),
          `. A window that holds the list needs one call; a stride of 1 carries most and costs most. Now: windows of ${size}, ${stride} apart, ${callsOf({ size, stride }).length} calls.`,
        ],
      ],
      out: 'A list of passages, asked with RankGPT’s prompt',
    },
  },
};
