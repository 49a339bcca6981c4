import type { JSX } from 'react';
import { discountedGain, measures } from '../../../core/measure/measures.ts';
import { format } from '../../words/en/format.ts';
import { at } from './lesson.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { StageRows } from './stage-rows.tsx';
import { TOY_GRADES, TOY_QUERY, toyPassage } from './toy-list.ts';

/** Names of passages, best first. */
type Order = readonly string[];

/** As a first stage might leave them: the answer last but one. */
const GIVEN: Order = ['black', 'trade', 'bitter', 'kettle', 'steep'];
const WANTED = 'steep';

const ndcg = (order: Order): number => measures.nDCG(order, TOY_GRADES, { k: 10 });
const lifted: Order = [WANTED, ...GIVEN.filter((name) => name !== WANTED)];
const gainOf = (order: Order, name: string): number => discountedGain(TOY_GRADES.get(name) ?? 0, order.indexOf(name));
const two = (value: number): string => format.fixed(value, 2);

/** The figures that the guess is among, the right one in the middle. */
const CHOICES = [ndcg(GIVEN) + (ndcg(lifted) - ndcg(GIVEN)) / 2, ndcg(lifted), 1].map(two);

function Stage({ state, act }: StageProps<Order>): JSX.Element {
  const objects = useObjects();
  return (
    <>
      <p className="stage-query">{TOY_QUERY}</p>
      <StageRows
        label="Five passages, best first"
        rows={state.map(toyPassage)}
        onOrder={act}
        mark={({ name }) => ((TOY_GRADES.get(name) ?? 0) > 0 ? 'good' : undefined)}
        after={({ name }, place) => {
          const grade = TOY_GRADES.get(name) ?? 0;
          return (
            <span className="stage-figure figure">
              {grade} / log<sub>2</sub> {place + 2} = <b>{two(discountedGain(grade, place))}</b>
            </span>
          );
        }}
      />
      <p className="stage-total" {...objects('ndcg')}>
        nDCG@10 = <b className="figure">{two(ndcg(state))}</b>
      </p>
    </>
  );
}

/** What a reranker does, and how one figure tells how well: the terms of nDCG@10 as a passage moves. */
export const lesson: Lesson<Order> = {
  id: 'reranking',
  on: GIVEN,
  right: () => CHOICES.indexOf(two(ndcg(lifted))),
  complete: (order) => order[0] === WANTED,
  out: { sample: 'kettle' },
  Stage,
  said: {
    en: {
      text: (on) => [
        [
          'A search engine hands over a few passages in a quick order. A reranker reads them and puts them in a better one: nothing is added, nothing is left out. Here ',
          at(WANTED, 'the answer'),
          ` stands at place ${on.indexOf(WANTED) + 1}, below `,
          at('black', 'a passage about another tea'),
          '.',
        ],
        [
          'How good an order is, people have judged beforehand: 2 for the answer, 1 for ',
          at('bitter', 'what helps'),
          ', 0 for the rest. Each grade is divided by a number that grows with the place, and ',
          at('ndcg', 'nDCG@10'),
          ' is their sum over the first ten places, divided by the sum of the best order there could be.',
        ],
      ],
      question: (on) =>
        `nDCG@10 is ${two(ndcg(on))} now. What will it be when the answer stands first and nothing else is changed?`,
      choices: () => CHOICES,
      action:
        'move “Green tea is steeped …” to the first place: Space picks it up, the up arrow lifts it, Space puts it down. Or drag it.',
      reveal: (order) => [
        [
          'The term of ',
          at(WANTED, 'the answer'),
          ` grew from ${two(gainOf(GIVEN, WANTED))} to ${two(gainOf(order, WANTED))}, and the figure from ${two(ndcg(GIVEN))} to `,
          at('ndcg', two(ndcg(order))),
          '.',
        ],
        [
          'It is not 1 as long as ',
          at('bitter', 'what helps'),
          ' stands below passages that do not. Go on: with it second the figure is 1, and the order of the other three no longer matters.',
        ],
      ],
      out: 'A list of four passages that the embedded model can read here',
    },
  },
};
