import type { JSX } from 'react';
import type { Format } from '../../words/format.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { PAIR_NAMES, thinkingWords } from './thinking-words.ts';
import type { PairName, ThinkingStage } from './thinking-words.ts';

/** A published pair of figures: the same system, its thought switched on and off. nDCG@10. */
interface Pair {
  readonly with: number;
  readonly without: number;
  readonly decimals: number;
}

/** As their authors print them; nothing of it was measured here. Their sources stand in the words. */
const FIGURES: Readonly<Record<PairName, Pair>> = {
  reasonrank: { with: 35.74, without: 33.6, decimals: 2 },
  'direct-list': { with: 25.9, without: 27.1, decimals: 1 },
  'direct-point': { with: 16.5, without: 25.5, decimals: 1 },
  'qwen-small': { with: 0.633, without: 0.5088, decimals: 4 },
  'qwen-large': { with: 0.7179, without: 0.7208, decimals: 4 },
};
const PAIRS = PAIR_NAMES.map((name) => ({ name, ...FIGURES[name] }));

/** What was guessed of each pair so far: true, higher with a thought. */
type Guesses = readonly boolean[];

const helped = PAIRS.filter((pair) => pair.with > pair.without).length;

interface PairCardProps {
  readonly pair: (typeof PAIRS)[number];
  readonly guess: boolean | undefined;
  readonly open: boolean;
  readonly words: ThinkingStage;
  readonly format: Format;
}

function PairCard({ pair, guess, open, words, format }: PairCardProps): JSX.Element {
  const objects = useObjects();
  const { name, decimals } = pair;
  const figure = (value: number): string => format.fixed(value, decimals);
  const most = Math.max(pair.with, pair.without);
  return (
    <li {...objects(name)} data-open={open || undefined}>
      <p>{words.what[name]}</p>
      {guess !== undefined && (
        <>
          <p className="stage-bars">
            <span style={{ inlineSize: `${(pair.with / most) * 100}%` }}>
              {words.with} <b className="figure">{figure(pair.with)}</b>
            </span>
            <span style={{ inlineSize: `${(pair.without / most) * 100}%` }}>
              {words.without} <b className="figure">{figure(pair.without)}</b>
            </span>
          </p>
          <p className="hint">
            {words.said({ guess, adds: pair.with > pair.without, difference: figure(Math.abs(pair.with - pair.without)) })}{' '}
            <bdi>{words.source[name]}</bdi>
          </p>
        </>
      )}
    </li>
  );
}

function Stage({ state, act, words, format }: StageProps<Guesses, ThinkingStage>): JSX.Element {
  const { number } = format;
  const open = state.length;
  const right = PAIRS.filter((pair, place) => state[place] === pair.with > pair.without && place < state.length).length;
  return (
    <>
      {open < PAIRS.length ? (
        <p className="stage-two">
          <span>{words.ask({ pair: number(open + 1), of: number(PAIRS.length) })}</span>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.([...state, true])}>
            {words.chooseWith}
          </button>
          <button type="button" className="button" disabled={act === null} onClick={() => act?.([...state, false])}>
            {words.chooseWithout}
          </button>
        </p>
      ) : (
        <p className="stage-total">
          {words.right} <b className="figure">{words.of({ right: number(right), of: number(PAIRS.length) })}</b>
        </p>
      )}
      <ol className="stage-pairs">
        {PAIRS.map((pair, place) => (
          <PairCard key={pair.name} pair={pair} guess={state[place]} open={place === open} words={words} format={format} />
        ))}
      </ol>
    </>
  );
}

/** The literature of both sides, figure against figure. */
export const lesson: Lesson<Guesses, ThinkingStage> = {
  id: 'thinking',
  on: [],
  right: () => helped - 1,
  complete: (guesses) => guesses.length === PAIRS.length,
  out: { sample: 'letter', recorded: 'kettle-reasonrank' },
  Stage,
  said: thinkingWords(helped),
};
