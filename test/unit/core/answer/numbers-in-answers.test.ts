import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/core/answer/reading.ts';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { cases } from '../../../support/profile.ts';

const numbers = { before: '[', after: ']', numerals: 'numbers' } as const;
const lettered = { before: 'Passage ', after: '', numerals: 'letters' } as const;
const order: AnswerShape = { type: 'order', open: '', close: '', label: numbers, separator: ' > ', tie: ' = ' };
const documents: AnswerShape = { ...order, label: { before: 'doc-', after: '', numerals: 'numbers' } };
const best: AnswerShape = { type: 'best', open: '', close: '', label: numbers };
const select: AnswerShape = {
  type: 'select',
  open: '',
  close: '',
  label: { before: 'Document ', after: '', numerals: 'numbers' },
  separator: ', ',
};
const scores: AnswerShape = { type: 'scores', open: '', close: '', label: numbers, least: 0, most: 10 };

/** Groups of 1-based identifiers. */
function read(shape: AnswerShape, text: string, count: number, take?: number) {
  const reading = readAnswer({ shape, text, count, ...(take === undefined ? {} : { take }) });
  return { ...reading, groups: reading.groups.map((group) => group.map((position) => position + 1)) };
}

describe('an answer with more numbers than its labels', () => {
  it.each([
    [
      'passages that are weighed first',
      'Passages [1] and [3] both discuss it, but the final ranking is: [2] > [1] > [4] > [3]',
      [2, 1, 4, 3],
    ],
    ['numbers of a list', '1. Passage 2\n2. Passage 1\n3. Passage 4\n4. Passage 3', [2, 1, 4, 3]],
    ['numbers of a list before bare numbers', '1) 2\n2) 1\n3) 4\n4) 3', [2, 1, 4, 3]],
    ['numbers of a list in brackets', '[1] Passage 2\n[2] Passage 1\n[3] Passage 4\n[4] Passage 3', [2, 1, 4, 3]],
    ['ranks in a table', '| Rank | Passage |\n|---|---|\n| 1 | 2 |\n| 2 | 1 |\n| 3 | 4 |\n| 4 | 3 |', [2, 1, 4, 3]],
    [
      'ranks in the second column',
      '| Passage | Rank |\n|---|---|\n| [1] | 2 |\n| [2] | 1 |\n| [3] | 4 |\n| [4] | 3 |',
      [2, 1, 4, 3],
    ],
    ['ranks in words', 'Rank 1: [2], Rank 2: [1], Rank 3: [4], Rank 4: [3]', [2, 1, 4, 3]],
    ['ordinals', '1st: [2], 2nd: [1], 3rd: [4], 4th: [3]', [2, 1, 4, 3]],
    ['scores out of ten', '[2] (9/10) > [1] (7/10) > [4] (3/10) > [3] (1/10)', [2, 1, 4, 3]],
    ['scores behind labels', '[2]: 9, [1]: 7, [4]: 3, [3]: 1', [2, 1, 4, 3]],
    ['scores line by line', '[2] - 0.9\n[1] - 0.8\n[4] - 0.3\n[3] - 0.1', [2, 1, 4, 3]],
    ['a remark that names another', '[2] (closer than [3]) > [1] > [4] > [3]', [2, 1, 4, 3]],
    ['reasons that name others', '1. [2] - says it\n2. [1] - says more than [3]\n3. [4]\n4. [3]', [2, 1, 4, 3]],
    [
      'a year, a date, a time, a version, a share',
      'On 2024-01-03 at 10:30, v1.2.3 had 50 %: [2] > [1] > [4] > [3]',
      [2, 1, 4, 3],
    ],
    ['the number of passages', 'The order of the 4 passages, the top 3 first: [2] > [1] > [4] > [3]', [2, 1, 4, 3]],
    ['less-than', '[3] < [4] < [1] < [2]', [2, 1, 4, 3]],
    ['an escaped mark', '[2] &gt; [1] &gt; [4] &gt; [3]', [2, 1, 4, 3]],
    ['arrows', '[2] → [1] → [4] → [3]', [2, 1, 4, 3]],
    ['Russian', 'Отрывки [1] и [3] близки. Итоговый порядок: [2] > [1] > [4] > [3]', [2, 1, 4, 3]],
    ['Persian', 'متن ۲، متن ۱، متن ۴، متن ۳', [2, 1, 4, 3]],
    ['Chinese', '第2段 > 第1段 > 第4段 > 第3段', [2, 1, 4, 3]],
  ])('is read past %s', (_, text, expected) => {
    expect(read(order, text, 4).groups.flat(), text).toEqual(expected);
  });

  it('takes the last of several orders, and says that there were several', () => {
    const draft = read(order, 'Draft: [1] > [2] > [3]\nFinal: [3] > [1] > [2]', 3);
    expect(draft.groups).toEqual([[3], [1], [2]]);
    expect(draft.outcome.type).toBe('repaired');
    expect(draft.notes).toHaveLength(1);
    expect(read(order, 'Final ranking: [2] > [1] > [3]. The original order was [1] > [2] > [3].', 3).groups.flat()).toEqual([
      2, 1, 3,
    ]);
    expect(read(order, '[1] > [2] > [3]\n\nWait. [3] > [2] > [1]', 3).groups.flat()).toEqual([3, 2, 1]);
  });

  it('joins orders that are written apart, and says so', () => {
    const apart = read(order, '[2] > [1] are near, and [4] > [3] are not.', 4);
    expect(apart).toMatchObject({ groups: [[2], [1], [4], [3]], outcome: { type: 'repaired' } });
  });

  it.each([
    ['[1 to 3] > [4]', [1, 2, 3, 4]],
    ['[2 through 4] > [1]', [2, 3, 4, 1]],
    ['[4] > [1] to [3]', [4, 1, 2, 3]],
    ['[с 1 по 3]', null],
    ['[1 по 3] > [4]', [1, 2, 3, 4]],
    ['[۱ تا ۳] > [۴]', [1, 2, 3, 4]],
    ['[1至3] > [4]', [1, 2, 3, 4]],
    ['[1 - 3] > [4]', [1, 2, 3, 4]],
  ])('reads a range in words: %j', (text, expected) => {
    const reading = read(order, text, 4);
    if (expected === null) expect(reading.outcome.type).toBe('unparsed');
    else expect(reading.groups.flat()).toEqual(expected);
  });

  it.each([
    'I cannot rank these 4 passages.',
    'I am sorry, but I can’t rank passages 1, 2, 3 and 4.',
    'As an AI model I am unable to order [1], [2], [3] and [4].',
    'It is not possible to compare [1]-[4].',
    'Не могу ранжировать эти 4 отрывка: [1], [2], [3], [4].',
    'نمی‌توانم این ۴ متن را رتبه‌بندی کنم.',
    '无法对这4个段落进行排序。',
    'Passages 1-4 are all off topic.',
    'None of [1]-[4] says so.',
    'There are 4 passages, and 2 of them are from 2019.',
    'At 10:30 on 12/05/2024 it was 3.5 %, or 2 of 4.',
    '2 cups of sugar\n1 egg\n3 apples',
    '1. The first is about tea.\n2. The second is about milk.\n3. The third is about 4 cats.',
  ])('gives no order where none was given: %j', (text) => {
    expect(read(order, text, 4)).toMatchObject({ groups: [[1], [2], [3], [4]], outcome: { type: 'unparsed' } });
  });

  it.each(['3 > 1 > 2', '3, 1, 2', '3\n1\n2', 'The order is 3, 1, 2.', '(3) > (1) > (2)', '３ ＞ １ ＞ ２', '1️⃣'])(
    'flags numbers that nothing marks as labels: %j',
    (text) => {
      const reading = read(order, text, 3);
      expect(reading.outcome.type).not.toBe('complete');
      if (reading.outcome.type === 'repaired') expect([reading.groups.flat(), reading.notes.length]).toEqual([[3, 1, 2], 1]);
    },
  );

  it('numbers of any kind around an order change nothing', () => {
    const noise = fc.array(
      fc.constantFrom(
        'In 2019',
        'of 4 passages',
        '50 %',
        '9/10',
        '10:30',
        '2024-01-03',
        '3.14',
        'v2.0.1',
        '1st place',
        '$5',
        '12 km',
        '№ 7',
        'top 3',
        'step 2',
        '1,234 people',
        '−4 °C',
        'the 2 best',
        '7 out of 10',
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }),
        noise,
        noise,
        fc.constantFrom(order, documents),
        (identifiers, before, behind, shape) => {
          const label = 'label' in shape ? shape.label : numbers;
          const chain = identifiers.map((identifier) => label.before + identifier + label.after).join(' > ');
          const text = `${before.join(', ')}\n${chain}\n${behind.join(', ')}`;
          expect(read(shape, text, 5), text).toMatchObject({
            groups: identifiers.map((one) => [one]),
            outcome: { type: 'complete' },
          });
        },
      ),
      { numRuns: cases(2000) },
    );
  });

  it('numbers of any kind alone are no order', () => {
    const noise = fc.array(
      fc.constantFrom(
        'In 2019,',
        'of 4 passages',
        '50 %',
        '9/10',
        'at 10:30',
        'on 2024-01-03',
        '3.14',
        'v2.0.1',
        'in 1st place',
        'for $5',
        'within 12 km',
        'and 3 more',
        'the 2 best',
        '7 out of 10',
        'only 1 fits',
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(noise, (pieces) => {
        const text = `I saw ${pieces.join(' ')} there.`;
        expect(read(order, text, 5).outcome.type, text).toBe('unparsed');
      }),
      { numRuns: cases(2000) },
    );
  });
});

describe('an answer that names one, or some', () => {
  it.each([
    ['Between [1] and [3], the best is [3].', 3],
    ['The best is [3], because [1] is off topic.', 3],
    ['[1]? No. [2]? No. Answer: [3]', 3],
    ['最佳的是[3]，不是[1]。', 3],
    ['Лучший отрывок — [3], а не [1].', 3],
    ['[3] or [1]', 3],
    ['[3] > [1] > [2]', 3],
    ['[3]', 3],
    ['Passage 3', 3],
    ['The answer is 3.', 3],
  ])('of %j is %i', (text, expected) => {
    expect(read(best, text, 3).groups[0]).toEqual([expected]);
  });

  it('says so where others were written', () => {
    expect(read(best, 'Between [1] and [3], the best is [3].', 3)).toMatchObject({ outcome: { type: 'repaired' } });
    expect(read(best, 'I have 3 passages and none fits.', 3).outcome.type).toBe('unparsed');
  });

  it.each([
    ['Passage C', [[3], [1, 2, 4]]],
    ['The best is Passage C.', [[3], [1, 2, 4]]],
    ['passage c', [[3], [1, 2, 4]]],
    ['C', [[3], [1, 2, 4]]],
    ['Ｐａｓｓａｇｅ Ｃ', [[3], [1, 2, 4]]],
  ])('reads a lettered label with a name: %j', (text, groups) => {
    expect(read({ ...best, label: lettered }, text, 4)).toMatchObject({ groups, outcome: { type: 'complete' } });
  });

  it('a sentence about passages names none by letter', () => {
    expect(read({ ...best, label: lettered }, 'A passage about it: I cannot say.', 9).outcome.type).toBe('unparsed');
  });

  it('reads names that are left out behind the first, and flags them', () => {
    const elided = read(select, 'Document 4, 2', 4, 2);
    expect(elided.groups).toEqual([
      [4, 2],
      [1, 3],
    ]);
    expect(elided.outcome.type).toBe('repaired');
    expect(read(select, 'Documents 4 and 2', 4, 2)).toMatchObject({
      groups: [
        [4, 2],
        [1, 3],
      ],
      outcome: { type: 'complete' },
    });
    expect(read(select, 'Document 4, 2 pages long', 4, 2).groups[0]).toEqual([4]);
    expect(read({ ...select, label: lettered }, 'Passage D, Passage A', 4, 2)).toMatchObject({
      groups: [
        [4, 1],
        [2, 3],
      ],
      outcome: { type: 'complete' },
    });
  });

  it('a selection of as many as were asked for goes before a longer list', () => {
    expect(read(select, 'Between Documents 1, 2, 3: the best two are Document 3, Document 1', 4, 2).groups[0]).toEqual([3, 1]);
  });
});

describe('an answer of scores', () => {
  const scoresOf = (text: string, count = 3) => readAnswer({ shape: scores, text, count });

  it.each([
    ['per cents', '[1]: 50%\n[2]: 90%\n[3]: 5%', [5, 9, 0.5], 'repaired'],
    ['another total', '[1]: 4/5\n[2]: 1/5\n[3]: 2 out of 5', [8, 2, 4], 'repaired'],
    ['the total that was asked for', '[1]: 8/10\n[2]: 9 / 10\n[3]: 1 out of 10', [8, 9, 1], 'complete'],
    ['decimal commas', '[1]: 7,5\n[2]: 8,25\n[3]: 1', [7.5, 8.25, 1], 'complete'],
    ['commas between pairs', '{"[1]": 7,"[2]": 5,"[3]": 1}', [7, 5, 1], 'complete'],
    ['bare pairs in one line', '1: 7,2: 5,3: 1', [7, 5, 1], 'complete'],
    ['a table', '| Passage | Score |\n|---|---|\n| [1] | 3 |\n| [2] | 9 |\n| [3] | 1 |', [3, 9, 1], 'complete'],
    ['names', 'Passage 1: 7\nPassage 2: 3\nPassage 3: 9', [7, 3, 9], 'complete'],
    ['bold labels', '**[1]**: 7\n**[2]**: 3\n**[3]**: 9', [7, 3, 9], 'complete'],
    ['other digits', '[۱]: ۷\n[۲]: ۳\n[๓]: ๙', [7, 3, 9], 'complete'],
    ['a draft before', 'Draft: {"[1]": 1, "[2]": 2, "[3]": 3}\nFinal: {"[1]": 3, "[2]": 2, "[3]": 1}', [3, 2, 1], 'repaired'],
  ])('reads %s', (_, text, expected, outcome) => {
    const reading = scoresOf(text);
    expect(reading.scores).toEqual(expected);
    expect(reading.outcome.type).toBe(outcome);
  });

  it.each([
    ['a range', '[1]: 7-8\n[2]: 5\n[3]: 1', [null, 5, 1]],
    ['a date', '[1]: 2024-01-03\n[2]: 5\n[3]: 1', [null, 5, 1]],
    ['a year', '[1]: 2019\n[2]: 5\n[3]: 1', [null, 5, 1]],
    ['times', 'at 10:30, 1:05 and 2:07', [null, null, null]],
  ])('takes %s for no score', (_, text, expected) => {
    expect(scoresOf(text).scores).toEqual(expected);
  });

  it('never reads a share of a hundred above a greater one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 8 }), (shares) => {
        const text = shares.map((share, place) => `[${place + 1}]: ${share}%`).join('\n');
        const sorted = shares.map((_, place) => place).toSorted((one, other) => (shares[other] ?? 0) - (shares[one] ?? 0));
        expect(scoresOf(text, shares.length).groups.flat()).toEqual(sorted);
      }),
      { numRuns: cases(1000) },
    );
  });
});

describe('an answer of one of two words', () => {
  const word: AnswerShape = { type: 'word', open: '', close: '', yes: 'true', no: 'false' };
  const grade: AnswerShape = { type: 'grade', open: '', close: '', yes: 'yes', no: 'no', least: 0, most: 4 };
  const chinese: AnswerShape = { type: 'word', open: '', close: '', yes: '相关', no: '不相关' };

  it.each([
    ['It is true.', 1],
    ['This is not true.', null],
    ["It isn't true.", null],
    ['False, and not true', 0],
    ['Untrue', null],
  ])('%j is %j', (text, expected) => {
    expect(readAnswer({ shape: word, text, count: 1 }).scores).toEqual([expected]);
  });

  it('knows a word inside the other, in a script without spaces', () => {
    expect(readAnswer({ shape: chinese, text: '答案是不相关。', count: 1 }).scores).toEqual([0]);
    expect(readAnswer({ shape: chinese, text: '这段文字相关。', count: 1 }).scores).toEqual([1]);
  });

  it('takes a number that counts something else for no grade', () => {
    expect(readAnswer({ shape: grade, text: 'yes, 3 of them say so', count: 1 }).outcome.type).toBe('repaired');
    expect(readAnswer({ shape: grade, text: 'yes (3/4)', count: 1 })).toMatchObject({
      scores: [0.875],
      outcome: { type: 'complete' },
    });
    expect(readAnswer({ shape: grade, text: 'yes (75%)', count: 1 })).toMatchObject({
      scores: [0.875],
      outcome: { type: 'repaired' },
    });
    expect(readAnswer({ shape: grade, text: 'yes — 2019 was the year', count: 1 }).scores).toEqual([0.75]);
  });
});

describe('an answer that a hidden character or another script stands in', () => {
  const hidden = [
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u2060',
    '\u2066',
    '\u2069',
    '\u00ad',
    '\ufeff',
    '\u061c',
    '\ufe0f',
  ];

  it.each(hidden.map((mark) => [mark.codePointAt(0)?.toString(16), mark] as const))(
    'is read through U+%s wherever it stands',
    (_, mark) => {
      const whole = '[12] > [1] = [3] > [2]';
      for (let at = 0; at <= whole.length; at += 1) {
        // Between the digits of a number too.
        const text = whole.slice(0, at) + mark + whole.slice(at);
        expect(read(order, text, 12, 4), JSON.stringify(text)).toMatchObject({
          groups: [[12], [1, 3], [2], [4, 5, 6, 7, 8, 9, 10, 11]],
          outcome: { type: 'complete' },
        });
      }
    },
  );

  it.each([
    ['Arabic-Indic', '٠١٢٣٤٥٦٧٨٩'],
    ['Persian', '۰۱۲۳۴۵۶۷۸۹'],
    ['Devanagari', '०१२३४५६७८९'],
    ['Bengali', '০১২৩৪৫৬৭৮৯'],
    ['Thai', '๐๑๒๓๔๕๖๗๘๙'],
    ['Khmer', '០១២៣៤៥៦៧៨៩'],
    ['full-width', '０１２３４５６７８９'],
  ])('is read in %s digits', (_, digits) => {
    const text = '[12] > [1] = [3] > [2]'.replaceAll(/[0-9]/g, (digit) => [...digits][Number(digit)] ?? '');
    expect(read(order, text, 12, 4).groups.slice(0, 3)).toEqual([[12], [1, 3], [2]]);
    expect(read(documents, text.replaceAll('[', 'doc-').replaceAll(']', ''), 12, 4).groups.slice(0, 3)).toEqual([
      [12],
      [1, 3],
      [2],
    ]);
  });

  it('is read in full-width brackets and marks', () => {
    expect(read(order, '［２］＞［１］＝［３］', 3)).toMatchObject({ groups: [[2], [1, 3]], outcome: { type: 'complete' } });
  });
});
