import { useEffect, useRef } from 'react';
import type { JSX } from 'react';
import { useWords } from '../../words/index.ts';
import type { Removed } from './slice.ts';

interface RemovedNoteProps {
  readonly removed: Removed | null;
  /** So many of them, in words. */
  readonly counted: (count: number) => string;
  readonly onBringBack: () => void;
}

/** What was deleted, and the way back. Whoever deleted by keyboard goes on from there. */
export function RemovedNote({ removed, counted, onBringBack }: RemovedNoteProps): JSX.Element | null {
  const words = useWords().history;
  const button = useRef<HTMLButtonElement>(null);
  const count = removed?.count ?? 0;
  useEffect(() => {
    // The row that had the focus is gone.
    if (count > 0 && document.activeElement === document.body) button.current?.focus();
  }, [count]);
  if (removed === null) return null;
  return (
    <p role="status">
      {removed.count === 1 ? words.removed(removed.name) : words.removedAll(counted(removed.count))}{' '}
      <button ref={button} type="button" className="link" onClick={onBringBack}>
        {words.bringBack}
      </button>
    </p>
  );
}
