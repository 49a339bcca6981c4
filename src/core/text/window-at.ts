/**
 * The run of `words` white-space separated words that starts at the first word at or after `from`, moved back where fewer follow: UTF-16
 * offsets `[from, to)` into `text`. A text that is short enough is kept whole. Throws RangeError for less than one word.
 */
export function windowAt({ text, words, from }: { text: string; words: number; from: number }): {
  readonly from: number;
  readonly to: number;
} {
  if (!(words >= 1)) throw new RangeError(`a passage window needs at least one word, got ${words}`);
  const spans = Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }) => ({ from: index, to: index + word.length }));
  if (spans.length <= words) return { from: 0, to: text.length };
  const found = spans.findIndex((span) => span.from >= from);
  const last = spans.length - words;
  const start = found === -1 ? last : Math.min(found, last);
  return { from: spans[start]?.from ?? 0, to: spans[start + words - 1]?.to ?? text.length };
}
