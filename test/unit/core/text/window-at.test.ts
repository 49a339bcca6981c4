import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowAt } from '../../../../src/core/text/windows.ts';

function kept(text: string, words: number, start: number): string {
  const { from, to } = windowAt({ text, words, from: start });
  return text.slice(from, to);
}

describe('windowAt', () => {
  it('starts at the first word at or after the offset', () => {
    expect(kept('one two three four', 2, 4)).toBe('two three');
    expect(kept('one two three four', 2, 3)).toBe('two three');
    expect(kept('one two three four', 2, 5)).toBe('three four');
    expect(kept('one  two\nthree four', 2, 0)).toBe('one  two');
  });

  it('is moved back where too few words follow', () => {
    expect(kept('one two three four', 3, 14)).toBe('two three four');
    expect(kept('one two three four', 3, 17)).toBe('two three four');
    expect(kept('one two three four ', 3, 99)).toBe('two three four');
  });

  it('keeps a text whole, outer white space too, when it is short enough', () => {
    expect(windowAt({ text: ' a b ', words: 2, from: 3 })).toEqual({ from: 0, to: 5 });
    expect(windowAt({ text: '', words: 2, from: 0 })).toEqual({ from: 0, to: 0 });
  });

  it('counts UTF-16 units and cuts no word', () => {
    expect(kept('𝟙𝟚 😀 — der fox läuft', 2, 8)).toBe('— der');
  });

  it('for any text and offset shows the number of words asked for, or the whole text', () => {
    const text = fc
      .array(fc.constantFrom('a', 'Fox,', ' ', '\n', '😀', '\u00a0'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 50 }), (whole, words, start) => {
        const all = whole.match(/\S+/gu) ?? [];
        const shown = kept(whole, words, start);
        if (all.length <= words) expect(shown).toBe(whole);
        else
          expect(shown.match(/\S+/gu)).toEqual(all.slice(all.length - Math.max(words, wordsFrom(whole, start))).slice(0, words));
      }),
    );
  });

  it('throws for less than one word', () => {
    expect(() => kept('a b', 0, 0)).toThrow(RangeError);
  });
});

/** How many words begin at or after the offset. */
function wordsFrom(text: string, start: number): number {
  return [...text.matchAll(/(?<!\S)\S/gu)].filter(({ index }) => index >= start).length;
}
