import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { selectTrace } from '../../../core/read/trace.ts';
import { useStageWords } from '../../words/stage.ts';

const MARKS = ['✓', '≈', '=', '✗'] as const;

/** What the marks after quotes mean; nothing in a run whose thoughts quote nothing. */
export function QuoteMarks({ run: { windows } }: { readonly run: Pick<RunView, 'windows'> }): JSX.Element | null {
  const { quoteMarks: words } = useStageWords().trace;
  if (!windows.some((window) => selectTrace(window).quotes.length > 0)) return null;
  return (
    <ul className="quote-marks hint" aria-label={words.title}>
      {MARKS.map((mark) => (
        <li key={mark}>
          <b>{mark}</b> {words[mark]}
        </li>
      ))}
    </ul>
  );
}
