import type { JSX } from 'react';
import { format } from '../../words/en/format.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

/** Weights of one group, small enough to be seen; a real group has 32. */
const WEIGHTS = [0.12, -0.3, 0.05, 0.44, -0.21, 0.33, -0.08, 0.18, -0.41, 0.27, 0.02, -0.15, 0.38, -0.25, 0.09, 0.42];
const MOST_TIMES = 10;
/** Of the embedded model: weights in millions, and weights that share a step. */
const MILLIONS = 135;
const GROUP = 32;

interface Grid {
  /** The last weight is this many times as large as it was. */
  readonly times: number;
  readonly bits: number;
}

const weightsOf = ({ times }: Grid): readonly number[] => WEIGHTS.with(-1, (WEIGHTS.at(-1) ?? 0) * times);
const stepsOf = (bits: number): number => 2 ** (bits - 1) - 1;

/** Width of a step: the largest weight of the group takes all steps to one side (symmetric groups, as `pack` in models/quantize/convert.py; 4 bits give 7). */
function scaleOf(grid: Grid): number {
  return Math.max(...weightsOf(grid).map(Math.abs)) / stepsOf(grid.bits);
}

/** Each weight as it is computed with: the nearest of the grid's values. */
function rounded(grid: Grid): readonly number[] {
  const scale = scaleOf(grid);
  // No −0: what became nothing has no sign.
  return weightsOf(grid).map((weight) => Math.round(weight / scale) * scale || 0);
}

/** Mean error of the weights that were not changed. */
function meanError(grid: Grid): number {
  const values = rounded(grid);
  const unchanged = WEIGHTS.slice(0, -1);
  return unchanged.reduce((sum, weight, place) => sum + Math.abs(weight - (values[place] ?? 0)), 0) / unchanged.length;
}

const START: Grid = { times: 1, bits: 4 };
const LARGE: Grid = { ...START, times: MOST_TIMES };
const zeros = (grid: Grid): number => rounded(grid).filter((value) => value === 0).length;
const error = (grid: Grid): string => format.fixed(meanError(grid), 3);

function Stage({ state, act, revealed }: StageProps<Grid>): JSX.Element {
  const objects = useObjects();
  const values = rounded(state);
  const weights = weightsOf(state);
  const largest = Math.max(...weights.map(Math.abs));
  return (
    <>
      <div className="stage-sliders">
        <label {...objects('times')}>
          <span>
            Last weight, times <b className="figure">{state.times}</b>
          </span>
          <input
            type="range"
            min={1}
            max={MOST_TIMES}
            value={state.times}
            disabled={act === null}
            data-stage-start
            onChange={({ target }) => act?.({ ...state, times: Number(target.value) })}
          />
        </label>
        <label {...objects('bits')}>
          <span>
            Bits a weight: <b className="figure">{state.bits}</b>
          </span>
          <input
            type="range"
            min={2}
            max={8}
            value={state.bits}
            disabled={act === null || !revealed}
            onChange={({ target }) => act?.({ ...state, bits: Number(target.value) })}
          />
        </label>
      </div>
      <ol className="stage-weights" aria-label="Weights and what they become">
        {weights.map((weight, place) => (
          <li key={place} {...objects(place === weights.length - 1 ? 'last' : `w${place + 1}`)}>
            <span className="stage-weight" aria-hidden="true">
              <i style={{ insetBlockEnd: `${50 + (weight / largest) * 48}%` }} />
              <b style={{ insetBlockEnd: `${50 + ((values[place] ?? 0) / largest) * 48}%` }} />
            </span>
            <span className="figure">{format.fixed(weight, 2)}</span>
            <span className="figure" data-zero={values[place] === 0 || undefined}>
              {format.fixed(values[place] ?? 0, 2)}
            </span>
          </li>
        ))}
      </ol>
      <p className="stage-total" {...objects('error')}>
        Step {format.fixed(scaleOf(state), 3)} · mean error of the other {WEIGHTS.length - 1}:{' '}
        <b className="figure">{error(state)}</b> · weights that became 0: <b className="figure">{zeros(state)}</b>
      </p>
    </>
  );
}

/** Rounding of a group of weights to a grid, live, and what it took from the embedded model. */
export const lesson: Lesson<Grid, null> = {
  id: 'quantization',
  on: START,
  right: () => (meanError(LARGE) > 1.5 * meanError(START) ? 2 : meanError(LARGE) < meanError(START) / 1.5 ? 0 : 1),
  complete: ({ times }) => times === MOST_TIMES,
  out: { sample: 'kettle' },
  Stage,
  said: {
    en: {
      text: (on) => [
        [
          `A model of 135 million weights takes ${format.number((MILLIONS * 32) / 8)} MB in 32 bits. In groups of ${GROUP} that share one step of 32 bits, 4 bits a weight take ${format.number(Math.round((MILLIONS * (4 + 32 / GROUP)) / 8))}. Each group has its own step, and every weight becomes the nearest of ${stepsOf(on.bits) * 2 + 1} values: `,
          at('w4', 'the thin line'),
          ' is the weight, the bar is what is computed with.',
        ],
        ['The step is as wide as it must be for ', at('last', 'the largest weight'), ' of the group to fit.'],
      ],
      question: () =>
        'One weight of the sixteen grows to ten times its size. What becomes of the mean error of the other fifteen?',
      choices: () => ['it shrinks', 'it stays about the same', 'it grows to more than half as much again'],
      action: 'make the last weight ten times as large: the right arrow key on the first slider, or End.',
      reveal: () => [
        [
          `It grew from ${error(START)} to `,
          at('error', error(LARGE)),
          ` (4 bits): one weight sets the step for all, and ${zeros(LARGE)} of ${WEIGHTS.length} became 0. Now move `,
          at('bits', 'the bits'),
          ': each one halves the step.',
        ],
        [
          'What it costs here (models/RESULTS.md, held-out lists, nDCG@10 of the reading score alone): a first run had .844 in 32 bits, .644 once rounded plainly (40 lists), .764 rounded with compensation (python -m models.quantize; 60 lists). The weights that ship learnt through rounding at the end (python -m models.train … --quantize-from 0.55), so that plain rounding keeps what was learnt: .804 on 48 lists, on the grid.',
        ],
      ],
      out: 'A list for the 4-bit model in your browser',
      stage: null,
    },
  },
};
