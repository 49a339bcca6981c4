import { placeFinder } from './place-finder.ts';

/** One passage of a cut document. Offsets are UTF-16 units of the document: [start, end); [start, overlapEnd) is repeated from the piece before. */
export interface CutPiece {
  readonly start: number;
  readonly end: number;
  readonly overlapEnd: number;
  readonly words: number;
  /** 1-based line where it begins. */
  readonly line: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words are looked up in stretches of this many characters at most, so that one endless line costs time in proportion to its length. */
const stretch = 10_000;

/**
 * Cuts a long document into passages of at most `words` words (Intl.Segmenter) at paragraph ends; a paragraph that is longer is cut at sentence
 * ends, a longer sentence between words. Each passage but the first repeats up to `overlap` words of the one before, from a sentence's start
 * where there is one. Defaults are the caller's; `words` ≥ 1, 0 ≤ `overlap` < `words`, else they are brought into that range.
 */
export function cutDocument(input: {
  readonly text: string;
  readonly words: number;
  readonly overlap: number;
}): readonly CutPiece[] {
  const { text } = input;
  const size = Math.max(1, Math.floor(input.words));
  const overlap = Math.min(Math.max(0, Math.floor(input.overlap)), size - 1);
  const { words, sentences, paragraphs } = wordSpans(text);
  const pieces: CutPiece[] = [];
  if (words.length === 0 && text.trim() !== '') words.push({ start: 0, end: text.length });
  const placeAt = placeFinder(text);
  /** First word that is not in a piece yet. */
  let fresh = 0;
  while (fresh < words.length) {
    const from = fresh === 0 ? 0 : overlapStart(fresh, overlap, sentences);
    const most = Math.min(words.length, from + size);
    const to = most === words.length ? most : (lastBreak(paragraphs, fresh, most) ?? lastBreak(sentences, fresh, most) ?? most);
    const start = from === 0 ? text.length - text.trimStart().length : (words[from]?.start ?? 0);
    const end = to === words.length ? text.trimEnd().length : trimmedEnd(text, words[to]?.start ?? text.length);
    const overlapEnd = fresh === from ? start : (words[fresh]?.start ?? start);
    pieces.push({ start, end, overlapEnd, words: to - from, line: placeAt(start).line });
    fresh = to;
  }
  return pieces;
}

/** The greatest break b with fresh < b ≤ most; breaks are word numbers in rising order. */
function lastBreak(breaks: readonly number[], fresh: number, most: number): number | null {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  const found = breaks[low - 1];
  return found !== undefined && found > fresh ? found : null;
}

function overlapStart(fresh: number, overlap: number, sentences: readonly number[]): number {
  const earliest = Math.max(0, fresh - overlap);
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle] ?? 0) < earliest) low = middle + 1;
    else high = middle;
  }
  const found = sentences[low];
  return found !== undefined && found < fresh ? found : earliest;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] ?? '').trim() === '') at -= 1;
  return at;
}

/** Words of the text, and the numbers of those that begin a sentence or a paragraph; such a word's span takes in the marks before it. */
function wordSpans(text: string): { words: Span[]; sentences: readonly number[]; paragraphs: readonly number[] } {
  const bySentence = new Intl.Segmenter('und', { granularity: 'sentence' });
  const byWord = new Intl.Segmenter('und', { granularity: 'word' });
  const words: Span[] = [];
  const sentences: number[] = [];
  const paragraphs: number[] = [];
  let lead: number | null = null;
  const begin = (breaks: number[]): void => {
    if (breaks.at(-1) !== words.length) breaks.push(words.length);
  };
  for (const paragraph of paragraphSpans(text)) {
    begin(paragraphs);
    for (let at = paragraph.start; at < paragraph.end;) {
      const next = stretchEnd(text, at, paragraph.end);
      for (const sentence of bySentence.segment(text.slice(at, next))) {
        begin(sentences);
        if (sentence.segment.trim() !== '')
          lead ??= at + sentence.index + sentence.segment.length - sentence.segment.trimStart().length;
        for (const { segment, index, isWordLike } of byWord.segment(sentence.segment)) {
          const start = at + sentence.index + index;
          if (isWordLike !== true) continue;
          words.push({ start: lead ?? start, end: start + segment.length });
          lead = null;
        }
      }
      at = next;
    }
  }
  return { words, sentences, paragraphs };
}

/** Where to end a stretch that begins at `at`: at white space if there is any in its second half, never inside a surrogate pair. */
function stretchEnd(text: string, at: number, end: number): number {
  if (end - at <= stretch) return end;
  const full = at + stretch;
  for (let cut = full; cut > at + stretch / 2; cut -= 1) if (/\s/.test(text[cut - 1] ?? '')) return cut;
  return /[\uDC00-\uDFFF]/.test(text[full] ?? '') ? full + 1 : full;
}

function paragraphSpans(text: string): readonly Span[] {
  const spans: { start: number; end: number }[] = [];
  let open = false;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const last = spans.at(-1);
    if (text.slice(start, end).trim() === '') open = false;
    else if (open && last !== undefined) last.end = end;
    else {
      spans.push({ start, end });
      open = true;
    }
    start = end + 1;
  }
  return spans;
}
