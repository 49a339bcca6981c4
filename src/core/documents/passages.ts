import { breakBetween, firstFrom, scanWords } from '../input/words.ts';
import { countWords } from '../text/spans.ts';
import type { DocumentMark, DocumentOutline } from './document.ts';
import { headingText } from './plain.ts';

/** How documents are cut: words of a passage, and words repeated from the one before, at most. */
export interface PassageSize {
  readonly words: number;
  readonly overlap: number;
}

export const PASSAGE_SIZE: PassageSize = { words: 150, overlap: 25 };

/** A passage is cut at a paragraph's or sentence's end where it has so large a share of its words by then. */
const FULL = 0.66;
/** A rest is not cut off that makes the passage no longer than this. */
const STRETCH = 1.15;

/** One passage of a document, word for word: UTF-16 offsets of its text, [from, to); [from, freshFrom) is repeated from the passage before. */
export interface DocumentPassage {
  readonly from: number;
  readonly to: number;
  readonly freshFrom: number;
  /** Where it begins and ends; null: the document has no pages. */
  readonly page: number | null;
  readonly lastPage: number | null;
  /** The headings it stands under, from the highest to its own. */
  readonly headings: readonly string[];
}

/** A stretch between two headings or page ends. */
interface Section {
  readonly from: number;
  readonly to: number;
  readonly headings: readonly string[];
}

/**
 * Cuts a document into passages of at most `words` words (a rest of a seventh more is not cut off) at the ends of paragraphs, else sentences, else between words. No
 * passage goes over a heading, or over the end of a page, unless a paragraph does. Each repeats up to `overlap` words, from a sentence's start, of the one before it in
 * its section. In order, they hold every word of the document; a heading's words stand in `headings`, or, where no text stands under it, in a passage of
 * their own. Linear.
 */
export function documentPassages(
  text: string,
  { marks }: Pick<DocumentOutline, 'marks'>,
  size: PassageSize = PASSAGE_SIZE,
): readonly DocumentPassage[] {
  const words = Math.max(1, Math.floor(size.words));
  const overlap = Math.min(Math.max(0, Math.floor(size.overlap)), words - 1);
  const pageAt = pageFinder(marks);
  return sectionsOf(text, marks).flatMap(({ from, to, headings }) =>
    cutSection(text.slice(from, to), words, overlap).map((piece): DocumentPassage => {
      const place = { from: from + piece.from, to: from + piece.to, freshFrom: from + piece.freshFrom };
      return { ...place, page: pageAt(place.from), lastPage: pageAt(place.to - 1), headings };
    }),
  );
}

function sectionsOf(text: string, marks: readonly DocumentMark[]): readonly Section[] {
  const sections: Section[] = [];
  let stack: readonly { readonly level: number; readonly text: string }[] = [];
  let from = 0;
  /** A heading under which nothing has come yet. */
  let bare: Extract<DocumentMark, { readonly type: 'heading' }> | null = null;
  const end = (to: number): boolean => {
    const stretch = text.slice(from, to);
    if (stretch.trim() === '') return false;
    const start = from + stretch.length - stretch.trimStart().length;
    sections.push({ from: start, to: start + stretch.trim().length, headings: stack.map((one) => one.text) });
    bare = null;
    return true;
  };
  /** No text stands under it, nor a lower heading. */
  const keepBare = (): void => {
    if (bare === null) return;
    sections.push({ from: bare.at, to: bare.to, headings: stack.slice(0, -1).map((one) => one.text) });
    bare = null;
  };
  for (const mark of marks) {
    if (mark.type === 'page') {
      // Inside a paragraph it goes on to the paragraph's end.
      const at = startsParagraph(text, mark.at) ? mark.at : paragraphEnd(text, mark.at);
      if (at <= from) continue;
      end(at);
      from = at;
      continue;
    }
    end(Math.max(from, mark.at));
    if (bare !== null && bare.level >= mark.level) keepBare();
    stack = [
      ...stack.filter(({ level }) => level < mark.level),
      { level: mark.level, text: headingText(text.slice(mark.at, mark.to)) },
    ];
    bare = mark;
    from = Math.max(from, mark.to);
  }
  end(text.length);
  keepBare();
  return sections;
}

function startsParagraph(text: string, at: number): boolean {
  return /(?:^|\n[^\S\n]*\n|\f)\s*$/u.test(text.slice(Math.max(0, at - 200), at));
}

function paragraphEnd(text: string, at: number): number {
  const found = text.indexOf('\n\n', at);
  return found === -1 ? text.length : found;
}

function pageFinder(marks: readonly DocumentMark[]): (at: number) => number | null {
  const pages = marks.filter((mark) => mark.type === 'page');
  const begins = pages.map(({ at }) => at);
  return (at) => pages[Math.max(0, firstFrom(begins, at + 1) - 1)]?.page ?? null;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly freshFrom: number;
}

function cutSection(text: string, words: number, overlap: number): readonly Piece[] {
  const { starts, sentences, paragraphs } = scanWords(text);
  const count = starts.length;
  if (count <= words * STRETCH) return [{ from: 0, to: text.length, freshFrom: 0 }];
  const pieces: Piece[] = [];
  for (let fresh = 0; fresh < count;) {
    const again = fresh === 0 ? undefined : sentences[firstFrom(sentences, fresh - overlap)];
    const first = again !== undefined && again < fresh ? again : fresh;
    const most = first + words;
    const full = Math.max(fresh, first + Math.floor(words * FULL) - 1);
    const next =
      count - first <= words * STRETCH
        ? count
        : (breakBetween(paragraphs, full, most) ??
          breakBetween(sentences, full, most) ??
          breakBetween(sentences, fresh, most) ??
          most);
    const at = (word: number): number => (word === 0 ? 0 : (starts[word] ?? text.length));
    const to = at(first) + text.slice(at(first), at(next)).trimEnd().length;
    pieces.push({ from: at(first), to: next >= count ? text.length : to, freshFrom: at(fresh) });
    fresh = next;
  }
  return pieces;
}

/** Words of the headings in a passage's title; of longer ones only the last two stand there. */
const LONGEST_PATH = 30;

/** What stands in front of a passage: `lease.pdf › Ending the lease, p. 4`. `name` may be a path: its last part is used. */
export function passageTitle(
  name: string,
  { headings, page, lastPage }: Pick<DocumentPassage, 'headings' | 'page' | 'lastPage'>,
): string {
  const path = countWords(headings.join(' ')) > LONGEST_PATH ? headings.slice(-2) : headings;
  const file = name.slice(name.lastIndexOf('/') + 1);
  const pages = page === null ? '' : `, p. ${page}${lastPage === null || lastPage === page ? '' : `–${lastPage}`}`;
  return `${[file, ...path].join(' › ')}${pages}`;
}
