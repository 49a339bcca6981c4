import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { createAnswerAutomaton } from '../../../../src/core/answer/automaton.ts';
import { labelsOf } from '../../../../src/core/answer/labels.ts';
import { readAnswer } from '../../../../src/core/answer/reading.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';
import { sampleShapes } from './sample-shapes.ts';

const { order, tied, letters, best, select, scores, balance, word, yesNo, grade } = sampleShapes;
const shapes: readonly AnswerShape[] = Object.values(sampleShapes);
const complete = { type: 'complete' };
const repaired = { type: 'repaired', missing: [], duplicate: [], unknown: [] };

describe('readAnswer', () => {
  it('keeps ties as groups and appends what an order left out, each alone, in the order it had', () => {
    expect(readAnswer({ shape: tied, text: '[3] > [2] = [4]', count: 5 })).toEqual({
      groups: [[2], [1, 3], [0], [4]],
      scores: null,
      outcome: { ...repaired, missing: [1, 5] },
      notes: [],
    });
    expect(readAnswer({ shape: order, text: '[2] > [1] = [3]', count: 3 })).toMatchObject({
      groups: [[1], [0, 2]],
      outcome: complete,
    });
    expect(readAnswer({ shape: order, text: '[2] > [9] > [2] > [1]', count: 2 })).toMatchObject({
      groups: [[1], [0]],
      outcome: { ...repaired, duplicate: [2], unknown: ['9'] },
    });
  });

  it('an order of the first few is whole with these; the others, not asked for, stand last as one tied group', () => {
    expect(readAnswer({ shape: order, text: '[4] > [2]', count: 5, take: 2 })).toMatchObject({
      groups: [[3], [1], [0, 2, 4]],
      outcome: complete,
    });
    expect(readAnswer({ shape: order, text: '[4]', count: 5, take: 2 })).toMatchObject({
      groups: [[3], [0], [1, 2, 4]],
      outcome: { ...repaired, missing: [1] },
    });
  });

  it.each([
    ['[C] > [A] = [B]', [[2], [0, 1]]],
    ['【c】 > 【a】 = 【b】', [[2], [0, 1]]],
    ['C > A = B', [[2], [0, 1]]],
    ['Ｃ, Ａ, Ｂ', [[2], [0], [1]]],
    ['Passage [C] is best, then [A] and [B].', [[2], [0], [1]]],
  ])('reads letters: %j', (text, groups) => {
    expect(readAnswer({ shape: letters, text, count: 3 })).toMatchObject({ groups, outcome: complete });
  });

  it('a letter of a sentence is no label, and an unknown letter is told as written', () => {
    expect(readAnswer({ shape: letters, text: 'A passage about it I cannot find.', count: 9 }).outcome.type).toBe('unparsed');
    expect(readAnswer({ shape: letters, text: '[B] > [Q] > [A]', count: 2 }).outcome).toEqual({ ...repaired, unknown: ['Q'] });
  });

  it('takes the first label for the best, and says that more were written', () => {
    expect(readAnswer({ shape: best, text: '<answer>[3]</answer>', count: 4 })).toMatchObject({
      groups: [[2], [0, 1, 3]],
      outcome: complete,
    });
    expect(readAnswer({ shape: best, text: '[3] or [1]', count: 4 })).toEqual({
      groups: [[2], [0, 1, 3]],
      scores: null,
      outcome: repaired,
      notes: ['2 labels were written where 1 counted: the first 1 were taken'],
    });
    expect(readAnswer({ shape: best, text: 'none', count: 3 })).toMatchObject({
      groups: [[0], [1], [2]],
      outcome: { type: 'unparsed', reason: 'the answer names no passage' },
    });
  });

  it('reads a selection as one group before the others, prose around it or not', () => {
    for (const text of [
      'Document 5, Document 12',
      'The 2 best of 12: document 5 and Document [12].',
      '5, 12',
      'Document ۵, Document １２',
    ]) {
      const reading = readAnswer({ shape: select, text, count: 12, take: 2 });
      if (text.startsWith('5')) expect(reading.groups.at(0)).toEqual([4, 11]);
      else
        expect(reading, text).toMatchObject({
          groups: [
            [4, 11],
            [0, 1, 2, 3, 5, 6, 7, 8, 9, 10],
          ],
          outcome: complete,
        });
    }
    expect(readAnswer({ shape: select, text: 'Document 5', count: 5, take: 2 })).toMatchObject({
      groups: [[4], [0], [1, 2, 3]],
      outcome: { ...repaired, missing: [1] },
    });
  });

  it('groups by score, and puts what has none behind as missing', () => {
    expect(readAnswer({ shape: scores, text: '{"[1]": 5, "[2]": 0, "[3]": 5}', count: 3 })).toEqual({
      groups: [[0, 2], [1]],
      scores: [5, 0, 5],
      outcome: complete,
      notes: [],
    });
    expect(readAnswer({ shape: scores, text: '[3]: 7\n[1] = 11\n2: 3\n[2]: 9\n[8]: 1', count: 4 })).toMatchObject({
      groups: [[2], [1], [0], [3]],
      scores: [null, 3, 7, null],
      outcome: { ...repaired, missing: [1, 4], duplicate: [2], unknown: ['1: 11', '8'] },
    });
    expect(readAnswer({ shape: balance, text: '{"[A]": -3, "[B]": 4}', count: 2 })).toMatchObject({
      scores: [-3, 4],
      groups: [[1], [0]],
    });
  });

  it('a score that a cut text may not have finished is not there yet', () => {
    expect(readAnswer({ shape: scores, text: '{"[1]": 5, "[2]": 1', count: 2 }).scores).toEqual([5, null]);
    expect(readAnswer({ shape: scores, text: '{"[1]": 5, "[2]": 8', count: 2 }).scores).toEqual([5, 8]);
    expect(readAnswer({ shape: scores, text: '{"[1]": 5, "[2]": 1}', count: 2 }).scores).toEqual([5, 1]);
    expect(readAnswer({ shape: scores, text: '[1]: 5\n[2]: 1', count: 2 }).scores).toEqual([5, 1]);
  });

  it('a word is 1 or 0, and two of them are none', () => {
    expect(readAnswer({ shape: word, text: ' true', count: 1 })).toEqual({
      groups: [[0]],
      scores: [1],
      outcome: complete,
      notes: [],
    });
    expect(readAnswer({ shape: yesNo, text: '**No.** There is, yes, a hint.', count: 1 }).scores).toEqual([0]);
    expect(readAnswer({ shape: yesNo, text: 'The answer is: yes', count: 1 }).scores).toEqual([1]);
    expect(readAnswer({ shape: yesNo, text: 'Either yes or no', count: 1 })).toMatchObject({
      scores: [null],
      outcome: { type: 'unparsed' },
    });
    expect(readAnswer({ shape: yesNo, text: 'notably yesterday', count: 1 }).outcome.type).toBe('unparsed');
    expect(readAnswer({ shape: yesNo, text: 'yes', count: 2 })).toMatchObject({
      scores: [null, null],
      outcome: { type: 'unparsed' },
    });
  });

  it('a grade is the mean of word and grade, as TFRank scores it', () => {
    const scoreOf = (text: string) => readAnswer({ shape: grade, text, count: 1 }).scores;
    expect(['yes(4)', 'yes(2)', 'no(1)', 'no(0)', 'Yes (3)', 'yes: ٤'].map(scoreOf)).toEqual([
      [1],
      [0.75],
      [0.125],
      [0],
      [0.875],
      [1],
    ]);
    expect(readAnswer({ shape: grade, text: 'yes', count: 1 })).toEqual({
      groups: [[0]],
      scores: [0.75],
      outcome: repaired,
      notes: ['no grade from 0 to 4 was written: the middle was taken'],
    });
    expect(readAnswer({ shape: grade, text: 'no(9)', count: 1 })).toMatchObject({
      scores: [0.25],
      outcome: { ...repaired, unknown: ['9'] },
    });
  });

  it('an unfinished thought gives nothing, and what stands before the answer’s own frame is not the answer', () => {
    for (const shape of shapes) {
      const text = '<think>[2] > [1], Document 2, "[1]": 4, [A], yes(3), true';
      expect(readAnswer({ shape, text, count: 1 }).outcome.type, shape.type).toBe('unparsed');
    }
    expect(readAnswer({ shape: order, text: 'I like [3]. <answer>[2] > [1] > [3]</answer> [9]', count: 3 })).toMatchObject({
      groups: [[1], [0], [2]],
      outcome: complete,
    });
  });

  it('a growing order only ever appends: whole answers of every listing shape read back equal', () => {
    const listing = fc.constantFrom(order, tied, letters, sampleShapes.bare);
    const permutation = fc.integer({ min: 1, max: 14 }).chain((count) =>
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, place) => place),
        { minLength: count },
      ),
    );
    fc.assert(
      fc.property(listing, permutation, fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (shape, positions, ties) => {
        const labels = labelsOf(shape, positions.length);
        const groups: number[][] = [];
        let inner = '';
        for (const [step, position] of positions.entries()) {
          const joins = step > 0 && shape.tie !== null && ties[step] === true;
          inner += (step === 0 ? '' : joins ? shape.tie : shape.separator) + labels[position];
          if (joins) groups.at(-1)?.push(position);
          else groups.push([position]);
        }
        const text = shape.open + inner + shape.close;
        expect(createAnswerAutomaton({ shape, count: positions.length }).isWhole(text)).toBe(true);
        expect(readAnswer({ shape, text, count: positions.length })).toEqual({
          groups,
          scores: null,
          outcome: complete,
          notes: [],
        });
      }),
      { numRuns: cases(10_000) },
    );
  }, 60_000);

  it('reads scores back equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 20 }), (given) => {
        const inner = given.map((score, position) => `"[${position + 1}]": ${score}`).join(', ');
        const reading = readAnswer({ shape: scores, text: `${scores.open}{${inner}}${scores.close}`, count: given.length });
        expect(reading.scores).toEqual(given);
        expect(reading.outcome).toEqual(complete);
      }),
      { numRuns: cases(10_000) },
    );
  }, 60_000);

  it.each(shapes.map((shape) => [shape.type, shape] as const))(
    'any text at all gives a partition and an outcome: %s',
    (_, shape) => {
      fc.assert(
        fc.property(fc.oneof(answerLike, fc.string({ unit: 'binary' })), fc.nat(9), fc.option(fc.nat(9)), (text, count, take) => {
          const reading = readAnswer({ shape, text, count, ...(take === null ? {} : { take }) });
          const positions = reading.groups.flat().sort((a, b) => a - b);
          if (positions.length !== count || positions.some((position, place) => position !== place))
            expect.fail(JSON.stringify(reading));
          if (reading.groups.some((group) => group.length === 0)) expect.fail('an empty group');
          if (reading.scores !== null && reading.scores.length !== count) expect.fail('scores without passages');
        }),
        { numRuns: cases(10_000) },
      );
    },
    60_000,
  );

  it.each(['[', '[1', '9', ' ', 'Document ', 'Document 1', '"[1]": ', '[A]', 'A ', 'yes', 'yes (', '<answer>', '</think>', '{'])(
    'a long text of %j is read in linear time by every shape',
    (unit) => {
      const make = (length: number): string => unit.repeat(length / unit.length);
      for (const shape of shapes)
        expectLinear({ make, read: (text) => readAnswer({ shape, text, count: 20 }), length: 200_000 }, shape.type);
    },
    60_000,
  );
});
