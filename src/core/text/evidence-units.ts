import type { TextSpan } from './spans.ts';
import { isUnspaced, SENTENCE_MARKS, sizeInWords, wordSpans } from './spans.ts';

/** A sentence of a passage, or a clause of a long one: what is quoted and shown whole. UTF-16 offsets `[from, to)` into the text. */
export interface EvidenceUnit extends TextSpan {
  /** How near it comes to each word of the query, −1 to 1: the greatest similarity of its words. */
  readonly similar: readonly number[];
}

/** Where a passage comes nearest to one word of the query: the word's UTF-16 offsets in the passage's text or title. */
export interface WordMatch extends TextSpan {
  readonly in: 'text' | 'title';
  readonly similar: number;
}

/** What late interaction found in one passage. */
export interface PassageMatches {
  /** In order; together they hold every word of the text once. */
  readonly units: readonly EvidenceUnit[];
  /** One for each word of the query; null where the passage has no words. */
  readonly found: readonly (WordMatch | null)[];
}

/** A word of the query. Weights of all are 1 together, or all 0 where there is nothing to weigh. */
export interface QueryWord extends TextSpan {
  readonly weight: number;
}

/** A unit is cut where it is longer than so many words, or than twice as many letters in a script without spaces. */
const LONGEST_UNIT = 24;

/**
 * The sentences of a text; one that is longer than 24 words in clauses, packed while they fit. Ends of sentences are `. ! ?` before white space and `。！？؟।`
 * and their like anywhere, of clauses `, ; :` and dashes before white space and their wide forms anywhere. Without any the cut comes after the 24th word. Spans begin and
 * end at words. A text without words has none. The same rule is in `models/first_stage`, so it must not drift.
 */
export function evidenceUnits(text: string, longest: number = LONGEST_UNIT): readonly TextSpan[] {
  const units: { from: number; to: number }[] = [];
  for (const sentence of partsOf(text, { from: 0, to: text.length }, SENTENCE_END)) {
    if (sizeInWords(text.slice(sentence.from, sentence.to)) <= longest) {
      units.push(sentence);
      continue;
    }
    let open: { from: number; to: number } | null = null;
    for (const clause of partsOf(text, sentence, CLAUSE_END).flatMap((one) => inRuns(text, one, longest))) {
      if (open !== null && sizeInWords(text.slice(open.from, clause.to)) <= longest) {
        open.to = clause.to;
        continue;
      }
      if (open !== null) units.push(open);
      open = { ...clause };
    }
    if (open !== null) units.push(open);
  }
  return units;
}

/** How near a unit, or several read as one, comes to the query: the weighted mean over the query's words of what each is met with. */
export function unitScore(units: readonly EvidenceUnit[], words: readonly QueryWord[]): number {
  return words.reduce((sum, { weight }, word) => sum + weight * bestOf(units, word), 0);
}

function bestOf(units: readonly EvidenceUnit[], word: number): number {
  return units.reduce((best, { similar }) => Math.max(best, similar[word] ?? -1), -1);
}

/**
 * The passage's best evidence for a query: of one to three units the nearest one, of four or more the two nearest; the earlier of equals. In text order.
 * Empty where there is nothing to weigh.
 */
export function bestUnits({ units }: PassageMatches, words: readonly QueryWord[]): readonly EvidenceUnit[] {
  if (words.every(({ weight }) => weight === 0)) return [];
  const scored = units.map((unit, place) => ({ unit, place, score: unitScore([unit], words) }));
  return scored
    .toSorted((one, other) => other.score - one.score || one.place - other.place)
    .slice(0, units.length < 4 ? 1 : 2)
    .toSorted((one, other) => one.place - other.place)
    .map(({ unit }) => unit);
}

/**
 * Which part of a text to show where `words` white-space separated words are allowed: of all runs of whole units that fit, the one that comes nearest to the
 * query, each of its words met by the best unit of the run; the first of equals. A run is always as long as fits, since more units never come less near. Where
 * no unit fits: the beginning of the nearest one. A text that fits is kept whole.
 * @throws RangeError for less than one word.
 */
export function evidenceWindow({
  text,
  units,
  queryWords,
  words,
}: {
  text: string;
  units: readonly EvidenceUnit[];
  queryWords: readonly QueryWord[];
  words: number;
}): TextSpan {
  if (!(words >= 1)) throw new RangeError(`a passage window needs at least one word, got ${words}`);
  const spans = wordSpans(text);
  const apart = isUnspaced(text);
  if ((apart ? sizeInWords(text) : spans.length) <= words || units.length === 0) return { from: 0, to: text.length };
  const counts = units.map((unit) =>
    apart ? sizeInWords(text.slice(unit.from, unit.to)) : spans.filter(({ from }) => from >= unit.from && from < unit.to).length,
  );
  let best: { readonly from: number; readonly to: number; readonly score: number } | null = null;
  for (const [first, unit] of units.entries()) {
    let held = 0;
    let last = first;
    while (last < units.length && held + (counts[last] ?? 0) <= words) held += counts[last++] ?? 0;
    if (last === first) continue;
    const run = units.slice(first, last);
    const score = unitScore(run, queryWords);
    if (best === null || score > best.score + TIE) best = { from: unit.from, to: run.at(-1)?.to ?? unit.to, score };
  }
  if (best !== null) return { from: best.from, to: best.to };
  const nearest = units.reduce((one, other) =>
    unitScore([other], queryWords) > unitScore([one], queryWords) + TIE ? other : one,
  );
  if (apart) return { from: nearest.from, to: inRuns(text, nearest, words)[0]?.to ?? nearest.to };
  const begun = spans.filter(({ from }) => from >= nearest.from).slice(0, words);
  return { from: nearest.from, to: begun.at(-1)?.to ?? nearest.to };
}

/** Differences that rounding alone may make decide nothing. */
const TIE = 1e-9;

const SENTENCE_END = new RegExp(`[.!?]+["'”’)\\]]*(?=\\s)|[${SENTENCE_MARKS}]+[”’」』）]*`, 'gu');
const CLAUSE_END = /[,;:]["'”’)\]]*(?=\s)|\s[–—-](?=\s)|—|[，；：、،؛፣፤၊]/gu;

/** The parts of a stretch that marks part, each from its first to its last word. */
function partsOf(text: string, { from, to }: TextSpan, mark: RegExp): readonly TextSpan[] {
  const parts: TextSpan[] = [];
  const stretch = text.slice(from, to);
  let begin = 0;
  for (const end of [...Array.from(stretch.matchAll(mark), ({ 0: found, index }) => index + found.length), stretch.length]) {
    const part = stretch.slice(begin, end);
    const written = part.trim();
    if (written !== '') {
      const start = from + begin + (part.length - part.trimStart().length);
      parts.push({ from: start, to: start + written.length });
    }
    begin = end;
  }
  return parts;
}

/** A clause in runs of at most `longest` words. */
function inRuns(text: string, clause: TextSpan, longest: number): readonly TextSpan[] {
  if (sizeInWords(text.slice(clause.from, clause.to)) <= longest) return [clause];
  const runs: { from: number; to: number; size: number }[] = [];
  for (const { from, to, size } of wordsOf(text, clause, longest)) {
    const open = runs.at(-1);
    if (open !== undefined && open.size + size <= longest) {
      open.to = to;
      open.size += size;
    } else runs.push({ from, to, size });
  }
  return runs.map(({ from, to }) => ({ from, to }));
}

/** The words of a stretch; of a script without spaces, stretches of at most twice as many letters. No mark is parted from its letter. */
function wordsOf(
  text: string,
  { from: start, to: end }: TextSpan,
  longest: number,
): readonly (TextSpan & { readonly size: number })[] {
  return wordSpans(text.slice(start, end)).flatMap(({ from, to }) => {
    const word = text.slice(start + from, start + to);
    const size = Math.max(1, sizeInWords(word));
    if (size <= longest || !isUnspaced(word)) return [{ from: start + from, to: start + to, size: isUnspaced(word) ? size : 1 }];
    const pieces: { from: number; to: number; size: number }[] = [];
    let at = start + from;
    let letters = 0;
    for (const letter of word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
      const open = pieces.at(-1);
      letters += Array.from(letter).length;
      if (open === undefined || letters > 2 * longest) {
        pieces.push({ from: at, to: at + letter.length, size: 1 });
        letters = Array.from(letter).length;
      } else {
        open.to += letter.length;
        open.size = Math.ceil(letters / 2);
      }
      at += letter.length;
    }
    return pieces;
  });
}
