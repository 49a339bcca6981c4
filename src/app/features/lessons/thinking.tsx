import type { JSX } from 'react';
import { format } from '../../words/en/format.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

/** A published pair of figures: the same system, its thought switched on and off. nDCG@10. */
interface Pair {
  readonly name: string;
  readonly what: string;
  readonly with: number;
  readonly without: number;
  readonly decimals: number;
  readonly source: string;
}

/** As their authors print them; nothing of it was measured here. */
const PAIRS: readonly Pair[] = [
  {
    name: 'reasonrank',
    what: 'ReasonRank 7B, listwise, BRIGHT; taught with and without a thought',
    with: 35.74,
    without: 33.6,
    decimals: 2,
    source: 'ReasonRank’s paper, third version, tables 1 and 3 (8421BCD/ReasonRank)',
  },
  {
    name: 'direct-list',
    what: 'Direct-Rank, Qwen3 8B, listwise, BRIGHT; the same training data for both',
    with: 25.9,
    without: 27.1,
    decimals: 1,
    source: 'arXiv 2510.08985',
  },
  {
    name: 'direct-point',
    what: 'Direct-Rank, Qwen3 4B, pointwise, BRIGHT; the same training data for both',
    with: 16.5,
    without: 25.5,
    decimals: 1,
    source: 'arXiv 2510.08985',
  },
  {
    name: 'qwen-small',
    what: 'Qwen3 0.6B as it comes, listwise, TREC Deep Learning 2019 to 2023',
    with: 0.633,
    without: 0.5088,
    decimals: 4,
    source: 'model card of castorini/first_qwen3_0.6b; the first stage has .6356',
  },
  {
    name: 'qwen-large',
    what: 'Qwen3 32B as it comes, listwise, the same queries',
    with: 0.7179,
    without: 0.7208,
    decimals: 4,
    source: 'model card of castorini/first_qwen3_0.6b',
  },
];

/** What was guessed of each pair so far: true, higher with a thought. */
type Guesses = readonly boolean[];

const helped = PAIRS.filter((pair) => pair.with > pair.without).length;

function PairCard({
  pair,
  guess,
  open,
}: {
  readonly pair: Pair;
  readonly guess: boolean | undefined;
  readonly open: boolean;
}): JSX.Element {
  const objects = useObjects();
  const { name, what, decimals, source } = pair;
  const figure = (value: number): string => format.fixed(value, decimals);
  const most = Math.max(pair.with, pair.without);
  return (
    <li {...objects(name)} data-open={open || undefined}>
      <p>{what}</p>
      {guess !== undefined && (
        <>
          <p className="stage-bars">
            <span style={{ inlineSize: `${(pair.with / most) * 100}%` }}>
              with <b className="figure">{figure(pair.with)}</b>
            </span>
            <span style={{ inlineSize: `${(pair.without / most) * 100}%` }}>
              without <b className="figure">{figure(pair.without)}</b>
            </span>
          </p>
          <p className="hint">
            You said: {guess ? 'with' : 'without'}. The thought {pair.with > pair.without ? 'adds' : 'takes'}{' '}
            {figure(Math.abs(pair.with - pair.without))}. {source}
          </p>
        </>
      )}
    </li>
  );
}

function Stage({ state, act }: StageProps<Guesses>): JSX.Element {
  const open = state.length;
  const right = PAIRS.filter((pair, place) => state[place] === pair.with > pair.without && place < state.length).length;
  return (
    <>
      {open < PAIRS.length ? (
        <p className="stage-two">
          <span>
            Pair {open + 1} of {PAIRS.length}: which figure is higher?
          </span>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.([...state, true])}>
            With a thought
          </button>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.([...state, false])}>
            Without
          </button>
        </p>
      ) : (
        <p className="stage-total">
          Guessed right: <b className="figure">{right}</b> of {PAIRS.length}
        </p>
      )}
      <ol className="stage-pairs">
        {PAIRS.map((pair, place) => (
          <PairCard key={pair.name} pair={pair} guess={state[place]} open={place === open} />
        ))}
      </ol>
    </>
  );
}

/** The literature of both sides, figure against figure. */
export const lesson: Lesson<Guesses, null> = {
  id: 'thinking',
  on: [],
  right: () => helped - 1,
  complete: (guesses) => guesses.length === PAIRS.length,
  out: { sample: 'letter', recorded: 'kettle-reasonrank' },
  Stage,
  said: {
    en: {
      text: () => [
        [
          'Rerankers that think before they answer are new, and the papers disagree. Here are five published pairs: one system each, its thought switched on and off. The figures are nDCG@10 as their authors print them: ',
          at('reasonrank', 'a paper that found a gain'),
          ', ',
          at('direct-list', 'one that found a loss'),
          ', and ',
          at('qwen-small', 'models as they come'),
          '.',
        ],
      ],
      question: () => 'In how many of the five pairs is the figure with a thought the higher one?',
      choices: () => ['one', 'two', 'three', 'four', 'all five'],
      action: 'say of each pair which figure is higher, with Enter on one of the two buttons.',
      reveal: () => [
        [
          `In ${helped} of ${PAIRS.length}. It helps `,
          at('qwen-small', 'a small model'),
          ' that was never taught to rank, though that one stays below its own first stage; it helps ',
          at('reasonrank', 'a model taught on thoughts'),
          '. With ',
          at('direct-list', 'equal training data'),
          ' the direct answer won, most clearly where ',
          at('direct-point', 'each passage is judged alone'),
          '.',
        ],
        [
          'And more is not better: Rank1’s authors write that forcing a longer thought “did not improve” and hurt on average. So this page always shows the first stage, and the run without a thought is one setting away: measure it on your own list (Compare).',
        ],
      ],
      out: 'A letter: rank it once with a thought, once with “Thought” at 0 tokens, and compare',
      stage: null,
    },
  },
};
