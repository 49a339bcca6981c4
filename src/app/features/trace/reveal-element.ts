/** Opens every fold around an element and brings it into view, at once where less motion is asked for. `focus` moves the keyboard there too. */
export function revealElement(element: Element | null | undefined, focus: boolean): void {
  if (!(element instanceof HTMLElement)) return;
  for (let fold = element.closest('details'); fold !== null; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  if (focus) element.focus({ preventScroll: true });
}
