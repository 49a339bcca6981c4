import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listIdf, queryTerms } from '../../../../src/core/text/terms.ts';
import { bestWindow, passageWindows, windowAt } from '../../../../src/core/text/windows.ts';
import { expectLinear } from '../../../support/growth.ts';

interface GoldenCase {
  readonly text: string;
  readonly words: number;
  readonly load: number;
  readonly windows: readonly string[];
}

// Written by models/first_stage, which cuts passages for the training data.
const golden = JSON.parse(readFileSync('test/fixtures/first-stage/windows.json', 'utf8')) as readonly GoldenCase[];
const cut = (text: string, words?: number, load?: number): readonly string[] =>
  passageWindows(text, words, load).map(({ from, to }) => text.slice(from, to));

describe('windows of a passage', () => {
  it.each(golden.map((one) => [one.text.slice(0, 40), one] as const))('are cut as the pipeline cuts them: %j', (_name, one) => {
    expect(cut(one.text, one.words, one.load)).toEqual(one.windows);
  });

  it('keep sentences whole while they fit', () => {
    expect(cut('One two. Three four. Five six seven.', 5)).toEqual(['One two. Three four.', 'Five six seven.']);
  });

  it('cut a sentence that is longer than a window, and go on behind its rest', () => {
    expect(cut('A b. C d e f g h i. J k.', 3)).toEqual(['A b.', 'C d e', 'f g h', 'i. J k.']);
  });

  it('see a sentence end behind quotation marks and brackets', () => {
    expect(cut('He said “no.” (Yes.) Then left.', 3)).toEqual(['He said “no.”', '(Yes.) Then left.']);
  });

  it('hold every word exactly once, in order, and none is longer than allowed', () => {
    const word = fc.stringMatching(/^[a-z水😀]{1,4}[.!?]?["”)]?$/u);
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', '\n', ' \t '), fc.integer({ min: 1, max: 9 }), (list, gap, words) => {
        const windows = cut(list.join(gap), words);
        const wordsOf = windows.map((window) => window.match(/\S+/gu) ?? []);
        expect(wordsOf.flat()).toEqual(list.join(gap).match(/\S+/gu) ?? []);
        expect(Math.max(...wordsOf.map(({ length }) => length))).toBeLessThanOrEqual(words);
      }),
    );
  });

  it('are 120 words long unless told', () => {
    expect(passageWindows('a '.repeat(241)).length).toBe(3);
  });

  it('are shorter where a script is written letter by letter, and where words are long', () => {
    expect(passageWindows('слово '.repeat(48)).length).toBe(1);
    expect(passageWindows('слово '.repeat(49)).length).toBe(2);
    expect(passageWindows('electroencephalography '.repeat(40)).length).toBe(1);
    expect(passageWindows('electroencephalography '.repeat(41)).length).toBe(2);
  });

  it('hold a single word that is too long for them', () => {
    expect(cut(`水${'沸'.repeat(300)} a b`, 5)).toEqual([`水${'沸'.repeat(300)}`, 'a b']);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuse a length of %s words', (words) => {
    expect(() => passageWindows('a b', words)).toThrow(RangeError);
  });
});

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

function keptAt(text: string, words: number, start: number): string {
  const { from, to } = windowAt({ text, words, from: start });
  return text.slice(from, to);
}

describe('windowAt', () => {
  it('starts at the first word at or after the offset', () => {
    expect(keptAt('one two three four', 2, 4)).toBe('two three');
    expect(keptAt('one two three four', 2, 3)).toBe('two three');
    expect(keptAt('one two three four', 2, 5)).toBe('three four');
    expect(keptAt('one  two\nthree four', 2, 0)).toBe('one  two');
  });

  it('is moved back where too few words follow', () => {
    expect(keptAt('one two three four', 3, 14)).toBe('two three four');
    expect(keptAt('one two three four', 3, 17)).toBe('two three four');
    expect(keptAt('one two three four ', 3, 99)).toBe('two three four');
  });

  it('keeps a text whole, outer white space too, when it is short enough', () => {
    expect(windowAt({ text: ' a b ', words: 2, from: 3 })).toEqual({ from: 0, to: 5 });
    expect(windowAt({ text: '', words: 2, from: 0 })).toEqual({ from: 0, to: 0 });
  });

  it('counts UTF-16 units and cuts no word', () => {
    expect(keptAt('𝟙𝟚 😀 — der fox läuft', 2, 8)).toBe('— der');
  });

  it('for any text and offset shows the number of words asked for, or the whole text', () => {
    const text = fc
      .array(fc.constantFrom('a', 'Fox,', ' ', '\n', '😀', '\u00a0'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 50 }), (whole, words, start) => {
        const all = whole.match(/\S+/gu) ?? [];
        const shown = keptAt(whole, words, start);
        if (all.length <= words) expect(shown).toBe(whole);
        else
          expect(shown.match(/\S+/gu)).toEqual(all.slice(all.length - Math.max(words, wordsFrom(whole, start))).slice(0, words));
      }),
    );
  });

  it('throws for less than one word', () => {
    expect(() => keptAt('a b', 0, 0)).toThrow(RangeError);
  });
});

/** How many words begin at or after the offset. */
function wordsFrom(text: string, start: number): number {
  return [...text.matchAll(/(?<!\S)\S/gu)].filter(({ index }) => index >= start).length;
}
