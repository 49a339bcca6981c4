import { strToU8 } from 'fflate';
import { describe, it } from 'vitest';
import { archiveEntries, readEntry } from '../../../../src/core/documents/archive.ts';
import { readPage } from '../../../../src/core/documents/markup.ts';
import { readOpenDocument } from '../../../../src/core/documents/open-document.ts';
import { documentPassages } from '../../../../src/core/documents/passages.ts';
import { writePages } from '../../../../src/core/documents/pdf-layout.ts';
import { plainOutline } from '../../../../src/core/documents/plain.ts';
import { documentWriter } from '../../../../src/core/documents/document.ts';
import { zip } from '../../../fixtures/documents/make.mjs';
import { expectLinear } from '../../../support/growth.ts';

const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length));

/** Shapes of each kind, and those by which a reader could be made to look again and again at the same. */
const PAGES: Readonly<Record<string, string>> = {
  paragraphs: '<p>Iron rusts where water meets air.</p>\n',
  headings: '<h2>One</h2><p>text</p>',
  'elements beside elements': '<div><span></span></div>',
  'endings of nothing': '</div></p>',
  'open tags': '<p <',
  'line breaks': 'a<br>\n',
  entities: '&amp;&nbsp;',
  cells: '<td>a',
};

const TEXTS: Readonly<Record<string, string>> = {
  paragraphs: 'Iron rusts where water meets air. It does.\n\n',
  headings: '# One\n\ntext\n',
  'headings without text': '## Two\n',
  'underlined lines': 'One\n---\n',
  rules: '---\n',
  fences: '```\n',
  'one line': 'word ',
  'form feeds': 'a\n\f',
};

describe('the time of readers of documents grows with the document and no faster', () => {
  it.each(Object.entries(PAGES))('a web page of %s', (_, piece) => {
    expectLinear({ make: repeated(piece), read: readPage });
  });

  it.each(Object.entries(TEXTS))('a plain text of %s, cut into passages', (_, piece) => {
    const read = (text: string): void => {
      for (const name of ['a.md', 'a.txt']) documentPassages(text, plainOutline({ name, text }));
    };
    expectLinear({ make: repeated(piece), read, length: 200_000 });
  });

  it.each(['<text:p>Iron rusts.</text:p>', '<text:h text:outline-level="2">a</text:h>', '<table:table-row><text:p>a</text:p>'])(
    'an OpenDocument text of %s',
    (piece) => {
      const head = '<office:text>';
      expectLinear({ make: (length) => head + repeated(piece)(length), read: readOpenDocument });
    },
  );

  it('pages of lines', () => {
    const make = (length: number) =>
      Array.from({ length: Math.ceil(length / 2000) }, (_, page) => ({
        page,
        lines: Array.from({ length: 40 }, (__, line) => ({
          text: `Line ${line} of page ${page} goes on to its end`,
          x: 72,
          y: 800 - line * 14,
          size: 11,
        })),
      }));
    expectLinear({ make, read: (pages) => void writePages(pages, documentWriter()) });
  });

  it('a zip of many files', () => {
    const make = (length: number): Uint8Array =>
      zip(
        Object.fromEntries(
          Array.from({ length: Math.ceil(length / 1000) }, (_, index) => [`${index}.md`, strToU8('text '.repeat(20))]),
        ),
      );
    const read = (bytes: Uint8Array): void => {
      for (const entry of archiveEntries(bytes) ?? []) readEntry(bytes, entry, { left: 1e9 });
    };
    expectLinear({ make, read });
  });
});
