import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { compareReadings, PARSER_IDS, PARSERS, parseWith } from '../../../../src/core/parser/index.ts';
import type { ParserId } from '../../../../src/core/parser/index.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { cases } from '../../../support/profile.ts';
import { sampleShapes } from '../answer/sample-shapes.ts';

const { order, tied, letters, best, select, scores, word, grade } = sampleShapes;
const shapes: readonly AnswerShape[] = Object.values(sampleShapes);
const parsers = PARSER_IDS;

/** The order of five passages A–E after a reading. */
const five = (parser: ParserId, output: string, shape: AnswerShape = order) => {
  const reading = parseWith(parser, { output, shape, count: 5 });
  return {
    ...reading,
    order: reading.groups
      .flat()
      .map((position) => 'ABCDE'.charAt(position))
      .join(' '),
  };
};
const unfinished = '<think>Passage [4] in 2019 is about it, passage [1] not';

describe('Rank-K’s own reading', () => {
  it.each([
    ['[3] > [2]\n```', 'A B C D E', 'the answer names no passage'],
    ['The ranking is [3] > [2]', 'B A C D E', 'skipped 1 piece between > and = that held more than a number'],
    ['[3] > [2], [1]', 'C A B D E', 'skipped 1 piece between > and = that held more than a number'],
    ['[0] > [2]', 'E B A C D', '[0] wrapped to the last passage'],
    ['[-1]', 'D A B C E', '[-1] wrapped to passage 4, counted from the end'],
    ['[3] > [3] > [1]', 'C A B D E', 'stopped at the first duplicate, [3]: nothing after it was read'],
    ['[9] > [2]', 'B A C D E', ''],
    ['[1_0] > [+2]', 'B A C D E', ''],
  ])('reads %j as %s', (output, expected, note) => {
    const reading = five('rank-k', output, tied);
    expect(reading.order).toBe(expected);
    if (reading.outcome.type === 'unparsed') expect(reading.outcome.reason).toBe(note);
    else if (note !== '') expect(reading.notes).toContain(note);
  });

  it('keeps ties as written, and loses the order above a last line that holds none', () => {
    expect(five('rank-k', '<think>x</think>\n\n[3] > [2] > [4] = [1] > [5]', tied)).toMatchObject({
      groups: [[2], [1], [3, 0], [4]],
      outcome: { type: 'complete' },
    });
    expect(five('rank-k', '[3] > [2]\n```', tied).notes).toEqual(['read the last line alone: an order above it was not read']);
  });

  it('tells what wrapped as missing and unknown, and an unfinished thought as such', () => {
    expect(five('rank-k', '[0] > [2]', tied).outcome).toEqual({
      type: 'repaired',
      missing: [1, 3, 4, 5],
      duplicate: [],
      unknown: ['0'],
    });
    expect(five('rank-k', '<think>first guess\n[2] > [1]', tied)).toMatchObject({
      order: 'B A C D E',
      notes: ['took the last line of an unfinished thought'],
    });
  });
});

describe('the readings of ReasonRank, RankLLM and Rearank', () => {
  it.each(['reasonrank', 'rank-llm', 'rearank'] as const)(
    '%s takes the digits of an unfinished thought for a ranking',
    (parser) => {
      expect(five(parser, unfinished)).toMatchObject({
        order: 'D A B C E',
        outcome: { type: 'repaired', missing: [2, 3, 5], duplicate: [], unknown: ['2019'] },
        notes: ['took the digits of an unfinished thought'],
      });
      expect(five('glassrank', unfinished)).toMatchObject({ order: 'A B C D E', outcome: { type: 'unparsed' } });
    },
  );

  it.each(['reasonrank', 'rank-llm', 'rearank'] as const)(
    '%s keeps the first, drops the unknown, appends the missing, reads = as >',
    (parser) => {
      expect(five(parser, '<think>x</think> <answer>[3] = [3] > [9] > [1]</answer>')).toMatchObject({
        groups: [[2], [0], [1], [3], [4]],
        outcome: { type: 'repaired', missing: [2, 4, 5], duplicate: [3], unknown: ['9'] },
        notes: ['read = as >'],
      });
    },
  );

  it('ReasonRank reads a whole answer in any case, else what follows the last <answer>', () => {
    expect(five('reasonrank', '<THINK>[5]</THINK>\n<ANSWER>[2] > [1] > [3] > [4] > [5]</ANSWER>')).toMatchObject({
      order: 'B A C D E',
      outcome: { type: 'complete' },
      notes: [],
    });
    expect(five('reasonrank', '<think>[5] <answer>[1]</answer> no, <answer>[2] > [4]')).toMatchObject({
      order: 'B D A C E',
      outcome: { type: 'repaired' },
      notes: ['took everything after the last <answer>: no closed thought with a closed answer was there'],
    });
  });

  it('a circled digit undoes the whole order for ReasonRank, is skipped by Rearank and read by RankLLM', () => {
    const output = '<think>x</think><answer>[③] > [2]</answer>';
    expect(five('reasonrank', output)).toMatchObject({ order: 'A B C D E', outcome: { type: 'unparsed' } });
    expect(five('rearank', output)).toMatchObject({ order: 'B A C D E', notes: ['skipped digits that are no integer'] });
    expect(five('rank-llm', output).order).toBe('C B A D E');
    expect(five('rank-llm', '[⓪] > [2]')).toMatchObject({ order: 'A B C D E', outcome: { type: 'unparsed' } });
  });

  it('Rearank takes the first <answer>, even one inside the thought', () => {
    expect(five('rearank', '<think>e.g. <answer>[5]</answer></think><answer>[2] > [1]</answer>')).toMatchObject({
      order: 'E A B C D',
      notes: ['took the first <answer>, which stands inside the thought'],
    });
  });

  it('RankLLM takes the letters of words for labels where labels are letters', () => {
    expect(five('rank-llm', '[C] > [A] > [B] > [D] > [E]', letters)).toMatchObject({
      order: 'C A B D E',
      outcome: { type: 'complete' },
    });
    expect(five('rank-llm', 'The C', letters)).toMatchObject({
      order: 'C A B D E',
      notes: ['took the letters of words for labels'],
    });
  });

  it('RankLLM keeps the first of equals, drops the unknown, appends the missing and reads no thought that is closed', () => {
    const read = (output: string): string => five('rank-llm', output).order;
    expect(read('[3] > [3] > [9] > [1]')).toBe('C A B D E');
    expect(read('③ > ① and 2.')).toBe('C A B D E');
    expect(read(unfinished)).toBe('D A B C E');
    expect(read('<think>[4]</think>[2]')).toBe('B A C D E');
  });
});

describe('the readings of answers that name a best one, a selection, scores or a judgement', () => {
  it('Rank-R1 lets the parent win where the label is not exactly one', () => {
    expect(five('rank-r1', '<think>x</think>\n<answer> [3] </answer>', best)).toMatchObject({
      groups: [[2], [0, 1, 3, 4]],
      outcome: { type: 'complete' },
    });
    expect(five('rank-r1', '<think>x</think><answer>3</answer>', best)).toMatchObject({
      groups: [[0], [1, 2, 3, 4]],
      outcome: { type: 'unparsed' },
      notes: ['the parent won because the label was unreadable'],
    });
    expect(five('rank-r1', '<think>[3] is the one', best).notes).toEqual(['the parent won because the label was not there']);
  });

  const tour = (output: string) => parseWith('tourrank', { output, shape: select, count: 5, take: 2 });

  it('TourRank gives a piece that is no number to the passage after the lowest unused one', () => {
    expect(tour('Document 3, Document 1')).toMatchObject({
      groups: [
        [2, 0],
        [1, 3, 4],
      ],
      outcome: { type: 'complete' },
      notes: [],
    });
    expect(tour('Document 3, [Document 1]')).toMatchObject({
      groups: [
        [2, 1],
        [0, 3, 4],
      ],
      notes: ['“1]” is no number: [2] was put in its place'],
    });
    expect(tour('Document 0, Document 2')).toMatchObject({
      groups: [
        [4, 1],
        [0, 2, 3],
      ],
      notes: ['[0] wrapped to the last passage'],
    });
    expect(tour('1. Document 3, Document 2')).toMatchObject({ groups: [[0], [1, 2, 3, 4]], outcome: { type: 'repaired' } });
    expect(tour('Document 3, ..., Document 1').groups.at(0)).toEqual([2]);
    for (const output of ['Document 9, Document 1', '3, 1', '']) {
      expect(tour(output), output).toMatchObject({ groups: [[0], [1], [2], [3], [4]], outcome: { type: 'unparsed' } });
      expect(tour(output).notes.at(-1)).toBe('stopped with an error: no passage of the group got a point');
    }
  });

  const group = (output: string) => parseWith('grouprank', { output, shape: scores, count: 3 });

  it('GroupRank gives the whole group 0 for one bad label, and averages two scores of one passage', () => {
    expect(group('<reason>x</reason><answer>```json\n{"[1]": 5, "[2]": 7, "[3]": 5}\n```</answer>')).toMatchObject({
      groups: [[1], [0, 2]],
      scores: [5, 7, 5],
      outcome: { type: 'complete' },
      notes: [],
    });
    for (const bad of ['{"[4]": 5, "[1]": 3}', '{"[1]": "5"}', '{"first": 5}', '{"[1]": 5', 'none']) {
      expect(group(`<answer>${bad}</answer>`), bad).toMatchObject({
        groups: [[0, 1, 2]],
        scores: [0, 0, 0],
        outcome: { type: 'unparsed' },
        notes: ['the whole group got 0'],
      });
    }
    expect(group('<answer>{"[1]": 4, "1": 8, "[2]]": 7}</answer>')).toMatchObject({
      scores: [6, 7, null],
      outcome: { duplicate: [1], missing: [3] },
    });
    expect(group('<answer>{"[0]": 4}</answer>')).toMatchObject({ scores: [null, null, 4] });
    expect(group('<answer>```json\n{"[1]": 4, "[2]": 1, "[3]": 2\n```</answer>').scores).toEqual([4, 1, 2]);
  });

  it('Rank1 and TFRank give 0.5 to what they cannot read', () => {
    const one = (parser: ParserId, shape: AnswerShape, output: string) => parseWith(parser, { output, shape, count: 1 });
    expect(one('rank1', word, 'because it is so\n</think> true')).toMatchObject({ scores: [1], outcome: { type: 'complete' } });
    expect(one('rank1', word, '</think> false').scores).toEqual([0]);
    expect(one('rank1', word, '<think>it is true')).toMatchObject({ scores: [0.5], outcome: { type: 'unparsed' } });
    expect(one('tfrank', grade, '<think>\nx\n</think>\n\nyes(2)')).toMatchObject({
      scores: [0.75],
      outcome: { type: 'complete' },
    });
    expect(one('tfrank', grade, '<think>\nx\n</think>\nyes(2)')).toMatchObject({ scores: [0.5], outcome: { type: 'unparsed' } });
    expect(five('tfrank', '</think>\n\n[2](3) > [1](1) = [3](1)').groups).toEqual([[1], [0, 2], [3], [4]]);
    expect(parseWith('tfrank', { output: '[2](0) < [1](3)', shape: order, count: 2 }).groups).toEqual([[0], [1]]);
  });
});

describe('any text at all', () => {
  it.each(parsers)(
    '%s makes a partition and an outcome of it, whatever the shape',
    (parser) => {
      const text = fc.oneof(answerLike, fc.string({ unit: 'binary', maxLength: 30 }));
      fc.assert(
        fc.property(text, fc.constantFrom(...shapes), fc.nat(9), fc.option(fc.nat(9)), (output, shape, count, take) => {
          const reading = parseWith(parser, { output, shape, count, ...(take === null ? {} : { take }) });
          const positions = reading.groups.flat().sort((a, b) => a - b);
          if (positions.length !== count || positions.some((position, place) => position !== place))
            expect.fail(JSON.stringify(reading));
          if (reading.groups.some((members) => members.length === 0)) expect.fail('an empty group');
          if (reading.scores !== null && reading.scores.length !== count) expect.fail('scores without passages');
          if (!['complete', 'repaired', 'unparsed'].includes(reading.outcome.type)) expect.fail(reading.outcome.type);
        }),
        { numRuns: cases(10_000) },
      );
    },
    60_000,
  );
});

describe('compareReadings', () => {
  it('shows what each reading that knows the form made of one broken answer', () => {
    const readings = compareReadings({ output: unfinished, shape: order, count: 5 });
    expect(readings.map(({ parser }) => parser)).toEqual(['glassrank', 'rank-k', 'reasonrank', 'rank-llm', 'rearank', 'tfrank']);
    expect(readings.filter(({ reading }) => reading.outcome.type === 'unparsed').map(({ parser }) => parser)).toEqual([
      'glassrank',
      'rank-k',
      'tfrank',
    ]);
    expect(compareReadings({ output: '', shape: best, count: 2 }).map(({ parser }) => parser)).toContain('rank-r1');
    expect(compareReadings({ output: '', shape: scores, count: 2 }).map(({ parser }) => parser)).toEqual([
      'glassrank',
      'grouprank',
    ]);
    expect(compareReadings({ output: '', shape: word, count: 1 }).map(({ parser }) => parser)).toEqual(['glassrank', 'rank1']);
  });
});

describe('PARSERS', () => {
  it('hold each system under its own id', () => {
    expect(Object.entries(PARSERS).map(([key, { id }]) => [key, id])).toEqual(PARSER_IDS.map((id) => [id, id]));
  });
});
