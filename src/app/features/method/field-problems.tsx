import type { JSX } from 'react';
import type { PresetProblem } from '../../../core/preset/preset-problem.ts';

/** What is wrong with a field, beside it. The prompt room says it in English. */
export function FieldProblems({
  id,
  field,
  problems,
}: {
  readonly id?: string;
  readonly field: string;
  readonly problems: readonly PresetProblem[];
}): JSX.Element | null {
  const own = problems.filter((problem) => problem.field === field);
  if (own.length === 0) return null;
  return (
    <div {...(id === undefined ? {} : { id })} lang="en" dir="ltr">
      {own.map(({ message }) => (
        <p key={message} className="hint hint-bad">
          {message}
        </p>
      ))}
    </div>
  );
}
