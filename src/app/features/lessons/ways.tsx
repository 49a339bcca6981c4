import type { JSX } from 'react';
import { perfectJudge, runJudged } from '../../../core/strategy/perfect-judge.ts';
import type { JudgedCall } from '../../../core/strategy/perfect-judge.ts';
import { predictCalls } from '../../../core/strategy/index.ts';
import type { StrategySpec } from '../../../core/strategy/index.ts';
import type { Format } from '../../words/format.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { waysWords } from './ways-words.ts';
import type { WayName, WaysStage } from './ways-words.ts';

/** Eight passages; the number says how good each is, 8 the best. In the order in which they are given. */
const WORTHS = [3, 7, 1, 5, 8, 2, 6, 4];
const TOP = 3;

interface Way {
  readonly name: WayName;
  readonly spec: StrategySpec;
}

const WAYS: readonly Way[] = [
  { name: 'pointwise', spec: { type: 'pointwise' } },
  {
    name: 'pairwise',
    spec: { type: 'pairwise', sort: 'heap', top: TOP },
  },
  { name: 'setwise', spec: { type: 'setwise', sort: 'heap', children: 3, top: TOP } },
  { name: 'listwise', spec: { type: 'sliding', size: 4, stride: 2, passes: 1 } },
];

/** How many of the ways have been run. */
type Run = number;

const judge = perfectJudge((position) => (WORTHS[position] ?? 0) / WORTHS.length);
const runOf = ({ spec }: Way): readonly JudgedCall[] => runJudged({ spec, count: WORTHS.length, judge });
const shownIn = (calls: readonly JudgedCall[]): number => calls.reduce((sum, { call }) => sum + call.members.length, 0);
const rangeOf = ([least, most]: readonly [number, number], { number }: Format): string =>
  least === most ? number(least) : `${number(least)}–${number(most)}`;
const costliest = WAYS.reduce((most, way, place) => (runOf(way).length > runOf(WAYS[most] ?? way).length ? place : most), 0);
const order = (calls: readonly JudgedCall[]): readonly number[] =>
  calls
    .at(-1)
    ?.standing.flat()
    .map((position) => WORTHS[position] ?? 0) ?? [];

interface WayRowProps {
  readonly way: Way;
  readonly run: boolean;
  readonly words: WaysStage;
  readonly format: Format;
}

function WayRow({ way, run, words, format }: WayRowProps): JSX.Element {
  const objects = useObjects();
  const { number } = format;
  const { calls: told } = predictCalls({ spec: way.spec, count: WORTHS.length });
  const calls = run ? runOf(way) : [];
  return (
    <li {...objects(way.name)} data-done={run || undefined}>
      <h3 lang="en">{way.name}</h3>
      <p className="hint">
        {words.asks[way.name]} {words.before(rangeOf(told, format))}
      </p>
      {run && (
        <>
          <p className="figure">
            {words.cost({
              calls: number(calls.length),
              shown: number(shownIn(calls)),
              order: order(calls).map(number).join(' '),
            })}
          </p>
          <ol className="stage-calls" aria-label={words.callsOf(way.name)}>
            {calls.map(({ call }, place) => (
              <li key={place} style={{ animationDelay: `${place * 60}ms` }}>
                {call.members.map((position) => number(WORTHS[position] ?? 0)).join(' ')}
              </li>
            ))}
          </ol>
        </>
      )}
    </li>
  );
}

function Stage({ state, act, words, format }: StageProps<Run, WaysStage>): JSX.Element {
  const objects = useObjects();
  const next = WAYS[state];
  return (
    <>
      <p {...objects('list')}>
        {words.given} <span className="figure">{WORTHS.map(format.number).join(' ')}</span>
      </p>
      {next !== undefined && (
        <p>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.(state + 1)}>
            {words.run(next.name)}
          </button>
        </p>
      )}
      <ol className="stage-ways">
        {WAYS.map((way, place) => (
          <WayRow key={way.name} way={way} run={place < state} words={words} format={format} />
        ))}
      </ol>
    </>
  );
}

/** Pointwise, pairwise, setwise, listwise: the same strategies that runs use, over eight passages and a judge who is never wrong. */
export const lesson: Lesson<Run, WaysStage> = {
  id: 'ways',
  on: 0,
  right: () => costliest,
  complete: (run) => run === WAYS.length,
  out: { sample: 'bees', preset: 'rank-k' },
  Stage,
  said: waysWords({
    names: WAYS.map(({ name }) => name),
    passages: WORTHS.length,
    top: TOP,
    calls: Object.fromEntries(WAYS.map((way) => [way.name, runOf(way).length])) as Record<WayName, number>,
    allPairs: predictCalls({ spec: { type: 'pairwise', sort: 'all', top: TOP }, count: WORTHS.length }).calls[0],
  }),
};
