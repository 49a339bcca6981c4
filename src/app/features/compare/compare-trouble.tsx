import type { JSX } from 'react';
import type { CompareTrouble } from './slice.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/index.ts';
import { useCompareWords } from './words.ts';
import type { CompareWords } from './words.ts';

interface CompareTroubleNoteProps {
  readonly trouble: CompareTrouble;
  readonly onDismiss: () => void;
}

/** What went wrong with an experiment, and what to do. */
export function CompareTroubleNote({ trouble, onDismiss }: CompareTroubleNoteProps): JSX.Element {
  const words = useCompareWords().keptExperiments;
  const history = useWords().history;
  const errors = useWords().errors;
  return (
    <div className="notice compare-trouble" role="alert">
      <p>{troubleText(trouble, { words, history, errors })}</p>
      <button type="button" className="link" onClick={onDismiss}>
        {words.dismiss}
      </button>
    </div>
  );
}

function troubleText(
  trouble: CompareTrouble,
  {
    words,
    history,
    errors,
  }: {
    words: CompareWords['keptExperiments'];
    history: Words['history'];
    errors: Words['errors'];
  },
): string {
  switch (trouble.type) {
    case 'history':
      return history.trouble(trouble.trouble);
    case 'plan': {
      const { problem } = trouble;
      const at = problem.line > 0 ? ` (${words.line(problem.line)})` : '';
      const { what, next } = words.problem(problem);
      return `${what} ${next}${at}`;
    }
    case 'engine':
      return trouble.error === null
        ? words.engineTrouble
        : `${words.engineTrouble} ${errors[trouble.error.code].title}: ${trouble.error.message}`;
    case 'said':
      return words.said[trouble.code];
  }
}
