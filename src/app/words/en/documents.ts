import type { RefusedFile } from '../../../core/input/dropped.ts';
import type { DocumentFacts, DocumentKind, DocumentNote } from '../../../core/documents/facts.ts';
import { counted, format } from './format.ts';

const { number } = format;
const counts = {
  pages: counted({ one: '# page', other: '# pages' }),
  documents: counted({ one: '# document', other: '# documents' }),
  lines: counted({ one: '# line', other: '# lines' }),
  attachments: counted({ one: '# attachment', other: '# attachments' }),
  pictures: counted({ one: '# picture', other: '# pictures' }),
  chapters: counted({ one: '# chapter', other: '# chapters' }),
};

const kinds: Readonly<Record<DocumentKind, string>> = {
  pdf: 'PDF',
  docx: 'Word',
  odt: 'OpenDocument',
  epub: 'EPUB',
  html: 'web page',
  mail: 'e-mail',
  markdown: 'Markdown',
  text: 'text',
};

/** `3, 4, 5 …` where there are more than are named. */
const some = (named: readonly (number | string)[], count: number): string =>
  `${named.map((one) => (typeof one === 'number' ? number(one) : one)).join(', ')}${count > named.length ? ' …' : ''}`;

interface DocumentsSummary {
  readonly documents: number;
  readonly passages: number;
  /** Passages that a model reads; null: all. */
  readonly read: number | null;
  /** Of one document at most. */
  readonly each: number;
}

interface FoundInDocument {
  readonly pages: readonly number[];
  readonly read: number;
  readonly of: number;
}

/** Dropped documents: what was read of each, and what was not. */
export const documents = {
  facts: ({ kind, pages, words, passages }: DocumentFacts): string =>
    [kinds[kind], ...(pages === null ? [] : [counts.pages(pages)]), format.words(words), format.passages(passages)].join(', '),
  note: (note: DocumentNote): string => {
    switch (note.code) {
      case 'pages-without-text':
        return `${counts.pages(note.count)} without text (${some(note.pages, note.count)}): pictures are not read. Run text recognition over the file to have them.`;
      case 'pages-unreadable':
        return `Not read: ${counts.pages(note.count)} (${some(note.pages, note.count)}), damaged or slower than ${number(5)} seconds.`;
      case 'pages-unread':
        return `Only the first ${number(note.read)} of ${counts.pages(note.of)} are read. Split the file to have the rest.`;
      case 'running-lines':
        return `Left out: ${counts.lines(note.count)} that repeat above or below the pages, and page numbers.`;
      case 'letters-missing':
        return 'Some letters are missing: the file names them by a table that is not here. Save it anew as PDF from the program it was made with.';
      case 'furniture':
        return `Left out: ${format.words(note.words)} of menus, sidebars, footers and hidden parts.`;
      case 'attachments':
        return `Not read: ${counts.attachments(note.count)} (${some(note.names, note.count)}). Save and drop them to have them read.`;
      case 'pictures':
        return `${counts.pictures(note.count)} not read.`;
      case 'chapters-unread':
        return `Not read: ${counts.chapters(note.count)} (${some(note.names, note.count)}), missing or damaged.`;
      case 'damaged':
        return 'The file is damaged or breaks off. What could be read is here; the rest is missing.';
      case 'broken-bytes':
        return `${number(note.count)} broken characters, each read as �.`;
    }
  },
  notRead: (count: number): string => `Not read: ${counts.documents(count)}`,
  refused: (file: RefusedFile): string => {
    switch (file.type) {
      case 'scan':
        return `Its ${counts.pages(file.pages)} are pictures without text. Run text recognition (OCR) over it and drop it again.`;
      case 'password':
        return 'It is locked with a password. Save it without one and drop it again.';
      case 'damaged':
        return 'It is damaged or breaks off. Fetch or save it again.';
      case 'too-large':
        return `It has ${number(file.mebibytes)} MiB, or unfolds to them; ${number(256)} MiB can be read. Split it.`;
      case 'too-slow':
        return `${file.page === null ? 'It' : `Page ${number(file.page)}`} takes too long to read. Save it anew from the program it was made with, or as text.`;
      case 'foreign':
        return file.format === 'picture'
          ? 'It is a picture. Run text recognition (OCR) over it and drop the text.'
          : `${file.format.toUpperCase()} files are not read. Save it as PDF, Word (DOCX) or text.`;
      case 'no-words':
        return 'It has no text.';
      case 'nested':
        return 'It is a zip inside a zip. Unpack it and drop what is in it.';
      case 'rest-unread':
        return 'The rest of it was not read, because a file in it took too long. Unpack it, take that file out and drop the others.';
      case 'no-reader':
        return 'This browser lets the page start no worker, and documents are read in one. Save it as text and drop it again.';
    }
  },
  dismiss: 'Dismiss',
  /** Of `all` passages so many are read by a model; null: all of them. */
  summary: ({ documents, passages, read, each }: DocumentsSummary): string =>
    `${counts.documents(documents)}, ${format.passages(passages)}.${
      read === null
        ? ''
        : ` All are put in order at once; a model then reads ${number(read)} of them: the best of each document, at most ${number(each)} of one.`
    }`,
  listedBy: 'Listed by',
  listedByNames: { passages: 'passage', documents: 'document' },
  read: (read: number, all: number): string =>
    read < all ? `${number(read)} of ${format.passages(all)} read` : format.passages(all),
  place: (rank: number): string => `${number(rank)}.`,
  found: ({ pages, read, of }: FoundInDocument): string =>
    [
      ...(pages.length === 0 ? [] : [`p. ${pages.map(number).join(', ')}`]),
      `${number(read)} of ${format.passages(of)} read`,
    ].join('; '),
};
