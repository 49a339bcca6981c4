import type { JSX } from 'react';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { quantizationWords } from './quantization-words.ts';
import type { QuantizationStage } from './quantization-words.ts';

/** Weights of one group, small enough to be seen; a real group has 32. */
const WEIGHTS = [0.12, -0.3, 0.05, 0.44, -0.21, 0.33, -0.08, 0.18, -0.41, 0.27, 0.02, -0.15, 0.38, -0.25, 0.09, 0.42];
const MOST_TIMES = 10;
/** Of the embedded model: weights in millions, and weights that share a step. */
const MILLIONS = 135;
const GROUP = 32;
/** Bits of a group's step: in the files (bf16), and as it is computed with. */
const STEP_BITS = { file: 16, memory: 32 };

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
/** Size of the model in 4 bits a weight. */
const megabytes = (stepBits: number): number => Math.round((MILLIONS * (4 + stepBits / GROUP)) / 8);

function Stage({ state, act, revealed, words, format }: StageProps<Grid, QuantizationStage>): JSX.Element {
  const { number, fixed } = format;
  const objects = useObjects();
  const values = rounded(state);
  const weights = weightsOf(state);
  const largest = Math.max(...weights.map(Math.abs));
  return (
    <>
      <div className="stage-sliders">
        <label {...objects('times')}>
          <span>
            {words.times} <b className="figure">{number(state.times)}</b>
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
            {words.bits} <b className="figure">{number(state.bits)}</b>
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
      <ol className="stage-weights" aria-label={words.weights}>
        {weights.map((weight, place) => (
          <li key={place} {...objects(place === weights.length - 1 ? 'last' : `w${place + 1}`)}>
            <span className="stage-weight" aria-hidden="true">
              <i style={{ insetBlockEnd: `${50 + (weight / largest) * 48}%` }} />
              <b style={{ insetBlockEnd: `${50 + ((values[place] ?? 0) / largest) * 48}%` }} />
            </span>
            <span className="figure">{fixed(weight, 2)}</span>
            <span className="figure" data-zero={values[place] === 0 || undefined}>
              {fixed(values[place] ?? 0, 2)}
            </span>
          </li>
        ))}
      </ol>
      <p className="stage-total" {...objects('error')}>
        {words.step(fixed(scaleOf(state), 3))} · {words.error(number(WEIGHTS.length - 1))}{' '}
        <b className="figure">{fixed(meanError(state), 3)}</b> · {words.zeros} <b className="figure">{number(zeros(state))}</b>
      </p>
    </>
  );
}

/** Rounding of a group of weights to a grid, live, and what it took from the embedded model. */
export const lesson: Lesson<Grid, QuantizationStage> = {
  id: 'quantization',
  on: START,
  right: () => (meanError(LARGE) > 1.5 * meanError(START) ? 2 : meanError(LARGE) < meanError(START) / 1.5 ? 0 : 1),
  complete: ({ times }) => times === MOST_TIMES,
  out: { sample: 'kettle' },
  Stage,
  said: quantizationWords({
    millions: MILLIONS,
    whole: (MILLIONS * 32) / 8,
    group: GROUP,
    file: megabytes(STEP_BITS.file),
    memory: megabytes(STEP_BITS.memory),
    weights: WEIGHTS.length,
    before: meanError(START),
    after: meanError(LARGE),
    zeros: zeros(LARGE),
  }),
};
