import { useEffect, useRef } from 'react';
import type { JSX, KeyboardEvent, ReactNode } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { useStageWords } from '../../words/stage.ts';

interface WatchedThoughtProps {
  readonly run: RunView;
  readonly children: ReactNode;
}

/** So near to its end a pane counts as standing there. Pixels. */
const NEAR_PX = 32;

/** Keeps the end of a pane in view while it grows (null: it does not), until the person scrolls up in it; back at the end it is followed again. */
function useFollowedEnd(grows: number | null): React.RefObject<HTMLDivElement | null> {
  const pane = useRef<HTMLDivElement>(null);
  const followed = useRef(true);
  const grew = useRef(false);
  useEffect(() => {
    const element = pane.current;
    if (element === null) return undefined;
    const look = (): void => {
      followed.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, []);
  useEffect(() => {
    const element = pane.current;
    // What came with the end is followed too; what was over from the beginning is read from its beginning.
    const follows = grows !== null || grew.current;
    grew.current = grows !== null;
    if (element !== null && follows && followed.current) element.scrollTop = element.scrollHeight;
  }, [grows]);
  return pane;
}

/**
 * The thought as one pane of the screen and one stop of the keyboard: arrows to the sides go from passage to passage that it names, those up and down scroll.
 * While it is written its end is in view.
 */
export function WatchedThought({ run, children }: WatchedThoughtProps): JSX.Element {
  const words = useStageWords().trace;
  const pane = useFollowedEnd(run.outcome === null ? run.lastSeq : null);
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('button.chip')];
    const forward = (event.key === 'ArrowRight') === (getComputedStyle(event.currentTarget).direction === 'ltr');
    const at = chips.findIndex((chip) => chip === document.activeElement);
    const next = at === -1 ? (forward ? chips[0] : chips.at(-1)) : chips[at + (forward ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className="thought-pane" ref={pane} role="group" aria-label={words.thoughtKeys} tabIndex={0} onKeyDown={move}>
      {children}
    </div>
  );
}
