import type { JSX } from 'react';
import { rankingWords } from '../../words/ranking-catalogue.ts';
import { useWords } from '../../words/use-words.ts';

interface WaitingLineProps {
  readonly held: boolean;
  /** The keyboard is in the list: the button stays, so that pressing it does not lose the focus. */
  readonly focused: boolean;
  readonly waiting: number;
  readonly onShow: () => void;
}

/** Says whether the list follows the run or stands still, and how many passages wait to move. Its height never changes. */
export function WaitingLine({ held, focused, waiting, onShow }: WaitingLineProps): JSX.Element {
  const words = useWords(rankingWords);
  return (
    <div className="waiting-line" data-waiting={waiting > 0 || undefined}>
      <span>{waiting > 0 ? words.waiting(waiting) : held ? words.held : words.follows}</span>
      {(waiting > 0 || focused) && (
        <button
          type="button"
          className="button button-quiet"
          aria-disabled={waiting === 0}
          onClick={() => {
            if (waiting > 0) onShow();
          }}
        >
          {words.show}
        </button>
      )}
    </div>
  );
}
