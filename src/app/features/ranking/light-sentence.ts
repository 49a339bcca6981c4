const NAME = 'glassrank-sentence';

/**
 * Paints a sentence of the trace while something that leads to it is pointed at; null lets go. By a highlight of the browser, so that no
 * element of another view is touched; a browser without them paints nothing.
 */
export function lightSentence(place: { readonly window: number; readonly from: number } | null): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(NAME);
  if (place === null) return;
  const sentence = document.querySelector(`[data-trace-at="${place.window}.${place.from}"]`);
  if (sentence === null) return;
  const range = document.createRange();
  range.selectNodeContents(sentence);
  CSS.highlights.set(NAME, new Highlight(range));
}
