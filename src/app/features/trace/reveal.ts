/** Opens every fold around an element and brings it into view, at once where less motion is asked for. `focus` moves the keyboard there too. */
export function revealElement(element: Element | null | undefined, focus: boolean): void {
  if (!(element instanceof HTMLElement)) return;
  for (let fold = element.closest('details'); fold !== null; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  if (focus) element.focus({ preventScroll: true });
}

/** How many frames an opened fold may take to be filled. */
const MOST_FRAMES = 10;

/**
 * Brings the sentence at offset `from` of a window's thought into view and focuses it. A folded window of the past is empty: it is opened first,
 * and the sentence is looked for again once it is drawn. False: neither is on the page.
 */
export function showSentence({
  root,
  window,
  from,
}: {
  readonly root: ParentNode;
  readonly window: number;
  readonly from: number;
}): boolean {
  const find = (): Element | null => root.querySelector(`[data-trace-at="${window}.${from}"]`);
  const sentence = find();
  if (sentence !== null) {
    revealElement(sentence, true);
    return true;
  }
  const fold = root.querySelector<HTMLDetailsElement>(`details[data-window="${window}"]`);
  if (fold === null || fold.open) return false;
  fold.open = true;
  let frames = 0;
  const look = (): void => {
    const drawn = find();
    frames += 1;
    if (drawn === null && frames < MOST_FRAMES) requestAnimationFrame(look);
    else revealElement(drawn ?? fold, true);
  };
  requestAnimationFrame(look);
  return true;
}
