import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestWindow } from '../../../../src/core/text/windows.ts';
import { listIdf, queryTerms } from '../../../../src/core/text/terms.ts';
import { expectLinear } from '../../../support/growth.ts';

function kept(query: string, text: string, words: number, others: readonly string[] = []): string {
  const { from, to } = bestWindow({ query, text, words, idf: listIdf([text, ...others]) });
  return text.slice(from, to);
}

describe('bestWindow', () => {
  it('keeps a text whole, outer white space too, when it is short enough', () => {
    expect(bestWindow({ query: 'x', text: ' a b ', words: 2, idf: new Map() })).toEqual({ from: 0, to: 5 });
    expect(bestWindow({ query: 'x', text: '', words: 2, idf: new Map() })).toEqual({ from: 0, to: 0 });
  });

  it('takes the run with the most of the query in it, each term counted once', () => {
    expect(kept('red fox', 'red red red a b the fox saw red c', 3)).toBe('fox saw red');
  });

  it('takes the first of equally good runs, and the beginning when nothing matches', () => {
    expect(kept('fox', 'a fox b c fox d', 2)).toBe('a fox');
    expect(kept('zebra', 'a  b\nc d', 2)).toBe('a  b');
  });

  it('weighs rare terms of the list above common ones', () => {
    expect(kept('common rare', 'common a b c d rare', 2, ['common', 'common'])).toBe('d rare');
  });

  it('cuts at UTF-16 offsets of the text as given', () => {
    expect(kept('fox', '𝟙𝟚 😀 — der fox läuft', 2)).toBe('der fox');
  });

  it('agrees with trying every run, for any text', () => {
    const word = fc.constantFrom('a', 'fox', 'foxes', 'red', 'the', 'red-fox', 'dog', 'Red,', '—');
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.array(word, { maxLength: 5 }),
        fc.integer({ min: 1, max: 8 }),
        (text, query, words) => {
          const idf = listIdf([text.join(' '), 'the dog']);
          let best = { sum: -1, run: text.join(' ') };
          for (let start = 0; text.length > words && start + words <= text.length; start += 1) {
            const run = text.slice(start, start + words).join(' ');
            const inside = new Set(queryTerms(run));
            const sum = [...new Set(queryTerms(query.join(' ')))]
              .filter((term) => inside.has(term))
              .reduce((all, term) => all + (idf.get(term) ?? 0), 0);
            if (sum > best.sum + 1e-9) best = { sum, run };
          }
          const { from, to } = bestWindow({ query: query.join(' '), text: text.join(' '), words, idf });
          expect(text.join(' ').slice(from, to)).toBe(best.run);
        },
      ),
    );
  });

  it('reads a text with and without spaces in linear time', () => {
    expectLinear({
      make: (length) => 'fox red dog '.repeat(length / 12),
      read: (text) => bestWindow({ query: 'red fox', text, words: 40, idf: listIdf([text]) }),
    });
    expectLinear({
      make: (length) => 'x'.repeat(length),
      read: (text) => bestWindow({ query: 'red fox', text, words: 40, idf: new Map() }),
    });
  }, 60_000);

  it('throws for less than one word', () => {
    expect(() => kept('a', 'a b', 0)).toThrow(RangeError);
  });
});
