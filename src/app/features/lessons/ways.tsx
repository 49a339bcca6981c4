import type { JSX } from 'react';
import { perfectJudge, runJudged } from '../../../core/strategy/perfect-judge.ts';
import type { JudgedCall } from '../../../core/strategy/perfect-judge.ts';
import { predictCalls } from '../../../core/strategy/index.ts';
import type { StrategySpec } from '../../../core/strategy/index.ts';
import { format } from '../../words/en/format.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

/** Eight passages; the number says how good each is, 8 the best. In the order in which they are given. */
const WORTHS = [3, 7, 1, 5, 8, 2, 6, 4];
const TOP = 3;

interface Way {
  readonly name: string;
  readonly asks: string;
  readonly spec: StrategySpec;
}

const WAYS: readonly Way[] = [
  { name: 'pointwise', asks: 'Is this one relevant?', spec: { type: 'pointwise' } },
  {
    name: 'pairwise',
    asks: 'Which of these two is better? Asked both ways round.',
    spec: { type: 'pairwise', sort: 'heap', top: TOP },
  },
  { name: 'setwise', asks: 'Which of these four is the best?', spec: { type: 'setwise', sort: 'heap', children: 3, top: TOP } },
  { name: 'listwise', asks: 'Put these four in order.', spec: { type: 'sliding', size: 4, stride: 2, passes: 1 } },
];

/** How many of the ways have been run. */
type Run = number;

const judge = perfectJudge((position) => (WORTHS[position] ?? 0) / WORTHS.length);
const runOf = ({ spec }: Way): readonly JudgedCall[] => runJudged({ spec, count: WORTHS.length, judge });
const shownIn = (calls: readonly JudgedCall[]): number => calls.reduce((sum, { call }) => sum + call.members.length, 0);
const rangeOf = ([least, most]: readonly [number, number]): string => (least === most ? `${least}` : `${least} to ${most}`);
const costliest = WAYS.reduce((most, way, place) => (runOf(way).length > runOf(WAYS[most] ?? way).length ? place : most), 0);
const order = (calls: readonly JudgedCall[]): readonly number[] =>
  calls
    .at(-1)
    ?.standing.flat()
    .map((position) => WORTHS[position] ?? 0) ?? [];

function WayRow({ way, run }: { readonly way: Way; readonly run: boolean }): JSX.Element {
  const objects = useObjects();
  const { calls: told } = predictCalls({ spec: way.spec, count: WORTHS.length });
  const calls = run ? runOf(way) : [];
  return (
    <li {...objects(way.name)} data-done={run || undefined}>
      <h3>{way.name}</h3>
      <p className="hint">
        {way.asks} Told before: {rangeOf(told)} calls.
      </p>
      {run && (
        <>
          <p>
            <b className="figure">{calls.length}</b> calls, <b className="figure">{shownIn(calls)}</b> passages shown. Order:{' '}
            <span className="figure">{order(calls).join(' ')}</span>
          </p>
          <ol className="stage-calls" aria-label={`The calls of ${way.name}`}>
            {calls.map(({ call }, place) => (
              <li key={place} style={{ animationDelay: `${place * 60}ms` }}>
                {call.members.map((position) => WORTHS[position]).join(' ')}
              </li>
            ))}
          </ol>
        </>
      )}
    </li>
  );
}

function Stage({ state, act }: StageProps<Run>): JSX.Element {
  const objects = useObjects();
  const next = WAYS[state];
  return (
    <>
      <p {...objects('list')}>
        Given: <span className="figure">{WORTHS.join(' ')}</span>
      </p>
      {next !== undefined && (
        <p>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.(state + 1)}>
            Run {next.name}
          </button>
        </p>
      )}
      <ol className="stage-ways">
        {WAYS.map((way, place) => (
          <WayRow key={way.name} way={way} run={place < state} />
        ))}
      </ol>
    </>
  );
}

/** Pointwise, pairwise, setwise, listwise: the same strategies that runs use, over eight passages and a judge who is never wrong. */
export const lesson: Lesson<Run> = {
  id: 'ways',
  on: 0,
  right: () => costliest,
  complete: (run) => run === WAYS.length,
  out: { sample: 'bees', preset: 'rank-k' },
  Stage,
  said: {
    en: {
      text: () => [
        [
          'A language model can be asked in four ways: about ',
          at('pointwise', 'one passage'),
          ', about ',
          at('pairwise', 'two'),
          ', for the best of ',
          at('setwise', 'a few'),
          ', or for the order of ',
          at('listwise', 'a list'),
          '. Each asks something easier or harder, and each needs another number of calls. Every call costs the time of reading what it shows.',
        ],
        [
          `Here are ${WORTHS.length} passages. `,
          at('list', 'Their numbers'),
          ` say how good they are, ${WORTHS.length} is the best; a judge who is never wrong answers. The first ${TOP} are wanted.`,
        ],
      ],
      question: () => 'Which way makes the most calls?',
      choices: () => WAYS.map(({ name }) => name),
      action: 'run all four, one after the other: press the button on stage with Enter until it is gone.',
      reveal: () => [
        [
          ...WAYS.flatMap((way, place) => [
            at(way.name, way.name),
            ` took ${format.number(runOf(way).length)} calls${place === WAYS.length - 1 ? '.' : ', '}`,
          ]),
          ` Comparing all pairs both ways round would have taken ${predictCalls({ spec: { type: 'pairwise', sort: 'all', top: TOP }, count: WORTHS.length }).calls[0]}.`,
        ],
        [
          'No way is best everywhere. ',
          at('pointwise', 'Pointwise'),
          ' never compares, so scores of different calls must mean the same. ',
          at('listwise', 'Listwise'),
          ' needs the fewest calls and one answer that names everything: what goes wrong there is the eighth lesson. “Told before” comes from the forecast that every run shows before its first call.',
        ],
      ],
      out: 'A list of passages, asked with Rank-K’s listwise prompt',
    },
  },
};
