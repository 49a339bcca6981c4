let canvas: CanvasRenderingContext2D | null = null;

/** Pixels that a text is wide in the page's own font, as the browser draws it: fonts differ too much from machine to machine to be guessed. */
export function widthOf(text: string, fontPx: number): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return text.length * fontPx;
  canvas.font = `${fontPx}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

/** The beginning of a text that fits a width, with "…" where it was cut. Widths in pixels; never cuts inside a sign. */
export function cutLabel({
  text,
  widthPx,
  fontPx,
}: {
  readonly text: string;
  readonly widthPx: number;
  readonly fontPx: number;
}): string {
  const signs = Array.from(new Intl.Segmenter().segment(text.slice(0, 400).trim()), ({ segment }) => segment);
  if (widthOf(signs.join(''), fontPx) <= widthPx) return signs.join('');
  const cut = (count: number): string => `${signs.slice(0, count).join('').trimEnd()}…`;
  let fits = 1;
  let tooMany = signs.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (widthOf(cut(middle), fontPx) <= widthPx) fits = middle;
    else tooMany = middle;
  }
  return cut(fits);
}
