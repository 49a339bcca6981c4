import type { TextSpan } from '../text/spans.ts';
import type { DocumentMark } from './document.ts';

/** A stretch of a document that is shown as one piece: a heading, a paragraph, or a part of a long one. */
export interface TextBlock extends TextSpan {
  /** Level of the heading that it is, 1 the highest; null: it is none. */
  readonly heading: number | null;
  /** The page that begins with it; null: none does. */
  readonly page: number | null;
}

/** Longer paragraphs are shown in parts: a text without a blank line is one paragraph of megabytes. UTF-16 units. */
const LONGEST = 1500;

/**
 * Cuts a document's text for the screen: at headings, pages and blank lines, and paragraphs of more than `longest` units between words. In order, not
 * overlapping; only white space stands between them. Linear.
 */
export function textBlocks(text: string, marks: readonly DocumentMark[], longest: number = LONGEST): readonly TextBlock[] {
  const levels = new Map<number, number>();
  const pages = new Map<number, number>();
  const borders = new Set([0, text.length]);
  for (const mark of marks) {
    borders.add(Math.min(mark.at, text.length));
    if (mark.type === 'page') pages.set(mark.at, mark.page);
    else {
      borders.add(Math.min(mark.to, text.length));
      levels.set(mark.at, mark.level);
    }
  }
  const cuts = [...borders].sort((one, other) => one - other);
  const blocks: TextBlock[] = [];
  let page: number | null = null;
  let blank = -1;
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1] ?? from;
    page = pages.get(from) ?? page;
    const heading = levels.get(from) ?? null;
    for (let at = pastSpace(text, from, to); at < to; at = pastSpace(text, at, to)) {
      if (blank < at) blank = blankLine(text, at);
      const end = blockEnd(text, { at, to: Math.min(blank, to), longest });
      blocks.push({ from: at, to: end, heading, page });
      page = null;
      at = end;
    }
  }
  return blocks;
}

function pastSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/u.test(text.charAt(at))) at += 1;
  return at;
}

/** Where the next blank line begins; the text's end where there is none. */
function blankLine(text: string, from: number): number {
  const found = text.indexOf('\n\n', from);
  return found === -1 ? text.length : found;
}

function blockEnd(
  text: string,
  { at, to, longest }: { readonly at: number; readonly to: number; readonly longest: number },
): number {
  if (to - at <= longest) return to;
  const part = text.slice(at, at + longest);
  const space = Math.max(part.lastIndexOf('\n'), part.lastIndexOf(' '));
  if (space > longest / 2) return at + space;
  // A pair of surrogates is one character.
  const low = text.charCodeAt(at + longest);
  return at + (low >= 0xdc00 && low <= 0xdfff && longest > 1 ? longest - 1 : longest);
}

/** The place of the block that holds an offset, or the last one before it; 0 where there is none. */
export function blockAt(blocks: readonly TextBlock[], at: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
