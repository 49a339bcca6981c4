import { eachLine } from '../measure/rows.ts';
import type { DocumentMark, DocumentOutline } from './document.ts';

/** True for a name that Markdown files have. */
export function isMarkdownName(name: string): boolean {
  return /\.(?:md|markdown|mdown|mkd)$/iu.test(name);
}

/**
 * The headings of a Markdown text (`#` to `######`, and lines underlined with `=` or `-`) or the pages of a plain one (a form feed ends a page, as RFCs have
 * them). Headings in fenced code are code. The text itself stays as written. Linear.
 */
export function plainOutline({ name, text }: { readonly name: string; readonly text: string }): DocumentOutline {
  const markdown = isMarkdownName(name);
  const marks = markdown ? markdownMarks(text) : pageMarks(text);
  const [first] = marks;
  const title = first?.type === 'heading' && first.level === 1 ? headingText(text.slice(first.at, first.to)) : '';
  const pages = markdown || marks.length === 0 ? null : marks.length;
  return { kind: markdown ? 'markdown' : 'text', title, pages, marks, notes: [] };
}

/** A heading without what marks it as one. */
export function headingText(written: string): string {
  const [line = ''] = written.split('\n', 1);
  return line
    .replace(/^[ \t]*#{1,6}[ \t]+/u, '')
    .replace(/[ \t]+#+[ \t]*$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const HASHED = /^ {0,3}(#{1,6})[ \t]+\S/u;

function markdownMarks(text: string): readonly DocumentMark[] {
  const marks: DocumentMark[] = [];
  let fence: string | null = null;
  let at = 0;
  let before: { readonly at: number; readonly row: string } | null = null;
  let front = /^---[ \t]*\n/u.test(text);
  eachLine(text, (row, line) => {
    const from = at;
    at += row.length + 1;
    const mark = FENCE.exec(row)?.[1];
    if (front) {
      if (line > 1 && /^(?:---|\.\.\.)[ \t]*$/u.test(row)) front = false;
      return;
    }
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
      before = null;
      return;
    }
    if (fence !== null) return;
    const level = HASHED.exec(row)?.[1]?.length;
    if (level !== undefined) {
      marks.push({ type: 'heading', at: from, to: from + row.length, level });
      before = null;
      return;
    }
    const under = /^ {0,3}(=+|-{2,})[ \t]*$/u.exec(row)?.[1]?.[0];
    if (under !== undefined && before !== null) {
      marks.push({ type: 'heading', at: before.at, to: from + row.length, level: under === '=' ? 1 : 2 });
      before = null;
      return;
    }
    // Only a line alone in its paragraph can be underlined; a list's or a table's row is none.
    const bare = row.trim() !== '' && !/^\s*(?:[-*+>|]|\d+[.)])/u.test(row);
    const alone =
      from === 0 ||
      /\n[ \t]*\n$/u.test(text.slice(Math.max(0, from - 200), from)) ||
      text.lastIndexOf('\n', from - 2) === marks.at(-1)?.at;
    before = bare && alone ? { at: from, row } : null;
  });
  return marks;
}

function pageMarks(text: string): readonly DocumentMark[] {
  if (!text.includes('\f')) return [];
  const marks: DocumentMark[] = [{ type: 'page', at: 0, page: 1 }];
  for (let at = text.indexOf('\f'); at !== -1; at = text.indexOf('\f', at + 1))
    if (text.slice(at + 1).trim() !== '') marks.push({ type: 'page', at: at + 1, page: marks.length + 1 });
  return marks;
}
