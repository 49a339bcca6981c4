import { foldTerms, foldTermsMapped } from './fold.ts';
import type { TextSpan } from './spans.ts';

/**
 * The terms of a text, in order, repeats kept: words of any script with their marks, in one spelling (`foldTerms`), a final "s" dropped from terms of more than
 * three characters that do not end in "ss". Of English text the same as `trainedTerms`. The pipeline's first stage has the same rule (`folded_terms` in
 * `models/prompt_format.py`), so it must not drift.
 * @example queryTerms("What's in glass boxes?") // ['what', 's', 'in', 'glass', 'boxe']
 */
export function queryTerms(text: string): readonly string[] {
  return (foldTerms(text).match(WORD) ?? []).map(withoutPlural);
}

/**
 * The first version of the rule, which made the training data of Glassrank 1 and 2 (`query_terms` in `models/prompt_format.py`): lower case, runs of letters and
 * digits as they are written. Their prompts cut passages by it.
 */
export function trainedTerms(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(withoutPlural);
}

/** Cuts a text into terms. */
export type TermRule = (text: string) => readonly string[];

/** A letter or digit, and what belongs to the word: an accent or a vowel sign that stands by itself is a mark. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{Mn}\p{Mc}]*/gu;

function withoutPlural(term: string): string {
  if (!term.endsWith('s') || term.endsWith('ss')) return term;
  return Array.from(term).length > 3 ? term.slice(0, -1) : term;
}

/** Inverse document frequency of each term over these texts alone: ln(1 + (N − df + ½) / (df + ½)), natural logarithm, above 0. */
export function listIdf(texts: readonly string[], termsOf: TermRule = queryTerms): ReadonlyMap<string, number> {
  return termIdf(texts.map(termsOf));
}

function termIdf(documents: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const frequency = new Map<string, number>();
  for (const document of documents) {
    for (const term of new Set(document)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const count = documents.length;
  return new Map([...frequency].map(([term, df]) => [term, Math.log(1 + (count - df + 0.5) / (df + 0.5))]));
}

const k1 = 0.9;
const b = 0.4;

/**
 * BM25 (k1 0.9, b 0.4, each distinct query term once) of each text, with the statistics of this list only. Scores from 0; 0 where no term of the
 * query occurs. The training data were made with the same formula (`models/prompt_format.py`). `termsOf` cuts query and texts into terms;
 * default: the rule of `queryTerms`.
 */
export function listBm25({
  query,
  texts,
  termsOf = queryTerms,
}: {
  query: string;
  texts: readonly string[];
  termsOf?: TermRule;
}): readonly number[] {
  const documents = texts.map(termsOf);
  const idf = termIdf(documents);
  const terms = [...new Set(termsOf(query))];
  const averageLength = documents.reduce((sum, document) => sum + document.length, 0) / Math.max(1, documents.length);
  return documents.map((document) => {
    const counts = new Map<string, number>();
    for (const term of document) counts.set(term, (counts.get(term) ?? 0) + 1);
    let score = 0;
    for (const term of terms) {
      const count = counts.get(term);
      if (count === undefined) continue;
      score += ((idf.get(term) ?? 0) * count * (k1 + 1)) / (count + k1 * (1 - b + (b * document.length) / averageLength));
    }
    return score;
  });
}

/** A word of a text that the query has too. UTF-16 offsets `[from, to)`; `term` as `queryTerms` writes it. */
interface TermSpan extends TextSpan {
  readonly term: string;
}

/** Scripts that write without spaces: a run of them is many words, so it is matched by pairs of letters. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{2,}/gu;

/**
 * Where the query's terms stand in a text, in order, never overlapping: whole words by the rule of `queryTerms`; in scripts without spaces,
 * stretches that share at least two neighbouring letters with the query.
 */
export function termSpans(query: string, text: string): readonly TermSpan[] {
  const terms = new Set(queryTerms(query));
  const pairs = new Set(Array.from(foldTerms(query).matchAll(unspaced), ([run]) => pairsOf(run).map(({ term }) => term)).flat());
  const spans: { from: number; to: number; term: string }[] = [];
  const folded = foldTermsMapped(text);
  for (const { 0: written, index } of folded.text.matchAll(WORD)) {
    const term = withoutPlural(written);
    if (terms.has(term)) {
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
          last.term = folded.text.slice(last.from, last.to);
        } else {
          spans.push({ from, to: from + pair.term.length, term: pair.term });
        }
      }
    }
  }
  return spans.map(({ from, to, term }) => ({ ...folded.spanOf(from, to), term }));
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
