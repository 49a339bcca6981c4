import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMentions, orderOfMention, findQuotes } from '../../../../src/core/trace/mentions.ts';
import { isVerbatim } from '../../../../src/core/trace/quotes.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

/** Mentions as `written → identifiers`. */
function mentions(text: string, count = 9): [string, readonly number[]][] {
  return findMentions(text, count).map(({ from, to, identifiers }) => [text.slice(from, to), identifiers]);
}

describe('findMentions', () => {
  it('finds each bracket where it stands', () => {
    expect(findMentions('So [3] beats [1].', 3)).toEqual([
      { from: 3, to: 6, identifiers: [3], unknown: [] },
      { from: 13, to: 16, identifiers: [1], unknown: [] },
    ]);
    expect(mentions('[1], [2] and [3]')).toEqual([
      ['[1]', [1]],
      ['[2]', [2]],
      ['[3]', [3]],
    ]);
  });

  it('reads lists and ranges in one bracket and ranges between brackets as one mention', () => {
    expect(mentions('[1, 2; 4]')).toEqual([['[1, 2; 4]', [1, 2, 4]]]);
    expect(mentions('[2-5] and [7–8]')).toEqual([
      ['[2-5]', [2, 3, 4, 5]],
      ['[7–8]', [7, 8]],
    ]);
    expect(mentions('[1]-[3], [5] … [7]')).toEqual([
      ['[1]-[3]', [1, 2, 3]],
      ['[5] … [7]', [5, 6, 7]],
    ]);
  });

  it('a falling pair is no range, and a range goes no further than its two ends', () => {
    expect(mentions('[3]-[1]')).toEqual([
      ['[3]', [3]],
      ['[1]', [1]],
    ]);
    expect(mentions('[1] - [3] - [5]')).toEqual([
      ['[1] - [3]', [1, 2, 3]],
      ['[5]', [5]],
    ]);
  });

  it('keeps numbers of no passage apart', () => {
    expect(findMentions('[0] [2019] [2, 12] [-1]', 9)).toEqual([
      { from: 0, to: 3, identifiers: [], unknown: [0] },
      { from: 4, to: 10, identifiers: [], unknown: [2019] },
      { from: 11, to: 18, identifiers: [2], unknown: [12] },
    ]);
    expect(findMentions('[1]-[999999999]', 3)).toMatchObject([{ identifiers: [1] }, { unknown: [999999999] }]);
  });

  it('reads digits of every script and both widths of brackets', () => {
    expect(mentions('[۳] 【２】 ［१］ [④] [⁵] [𝟔]').map(([, identifiers]) => identifiers)).toEqual([
      [3],
      [2],
      [1],
      [4],
      [5],
      [6],
    ]);
  });

  it('is blind inside quotes, finished or not: those are the passage’s words', () => {
    expect(mentions('[3] says "as in [1], see [2]" and [4]')).toEqual([
      ['[3]', [3]],
      ['[4]', [4]],
    ]);
    expect(mentions('[3] says “as in [1]” and «[2]», [4]: "so [5] and')).toEqual([
      ['[3]', [3]],
      ['[4]', [4]],
    ]);
    expect(mentions('A 5" disk, [1], is no quote; "nor this\n[2]').map(([, identifiers]) => identifiers)).toEqual([[1], [2]]);
  });

  it('quote marks inside a bracket are part of the mention and no quote', () => {
    expect(mentions('["5", "6"]')).toEqual([['["5", "6"]', [5, 6]]]);
    expect(findQuotes('["5", "6"] says "heat moves".', 9)).toMatchObject([{ text: 'heat moves', identifier: 6 }]);
  });

  it('shows nothing of a bracket that is still being written', () => {
    expect(mentions('[1')).toEqual([]);
    expect(mentions('see [12')).toEqual([]);
    expect(mentions('no [x] [ ] [] [1a] 7')).toEqual([]);
  });

  it('offsets never overlap, rise, and cut out what was found, in any text', () => {
    fc.assert(
      fc.property(fc.oneof(answerLike, fc.string({ unit: 'binary' })), fc.nat(12), (text, count) => {
        let at = 0;
        const exists = (identifier: number): boolean => identifier >= 1 && identifier <= count;
        const sound = findMentions(text, count).every(({ from, to, identifiers, unknown }) => {
          const placed = from >= at && to > from && '[［【〔'.includes(text.charAt(from));
          at = to;
          return placed && identifiers.length + unknown.length > 0 && identifiers.every(exists) && !unknown.some(exists);
        });
        return sound && at <= text.length;
      }),
      { numRuns: cases(500) },
    );
  });

  it.each(['a', '[', '[1]', '"', ' "', ' "a', '"a" ', '“', '[1]-', '1,', '\n"', '.]"'])(
    'reads %j, however often, in linear time',
    (unit) => {
      const make = (length: number): string => unit.repeat(length / unit.length);
      expectLinear({ make, read: (text) => findMentions(text, 20) });
      expectLinear({ make, read: (text) => findQuotes(text, 20) });
    },
    60_000,
  );
});

describe('orderOfMention', () => {
  it('is the order of first mention, 0-based, known passages only', () => {
    expect(orderOfMention('[3] then [1], again [3], [7], and [2] "like [4]".', 4)).toEqual([2, 0, 1]);
  });

  it('only grows while the thought is written', () => {
    const grown = (text: string, count: number): void => {
      const whole = orderOfMention(text, count);
      for (let cut = 0; cut <= text.length; cut += 1) {
        const now = orderOfMention(text.slice(0, cut), count);
        expect(now, JSON.stringify(text.slice(0, cut))).toEqual(whole.slice(0, now.length));
      }
    };
    grown(' [3] answers it: "a [1] b". [12] is close: “c [2]”. [2], [5]-[7] and [4] say "less".', 12);
    // A mark at the end that neither closes (a space is before it) nor opens (a space comes after it) once let go of the quote.
    grown(' "[1] " = ', 12);
    // A quote that begins inside a bracket takes back nothing of the bracket.
    grown('["5-"', 12);
    fc.assert(
      fc.property(answerLike, (text) => grown(text, 12)),
      { numRuns: cases(500), seed: 677525066 },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'"“”„«»\n =.-a5[]', '[1]', '[2]', '[3, 4]'), { maxLength: 24 }), (pieces) =>
        grown(pieces.join(''), 12),
      ),
      { numRuns: cases(500), seed: 677525066 },
    );
  });
});

describe('findQuotes', () => {
  it('gives text, place and the passage named before it in the sentence', () => {
    const text = ' [3] answers it: "heat moves". [1] is close: “cold, too”. Others say «less».';
    expect(findQuotes(text, 3)).toEqual([
      { from: 17, to: 29, text: 'heat moves', identifier: 3 },
      { from: 45, to: 56, text: 'cold, too', identifier: 1 },
      { from: 69, to: 75, text: 'less', identifier: null },
    ]);
    for (const quote of findQuotes(text, 3)) expect(text.slice(quote.from + 1, quote.to - 1)).toBe(quote.text);
  });

  it('ascribes several quotes of a sentence to one passage, full stops inside quotes notwithstanding', () => {
    expect(findQuotes('[2] says "It is. So" and "it was".', 2).map(({ identifier }) => identifier)).toEqual([2, 2]);
  });

  it('ascribes a quote to no passage that does not exist or comes after it', () => {
    expect(findQuotes('[9] says "this". "That" says [1].', 2).map(({ identifier }) => identifier)).toEqual([null, null]);
  });

  it('a mark that is never closed, or only on another line, is no quote', () => {
    expect(findQuotes('[1] says "this', 1)).toEqual([]);
    expect(findQuotes('[1] says "this\nand" that', 1)).toEqual([]);
    expect(findQuotes('a 3.5" and a 5" disk', 1)).toEqual([]);
  });

  it('knows German, French and Japanese marks', () => {
    expect(findQuotes('[1]: „so ist es“, «oui», 「はい」', 1).map(({ text }) => text)).toEqual(['so ist es', 'oui', 'はい']);
  });
});

describe('isVerbatim', () => {
  it('takes any white space for any other, and composed letters for decomposed ones', () => {
    expect(isVerbatim(' heat  moves\n', 'All heat\tmoves up.')).toBe(true);
    expect(isVerbatim('cafe\u0301', 'the café')).toBe(true);
  });

  it.each([
    ['102 km', 'about 10² km'],
    ['H2O', 'H₂O'],
    ['step 1', 'step ①'],
    ['10² km', 'about 102 km'],
  ])('%j does not stand in %j: a raised, lowered or circled number is another sign', (quote, passage) => {
    expect(isVerbatim(quote, passage)).toBe(false);
    expect(isVerbatim(quote, quote)).toBe(true);
  });

  it('forgives nothing else, and an empty quote proves nothing', () => {
    expect(isVerbatim('Heat moves', 'heat moves')).toBe(false);
    expect(isVerbatim('heat moves.', 'heat moves')).toBe(false);
    expect(isVerbatim(' ', 'heat')).toBe(false);
  });
});
