import type { Question } from '../answer/question.ts';
import type { StrategySpec } from './strategy-spec.ts';

const questions: Readonly<Record<StrategySpec['type'], Question>> = {
  single: 'order',
  sliding: 'order',
  'top-down': 'order',
  setwise: 'best',
  pairwise: 'best',
  tournament: 'select',
  pointwise: 'relevance',
  groupwise: 'scores',
};

/** What every call of a strategy asks. */
export function questionOf({ type }: StrategySpec): Question {
  return questions[type];
}
