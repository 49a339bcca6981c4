import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bestUnits, evidenceUnits, evidenceWindow, unitScore } from '../../../../src/core/text/evidence-units.ts';
import type { EvidenceUnit } from '../../../../src/core/text/evidence-units.ts';
import { countWords } from '../../../../src/core/text/spans.ts';
import { expectLinear } from '../../../support/growth.ts';

const cut = (text: string, longest?: number): readonly string[] =>
  evidenceUnits(text, longest).map(({ from, to }) => text.slice(from, to));

// Written by models/first_stage.golden, whose prompts show the same units.
const golden = JSON.parse(readFileSync('test/fixtures/first-stage/units.json', 'utf8')) as readonly {
  readonly text: string;
  readonly longest: number;
  readonly units: readonly string[];
}[];

describe('units of evidence', () => {
  it.each(golden.map((one) => [one.text.slice(0, 40), one] as const))('are cut as the pipeline cuts them: %j', (_name, one) => {
    expect(cut(one.text, one.longest)).toEqual(one.units);
  });

  it('are sentences, without the white space between them', () => {
    expect(cut(' One two.  Three!\nIs 3.5 km far? “Yes.” (No.) End ')).toEqual([
      'One two.',
      'Three!',
      'Is 3.5 km far?',
      '“Yes.”',
      '(No.)',
      'End',
    ]);
  });

  it('are clauses where a sentence is too long, packed while they fit', () => {
    expect(cut('A b, c d, e f g: h – i j.', 4)).toEqual(['A b, c d,', 'e f g:', 'h – i j.']);
  });

  it('are runs of words where a long sentence has no clauses', () => {
    expect(cut('a b c d e f g', 3)).toEqual(['a b c', 'd e f', 'g']);
  });

  it('end at the marks of scripts that write no spaces', () => {
    expect(cut('水在一百度沸腾。今天天气很好？是。')).toEqual(['水在一百度沸腾。', '今天天气很好？', '是。']);
    expect(cut('水在一百度沸腾，今天天气很好。', 4)).toEqual(['水在一百度沸腾，', '今天天气很好。']);
  });

  it('of a text without words there are none', () => {
    expect(cut('')).toEqual([]);
    expect(cut(' \n ')).toEqual([]);
  });

  it('hold every word exactly once, in order, none longer than allowed', () => {
    const word = fc.stringMatching(/^[a-z]{1,4}[.,;!?—]?["”)]?$/u);
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', '\n', ' – '), fc.integer({ min: 1, max: 9 }), (list, gap, longest) => {
        const text = list.join(gap);
        const units = cut(text, longest);
        expect(units.join(' ').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
        // A dash without spaces parts a word in two: then a unit may begin inside of it.
        expect(Math.max(0, ...units.map(countWords))).toBeLessThanOrEqual(longest);
      }),
    );
  });

  it('take time that grows with the text', () => {
    expectLinear({ make: (length) => 'a b, c d. '.repeat(length / 10), read: (text) => evidenceUnits(text), length: 200_000 });
  });
});

const WORDS = [
  { from: 0, to: 1, weight: 0.75 },
  { from: 2, to: 3, weight: 0.25 },
];

/** Three words each, with what each unit comes to for the two words of the query. */
function passage(...similar: readonly (readonly [number, number])[]) {
  const text = similar.map((_, place) => `a${place} b${place} c${place}.`).join(' ');
  const units = evidenceUnits(text).map((unit, place): EvidenceUnit => ({ ...unit, similar: similar[place] ?? [] }));
  return { text, units };
}

describe('the best evidence of a passage', () => {
  it('is its nearest unit, by the weighted mean over the query’s words', () => {
    const { units } = passage([0.2, 0.9], [0.5, 0.1], [0.1, 0.1]);
    expect(unitScore(units.slice(0, 1), WORDS)).toBeCloseTo(0.375, 12);
    expect(bestUnits({ units, found: [] }, WORDS)).toEqual([units[1]]);
  });

  it('of four or more are the two nearest, in text order, the earlier of equals', () => {
    const { units } = passage([0.5, 0.5], [0.1, 0.1], [0.5, 0.5], [0.9, 0.9]);
    expect(bestUnits({ units, found: [] }, WORDS)).toEqual([units[0], units[3]]);
  });

  it('is none where the query has no words', () => {
    expect(bestUnits({ units: passage([0.5, 0.5]).units, found: [] }, [])).toEqual([]);
  });
});

describe('the window that is shown', () => {
  const shown = (words: number, ...similar: readonly (readonly [number, number])[]): string => {
    const { text, units } = passage(...similar);
    const { from, to } = evidenceWindow({ text, units, queryWords: WORDS, words });
    return text.slice(from, to);
  };

  it('is the run of whole units that comes nearest to the query, each of its words met by the best of them', () => {
    expect(shown(6, [0.9, 0], [0, 0], [0.6, 0.9], [0.6, 0])).toBe('a0 b0 c0. a1 b1 c1.');
    expect(shown(9, [0.9, 0], [0, 0], [0.6, 0.9], [0.6, 0])).toBe('a0 b0 c0. a1 b1 c1. a2 b2 c2.');
    expect(shown(6, [0.7, 0], [0, 0], [0.6, 0.9], [0.6, 0])).toBe('a1 b1 c1. a2 b2 c2.');
  });

  it('is the first of equals, and ends with a unit though a word more would fit', () => {
    expect(shown(4, [0.5, 0.5], [0.5, 0.5], [0.5, 0.5])).toBe('a0 b0 c0.');
  });

  it('begins with the nearest unit where none is short enough', () => {
    expect(shown(2, [0.1, 0], [0.8, 0], [0.2, 0])).toBe('a1 b1');
  });

  it('is the whole text where that is short enough, or has no units', () => {
    expect(shown(6, [0, 0], [1, 1])).toBe('a0 b0 c0. a1 b1 c1.');
    expect(evidenceWindow({ text: ' a b ', units: [], queryWords: WORDS, words: 1 })).toEqual({ from: 0, to: 5 });
  });

  it('never has more words than asked for', () => {
    const near = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(near, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 30 }), (similar, words) => {
        expect(countWords(shown(words, ...similar))).toBeLessThanOrEqual(words);
      }),
    );
  });

  it('refuses less than one word', () => {
    expect(() => evidenceWindow({ text: 'a b', units: [], queryWords: WORDS, words: 0 })).toThrow(RangeError);
  });
});
