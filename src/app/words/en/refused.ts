import { describeProblem } from '../../../core/run/problem.ts';
import type { RunProblem } from '../../../core/run/problem.ts';

/** Why a run cannot begin, as one sentence with what to do. */
export const refused = {
  title: 'This run cannot begin',
  problem: (found: RunProblem): string => {
    const told = describeProblem(found);
    return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
  },
};
