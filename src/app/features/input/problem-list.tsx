import type { InputDraft } from './slice.ts';
import { useState } from 'react';
import type { JSX, RefObject } from 'react';
import type { InputProblem } from '../../../core/input/problems.ts';
import type { Reading } from './reading.ts';
import { useWords } from '../../words/index.ts';
import { useToldWords } from '../../words/told.ts';

interface ProblemListProps {
  readonly reading: Reading;
  readonly input: InputDraft;
  /** The field that holds the passages, where there is one. */
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

const SHOWN = 8;
const EXCERPT = 200;

/** UTF-16 offset where a 1-based line begins; the text's end for one beyond it. */
function lineStart(text: string, line: number): number {
  let at = 0;
  for (let step = 1; step < line; step += 1) {
    const next = text.indexOf('\n', at);
    if (next === -1) return text.length;
    at = next + 1;
  }
  return at;
}

/** What could not be read: the place, what is wrong, what to do. A place leads into the field, or shows its line where there is none. */
export function ProblemList({ reading, input, box }: ProblemListProps): JSX.Element | null {
  const words = useWords().input;
  const { problems: label, place } = useToldWords().problems;
  const { number } = useWords().format;
  const [shown, setShown] = useState<InputProblem | null>(null);
  const { problems, problemCount } = reading;
  if (problems.length === 0) return null;
  const goTo = (problem: InputProblem): void => {
    const field = box.current;
    if (problem.file !== undefined || field === null) {
      setShown(problem === shown ? null : problem);
      return;
    }
    const start = lineStart(field.value, problem.line) + problem.column - 1;
    field.focus();
    field.setSelectionRange(start, start + 1);
  };
  const excerptOf = ({ file, line, column }: InputProblem): string => {
    const text = input.files.find(({ name }) => name === file)?.text ?? input.passages;
    const start = lineStart(text, line);
    const end = text.indexOf('\n', start);
    const row = text.slice(start, end === -1 ? undefined : end);
    const from = Math.max(0, column - EXCERPT / 2);
    return row.slice(from, from + EXCERPT);
  };
  return (
    <div className="problems" role="group" aria-label={label}>
      <ul>
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.file ?? ''}:${problem.line}:${problem.column}:${problem.code}`} className="problem">
            <button type="button" className="link place" onClick={() => goTo(problem)}>
              {place({
                file: problem.file ?? null,
                line: number(problem.line),
                column: problem.column > 1 ? number(problem.column) : null,
              })}
            </button>{' '}
            <ProblemWords problem={problem} />
            {problem === shown && <pre dir="auto">{excerptOf(problem)}</pre>}
          </li>
        ))}
      </ul>
      {problemCount > SHOWN && <p className="hint">{words.more(number(problemCount - SHOWN))}</p>}
    </div>
  );
}

function ProblemWords({ problem }: { readonly problem: InputProblem }): JSX.Element {
  const { what, next } = useToldWords().problems.problem(problem);
  return (
    <>
      <span>{what}</span> <span className="problem-hint">{next}</span>
    </>
  );
}
