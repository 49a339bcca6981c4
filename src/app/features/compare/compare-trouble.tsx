import type { JSX } from 'react';
import type { CompareTrouble } from './slice.ts';
import { errorWords } from '../../words/error-catalogue.ts';
import { historyWords } from '../../words/history-catalogue.ts';
import { keptExperimentWords } from '../../words/kept-experiment-catalogue.ts';
import type { KeptExperimentWords } from '../../words/kept-experiment-catalogue.ts';
import { useWords } from '../../words/use-words.ts';

interface CompareTroubleNoteProps {
  readonly trouble: CompareTrouble;
  readonly onDismiss: () => void;
}

/** What went wrong with an experiment, and what to do. */
export function CompareTroubleNote({ trouble, onDismiss }: CompareTroubleNoteProps): JSX.Element {
  const words = useWords(keptExperimentWords);
  const history = useWords(historyWords);
  const errors = useWords(errorWords);
  return (
    <div className="notice compare-trouble" role="alert">
      <p>{troubleText(trouble, { words, troubles: history.troubles, errors })}</p>
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
    troubles,
    errors,
  }: {
    words: KeptExperimentWords;
    troubles: (typeof historyWords)['en']['troubles'];
    errors: (typeof errorWords)['en'];
  },
): string {
  switch (trouble.type) {
    case 'history':
      return troubles === null ? `${trouble.trouble.message} ${trouble.trouble.hint}` : troubles[trouble.trouble.code];
    case 'plan': {
      const { problem } = trouble;
      const at = problem.line > 0 ? ` (${words.line(problem.line)})` : '';
      return words.problems === null ? `${problem.message} ${problem.hint}${at}` : `${words.problems[problem.code]}${at}`;
    }
    case 'engine':
      return trouble.error === null
        ? words.engineTrouble
        : `${words.engineTrouble} ${errors[trouble.error.code].title}: ${trouble.error.message}`;
    case 'said':
      return words.said[trouble.code];
  }
}
