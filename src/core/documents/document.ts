import { cleaned } from '../input/clean.ts';
import type { DocumentKind, DocumentNote } from './facts.ts';

/** Where something begins in a document's text: UTF-16 units. */
export type DocumentMark =
  | { readonly type: 'page'; readonly at: number; readonly page: number }
  /** A heading stands at `[at, to)`, in a paragraph of its own; level 1 is the highest. */
  | { readonly type: 'heading'; readonly at: number; readonly to: number; readonly level: number };

/**
 * What is known of a document beside its text, in which paragraphs stand apart by a blank line. Marks stand in the text's order. A page that begins inside a paragraph
 * goes on with it.
 */
export interface DocumentOutline {
  readonly kind: DocumentKind;
  /** What the document calls itself; empty where it does not. */
  readonly title: string;
  /** Pages of the file, read or not; null for kinds without pages. */
  readonly pages: number | null;
  readonly marks: readonly DocumentMark[];
  readonly notes: readonly DocumentNote[];
}

/** A document as a reader gives it. Its text is clean: `cleanText` changes nothing in it, so that marks stay where they are. */
export interface ReadDocument extends DocumentOutline {
  readonly text: string;
}

/** Why a document is not read at all. */
export type DocumentProblem =
  /** Pages of pictures without a text layer. */
  | { readonly type: 'scan'; readonly pages: number }
  | { readonly type: 'password' }
  /** It breaks off, or is not what it says it is. */
  | { readonly type: 'damaged' }
  | { readonly type: 'too-large'; readonly mebibytes: number }
  /** Nothing was heard of it for longer than is waited; at this page, where it has pages. */
  | { readonly type: 'too-slow'; readonly page: number | null }
  /** A program's own format, such as Word's of before 2007, that is not read here. */
  | { readonly type: 'foreign'; readonly format: ForeignFormat }
  /** It holds no words. */
  | { readonly type: 'no-words' }
  /** A zip inside a zip. */
  | { readonly type: 'nested' };

/** Formats that are known and not read. */
export type ForeignFormat = 'doc' | 'xls' | 'ppt' | 'msg' | 'rtf' | 'xlsx' | 'pptx' | 'picture';

/** Most bytes that a document has, or that a packed file unfolds to. */
export const MOST_DOCUMENT_BYTES = 256 * 2 ** 20;

/** Puts a document's text together, in order. */
export interface DocumentWriter {
  /** What follows stands on this page. */
  page(page: number): void;
  heading(text: string, level: number): void;
  /** `goesOn`: it is the rest of the paragraph before it, which the end of a page or column parted. */
  paragraph(text: string, goesOn?: boolean): void;
  done(): { readonly text: string; readonly marks: readonly DocumentMark[] };
}

/** Headings of more words are paragraphs in large letters. */
const LONGEST_HEADING = 25;

/** A writer with an empty document. Pieces are cleaned and trimmed; empty ones leave nothing. */
export function documentWriter(): DocumentWriter {
  const pieces: string[] = [];
  const marks: DocumentMark[] = [];
  let length = 0;
  let waiting: number | null = null;
  let last: 'nothing' | 'heading' | 'paragraph' = 'nothing';
  const put = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const begin = (between: string): void => {
    if (length > 0) put(between);
    if (waiting !== null) marks.push({ type: 'page', at: length, page: waiting });
    waiting = null;
  };
  const paragraph = (given: string, goesOn: boolean): void => {
    const text = cleaned(given).trim();
    if (text === '') return;
    begin(goesOn && last === 'paragraph' ? ' ' : '\n\n');
    put(text);
    last = 'paragraph';
  };
  return {
    page: (page) => void (waiting = page),
    heading(given, level) {
      const text = cleaned(given).replaceAll(/\s+/gu, ' ').trim();
      if (text === '') return;
      if (wordCount(text) > LONGEST_HEADING) {
        paragraph(text, false);
        return;
      }
      begin('\n\n');
      marks.push({ type: 'heading', at: length, to: length + text.length, level });
      put(text);
      last = 'heading';
    },
    paragraph: (text, goesOn = false) => paragraph(text, goesOn),
    done: () => ({ text: pieces.join(''), marks }),
  };
}

/** White-space separated words: quick, for figures. */
export function wordCount(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

/** The first of a list, with the count of all, as notes hold them. */
export function firstOf<T>(all: readonly T[], most = 5): { readonly count: number; readonly first: readonly T[] } {
  return { count: all.length, first: all.slice(0, most) };
}
