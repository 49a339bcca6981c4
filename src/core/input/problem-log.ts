import type { InputProblem } from './input-problem.ts';

/** Collects problems while a file is read: a million bad lines are all counted, the first `limit` are kept. */
export interface ProblemLog {
  readonly add: (problem: InputProblem) => void;
  readonly problems: readonly InputProblem[];
  readonly total: () => number;
}

export function problemLog(limit = 200): ProblemLog {
  const problems: InputProblem[] = [];
  let total = 0;
  return {
    problems,
    total: () => total,
    add: (problem) => {
      total += 1;
      if (problems.length < limit) problems.push(problem);
    },
  };
}
