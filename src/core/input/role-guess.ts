import { columnUse } from '../measure/columns.ts';
import type { RowLayout } from '../measure/row-layout.ts';
import { eachLine } from '../measure/rows.ts';
import type { DocumentFile } from './documents.ts';
import { parseJsonAt } from './json.ts';
import type { FileRole } from './reading.ts';

/** What one file is for, seen from its own beginning and name. `role` null: JSON of no known kind. `shape` says how requests and documents are written. */
export interface RoleGuess {
  readonly role: FileRole | null;
  readonly shape: DocumentFile['shape'] | null;
  readonly rows: RowLayout | null;
  /** Nothing that other files hold would change it. */
  readonly sure: boolean;
  /** Requests of one query and one passage each. */
  readonly pairs: boolean;
  /** Questions with lists of their own that are not understood: beside passages queries, and alone nothing. */
  readonly asks: boolean;
}

export const guess = (role: FileRole | null, more: Partial<RoleGuess> = {}): RoleGuess => ({
  role,
  shape: null,
  rows: null,
  sure: true,
  pairs: false,
  asks: false,
  ...more,
});
export const UNKNOWN = guess(null, { sure: false });

/** An opening or closing element of TREC’s markup. */
export const ENTRY = /<(\/?)(doc|document|top|topic|query)(?=[\s/>])([^<>]{0,2000})>/gi;
const NUMBERED = /\b(?:number|num|id|docno|qid)\s*=/i;

/** True for a text of `<DOC>`, `<top>`, `<topic>` or `<query>` elements: a corpus of TREC's or of WikiExtractor's, topics in SGML or XML. */
export function isMarkup(text: string): boolean {
  if (!/^\s*</.test(text.slice(0, 1000))) return false;
  const head = text.slice(0, 20_000);
  const [entry, , name = '', attributes = ''] = new RegExp(ENTRY, 'i').exec(head) ?? [];
  if (entry === undefined) return false;
  const behind = head.slice(head.indexOf(entry));
  if (NUMBERED.test(attributes)) return true;
  const named = /<(?:docno|docid|id|num|number|qid|field|str)[\s/>]/i.test(behind.slice(0, 5000));
  return named && (!/^doc/i.test(name) || /<\/doc(?:ument)?\s*>/i.test(behind) || behind.length > 10_000);
}

/** More than one line, and one of the first three is a whole object: the first, or a later one where the first does not go on over it. */
export function onLines(text: string, at: number): boolean {
  let seen = 0;
  let whole = false;
  const goesOn = (): boolean => {
    const found = parseJsonAt(text, at);
    return found.ok && text.slice(at, found.value.end).includes('\n');
  };
  eachLine(text.slice(at), (row) => {
    if (row.trim() === '') return;
    seen += 1;
    if (seen <= 3 && row.trimStart().startsWith('{')) {
      const found = parseJsonAt(row, 0);
      if (found.ok && row.slice(found.value.end).trim() === '' && (seen === 1 || (!/^\s/.test(row) && !goesOn()))) whole = true;
    }
    return seen < 4;
  });
  return whole && seen > 1;
}

/** True for a first line that names its columns, one of them a text or a query: `qid⇥query`. */
export function isNamedHeader(cells: readonly string[]): boolean {
  const uses = cells.map((cell) => columnUse(cell));
  return cells.length > 1 && uses.every((use) => use !== null) && uses.some((use) => use === 'text' || use === 'query');
}
