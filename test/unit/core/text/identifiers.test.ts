import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOrder } from '../../../../src/core/ranking.ts';
import { docId } from '../../../../src/core/request.ts';
import { asciiDigits, digitClass, parseOrder } from '../../../../src/core/text/identifiers.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

const everyPoint = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) => point < 0xd800 || point > 0xdfff);

describe('asciiDigits', () => {
  it('reads every decimal digit that Unicode knows as 0 to 9 in the order of its family', () => {
    const decimals = everyPoint.map((point) => String.fromCodePoint(point)).filter((mark) => /\p{Nd}/u.test(mark));
    expect(decimals.length).toBeGreaterThan(600);
    expect(decimals.map(asciiDigits).join('')).toBe('0123456789'.repeat(decimals.length / 10));
  });

  it.each([
    ['Persian', '[۱۲]'],
    ['Arabic-Indic', '[١٢]'],
    ['Devanagari', '[१२]'],
    ['full-width', '[１２]'],
    ['mathematical bold', '[𝟏𝟐]'],
    ['superscript', '[¹²]'],
    ['subscript', '[₁₂]'],
    ['circled', '[①②]'],
    ['circled as one number', '[⑫]'],
    ['negative circled', '[❶❷]'],
    ['negative circled as one number', '[⓬]'],
    ['in parentheses', '[⑴⑵]'],
    ['with a full stop', '[⒈⒉]'],
    ['with a comma', '[🄂🄃]'],
  ])('reads %s digits', (_, written) => {
    expect(asciiDigits(written)).toBe('[12]');
  });

  it('gives every character of its class digits, and leaves all others alone', () => {
    const inClass = new RegExp(`[${digitClass}]`, 'u');
    for (const point of everyPoint) {
      const mark = String.fromCodePoint(point);
      const written = asciiDigits(mark);
      if (inClass.test(mark) ? !/^[0-9]{1,2}$/.test(written) : written !== mark)
        expect.fail(`U+${point.toString(16)} became ${written}`);
    }
    expect(asciiDigits('Ⅳ ½ 五 x')).toBe('Ⅳ ½ 五 x');
  });
});

const clean = { ties: [], duplicate: [], unknown: [], missing: [] };

describe('parseOrder', () => {
  it('reads a whole answer as 0-based positions, best first', () => {
    expect(parseOrder('[3] > [1] > [2]', 3)).toEqual({ ...clean, order: [2, 0, 1] });
  });

  it('a duplicate identifier keeps its first place and is reported once', () => {
    expect(parseOrder('[2] > [1] > [2] > [2] > [3]', 3)).toEqual({ ...clean, order: [1, 0, 2], duplicate: [2] });
  });

  it('an identifier the window does not have is dropped and reported as written', () => {
    expect(parseOrder('[2] > [7] > [1]', 2)).toEqual({ ...clean, order: [1, 0], unknown: ['7'] });
    expect(parseOrder('[007] > [2019] > [2]', 2)).toMatchObject({ order: [1], unknown: ['7', '2019'], missing: [1] });
  });

  it('zero and negative identifiers wrap around to nothing (Rank-K counts them from the end)', () => {
    expect(parseOrder('[0] > [2] > [-1] > [−1] > [1]', 2)).toEqual({ ...clean, order: [1, 0], unknown: ['0', '-1'] });
    expect(parseOrder('0 > 2 > -1 > 1', 2)).toEqual({ ...clean, order: [1, 0], unknown: ['0', '-1'] });
  });

  it('reports what was left out and appends nothing for it', () => {
    expect(parseOrder('[3]', 4)).toEqual({ ...clean, order: [2], missing: [1, 2, 4] });
    expect(parseOrder('', 2)).toEqual({ ...clean, order: [], missing: [1, 2] });
    expect(parseOrder('I cannot rank these.', 2).order).toEqual([]);
  });

  it('keeps ties in writing order and reports them as groups of positions', () => {
    expect(parseOrder('[3] > [2] > [4] = [1] > [5]', 5)).toEqual({ ...clean, order: [2, 1, 3, 0, 4], ties: [[3, 0]] });
    expect(parseOrder('[1] = [2] ＝ [3]', 3).ties).toEqual([[0, 1, 2]]);
    expect(parseOrder('1 = 2 > 3', 3).ties).toEqual([[0, 1]]);
    expect(parseOrder('[1 = 3] > [2]', 3)).toEqual({ ...clean, order: [0, 2, 1], ties: [[0, 2]] });
  });

  it('a tie reaches over an identifier that is dropped, and a duplicate is in no second tie', () => {
    expect(parseOrder('[1] = [9] = [2]', 2)).toMatchObject({ order: [0, 1], ties: [[0, 1]], unknown: ['9'] });
    expect(parseOrder('[1] > [2] = [1]', 2)).toMatchObject({ order: [0, 1], ties: [], duplicate: [1] });
  });

  it.each([
    ['[3], [1], [2]'],
    ['[3] [1] [2]'],
    ['[3]>[1]>[2]'],
    ['[3] ＞ [1] ＞ [2]'],
    ['[3, 1, 2]'],
    ['["3", "1", "2"]'],
    ['[[3], [1], [2]]'],
    ['[ 3 ] > [ 1 ] > [ 2 ]'],
    ['【3】>【1】>【2】'],
    ['［３］＞［１］＞［２］'],
    ['[۳] > [۱] > [۲]'],
    ['[³] > [¹] > [²]'],
    ['[③] > [①] > [②]'],
    ['\\[3\\] > \\[1\\] > \\[2\\]'],
    ['**[3]** > **[1]** > **[2]**'],
    ['```\n[3] > [1] > [2]\n```'],
    ['1. [3]\n2. [1]\n3. [2]'],
    ['The ranking of the 3 passages is [3] > [1] > [2], as of 2019.'],
    ['[3] - [1] - [2]'],
    ['3 > 1 > 2'],
    ['3, 1, 2'],
    ['3\n1\n2'],
    ['٣ > ١ > ٢'],
    ['Passage 3 > Passage 1 > Passage 2'],
    ['[Passage 3] > [Passage 1] > [Passage 2]'],
    ['3-1-2'],
    ['\uFEFF[3]\0 > [1]\0 > [2]\uD800'],
  ])('reads %j as 3, 1, 2', (answer) => {
    expect(parseOrder(answer, 3)).toEqual({ ...clean, order: [2, 0, 1] });
  });

  it('reads a range between two ascending identifiers, and only that', () => {
    expect(parseOrder('[5] > [1]-[4]', 5)).toEqual({ ...clean, order: [4, 0, 1, 2, 3] });
    expect(parseOrder('[5] > [2–4] > [1]', 5)).toEqual({ ...clean, order: [4, 1, 2, 3, 0] });
    expect(parseOrder('[2] > [1]–[9]', 3)).toMatchObject({ order: [1, 0], unknown: ['9'], missing: [3] });
    expect(parseOrder('[3]-[1]', 3)).toMatchObject({ order: [2, 0], missing: [2] });
    expect(parseOrder('[1]-[4]-[2]-[3]', 4)).toEqual({ ...clean, order: [0, 3, 1, 2] });
  });

  it('an unfinished thought gives no order: "Passage [4] in 2019" is not a ranking', () => {
    const { order, missing } = parseOrder('<think>Passage [4] in 2019 is about it, passage [1] not', 5);
    expect(order).toEqual([]);
    expect(missing).toEqual([1, 2, 3, 4, 5]);
    expect(parseOrder('[2] > [1] <think>or [3]', 3).order).toEqual([1, 0]);
    expect(parseOrder('<think>[4] first?</think>[2] > [1]', 4).order).toEqual([1, 0]);
    expect(parseOrder('[4] first?</think>[2] > [1]', 4).order).toEqual([1, 0]);
  });

  it('a growing answer only ever appends to the order: a cut identifier is not there yet', () => {
    const whole = '\n[12] > [1] = [3] > [11, 2] > [5]-[8] > [10] > [4] > [9]';
    const { order } = parseOrder(whole, 12);
    expect(order).toEqual([11, 0, 2, 10, 1, 4, 5, 6, 7, 9, 3, 8]);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const settled = parseOrder(whole.slice(0, cut), 12).order;
      expect(settled, JSON.stringify(whole.slice(0, cut))).toEqual(order.slice(0, settled.length));
    }
  });

  it('applied, any text at all leaves a permutation', () => {
    fc.assert(
      fc.property(fc.oneof(answerLike, fc.string({ unit: 'binary' })), fc.nat({ max: 12 }), (answer, count) => {
        const parsed = parseOrder(answer, count);
        const ranking = Array.from({ length: count }, (_, place) => docId(`d${place}`));
        const next = applyOrder({ ranking, window: { start: 0, end: count }, order: parsed.order });
        expect([...next].sort()).toEqual([...ranking].sort());
        expect(new Set(parsed.order).size).toBe(parsed.order.length);
        expect([...parsed.order.map((place) => place + 1), ...parsed.missing].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, place) => place + 1),
        );
        for (const tie of parsed.ties) expect(tie.every((place) => parsed.order.includes(place))).toBe(true);
      }),
      { numRuns: cases(500) },
    );
  });

  it.each([
    ['letters', 'a'],
    ['open brackets', '['],
    ['brackets with digits', '[1'],
    ['digits', '9'],
    ['dashes', '-'],
    ['closed identifiers', '[1]-'],
    ['ties', '[1]='],
    ['commas in one bracket', '1,'],
    ['thought tags', '<think>'],
    ['closing tags', '</think>'],
    ['bare numbers', '7 '],
  ])(
    'reads %s, however long, in linear time',
    (_, unit) => {
      const make = (length: number): string => unit.repeat(length / unit.length);
      expectLinear({ make: (length) => `[${make(length)}`, read: (text) => parseOrder(text, 20) });
      expectLinear({ make, read: (text) => parseOrder(text, 20) });
    },
    60_000,
  );

  it('shortens an absurd number in its report', () => {
    expect(parseOrder(`[${'9'.repeat(1000)}] > [1]`, 1)).toMatchObject({ order: [0], unknown: [`${'9'.repeat(20)}…`] });
  });
});

it('a bulleted answer is a list, not a range', () => {
  expect(parseOrder('- [1]\n- [4]\n- [2]\n- [3]', 4).order).toEqual([0, 3, 1, 2]);
  expect(parseOrder('- [1]\r\n- [4]', 4)).toMatchObject({ order: [0, 3], missing: [2, 3] });
});
