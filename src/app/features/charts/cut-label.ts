/** Share of the font size that a sign is wide, on the safe side: one em where signs are square, else a little over half. */
function emsOf(sign: string): number {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uFF00-\uFFEF]/u.test(
    sign,
  )
    ? 1
    : 0.55;
}

/** The beginning of a text that fits a width, by estimate, with "…" where it was cut. Widths in pixels; never cuts inside a sign. */
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
  let used = 0;
  for (const [index, sign] of signs.entries()) {
    used += emsOf(sign) * fontPx;
    if (used > widthPx)
      return `${signs
        .slice(0, Math.max(1, index - 1))
        .join('')
        .trimEnd()}…`;
  }
  return signs.join('');
}
