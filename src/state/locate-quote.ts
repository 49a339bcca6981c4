/** Position of `quote` in `text` with any run of white space standing for any other; null when it is not there. UTF-16 offsets. */
export function locateQuote(quote: string, text: string): { readonly from: number; readonly to: number } | null {
  const words = quote
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const pattern = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join(String.raw`\s+`);
  const found = new RegExp(pattern, 'u').exec(text);
  return found === null ? null : { from: found.index, to: found.index + found[0].length };
}
