import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentWriter } from '../../../../src/core/documents/document.ts';
import { documentPassages, passageTitle } from '../../../../src/core/documents/passages.ts';
import type { DocumentPassage } from '../../../../src/core/documents/passages.ts';
import { plainOutline } from '../../../../src/core/documents/plain.ts';
import { scanWords } from '../../../../src/core/input/words.ts';
import { makeMarkdown, HANDBOOK } from '../../../fixtures/documents/make.mjs';

type Piece =
  | { readonly type: 'heading'; readonly level: number; readonly words: number }
  | { readonly type: 'paragraph'; readonly sentences: readonly number[]; readonly goesOn: boolean }
  | { readonly type: 'page' };

const anyPiece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({
    type: fc.constant('heading' as const),
    level: fc.integer({ min: 1, max: 4 }),
    words: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({
    type: fc.constant('paragraph' as const),
    sentences: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
    goesOn: fc.boolean(),
  }),
  fc.record({ type: fc.constant('page' as const) }),
);

function written(pieces: readonly Piece[]) {
  const writer = documentWriter();
  let page = 0;
  let word = 0;
  const sentence = (count: number): string => `${Array.from({ length: count }, () => `Word${(word += 1)}`).join(' ')}.`;
  for (const piece of pieces) {
    if (piece.type === 'page') writer.page((page += 1));
    else if (piece.type === 'heading') writer.heading(sentence(piece.words), piece.level);
    else writer.paragraph(piece.sentences.map(sentence).join(' '), piece.goesOn);
  }
  return writer.done();
}

const wordsIn = (text: string): readonly string[] => text.match(/Word\d+/gu) ?? [];

describe('passages of a document', () => {
  it('hold every word of it, once and in order, but for what is repeated and headings, which they name', () => {
    fc.assert(
      fc.property(
        fc.array(anyPiece, { maxLength: 30 }),
        fc.integer({ min: 5, max: 150 }),
        fc.integer({ min: 0, max: 40 }),
        (pieces, words, overlap) => {
          const { text, marks } = written(pieces);
          const passages = documentPassages(text, { marks }, { words, overlap });
          const fresh = passages.flatMap(({ freshFrom, to }) => wordsIn(text.slice(freshFrom, to)));
          const named = new Set(passages.flatMap(({ headings }) => headings.flatMap(wordsIn)));
          const headed = new Set(marks.flatMap((mark) => (mark.type === 'heading' ? wordsIn(text.slice(mark.at, mark.to)) : [])));
          expect(fresh).toEqual(wordsIn(text).filter((word) => !named.has(word) || !headed.has(word) || fresh.includes(word)));
          expect(new Set(fresh).size).toBe(fresh.length);
          for (const [index, passage] of passages.entries()) check(text, passages, index, passage, words, overlap);
        },
      ),
    );
  });

  function check(
    text: string,
    passages: readonly DocumentPassage[],
    index: number,
    passage: DocumentPassage,
    words: number,
    overlap: number,
  ): void {
    const { from, to, freshFrom } = passage;
    expect(from <= freshFrom && freshFrom < to).toBe(true);
    expect(scanWords(text.slice(from, to)).starts.length).toBeLessThanOrEqual(Math.max(words * 1.15, 1));
    const repeated = text.slice(from, freshFrom);
    expect(scanWords(repeated).starts.length).toBeLessThanOrEqual(overlap);
    if (repeated !== '') expect(passages[index - 1]?.to).toBeGreaterThanOrEqual(freshFrom - 2);
    expect(text.slice(from, to)).toBe(text.slice(from, to).trim());
  }

  it('go over no heading, and over the end of a page only inside a paragraph', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 30 }), (pieces) => {
        const { text, marks } = written(pieces);
        for (const { from, to, page, lastPage } of documentPassages(text, { marks })) {
          for (const mark of marks) {
            if (mark.at <= from || mark.at >= to) continue;
            expect(mark.type).toBe('page');
            expect(text.slice(mark.at - 2, mark.at)).not.toBe('\n\n');
          }
          if (page !== lastPage) expect(marks.some((mark) => mark.type === 'page' && mark.at > from && mark.at < to)).toBe(true);
        }
      }),
    );
  });

  it('are cut at the ends of paragraphs and sentences where these come in time', () => {
    const sentence = `${'word '.repeat(19)}end.`;
    const text = Array.from({ length: 10 }, () => `S${sentence} S${sentence} S${sentence}`).join('\n\n');
    const passages = documentPassages(text, { marks: [] }, { words: 150, overlap: 25 });
    for (const { to } of passages) expect(text.slice(to, to + 2).replace('\n\n', '')).toBe('');
    expect(passages.length).toBe(5);
  });

  it('name the headings above them from the highest, and the pages they stand on', () => {
    const writer = documentWriter();
    writer.page(3);
    writer.heading('Lease', 1);
    writer.heading('Ending', 2);
    writer.paragraph('In writing');
    writer.page(4);
    writer.paragraph('by the third day.', true);
    writer.heading('Deposit', 2);
    const { text, marks } = writer.done();
    const passages = documentPassages(text, { marks });
    expect(passages.map((passage) => [text.slice(passage.from, passage.to), passageTitle('a/lease.pdf', passage)])).toEqual([
      ['In writing by the third day.', 'lease.pdf › Lease › Ending, p. 3–4'],
      ['Deposit', 'lease.pdf › Lease, p. 4'],
    ]);
  });
});

describe('a Markdown text', () => {
  it('has its headings told, and code is none', () => {
    const text = '---\ntitle: x\n---\n# One #\n\ntext\n\n```\n# no heading\n```\n\nTwo\n---\n\n- a\n---\n####### no\n';
    const { marks } = plainOutline({ name: 'a.md', text });
    expect(marks.map((mark) => mark.type === 'heading' && [mark.level, text.slice(mark.at, mark.to)])).toEqual([
      [1, '# One #'],
      [2, 'Two\n---'],
    ]);
  });

  it('is read at every cut: marks stand in order inside it, and every word is in a passage or a heading', () => {
    const whole = new TextDecoder().decode(makeMarkdown(HANDBOOK));
    for (let at = 0; at <= whole.length; at += 1) {
      const text = whole.slice(0, at);
      const { marks } = plainOutline({ name: 'a.md', text });
      const passages = documentPassages(text, { marks });
      const held = [
        ...passages.map(({ freshFrom, to }) => [freshFrom, to] as const),
        ...marks.flatMap((mark) => (mark.type === 'heading' ? [[mark.at, mark.to] as const] : [])),
      ];
      let rest = text;
      for (const [from, to] of held.toSorted(([one], [other]) => other - one)) rest = rest.slice(0, from) + rest.slice(to);
      expect(rest.trim(), `cut at ${at}`).toBe('');
    }
  });

  it('a plain text has the pages that form feeds end', () => {
    const text = 'one\n\ftwo\n\f';
    const { marks, pages } = plainOutline({ name: 'rfc.txt', text });
    expect(pages).toBe(2);
    expect(documentPassages(text, { marks }).map(({ from, to, page }) => [text.slice(from, to), page])).toEqual([
      ['one', 1],
      ['two', 2],
    ]);
  });
});
