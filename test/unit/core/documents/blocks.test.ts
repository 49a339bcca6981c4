import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockAt, textBlocks } from '../../../../src/core/documents/blocks.ts';
import { documentWriter } from '../../../../src/core/documents/document.ts';

const anyText = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '\n', '\n\n', '\t'), maxLength: 400 });

describe('the blocks in which a document is shown', () => {
  it('hold every letter of it once, in order, none longer than asked for, and never half a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, longest) => {
        const blocks = textBlocks(text, [], longest);
        let at = 0;
        for (const { from, to } of blocks) {
          expect(text.slice(at, from).trim()).toBe('');
          expect(to).toBeGreaterThan(from);
          expect(to - from).toBeLessThanOrEqual(longest);
          expect(text.slice(from, to).isWellFormed()).toBe(true);
          at = to;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });

  it('begin where headings and pages do, and the block of any place is found', () => {
    const writer = documentWriter();
    writer.page(1);
    writer.heading('Leases', 1);
    writer.paragraph('A tenant may end the lease');
    writer.page(2);
    writer.paragraph('with three months of notice.', true);
    writer.heading('Deposits', 2);
    writer.paragraph('They are paid back.');
    const { text, marks } = writer.done();
    const blocks = textBlocks(text, marks);
    expect(blocks.map(({ from, to, heading, page }) => [text.slice(from, to).trimEnd(), heading, page])).toEqual([
      ['Leases', 1, 1],
      ['A tenant may end the lease', null, null],
      ['with three months of notice.', null, 2],
      ['Deposits', 2, null],
      ['They are paid back.', null, null],
    ]);
    for (const [place, { from, to }] of blocks.entries()) {
      expect(blockAt(blocks, from)).toBe(place);
      expect(blockAt(blocks, to - 1)).toBe(place);
    }
    expect(blockAt([], 5)).toBe(0);
  });
});
