import { readQrelsRows } from '../measure/read-qrels-rows.ts';
import type { InputProblem } from './input-problem.ts';
import type { Judgements } from './input-reading.ts';
import { toInputProblem } from './to-input-problem.ts';

const words = {
  number: 'grade, a whole number',
  again: 'judges',
  counts: 'last',
  hint: 'A line of judgements is: qid 0 docid grade, or BEIR’s query-id, corpus-id, score.',
} as const;

/** Reads the good rows of TREC qrels (four columns) or BEIR's (three, with or without header), see `readQrelsRows`; tells the others. */
export function readJudgements(text: string, problem: (problem: InputProblem) => void): Judgements {
  return readQrelsRows({ text, strict: false, problem: (found) => problem(toInputProblem(found, words)) });
}
