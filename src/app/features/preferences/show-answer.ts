/** How many frames an opened fold may take to be filled. */
const MOST_FRAMES = 10;

/**
 * Opens a window's fold in the trace, brings its answer to the middle of the screen, where no bar that sticks to an edge lies over it, and moves the keyboard
 * there; where nothing was written, to the head of the fold. False: the trace is not on the page.
 */
export function showAnswer(root: ParentNode, window: number): boolean {
  const fold = root.querySelector<HTMLDetailsElement>(`details[data-window="${window}"]`);
  if (fold === null) return false;
  fold.open = true;
  let frames = 0;
  const look = (): void => {
    const answer = fold.querySelector<HTMLElement>('.answer');
    frames += 1;
    if (answer === null && frames < MOST_FRAMES) {
      requestAnimationFrame(look);
      return;
    }
    // Text takes the keyboard only where something moves it there.
    if (answer !== null) answer.tabIndex = -1;
    const shown = answer ?? fold.querySelector('summary');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    shown?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    shown?.focus({ preventScroll: true });
  };
  look();
  return true;
}
