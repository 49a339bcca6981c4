import { experimentProblem } from '../app/words/en/problems.ts';
import type { ExperimentProblem } from '../core/experiment/plan.ts';
import type { RowProblem } from '../core/measure/rows.ts';

/** What is wrong with an experiment, and the next step: the page's own English words. */
export function inEnglish(problem: ExperimentProblem): string {
  const { what, next } = experimentProblem(problem);
  return `${what} ${next}`;
}

/** Why a line of a run or of judgements is refused. The page reads past such lines and says something else of them. */
export function rowInEnglish(found: RowProblem, file: 'run' | 'qrels'): string {
  switch (found.code) {
    case 'wrong-fields':
      return `expected ${found.expected} columns, found ${found.found}`;
    case 'bad-number': {
      const number = file === 'run' ? 'a score, which is a finite number' : 'a grade, which is a whole number';
      return `${JSON.stringify(found.written)} is not ${number}`;
    }
    case 'duplicate':
      return `query ${found.qid} ${file === 'run' ? 'lists' : 'judges'} ${found.docid} a second time`;
  }
}
