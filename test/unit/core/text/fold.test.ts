import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSpelling, foldSpellingMapped, foldTerms, foldTermsMapped } from '../../../../src/core/text/fold.ts';
import type { FoldedText } from '../../../../src/core/text/fold.ts';
import { queryTerms, termSpans, trainedTerms } from '../../../../src/core/text/terms.ts';
import { wordScores } from '../../../../src/instant/order.ts';
import golden from '../../../fixtures/text/folded-terms.json' with { type: 'json' };
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

const many = { numRuns: cases(3000) };

/** Texts of letters that can be written in several ways. */
const spelled = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'é',
        'e\u0301',
        'İ',
        'ı',
        'ß',
        'Σ',
        'ς',
        'ﬁ',
        'ﬃ',
        'Å',
        'Å',
        'क़',
        'हिन्दी',
        'कि',
        'كِتَاب',
        'ﻼ',
        'ی',
        'ي',
        'ک',
        '\u200c',
        '한',
        '\u1112\u1161\u11ab',
        '가\u11a8',
        'ｆ',
        '［',
        '３',
        '۳',
        '①',
        '²',
        '½',
        '™',
        'ท',
        'ที่',
        'が',
        'か\u3099',
        'ｶﾞ',
        '🙂',
        '\uD83D',
        '\u0301',
        '\u00ad',
        '\u200b',
        '\u200d',
        '\u2066',
        '\ufeff',
        '\ufe0f',
      ),
      fc.constantFrom('a', 'B', 's', ' ', '\n', '7', '-'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(''));

const folds: readonly (readonly [string, (text: string) => string, (text: string) => FoldedText])[] = [
  ['spelling', foldSpelling, foldSpellingMapped],
  ['terms', foldTerms, foldTermsMapped],
];

describe.each(folds)('the fold of %s', (_, fold, mapped) => {
  it('is the same with and without its map, and a second time changes nothing', () => {
    fc.assert(
      fc.property(spelled, (text) => {
        expect(mapped(text).text).toBe(fold(text));
        expect(fold(fold(text))).toBe(fold(text));
      }),
      many,
    );
  });

  it('is the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(spelled, (text) => {
        const whole = text.toWellFormed();
        expect(fold(whole.normalize('NFD'))).toBe(fold(whole.normalize('NFC')));
      }),
      many,
    );
  });

  it('maps every stretch to one of the source that folds to the same, and stretches that follow each other to such', () => {
    fc.assert(
      fc.property(spelled, fc.nat(40), fc.nat(40), (text, one, other) => {
        const folded = mapped(text);
        const [from, to] = [Math.min(one, other), Math.min(Math.max(one, other), folded.text.length)];
        if (from >= to) return;
        const span = folded.spanOf(from, to);
        expect(span.from).toBeGreaterThanOrEqual(0);
        expect(span.to).toBeLessThanOrEqual(text.length);
        expect(span.from).toBeLessThan(span.to);
        // A stretch may begin or end inside what one letter became: then the whole letter is taken.
        expect(fold(text.slice(span.from, span.to)).includes(folded.text.slice(from, to).trim())).toBe(true);
        if (to < folded.text.length) expect(folded.spanOf(to, folded.text.length).from).toBeGreaterThanOrEqual(span.from);
      }),
      many,
    );
  });

  it.each(['a', 'é', 'e\u0301', '\u0301', '\u200b', '\u200b\u0301', '\u0301\u200b', 'ﬁ', '한', '\u1112\u1161'])(
    'folds %j, however often, in linear time',
    (unit) => {
      expectLinear({ make: (length) => unit.repeat(length / unit.length), read: mapped, length: 300_000 });
    },
    60_000,
  );
});

describe('terms in another spelling', () => {
  it.each([
    ['NFD', 'чай', 'чаи\u0306'],
    ['NFC', 'cafe\u0301', 'café'],
    ['a ligature', 'finance', '\ufb01nance'],
    ['a soft hyphen', 'cooperate', 'co\u00adoperate'],
    ['a zero-width space', 'cooperate', 'co\u200boperate'],
    ['a word joiner', 'cooperate', 'co\u2060operate'],
    ['Turkish capitals', 'istanbul', 'İSTANBUL'],
    ['sharp s', 'strasse', 'Straße'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος'],
    ['full-width letters', 'web', 'ＷＥＢ'],
    ['half-width kana', 'ガス', 'ｶﾞｽ'],
    ['Arabic vowel signs', 'كتاب', 'كِتَابٌ'],
    ['a tatweel', 'كتاب', 'كتـاب'],
    ['Arabic presentation forms', 'لا', 'ﻻ'],
    ['Arabic letters in Persian', 'کی', 'كي'],
    ['Hebrew points', 'שלום', 'שָׁלוֹם'],
    ['Persian digits', '2019', '۲۰۱۹'],
    ['a composed nukta', 'क़लम', 'क़लम'],
    ['jamo', '한국', '\u1112\u1161\u11ab\u1100\u116e\u11a8'],
    ['a direction mark', 'web', '\u200fweb\u200e'],
  ])('are found in %s', (_, query, written) => {
    const texts = [`x ${written} y`, `x ${query} y`, 'tea and milk'];
    const [one = 0, other = 0, none] = wordScores({ query, texts });
    expect(one).toBeGreaterThan(0);
    expect(one).toBeCloseTo(other, 9);
    expect(none).toBe(0);
    for (const text of texts.slice(0, 2)) {
      const [span] = termSpans(query, text);
      expect(span === undefined ? '' : queryTerms(text.slice(span.from, span.to)).join(' ')).toBe(queryTerms(query).join(' '));
    }
  });

  it.each(golden)('are those of the pipeline: $text', ({ text, terms }) => {
    expect(queryTerms(text)).toEqual(terms);
  });

  it('words keep their marks: no part of a Hindi word is a term', () => {
    expect(termSpans('हिन्दी', 'हाथी नदी')).toEqual([]);
    expect(queryTerms('हिन्दी भाषा')).toEqual(['हिन्दी', 'भाषा']);
  });

  it('a joiner parts the words of Persian, a soft hyphen none', () => {
    expect(queryTerms('گربه‌ها')).toEqual(['گربه', 'ها']);
    expect(termSpans('cooperate', 'we co\u00adoperate').map(({ from, to }) => [from, to])).toEqual([[3, 13]]);
  });

  it('signs are no letters: a trade mark does not make another word', () => {
    expect(queryTerms('Glass™ at ½ price')).toEqual(queryTerms('Glass at ½ price'));
  });

  it('spans of terms are those of the text, and each folds to its term', () => {
    fc.assert(
      fc.property(spelled, spelled, (query, text) => {
        const spans = termSpans(query, `${text} ${query} ${text}`);
        let end = 0;
        for (const { from, to, term } of spans) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(foldTerms(`${text} ${query} ${text}`.slice(from, to))).toContain(term);
          end = to;
        }
      }),
      many,
    );
  });

  it('of English text are those of the training data', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), (text) => {
        expect(queryTerms(text)).toEqual(trainedTerms(text));
      }),
      many,
    );
    expect(queryTerms('Naïve cafés, ÉTÉS – “quoted” … 5 €')).toEqual(trainedTerms('Naïve cafés, ÉTÉS – “quoted” … 5 €'));
  });
});
