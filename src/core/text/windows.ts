import type { Candidate } from '../request.ts';
import { evidenceUnits, evidenceWindow } from './evidence-units.ts';
import type { EvidenceUnit, QueryWord } from './evidence-units.ts';
import type { TextSpan } from './spans.ts';
import { isUnspaced, SENTENCE_MARKS, sizeInWords, wordSpans } from './spans.ts';
import { queryTerms, termSpans, trainedTerms } from './terms.ts';
import type { TermRule } from './terms.ts';

/** What a sentence encoder reads at once: words, and by their letters about as many word pieces as it takes. */
const READ_AT_ONCE = { words: 120, load: 240 } as const;

/**
 * Cuts a text into windows of at most `words` white-space separated words and of at most `load`, sentence by sentence: every word stands in exactly one
 * window, in order. Sentences are packed while they fit; one that is longer than a window is cut after every word that just fits, and what is left of it
 * stays open for the next sentence. A text without words is one window. A word's load is a quarter of its ASCII letters, rounded up, and all of its others:
 * scripts that BERT writes letter by letter get shorter windows. The same rule cuts passages in `models/first_stage`, so it must not drift.
 * @throws RangeError when `words` or `load` is not a whole number from 1.
 */
export function passageWindows(
  text: string,
  words: number = READ_AT_ONCE.words,
  load: number = READ_AT_ONCE.load,
): readonly TextSpan[] {
  for (const most of [words, load])
    if (!Number.isInteger(most) || most < 1) throw new RangeError(`a passage window needs at least one word, got ${most}`);
  const windows: TextSpan[] = [];
  let open: TextSpan[] = [];
  let carried = 0;
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first !== undefined && last !== undefined) windows.push({ from: first.from, to: last.to });
    open = [];
    carried = 0;
  };
  for (const sentence of sentencesOf(text)) {
    const loads = sentence.map(({ from, to }) => loadOf(text.slice(from, to)));
    const whole = loads.reduce((sum, one) => sum + one, 0);
    if (open.length + sentence.length > words || carried + whole > load) close();
    for (const [place, word] of sentence.entries()) {
      const more = loads[place] ?? 0;
      // Only of a sentence that is longer than a window itself.
      if (open.length + 1 > words || (open.length > 0 && carried + more > load)) close();
      open.push(word);
      carried += more;
    }
  }
  close();
  return windows.length === 0 ? [{ from: 0, to: text.length }] : windows;
}

function loadOf(word: string): number {
  const ascii = word.match(/[\0-\x7F]/gu)?.length ?? 0;
  return Math.ceil(ascii / 4) + Array.from(word).length - ascii;
}

/**
 * Where the best run of `words` white-space separated words stands: UTF-16 offsets `[from, to)` into `text`. Best is the greatest sum of
 * `idf` over the distinct query terms inside; the first of equals wins; one word per step. A text that is short enough is kept whole.
 */
export function bestWindow({
  query,
  text,
  words,
  idf,
  termsOf: allTerms = queryTerms,
}: {
  query: string;
  text: string;
  words: number;
  idf: ReadonlyMap<string, number>;
  /** The rule that `idf` was made by. */
  termsOf?: TermRule;
}): TextSpan {
  if (!(words >= 1)) throw new RangeError(`a passage window needs at least one word, got ${words}`);
  if (allTerms !== trainedTerms && isUnspaced(text)) return bestSentences({ query, text, words });
  const spans = wordSpans(text);
  if (spans.length <= words) return { from: 0, to: text.length };
  const wanted = new Map([...new Set(allTerms(query))].map((term, place) => [term, { place, weight: idf.get(term) ?? 0 }]));
  const termsOf = spans.map(({ from, to }) => allTerms(text.slice(from, to)).filter((term) => wanted.has(term)));
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

/** In a script without spaces: the run of whole sentences that is short enough and shares the most with the query; the first of equals. */
function bestSentences({ query, text, words }: { query: string; text: string; words: number }): TextSpan {
  const found = termSpans(query, text);
  const terms = [...new Set(found.map(({ term }) => term))];
  const units = evidenceUnits(text).map((unit): EvidenceUnit => {
    const inside = new Set(found.filter(({ from }) => from >= unit.from && from < unit.to).map(({ term }) => term));
    return { ...unit, similar: terms.map((term) => (inside.has(term) ? 1 : 0)) };
  });
  const queryWords = terms.map((): QueryWord => ({ from: 0, to: 0, weight: 1 / terms.length }));
  return evidenceWindow({ text, units, queryWords, words });
}

/**
 * The run of `words` white-space separated words that starts at the first word at or after `from`, moved back where fewer follow: UTF-16
 * offsets `[from, to)` into `text`. A text that is short enough is kept whole. Throws RangeError for less than one word.
 */
export function windowAt({ text, words, from }: { text: string; words: number; from: number }): TextSpan {
  if (!(words >= 1)) throw new RangeError(`a passage window needs at least one word, got ${words}`);
  if (isUnspaced(text)) return sentencesFrom({ text, words, from });
  const spans = wordSpans(text);
  if (spans.length <= words) return { from: 0, to: text.length };
  const found = spans.findIndex((span) => span.from >= from);
  const last = spans.length - words;
  const start = found === -1 ? last : Math.min(found, last);
  return { from: spans[start]?.from ?? 0, to: spans[start + words - 1]?.to ?? text.length };
}

/** In a script without spaces: as many whole sentences from the first one at or after `from` as are short enough, the beginning of one that is not. */
function sentencesFrom({ text, words, from }: { text: string; words: number; from: number }): TextSpan {
  if (sizeInWords(text) <= words) return { from: 0, to: text.length };
  const units = evidenceUnits(text, words);
  const first = Math.max(
    0,
    units.findIndex((unit) => unit.from >= from),
  );
  const begin = units[first]?.from ?? 0;
  let to = units[first]?.to ?? text.length;
  for (const unit of units.slice(first + 1)) {
    if (sizeInWords(text.slice(begin, unit.to)) > words) break;
    to = unit.to;
  }
  return { from: begin, to };
}

/** How a passage is shortened: in what unit, and which part of it stays. The best part is told by words only. */
interface PassageCut {
  readonly unit: 'words' | 'characters' | 'tokens';
  readonly from: 'best' | 'start';
}

/** A passage to be shown. */
export interface PromptCandidate extends Candidate {
  /** UTF-16 offset into `text` where the kept words start; null or absent: at the best window for the query's terms. */
  readonly windowFrom?: number | null;
  /** What late interaction found, which then chooses the words: whole sentences or clauses. */
  readonly evidence?: { readonly units: readonly EvidenceUnit[]; readonly queryWords: readonly QueryWord[] };
}

/**
 * Keeps at most `limit` units of a passage, at least one word or character. words: from the best window (by `evidence`, else from `windowFrom`), or from the start.
 * characters: code points from the start, a run of white space counting one. tokens: as many whole characters from the start as `countTokens`
 * allows. A text that is short enough is kept whole.
 */
export function cutPassage({
  candidate,
  cut,
  limit,
  query,
  idf,
  termsOf = queryTerms,
  countTokens,
}: {
  candidate: PromptCandidate;
  cut: PassageCut;
  limit: number;
  query: string;
  idf: ReadonlyMap<string, number>;
  /** The rule that `idf` was made by. */
  termsOf?: TermRule;
  countTokens: (text: string) => number;
}): TextSpan {
  const { text, windowFrom = null, evidence } = candidate;
  switch (cut.unit) {
    case 'words':
      if (cut.from === 'start') return windowAt({ text, words: limit, from: 0 });
      if (evidence !== undefined) return evidenceWindow({ text, ...evidence, words: limit });
      return windowFrom === null
        ? bestWindow({ query, text, words: limit, idf, termsOf })
        : windowAt({ text, words: limit, from: windowFrom });
    case 'characters':
      return { from: 0, to: charactersEnd(text, limit) };
    case 'tokens':
      return { from: 0, to: tokensEnd(text, limit, countTokens) };
  }
}

function charactersEnd(text: string, limit: number): number {
  let kept = 0;
  let gap = true;
  let at = 0;
  for (const character of text) {
    const space = /\s/u.test(character);
    if (!(space && gap)) {
      if (kept === limit) return text.slice(at).trim() === '' ? text.length : at;
      kept += 1;
    }
    gap = space;
    at += character.length;
  }
  return text.length;
}

function tokensEnd(text: string, limit: number, countTokens: (text: string) => number): number {
  if (countTokens(text) <= limit) return text.length;
  let low = 1;
  let high = text.length - 1;
  let best = 0;
  while (low <= high) {
    const middle = Math.ceil((low + high) / 2);
    const end = inPair(text, middle) ? middle - 1 : middle;
    if (end > best && countTokens(text.slice(0, end)) <= limit) {
      best = end;
      low = middle + 1;
    } else high = middle - 1;
  }
  return best > 0 ? best : inPair(text, 1) ? 2 : 1;
}

/** Would a cut here part a surrogate pair? */
function inPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

const SENTENCE_END = new RegExp(`[.!?${SENTENCE_MARKS}]["'”’)\\]」』）]*$`, 'u');

/** The words of each sentence. The last sentence may lack its mark. */
function sentencesOf(text: string): readonly (readonly TextSpan[])[] {
  const sentences: TextSpan[][] = [];
  let sentence: TextSpan[] = [];
  for (const { from, to } of wordSpans(text)) {
    sentence.push({ from, to });
    if (!SENTENCE_END.test(text.slice(from, to))) continue;
    sentences.push(sentence);
    sentence = [];
  }
  if (sentence.length > 0) sentences.push(sentence);
  return sentences;
}
