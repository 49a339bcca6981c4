import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOutput } from '../../../../src/core/answer/output.ts';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { PARSER_IDS, parseWith } from '../../../../src/core/parser/index.ts';
import { readingRules, selectReadings } from '../../../../src/core/read/calls.ts';
import { docId } from '../../../../src/core/request.ts';
import { createCallReader } from '../../../../src/core/run/reader.ts';
import { cases } from '../../../support/profile.ts';
import { methodFor, methodLog, viewOfLog } from '../../../support/method-log.ts';

// An answer is read while it is written, when it has ended, from a whole output and from a log. All of these are one reading.

const order: AnswerShape = {
  type: 'order',
  open: '',
  close: '',
  label: { before: '[', after: ']', numerals: 'numbers' },
  separator: ' > ',
  tie: ' = ',
};
const ids = ['a', 'b', 'c', 'd'].map(docId);
const tags = { open: '<think>', close: '</think>' };

function live(pieces: readonly string[], opensThought = false) {
  const reader = createCallReader({
    index: 0,
    ranking: ids,
    shown: ids,
    shape: order,
    parser: 'glassrank',
    tags,
    opensThought,
    closedBy: () => 'closed',
  });
  for (const piece of pieces) reader.push(piece);
  const { groups, outcome, notes } = reader.end('stop');
  return { groups, outcome, notes };
}

function whole(output: string, opened = false) {
  const { groups, outcome, notes } = readOutput({ output, shape: order, count: ids.length, opened, tags });
  return { groups, outcome, notes };
}

const outputLike = fc
  .array(
    fc.constantFrom(
      '<think>',
      '</think>',
      '<THINK>',
      '</Think>',
      '< think >',
      '</ think>',
      '<thinking>',
      '</thinking>',
      '<thi',
      '</',
      '<',
      '>',
      '<answer>',
      '</answer>',
      '[1]',
      '[2]',
      '[3]',
      '[4]',
      ' > ',
      ' = ',
      ' < ',
      ', ',
      '\n',
      ' ',
      '. ',
      'wait',
      'the final order: ',
      '2019',
      '50%',
      '[2] > [1] > [4] > [3]',
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

describe('an output', () => {
  test.each([
    ['a second thought', '[2] > [1]<think>wait, [4] is better</think>[4] > [3] > [1] > [2]', [3, 2, 0, 1]],
    ['tags in capitals', '<THINK>[3] > [1]</THINK>[2] > [1] > [4] > [3]', [1, 0, 3, 2]],
    ['tags with spaces', '< think >[3] > [1]</ think >[2] > [1] > [4] > [3]', [1, 0, 3, 2]],
    ['another name for a thought', '<thinking>[3] > [1]</thinking>[2] > [1] > [4] > [3]', [1, 0, 3, 2]],
    ['a thought that the prompt opened', '[3] > [1]</think>[2] > [1] > [4] > [3]', [1, 0, 3, 2]],
    ['a thought after the answer, and no more', '[2] > [1] > [4] > [3]<think>yes, [2]</think>', [1, 0, 3, 2]],
    ['a thought after the answer, and thanks', '[2] > [1] > [4] > [3]<think>yes</think>You are welcome.', [1, 0, 3, 2]],
    ['an empty thought in the middle', '[2] > [1] > <think></think>[4] > [3]', [1, 0, 3, 2]],
    ['a tag that is none', '[2] > [1] <thinker> [4] > [3]', [1, 0, 3, 2]],
  ])('with %s is read the same live, whole and by our parser', (_, output, expected) => {
    expect(whole(output).groups.flat()).toEqual(expected);
    expect(live([output])).toEqual(whole(output));
    expect(live([...output])).toEqual(whole(output));
    expect(parseWith('glassrank', { output, shape: order, count: ids.length })).toMatchObject(whole(output));
  });

  test('of any kind is read the same however it is cut', () => {
    fc.assert(
      fc.property(outputLike, fc.boolean(), fc.nat(200), fc.nat(200), (output, opened, one, other) => {
        const expected = whole(output, opened);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(live([output], opened)).toEqual(expected);
        expect(live([...output], opened)).toEqual(expected);
        expect(live([output.slice(0, from), output.slice(from, to), output.slice(to)], opened)).toEqual(expected);
      }),
      { numRuns: cases(3000) },
    );
  });

  test('is read from its log as it was read live, and by every other system as its whole text', async () => {
    const method = methodFor('instruct-think', { strategy: { type: 'single' } });
    const outputs = fc.sample(outputLike, { seed: 17, numRuns: 60 });
    for (const output of outputs) {
      const view = viewOfLog(await methodLog({ count: 4, method, says: () => [...output], settings: { answerMode: 'free' } }));
      const [window] = view.windows;
      const rules = readingRules(view);
      if (window === undefined || rules === null) throw new Error('the run made no call');
      const ours = selectReadings(window, rules).find(({ parser }) => parser === 'glassrank')?.reading;
      if (ours === undefined) continue;
      expect([window.outcome, window.notes], output).toEqual([ours.outcome, ours.notes]);
      expect(view.ranking).toEqual(ours.groups.flat().map((position) => window.passages[position]?.docId));
    }
  });

  test('with a further thought is shown to every other system with its parts where they stood', async () => {
    const method = methodFor('instruct-think', { strategy: { type: 'single' } });
    const output = '<think>[1] first?</think>[2] > [1]<think>wait, [4]</think>[4] > [3] > [1] > [2]';
    const view = viewOfLog(await methodLog({ count: 4, method, says: () => [output], settings: { answerMode: 'free' } }));
    const [window] = view.windows;
    const rules = readingRules(view);
    if (window === undefined || rules === null) throw new Error('the run made no call');
    for (const { parser, reading } of selectReadings(window, rules))
      expect(reading, parser).toEqual(parseWith(parser, { output, shape: rules.shape, count: 4 }));
    expect(PARSER_IDS.length).toBeGreaterThan(5);
  });
});
