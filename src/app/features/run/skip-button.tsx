import { useState } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { useWords } from '../../words/index.ts';

interface SkipButtonProps {
  /** The run that is going on, at its newest moment. */
  readonly run: RunView;
  readonly onSkip: () => void;
}

/** "Skip thinking" while a thought is open, and what came of it until the window is over. */
export function SkipButton({ run, onSkip }: SkipButtonProps): JSX.Element | null {
  const words = useWords().run;
  /** Run and window that were asked; the log tells the rest. */
  const [asked, setAsked] = useState<string | null>(null);
  const open = run.windows.findLast((window) => window.phase !== 'ended');
  if (open === undefined) return null;
  if (open.skip !== null) return <p className="run-words">{words.skipResults[open.skip]}</p>;
  if (open.phase !== 'thinking') return null;
  const key = `${run.runId}.${open.index}`;
  const waiting = asked === key;
  return (
    <>
      <button
        type="button"
        className="button button-skip"
        aria-disabled={waiting}
        onClick={() => {
          if (waiting) return;
          setAsked(key);
          onSkip();
        }}
      >
        {words.skip}
      </button>
      {waiting && <p className="run-words">{words.skipAsked}</p>}
    </>
  );
}
