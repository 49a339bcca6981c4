// A browser makes a click of a press only where it is let go of what it was put on. What a run, a worker or the network brings to the page in between
// could move that away, or take its place: it waits until the finger is up again.

/**
 * What is pressed and let go of. What is dragged (a slider, a text that is selected) follows the finger and waits for nothing; a list of choices opens where
 * it is pressed, and the page is not told when it is let go of.
 */
const PRESSED = 'button, summary, label, a, input:is([type=checkbox], [type=radio], [type=file])';
/** A finger that rests longer than this only rests. */
const LONGEST_MS = 1000;
/** Touch tells of the click a moment after the finger is up. */
const CLICK_WITHIN_MS = 60;

let pressed = false;
let limit: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<() => void>();

/**
 * Calls back at once, or, while something is pressed, when that is over: after its click, at the latest after a second. In the order of asking; what is
 * asked for twice is called once.
 */
export function whenReleased(callback: () => void): void {
  if (pressed) waiting.add(callback);
  else callback();
}

function release(): void {
  clearTimeout(limit);
  pressed = false;
  const due = [...waiting];
  waiting.clear();
  for (const callback of due) callback();
}

function releaseAfter(ms: number): void {
  clearTimeout(limit);
  limit = setTimeout(release, ms);
}

/** Listens to the presses of a page. Gives what ends the listening. */
export function watchPresses(page: EventTarget): () => void {
  const ends = new AbortController();
  const on = (type: string, listener: (event: Event) => void): void =>
    page.addEventListener(type, listener, { capture: true, passive: true, signal: ends.signal });
  on('pointerdown', (event) => {
    const { target, button } = event as PointerEvent;
    if (button !== 0 || !(target instanceof Element) || target.closest(PRESSED) === null) return;
    pressed = true;
    releaseAfter(LONGEST_MS);
  });
  on('pointerup', () => {
    if (pressed) releaseAfter(CLICK_WITHIN_MS);
  });
  on('click', () => {
    if (!pressed) return;
    // What the click does is told at once; what has waited, when all have heard of the click.
    pressed = false;
    releaseAfter(0);
  });
  // What is typed or chosen meanwhile must be on the page before the next key; a touch that scrolls is no press.
  for (const type of ['keydown', 'input', 'change', 'pointercancel'])
    on(type, () => {
      if (pressed) release();
    });
  return () => {
    ends.abort();
    release();
  };
}
