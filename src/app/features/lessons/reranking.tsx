import type { JSX } from 'react';
import { discountedGain, measures } from '../../../core/measure/measures.ts';
import type { Lesson, StageProps } from './lesson.ts';
import { useObjects } from './pointing.tsx';
import { rerankingWords } from './reranking-words.ts';
import type { Order, RerankingStage } from './reranking-words.ts';
import { StageRows } from './stage-rows.tsx';
import { TOY_GRADES } from './toy-list.ts';

/** As a first stage might leave them: the answer last. */
const GIVEN: Order = ['black', 'trade', 'bitter', 'kettle', 'steep'];
const WANTED = 'steep';

const ndcg = (order: Order): number => measures.nDCG(order, TOY_GRADES, { k: 10 });
const lifted: Order = [WANTED, ...GIVEN.filter((name) => name !== WANTED)];

/** The figures that the guess is among: half of the way, the right one, the best there is. */
const CHOICES = [(ndcg(GIVEN) + ndcg(lifted)) / 2, ndcg(lifted), 1];

function Stage({ state, act, words, format }: StageProps<Order, RerankingStage>): JSX.Element {
  const objects = useObjects();
  return (
    <>
      <p className="stage-query">{words.query}</p>
      <StageRows
        label={words.list}
        rows={state.map((name) => ({ name, text: words.passages[name] ?? '' }))}
        onOrder={act}
        mark={({ name }) => ((TOY_GRADES.get(name) ?? 0) > 0 ? 'good' : undefined)}
        after={({ name }, place) => {
          const grade = TOY_GRADES.get(name) ?? 0;
          return (
            <span className="stage-figure figure" dir="ltr">
              {format.number(grade)} / log<sub>{format.number(2)}</sub> {format.number(place + 2)} ={' '}
              <b>{format.fixed(discountedGain(grade, place), 2)}</b>
            </span>
          );
        }}
      />
      <p className="stage-total" {...objects('ndcg')}>
        nDCG@10 = <b className="figure">{format.fixed(ndcg(state), 2)}</b>
      </p>
    </>
  );
}

/** What a reranker does, and how one figure tells how well: the terms of nDCG@10 as a passage moves. */
export const lesson: Lesson<Order, RerankingStage> = {
  id: 'reranking',
  on: GIVEN,
  right: () => CHOICES.indexOf(ndcg(lifted)),
  complete: (order) => order[0] === WANTED,
  out: { sample: 'kettle' },
  Stage,
  said: rerankingWords({
    given: GIVEN,
    ndcg,
    gain: (order) => discountedGain(TOY_GRADES.get(WANTED) ?? 0, order.indexOf(WANTED)),
    choices: CHOICES,
  }),
};
