import type { JSX } from 'react';
import type { InputProblem } from '../../input/parse-request.ts';

interface ProblemListProps {
  readonly problems: readonly InputProblem[];
  /** 1-based place in the passages text. */
  readonly onGoTo: (line: number, column: number) => void;
}

const SHOWN = 8;

/** What could not be read: the place, what is wrong, what to do. */
export function ProblemList({ problems, onGoTo }: ProblemListProps): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <div className="problems" role="group" aria-label="Problems in the passages">
      <ul>
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.code}`} className="problem">
            <button type="button" className="link place" onClick={() => onGoTo(problem.line, problem.column)}>
              Line {problem.line}
              {problem.column > 1 && `, column ${problem.column}`}
            </button>{' '}
            <span>{problem.message}</span> <span className="problem-hint">{problem.hint}</span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && <p className="hint">and {problems.length - SHOWN} more</p>}
    </div>
  );
}
