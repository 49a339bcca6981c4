import { breakBetween, firstFrom, scanWords } from './words.ts';

/** One passage of a cut document. Offsets are UTF-16 units of the document: [start, end); [start, overlapEnd) is repeated from the piece before. */
export interface CutPiece {
  readonly start: number;
  readonly end: number;
  readonly overlapEnd: number;
  readonly words: number;
  /** 1-based line where it begins. */
  readonly line: number;
}

/**
 * Cuts a long document into passages of at most `words` words (as `scanWords` counts) at paragraph ends; a paragraph that is longer is cut at
 * sentence ends, a longer sentence between words. Each passage but the first repeats up to `overlap` words of the one before, from a sentence's
 * start where there is one. Defaults are the caller's; `words` ≥ 1, 0 ≤ `overlap` < `words`, else they are brought into that range.
 */
export function cutDocument(input: {
  readonly text: string;
  readonly words: number;
  readonly overlap: number;
}): readonly CutPiece[] {
  const { text } = input;
  const size = Math.max(1, Math.floor(input.words));
  const overlap = Math.min(Math.max(0, Math.floor(input.overlap)), size - 1);
  const { starts, sentences, paragraphs } = scanWords(text);
  const last = text.trimEnd().length;
  // A text of marks only is one passage.
  const count = starts.length === 0 && last > 0 ? 1 : starts.length;
  const pieces: CutPiece[] = [];
  let line = 1;
  let counted = 0;
  /** First word that is not in a piece yet. */
  let fresh = 0;
  while (fresh < count) {
    const from = fresh === 0 ? 0 : overlapStart(fresh, overlap, sentences);
    const most = Math.min(count, from + size);
    const to = most === count ? most : (breakBetween(paragraphs, fresh, most) ?? breakBetween(sentences, fresh, most) ?? most);
    const start = from === 0 ? text.length - text.trimStart().length : (starts[from] ?? 0);
    const end = to === count ? last : trimmedEnd(text, starts[to] ?? last);
    const overlapEnd = fresh === from ? start : (starts[fresh] ?? start);
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', counted)) {
      line += 1;
      counted = at + 1;
    }
    pieces.push({ start, end, overlapEnd, words: to - from, line });
    fresh = to;
  }
  return pieces;
}

function overlapStart(fresh: number, overlap: number, sentences: readonly number[]): number {
  const earliest = Math.max(0, fresh - overlap);
  const found = sentences[firstFrom(sentences, earliest)];
  return found !== undefined && found < fresh ? found : earliest;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] ?? '').trim() === '') at -= 1;
  return at;
}
