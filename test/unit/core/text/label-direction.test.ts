import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/core/answer/reading.ts';
import type { AnswerReading, AnswerShape } from '../../../../src/core/answer/shape.ts';
import { cases } from '../../../support/profile.ts';

const numbers = { before: '[', after: ']', numerals: 'numbers' } as const;
const order: AnswerShape = { type: 'order', open: '', close: '', label: numbers, separator: ' > ', tie: ' = ' };

/** Groups of 1-based identifiers. */
function read(
  text: string,
  count = 4,
): Pick<AnswerReading, 'outcome' | 'notes'> & { readonly groups: readonly (readonly number[])[] } {
  const reading = readAnswer({ shape: order, text, count });
  return { ...reading, groups: reading.groups.map((group) => group.map((position) => position + 1)) };
}

describe('an answer that says in words which way its order goes', () => {
  it.each([
    'From least to most relevant: [3], [4], [1], [2]',
    'Passages from the least relevant to the most relevant:\n[3]\n[4]\n[1]\n[2]',
    'Worst first: [3], [4], [1], [2]',
    'In ascending order of relevance: [3], [4], [1], [2].',
    'От наименее релевантного к наиболее релевантному: [3], [4], [1], [2]',
    'По возрастанию релевантности: [3], [4], [1], [2]',
    'از کم‌ترین به بیش‌ترین ارتباط: [۳]، [۴]، [۱]، [۲]',
    '从最不相关到最相关：[3]、[4]、[1]、[2]',
    '按相关性从低到高：[3]、[4]、[1]、[2]',
  ])('is read from its end: %j', (text) => {
    expect(read(text)).toMatchObject({ groups: [[2], [1], [4], [3]], outcome: { type: 'complete' } });
    expect(read(text).notes).toHaveLength(1);
  });

  it.each([
    'From most to least relevant: [2], [1], [4], [3]',
    'Best first, worst last: [2], [1], [4], [3]',
    'The least relevant is weighed last. The order: [2], [1], [4], [3]',
    'In descending order of relevance: [2], [1], [4], [3]',
    'In ascending order of rank: [2], [1], [4], [3]',
    'От наиболее к наименее релевантному: [2], [1], [4], [3]',
    '从最相关到最不相关：[2]、[1]、[4]、[3]',
  ])('is read from its beginning: %j', (text) => {
    expect(read(text)).toMatchObject({ groups: [[2], [1], [4], [3]], outcome: { type: 'complete' }, notes: [] });
  });

  it('marks that rank go before words, and what contradicts itself is never complete', () => {
    const reading = read('From least to most relevant: [3] > [4] > [1] > [2]');
    expect(reading).toMatchObject({ groups: [[3], [4], [1], [2]], outcome: { type: 'repaired' } });
    expect(reading.notes).toHaveLength(1);
  });
});

describe('ranks that stand behind labels', () => {
  it.each([
    '[1]: rank 2, [2]: rank 1, [3]: rank 4, [4]: rank 3',
    '[1] 2nd, [2] 1st, [3] 4th, [4] 3rd',
    '[1] - rank 2\n[2] - rank 1\n[3] - rank 4\n[4] - rank 3',
    'Passage 1: Rank #2\nPassage 2: Rank #1\nPassage 3: Rank #4\nPassage 4: Rank #3',
    '[1] (rank 2), [2] (rank 1), [3] (rank 4), [4] (rank 3)',
    '[1] is ranked 2nd, [2] is ranked 1st, [3] is ranked 4th, [4] is ranked 3rd.',
    '[1]: место 2\n[2]: место 1\n[3]: место 4\n[4]: место 3',
    '[1]：第2名，[2]：第1名，[3]：第4名，[4]：第3名',
    '[۱]: رتبه ۲، [۲]: رتبه ۱، [۳]: رتبه ۴، [۴]: رتبه ۳',
  ])('are followed, which is told: %j', (text) => {
    expect(read(text)).toMatchObject({ groups: [[2], [1], [4], [3]], outcome: { type: 'complete' } });
    expect(read(text).notes).toHaveLength(1);
  });

  it('equal ranks are tied, whatever order the labels stand in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 6 }), fc.nat(), (ranks, turn) => {
        const labels = ranks.map((rank, place) => ({ rank, identifier: place + 1 }));
        const turned = [...labels.slice(turn % labels.length), ...labels.slice(0, turn % labels.length)];
        const reading = read(turned.map(({ rank, identifier }) => `[${identifier}]: rank ${rank}`).join(', '), ranks.length);
        const groups = [1, 2, 3, 4].map((rank) => labels.filter((one) => one.rank === rank).map(({ identifier }) => identifier));
        expect(reading.groups.map((group) => group.toSorted((one, other) => one - other))).toEqual(
          groups.filter(({ length }) => length > 0),
        );
      }),
      { numRuns: cases(150) },
    );
  });

  it.each([
    ['before labels number the places', 'Rank 1: [2], Rank 2: [1], Rank 3: [4], Rank 4: [3]'],
    ['of which one lacks are none', '[2] rank 9, [1], [4] rank 1, [3]'],
    ['beside marks that rank say nothing new', '[2] (rank 1) > [1] (rank 2) > [4] (rank 3) > [3] (rank 4)'],
  ])('%s', (_, text) => {
    expect(read(text).groups.flat()).toEqual([2, 1, 4, 3]);
  });
});
