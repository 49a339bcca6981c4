import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passageWindows } from '../../../../src/core/text/windows.ts';

interface GoldenCase {
  readonly text: string;
  readonly words: number;
  readonly windows: readonly string[];
}

// Written by models/first_stage, which cuts passages for the training data.
const golden = JSON.parse(readFileSync('test/fixtures/first-stage/windows.json', 'utf8')) as readonly GoldenCase[];
const cut = (text: string, words?: number): readonly string[] =>
  passageWindows(text, words).map(({ from, to }) => text.slice(from, to));

describe('windows of a passage', () => {
  it.each(golden.map((one) => [one.text.slice(0, 40), one] as const))('are cut as the pipeline cuts them: %j', (_name, one) => {
    expect(cut(one.text, one.words)).toEqual(one.windows);
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

  it('are 40 words long unless told', () => {
    expect(passageWindows('a '.repeat(81)).length).toBe(3);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuse a length of %s words', (words) => {
    expect(() => passageWindows('a b', words)).toThrow(RangeError);
  });
});
