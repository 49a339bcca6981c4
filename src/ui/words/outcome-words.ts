import type { RunOutcome } from '../../protocol/run-event.ts';
import { outcomeWords } from './outcome-catalogue.ts';
import type { OutcomeWords } from './outcome-catalogue.ts';

const { en } = outcomeWords;

/** English only. Views use the catalogue. */
export const windowOutcomeWords: OutcomeWords['window'] = en.window;
export const thoughtEndWords: OutcomeWords['thoughtEnd'] = en.thoughtEnd;

export function runOutcomeWords(outcome: RunOutcome, done: number, total: number): string {
  return en.run(outcome, { done, total });
}
