import type { JSX } from 'react';
import { rankBiasedOverlap, PATIENCE } from '../../../core/measure/agreement.ts';
import { measures } from '../../../core/measure/measures.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { LIST_NAMES, trainingWords } from './training-words.ts';
import type { ListName, TrainingStage, Weights } from './training-words.ts';

/** As ReasonRank sets them: φ and γ of its section 4.2. */
const PUBLISHED: Weights = { recall: 0.2, rbo: 0.1 };

const others = Array.from({ length: 10 }, (_, place) => `x${place + 1}`);
const GOLD = ['r1', 'r2', ...others];
const GRADES = new Map(GOLD.map((name) => [name, name.startsWith('r') ? 1 : 0]));

/** The other ten with the two relevant ones at these places, 1-based. */
function listWith(first: number, second: number): readonly string[] {
  const rest = others.values();
  return Array.from({ length: GOLD.length }, (_, place) =>
    place + 1 === first ? 'r1' : place + 1 === second ? 'r2' : (rest.next().value ?? ''),
  );
}

const LISTS: Readonly<Record<ListName, readonly string[]>> = { split: listWith(1, 11), together: listWith(9, 10) };

interface Parts {
  readonly ndcg: number;
  readonly recall: number;
  readonly rbo: number;
}

const PARTS: readonly Parts[] = LIST_NAMES.map((name) => ({
  ndcg: measures.nDCG(LISTS[name], GRADES, { k: 10 }),
  recall: measures.R(LISTS[name], GRADES, { k: 10 }),
  rbo: rankBiasedOverlap({ one: LISTS[name], other: GOLD, p: PATIENCE }) ?? 0,
}));

const reward = ({ ndcg, recall, rbo }: Parts, weights: Weights): number => ndcg + weights.recall * recall + weights.rbo * rbo;
const rewards = (weights: Weights): readonly number[] => PARTS.map((parts) => reward(parts, weights));
const winner = (weights: Weights): number => {
  const [split = 0, together = 0] = rewards(weights);
  return together > split ? 1 : 0;
};
/** The weight of Recall@10 at which both earn the same, RBO weighed as published. */
const TURN = ((): number => {
  const [split, together] = PARTS.map((parts) => ({ ...parts, rest: parts.ndcg + PUBLISHED.rbo * parts.rbo }));
  return split === undefined || together === undefined ? 0 : (split.rest - together.rest) / (together.recall - split.recall);
})();

function Stage({ state, act, words, format }: StageProps<Weights, TrainingStage>): JSX.Element {
  const { number, fixed } = format;
  const objects = useObjects();
  const figure = (value: number): string => fixed(value, 3);
  const slider = (name: keyof Weights, title: string): JSX.Element => (
    <label {...objects(name)}>
      <span>
        {title}: <b className="figure">{fixed(state[name], 2)}</b>
      </span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={state[name]}
        disabled={act === null}
        onChange={({ target }) => act?.({ ...state, [name]: Number(target.value) })}
      />
    </label>
  );
  return (
    <>
      <div className="stage-sliders">
        {slider('recall', words.recall)}
        {slider('rbo', words.rbo)}
      </div>
      {LIST_NAMES.map((name, place) => {
        const parts = PARTS[place] ?? { ndcg: 0, recall: 0, rbo: 0 };
        return (
          <div key={name} className="stage-reward" data-wins={winner(state) === place || undefined} {...objects(name)}>
            <h3>{words.lists[name]}</h3>
            <ol className="stage-strip" aria-label={words.lists[name]}>
              {LISTS[name].map((doc, at) => (
                <li key={doc} data-mark={doc.startsWith('r') ? 'good' : undefined}>
                  {number(at + 1)}
                </li>
              ))}
            </ol>
            <p className="figure" dir="ltr">
              nDCG@10 {figure(parts.ndcg)} + {fixed(state.recall, 2)} · {figure(parts.recall)} + {fixed(state.rbo, 2)} ·{' '}
              {figure(parts.rbo)} = <b>{figure(reward(parts, state))}</b>
            </p>
          </div>
        );
      })}
    </>
  );
}

/** ReasonRank's multi-view reward as sliders, and how the embedded model was taught instead. */
export const lesson: Lesson<Weights, TrainingStage> = {
  id: 'training',
  on: PUBLISHED,
  right: (on) => winner(on),
  complete: (weights) => winner(weights) === 1,
  out: { sample: 'kettle' },
  Stage,
  said: trainingWords({
    published: PUBLISHED,
    patience: PATIENCE,
    winner: LIST_NAMES[winner(PUBLISHED)] ?? 'split',
    rewards: [Math.max(...rewards(PUBLISHED)), Math.min(...rewards(PUBLISHED))],
    turn: TURN,
  }),
};
