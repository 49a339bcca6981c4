import { isUnspaced } from '../text/spans.ts';
import type { DocumentWriter } from './document.ts';

/** A run of letters on a page, as PDF.js gives it: points, from the lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of its letters, in points. */
  readonly size: number;
  /** Written at an angle: its place tells nothing of its line. */
  readonly turned: boolean;
  readonly endsLine: boolean;
}

/** A line of a page. */
export interface PageLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface PageLines {
  readonly page: number;
  readonly lines: readonly PageLine[];
}

/** The lines of a page, in the order in which the file writes them. */
export function linesOf(items: readonly PlacedText[]): readonly PageLine[] {
  const lines: { text: string; x: number; y: number; size: number; end: number; open: boolean }[] = [];
  for (const { text, x, y, width, size, turned, endsLine } of items) {
    const line = lines.at(-1);
    const same = line?.open === true && (turned || Math.abs(line.y - y) < 0.5 * Math.max(line.size, size));
    if (same) {
      const gap = !turned && x - line.end > 0.15 * size && text !== '' && !/\s$/u.test(line.text) && !/^\s/u.test(text);
      line.text += gap ? ` ${text}` : text;
      line.end = x + width;
      if (text.trim() !== '') line.size = Math.max(line.size, size);
      line.open = !endsLine;
    } else if (text.trim() === '') {
      if (endsLine && line !== undefined) line.open = false;
    } else lines.push({ text, x, y, size, end: x + width, open: !endsLine });
  }
  return lines.flatMap(({ text, x, y, size }) => (text.trim() === '' ? [] : [{ text: text.trim(), x, y, size }]));
}

/** A line is a running one where so large a share of pages has it at the same end and height; one page tells nothing. */
const RUNNING = { share: 0.6, pages: 2 };
/** Letters larger than the text's by this factor are a heading's. */
const LARGER = 1.15;
const LONGEST_HEADING = 25;

/**
 * Writes pages as paragraphs and headings. A paragraph ends where the gap to the next line is wider than usual, the letters' size changes, or a line is indented
 * behind a sentence's end; at the end of a column or page it goes on unless it ends a sentence. A heading is a short paragraph in letters larger than most.
 * Lines that stand above or below most pages (letters alike, numbers apart) are left out: their count is returned. A word parted by a hyphen at a line's end
 * is joined only where the document has it whole elsewhere. Linear.
 */
export function writePages(given: readonly PageLines[], writer: DocumentWriter): number {
  const { pages, running } = withoutRunning(given);
  const all = pages.flatMap(({ lines }) => lines);
  const body = bodySize(all);
  const levels = [...new Set(all.map(({ size }) => rounded(size)).filter((size) => size >= body * LARGER))].toSorted(
    (a, b) => b - a,
  );
  const usual = usualGap(pages);
  const known = wordsOf(all);
  let open: PageLine[] = [];
  let goesOn = false;
  const close = (): void => {
    const [first] = open;
    if (first === undefined) return;
    const text = joined(open, known);
    const size = rounded(first.size);
    const heading = size >= body * LARGER && open.length <= 3 && text.split(/\s+/u).length <= LONGEST_HEADING && !goesOn;
    if (heading) writer.heading(text, Math.min(6, levels.indexOf(size) + 1));
    else writer.paragraph(text, goesOn);
    open = [];
    goesOn = false;
  };
  let last: PageLine | null = null;
  for (const { page, lines } of pages) {
    for (const [place, line] of lines.entries()) {
      const turned = last !== null && (place === 0 || line.y > last.y + 0.5 * line.size);
      const alike = last !== null && rounded(last.size) === rounded(line.size);
      if (
        last !== null &&
        alike &&
        turned &&
        rounded(line.size) < body * LARGER &&
        !/[.!?:。！？؟।…]["'”’»)\]]*$/u.test(last.text)
      ) {
        if (place === 0) {
          close();
          goesOn = true;
        }
      } else if (last === null || !alike || turned || parts(last, line, usual)) close();
      if (place === 0) writer.page(page);
      open.push(line);
      last = line;
    }
  }
  close();
  return running;
}

/** Does a paragraph end between two lines, one below the other? */
function parts(above: PageLine, below: PageLine, usual: number): boolean {
  const gap = (above.y - below.y) / below.size;
  if (gap > usual * 1.35) return true;
  return below.x - above.x > below.size && below.x - above.x < 5 * below.size && /[.!?:。！？؟।]["'”’»)\]]*$/u.test(above.text);
}

const rounded = (size: number): number => Math.round(size * 2) / 2;

/** The size that most letters have. */
function bodySize(lines: readonly PageLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(rounded(size), (letters.get(rounded(size)) ?? 0) + text.length);
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [12, 0])[0];
}

/** The gap between two lines of a paragraph, in letter sizes: the middle one of all gaps. */
function usualGap(pages: readonly PageLines[]): number {
  const gaps = pages.flatMap(({ lines }) =>
    lines.flatMap((line, place) => {
      const above = lines[place - 1];
      const gap = above === undefined ? 0 : (above.y - line.y) / line.size;
      return gap > 0.5 && gap < 4 && above !== undefined && rounded(above.size) === rounded(line.size) ? [gap] : [];
    }),
  );
  return gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 1.2;
}

/** What is no line. */
const NO_LINE: PageLine = { text: '', x: 0, y: 0, size: 0 };

/**
 * Leaves out the lines that stand at the same end and height of most pages, numbers apart; up to three at each end. The first page keeps its upper ones and the last
 * page its lower ones, so that no words are lost; bare page numbers go everywhere.
 */
function withoutRunning(
  given: readonly PageLines[],
  turns = 3,
): { readonly pages: readonly PageLines[]; readonly running: number } {
  const ends = (lines: readonly PageLine[]): readonly number[] => (lines.length < 2 ? [] : [0, lines.length - 1]);
  const shape = (end: number, { text, y }: PageLine): string =>
    `${end === 0 ? 'top' : 'end'}:${Math.round(y / 4)}:${text.replaceAll(/\p{N}+/gu, '#')}`;
  const counted = new Map<string, number>();
  for (const { lines } of given)
    for (const end of ends(lines)) {
      const key = shape(end, lines[end] ?? NO_LINE);
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
  const least = Math.max(RUNNING.pages, given.length * RUNNING.share);
  const isRunning = (end: number, lines: readonly PageLine[]): boolean =>
    (counted.get(shape(end, lines[end] ?? NO_LINE)) ?? 0) >= least;
  let running = 0;
  const aside: { readonly page: number; readonly line: PageLine; readonly end: boolean }[] = [];
  const pages = given.map(({ page, lines }, place) => {
    const out = ends(lines).filter((end) => isRunning(end, lines));
    for (const end of out) {
      const line = lines[end] ?? NO_LINE;
      const bare = /^[\p{N}\p{P}\s]*$/u.test(line.text);
      const kept = !bare && (end === 0 ? place === 0 : place === given.length - 1);
      if (kept) aside.push({ page, line, end: end > 0 });
      else running += 1;
    }
    return { page, lines: lines.filter((_, at) => !out.includes(at)) };
  });
  if (running + aside.length === 0) return { pages: given, running: 0 };
  const inner = turns > 1 ? withoutRunning(pages, turns - 1) : { pages, running: 0 };
  return {
    running: running + inner.running,
    pages: inner.pages.map(({ page, lines }) => ({
      page,
      lines: [
        ...aside.flatMap((one) => (one.page === page && !one.end ? [one.line] : [])),
        ...lines,
        ...aside.flatMap((one) => (one.page === page && one.end ? [one.line] : [])),
      ],
    })),
  };
}

/** Every word of the lines but those at their ends, which may be halves. */
function wordsOf(lines: readonly PageLine[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text } of lines)
    for (const word of text.toLowerCase().match(/[\p{L}\p{M}]+(?![\p{L}\p{M}]*-$)/gu) ?? []) words.add(word);
  return words;
}

function joined(lines: readonly PageLine[], known: ReadonlySet<string>): string {
  let text = '';
  for (const { text: line } of lines) {
    if (text === '') {
      text = line;
      continue;
    }
    if (text.endsWith('\u00AD')) {
      text = text.slice(0, -1) + line;
      continue;
    }
    const [half] = /[\p{L}\p{M}]+-$/u.exec(text.slice(-60)) ?? [];
    const [rest] = /^[\p{L}\p{M}]+/u.exec(line) ?? [];
    if (half !== undefined && rest !== undefined) {
      const whole = known.has(`${half.slice(0, -1)}${rest}`.toLowerCase());
      text = (whole ? text.slice(0, -1) : text) + line;
      continue;
    }
    const close = isUnspaced(text.slice(-1)) && isUnspaced(line.slice(0, 1));
    text += close ? line : ` ${line}`;
  }
  return text;
}
