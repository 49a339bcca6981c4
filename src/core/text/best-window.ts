import { queryTerms } from './query-terms.ts';

/**
 * Where the best run of `words` white-space separated words stands: UTF-16 offsets `[from, to)` into `text`. Best is the greatest sum of
 * `idf` over the distinct query terms inside; the first of equals wins; one word per step. A text that is short enough is kept whole.
 */
export function bestWindow({
  query,
  text,
  words,
  idf,
}: {
  query: string;
  text: string;
  words: number;
  idf: ReadonlyMap<string, number>;
}): { readonly from: number; readonly to: number } {
  if (!(words >= 1)) throw new RangeError(`a passage window needs at least one word, got ${words}`);
  const spans = Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }) => ({ word, from: index, to: index + word.length }));
  if (spans.length <= words) return { from: 0, to: text.length };
  const wanted = new Map([...new Set(queryTerms(query))].map((term, place) => [term, { place, weight: idf.get(term) ?? 0 }]));
  const termsOf = spans.map(({ word }) => queryTerms(word).filter((term) => wanted.has(term)));
  const inside = new Map<string, number>();
  let best = { start: 0, sum: -1 };
  let sum = 0;
  let changed = true;
  for (let end = 0; end < spans.length; end += 1) {
    for (const term of termsOf[end] ?? []) {
      inside.set(term, (inside.get(term) ?? 0) + 1);
      changed = true;
    }
    const start = end - words + 1;
    for (const term of termsOf[start - 1] ?? []) {
      const left = (inside.get(term) ?? 0) - 1;
      if (left > 0) inside.set(term, left);
      else inside.delete(term);
      changed = true;
    }
    if (start < 0 || !changed) continue;
    // Summed afresh and always in the query's order: adding and taking away would leave rounding that decides ties.
    const present = [...inside.keys()].flatMap((term) => wanted.get(term) ?? []).sort((one, other) => one.place - other.place);
    sum = present.reduce((total, { weight }) => total + weight, 0);
    changed = false;
    if (sum > best.sum + 1e-9) best = { start, sum };
  }
  return { from: spans[best.start]?.from ?? 0, to: spans[best.start + words - 1]?.to ?? text.length };
}
