import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutDocument } from '../../../../src/core/input/cut.ts';
import { cases } from '../../../support/profile.ts';

const parts = (text: string, words: number, overlap: number): string[] =>
  cutDocument({ text, words, overlap }).map(({ start, end }) => text.slice(start, end));

describe('cutDocument', () => {
  it('keeps paragraphs whole where they fit', () => {
    const text = '# First part\nhas five words.\n\nSecond has four words.\n\nThird one.';
    expect(parts(text, 9, 0)).toEqual(['# First part\nhas five words.\n\nSecond has four words.', 'Third one.']);
    expect(parts(text, 5, 0)).toEqual(['# First part\nhas five words.', 'Second has four words.', 'Third one.']);
  });

  it('cuts a long paragraph at sentences and a long sentence between words', () => {
    expect(parts('One two three. “Four five six.” Seven eight.', 4, 0)).toEqual([
      'One two three.',
      '“Four five six.”',
      'Seven eight.',
    ]);
    expect(parts('a b c d e f g', 3, 0)).toEqual(['a b c', 'd e f', 'g']);
  });

  it('repeats words of the passage before, from a sentence’s start where there is one, and shows where they end', () => {
    const text = 'One two three. Four five. Six seven eight. Nine ten.';
    const pieces = cutDocument({ text, words: 5, overlap: 3 });
    expect(pieces.map(({ start, end, overlapEnd }) => [text.slice(start, overlapEnd), text.slice(overlapEnd, end)])).toEqual([
      ['', 'One two three. Four five.'],
      ['Four five. ', 'Six seven eight.'],
      ['Six seven eight. ', 'Nine ten.'],
    ]);
  });

  it('counts words of scripts without spaces, and gives each passage its line', () => {
    const text = '铁为什么会生锈。\n\n月亮引起潮汐。';
    const pieces = cutDocument({ text, words: 6, overlap: 0 });
    expect(pieces.map(({ line, start, end }) => [line, text.slice(start, end)])).toEqual([
      [1, '铁为什么会生锈。'],
      [3, '月亮引起潮汐。'],
    ]);
  });

  it('an endless word or row of marks has a size too, and no character is cut in half', () => {
    expect(parts('x'.repeat(1000), 5, 0)).toEqual(['x'.repeat(500), 'x'.repeat(500)]);
    const faces = parts('😀'.repeat(1000), 5, 0);
    expect(faces.length).toBeGreaterThan(1);
    expect(faces.every((each) => each.isWellFormed())).toBe(true);
    expect(faces.join('')).toBe('😀'.repeat(1000));
  });

  it('a full stop ends a sentence before a capital, not inside a number or before a small letter', () => {
    expect(parts('It costs 3.50 i.e. nothing much today. “Why?” he asked. Nobody knows.', 9, 0)).toEqual([
      'It costs 3.50 i.e. nothing much today.',
      '“Why?” he asked. Nobody knows.',
    ]);
  });

  it('a line that goes on with a small letter is no sentence of its own', () => {
    expect(parts('Iron rusts. Tides\nfollow the moon.', 4, 0)).toEqual(['Iron rusts.', 'Tides\nfollow the moon.']);
    expect(parts('Iron and rust\nTides and moons', 4, 0)).toEqual(['Iron and rust', 'Tides and moons']);
  });

  it('brackets and quotes go with the word they stand before', () => {
    expect(parts('one two (three four) five', 2, 0)).toEqual(['one two', '(three four)', 'five']);
  });

  it('loses no character but white space between passages, never passes the size and always moves on', () => {
    const piece = fc.constantFrom(
      'word ',
      'word. ',
      '\n\n',
      '\n',
      '!!! ',
      '中文字',
      '😀',
      'long'.repeat(50),
      ' ',
      'سلام ',
      '“A',
      'x',
      ',,,'.repeat(40),
      '。「',
      'don’t ',
      'ไทยแลนด์',
      '𝒜',
      '𠮷𠮷',
      '\u0301',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 120 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: -1, max: 15 }),
        (list, words, overlap) => {
          const text = list.join('');
          const pieces = cutDocument({ text, words, overlap });
          let covered = 0;
          for (const { start, end, overlapEnd, words: count } of pieces) {
            if (text.slice(covered, Math.max(covered, overlapEnd)).trim() !== '' || start > overlapEnd || end <= overlapEnd)
              return false;
            if (count > Math.max(1, words)) return false;
            if (text.slice(start, end).isWellFormed() !== true || end <= covered) return false;
            covered = end;
          }
          return text.slice(covered).trim() === '';
        },
      ),
      { numRuns: cases(500) },
    );
  });
});
