import type { RunFileRow } from '../measure/read-run-rows.ts';
import { readRunRows } from '../measure/read-run-rows.ts';
import type { InputProblem } from './input-problem.ts';
import { toInputProblem } from './to-input-problem.ts';

const words = {
  number: 'score, a number such as 12.5',
  again: 'lists',
  counts: 'first',
  hint: 'A line of a run is: qid Q0 docid rank score tag.',
} as const;

/** Reads the good rows of a TREC run (see `readRunRows`), tells the others. `disagreeing`: qids whose rank column tells another order. */
export function readRun(
  text: string,
  problem: (problem: InputProblem) => void,
): { readonly run: ReadonlyMap<string, readonly RunFileRow[]>; readonly disagreeing: number } {
  const run = readRunRows(text, (found) => problem(toInputProblem(found, words)));
  let disagreeing = 0;
  for (const rows of run.values()) {
    if (rows.some(({ rank }, place) => place > 0 && rank < (rows[place - 1]?.rank ?? rank))) disagreeing += 1;
  }
  return { run, disagreeing };
}
