import type { TextSpan } from './passage-windows.ts';
import { queryTerms } from './query-terms.ts';

/** A word of a text that the query has too. UTF-16 offsets `[from, to)`; `term` as `queryTerms` writes it. */
export interface TermSpan extends TextSpan {
  readonly term: string;
}

const word = /[\p{L}\p{N}]+/gu;
/** Scripts that write without spaces: a run of them is many words, so it is matched by pairs of letters. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{2,}/gu;

/**
 * Where the query's terms stand in a text, in order, never overlapping: whole words by the rule of `queryTerms`; in scripts without spaces,
 * stretches that share at least two neighbouring letters with the query.
 */
export function termSpans(query: string, text: string): readonly TermSpan[] {
  const terms = new Set(queryTerms(query));
  const pairs = new Set(Array.from(query.matchAll(unspaced), ([run]) => pairsOf(run).map(({ term }) => term)).flat());
  const spans: { from: number; to: number; term: string }[] = [];
  for (const { 0: written, index } of text.matchAll(word)) {
    const term = queryTerms(written).find((one) => terms.has(one));
    if (term !== undefined) {
      spans.push({ from: index, to: index + written.length, term });
      continue;
    }
    for (const run of pairs.size === 0 ? [] : written.matchAll(unspaced)) {
      for (const pair of pairsOf(run[0])) {
        if (!pairs.has(pair.term)) continue;
        const from = index + run.index + pair.from;
        const last = spans.at(-1);
        if (last !== undefined && last.to > from) {
          last.to = from + pair.term.length;
          last.term = text.slice(last.from, last.to);
        } else {
          spans.push({ from, to: from + pair.term.length, term: pair.term });
        }
      }
    }
  }
  return spans;
}

function pairsOf(run: string): readonly { readonly from: number; readonly term: string }[] {
  const letters = Array.from(run);
  let from = 0;
  return letters.slice(1).map((letter, index) => {
    const before = letters[index] ?? '';
    const pair = { from, term: before + letter };
    from += before.length;
    return pair;
  });
}
