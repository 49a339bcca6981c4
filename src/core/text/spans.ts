/** A stretch of a text: UTF-16 offsets `[from, to)`. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Where the white-space separated words of a text stand, in order. */
export function wordSpans(text: string): readonly TextSpan[] {
  return Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

/** How many white-space separated words a text has. */
export function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}
