import type { JSX } from 'react';
import { rankBiasedOverlap, PATIENCE } from '../../../core/measure/agreement.ts';
import { measures } from '../../../core/measure/measures.ts';
import { format } from '../../words/en/format.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';

/** Weights of the reward's parts beside nDCG@10. */
interface Weights {
  readonly recall: number;
  readonly rbo: number;
}

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

const LISTS = [
  { name: 'split', title: 'relevant at 1 and 11', list: listWith(1, 11) },
  { name: 'together', title: 'relevant at 9 and 10', list: listWith(9, 10) },
];

interface Parts {
  readonly ndcg: number;
  readonly recall: number;
  readonly rbo: number;
}

const PARTS: readonly Parts[] = LISTS.map(({ list }) => ({
  ndcg: measures.nDCG(list, GRADES, { k: 10 }),
  recall: measures.R(list, GRADES, { k: 10 }),
  rbo: rankBiasedOverlap({ one: list, other: GOLD, p: PATIENCE }) ?? 0,
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
const figure = (value: number): string => format.fixed(value, 3);

function Stage({ state, act }: StageProps<Weights>): JSX.Element {
  const objects = useObjects();
  const slider = (name: keyof Weights, title: string): JSX.Element => (
    <label {...objects(name)}>
      <span>
        {title}: <b className="figure">{format.fixed(state[name], 2)}</b>
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
        {slider('recall', 'weight of Recall@10')}
        {slider('rbo', 'weight of RBO')}
      </div>
      {LISTS.map(({ name, title, list }, place) => {
        const parts = PARTS[place] ?? { ndcg: 0, recall: 0, rbo: 0 };
        return (
          <div key={name} className="stage-reward" data-wins={winner(state) === place || undefined} {...objects(name)}>
            <h3>{title}</h3>
            <ol className="stage-strip" aria-label={title}>
              {list.map((doc, at) => (
                <li key={doc} data-mark={doc.startsWith('r') ? 'good' : undefined}>
                  {at + 1}
                </li>
              ))}
            </ol>
            <p className="figure">
              nDCG@10 {figure(parts.ndcg)} + {format.fixed(state.recall, 2)} · {figure(parts.recall)} +{' '}
              {format.fixed(state.rbo, 2)} · {figure(parts.rbo)} = <b>{figure(reward(parts, state))}</b>
            </p>
          </div>
        );
      })}
    </>
  );
}

/** ReasonRank's multi-view reward as sliders, and how the embedded model was taught instead. */
export const lesson: Lesson<Weights, null> = {
  id: 'training',
  on: PUBLISHED,
  right: (on) => winner(on),
  complete: (weights) => winner(weights) === 1,
  out: { sample: 'kettle' },
  Stage,
  said: {
    en: {
      text: (on) => [
        [
          'A model that learns by reward writes many orders and is paid for each. But by what measure? nDCG@10 pays for the first places. ReasonRank adds two parts: ',
          at('recall', 'Recall@10'),
          `, weighed ${format.fixed(on.recall, 1)}, since a passage that stays among ten is carried on by the next window; and `,
          at('rbo', 'RBO'),
          `, weighed ${format.fixed(on.rbo, 1)}, the likeness to the best order (here with a patience of ${format.fixed(PATIENCE, 1)}).`,
        ],
        [
          'Its authors’ example: two relevant passages ',
          at('together', 'at 9 and 10'),
          ', or ',
          at('split', 'at 1 and 11'),
          '. The first list keeps both; the second loses one at the window’s edge.',
        ],
      ],
      question: () => 'Which of the two lists earns more at the published weights?',
      choices: () => LISTS.map(({ title }) => title),
      action: 'raise the weight of Recall@10 with the arrow keys until the other list earns more.',
      reveal: () => [
        [
          `At ${format.fixed(PUBLISHED.recall, 1)} and ${format.fixed(PUBLISHED.rbo, 1)} the list `,
          at(LISTS[winner(PUBLISHED)]?.name ?? '', LISTS[winner(PUBLISHED)]?.title ?? ''),
          ` earns ${figure(rewards(PUBLISHED)[0] ?? 0)} against ${figure(rewards(PUBLISHED)[1] ?? 0)}: the published weights narrow the gap and do not turn it. With RBO at ${format.fixed(PUBLISHED.rbo, 1)} it turns once Recall@10 weighs more than ${format.fixed(TURN, 2)}.`,
        ],
        [
          'The embedded model was made otherwise, in less than an hour on two processor cores: 601,276 tokens, about 1,400 lists, 56 minutes of steps. It learns a score at each passage’s end from graded labels; half of its loss asks what that score adds to the instant order, and the last 25 minutes learnt through 4-bit rounding (models/RESULTS.md; “python -m models.train … --minutes 56 --frozen 10 --quantize-from 0.55”). On 240 held-out lists it adds .0135 nDCG@10 (95 % .0018 to .0259); on four collections together no gain is proven.',
        ],
      ],
      out: 'A list that the model taught so reads in your browser',
      stage: null,
    },
  },
};
