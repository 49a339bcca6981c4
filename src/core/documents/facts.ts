/** What a document is: of the first six kinds the file is no plain text and is read by a reader of its own. */
export type DocumentKind = 'pdf' | 'docx' | 'odt' | 'epub' | 'html' | 'mail' | 'markdown' | 'text';

/** Something of a document that was not read, or was left out. The sentences stand in app/words. Lists hold the first of `count`. */
export type DocumentNote =
  /** Pages without a letter: pictures of text, or empty. */
  | { readonly code: 'pages-without-text'; readonly count: number; readonly pages: readonly number[] }
  /** Pages that are damaged, or took longer than five seconds. */
  | { readonly code: 'pages-unreadable'; readonly count: number; readonly pages: readonly number[] }
  /** Only the first `read` pages were read. */
  | { readonly code: 'pages-unread'; readonly read: number; readonly of: number }
  /** Lines that stand above or below the text of most pages. */
  | { readonly code: 'running-lines'; readonly count: number }
  /** Its letters are named by a table that is not here (old Chinese, Japanese and Korean PDF files): they are missing. */
  | { readonly code: 'letters-missing' }
  /** Words of menus, sidebars, footers and hidden parts. */
  | { readonly code: 'furniture'; readonly words: number }
  | { readonly code: 'attachments'; readonly count: number; readonly names: readonly string[] }
  | { readonly code: 'pictures'; readonly count: number }
  /** Chapters that the book names and that cannot be read. */
  | { readonly code: 'chapters-unread'; readonly count: number; readonly names: readonly string[] }
  /** The file breaks off or is damaged: what could be read of it is here. */
  | { readonly code: 'damaged' }
  /** Bytes that are no character of its encoding. */
  | { readonly code: 'broken-bytes'; readonly count: number };

/** What is told of one document of a request: how much of it became passages, and what did not. */
export interface DocumentFacts {
  /** The `document` of its passages. */
  readonly name: string;
  readonly kind: DocumentKind;
  /** What it calls itself; empty where it does not. */
  readonly title: string;
  readonly pages: number | null;
  /** White-space separated ones. */
  readonly words: number;
  readonly passages: number;
  readonly notes: readonly DocumentNote[];
}
