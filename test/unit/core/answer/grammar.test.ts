import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerAutomaton } from '../../../../src/core/answer/automaton.ts';
import { answerGrammar, toGbnf, toRegex } from '../../../../src/core/answer/grammar.ts';
import { answerOfJson, toJsonSchema } from '../../../../src/core/answer/json-answer.ts';
import { labelsOf } from '../../../../src/core/answer/labels.ts';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { readGbnf } from '../../../support/gbnf.ts';

const brackets = { before: '[', after: ']', numerals: 'numbers' } as const;
const letters = { before: 'Passage ', after: '', numerals: 'letters' } as const;
const bare = { before: 'Document ', after: '', numerals: 'numbers' } as const;

const SHAPES: readonly (readonly [string, AnswerShape])[] = [
  ['an order', { type: 'order', open: '\n<answer>', close: '</answer>', label: brackets, separator: ' > ', tie: null }],
  ['an order with ties', { type: 'order', open: '\n\n', close: '', label: brackets, separator: ' > ', tie: ' = ' }],
  ['an order of bare numbers', { type: 'order', open: '', close: '.', label: bare, separator: ', ', tie: null }],
  ['the best, by letter', { type: 'best', open: '<answer>', close: '</answer>', label: letters }],
  ['a selection', { type: 'select', open: '{', close: '}', label: brackets, separator: ', ' }],
  ['scores', { type: 'scores', open: '<answer>', close: '</answer>', label: brackets, least: -2, most: 11 }],
  ['yes or no', { type: 'word', open: '', close: '', yes: 'yes', no: 'no' }],
  ['a grade', { type: 'grade', open: '"', close: '\\', yes: 'yes', no: 'no', least: 0, most: 4 }],
];

/** Every text that the automaton takes as whole, found by trying every character at every place. */
function everyAnswer(shape: AnswerShape, count: number, take?: number): ReadonlySet<string> {
  const automaton = createAnswerAutomaton({ shape, count, ...(take === undefined ? {} : { take }) });
  const characters = [...automaton.alphabet].map((unit) => String.fromCharCode(unit));
  const whole = new Set<string>();
  const open = [''];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (automaton.isWhole(text)) whole.add(text);
    if (!automaton.mayGrow(text) && text !== '') continue;
    for (const character of characters) if (automaton.isPrefix(text + character)) open.push(text + character);
  }
  return whole;
}

/** Every text of a GBNF grammar. */
function everyText(gbnf: string): ReadonlySet<string> {
  const machine = readGbnf(gbnf);
  const whole = new Set<string>();
  const open = [''];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const state = machine.after(text);
    if (state === null) continue;
    if (state.end) whole.add(text);
    for (const character of state.next) open.push(text + character);
  }
  return whole;
}

describe.each(SHAPES)('%s as a grammar', (_, shape) => {
  test.each([1, 2, 3, 4].filter((count) => shape.type !== 'scores' || count <= 2))(
    'of %i passages accepts what the automaton accepts, and nothing else: GBNF by enumeration, the regular expression on the same texts',
    (count) => {
      const wanted = everyAnswer(shape, count);
      const grammar = answerGrammar({ shape, count });
      expect(grammar.exact).toBe(true);
      expect(everyText(toGbnf(grammar))).toEqual(wanted);
      const regex = new RegExp(`^(?:${toRegex(grammar)})$`, 'u');
      for (const text of wanted) {
        expect(regex.test(text)).toBe(true);
        for (const wrong of [
          text.slice(1),
          text.slice(0, -1),
          `${text} `,
          text.replace('1', '2'),
          text.replace('] > [', ']>['),
        ]) {
          expect([wrong, regex.test(wrong)]).toEqual([wrong, wanted.has(wrong)]);
        }
      }
    },
  );

  test('after some labels is the rest of what the automaton accepts', () => {
    if (shape.type !== 'order' && shape.type !== 'select') return;
    const labels = labelsOf(shape, 4);
    const begun = `${shape.open}${labels[2]}${shape.separator}${labels[0]}`;
    const wanted = [...everyAnswer(shape, 4)].filter((text) => text.startsWith(begun)).map((text) => text.slice(begun.length));
    expect(everyText(toGbnf(answerGrammar({ shape, count: 4, named: [3, 1] })))).toEqual(new Set(wanted));
  });

  test('of more labels than it can count says that it is not exact, and accepts every answer of the automaton still', () => {
    const count = 20;
    const grammar = answerGrammar({ shape, count });
    const loose = (shape.type === 'order' || shape.type === 'select') && !grammar.exact;
    expect(grammar.exact).toBe(!loose);
    expect(toGbnf(grammar).length).toBeLessThan(3000);
    if (!loose) return;
    const machine = readGbnf(toGbnf(grammar));
    const automaton = createAnswerAutomaton({ shape, count });
    fc.assert(
      fc.property(fc.shuffledSubarray(labelsOf(shape, count) as string[], { minLength: count }), (labels) => {
        const text = shape.open + labels.join(shape.separator) + shape.close;
        expect(automaton.isWhole(text)).toBe(true);
        expect(machine.after(text)?.end).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

test('a selection of a few of many is held to their number', () => {
  const shape = SHAPES[4]?.[1] as AnswerShape;
  expect(everyText(toGbnf(answerGrammar({ shape, count: 4, take: 2 })))).toEqual(everyAnswer(shape, 4, 2));
});

test('whole numbers of any range are held to it digit by digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1200, max: 1200 }), fc.nat({ max: 1500 }), (least, more) => {
      const shape: AnswerShape = { type: 'grade', open: '', close: '', yes: 'y', no: 'n', least, most: least + more };
      const regex = new RegExp(`^(?:${toRegex(answerGrammar({ shape, count: 1 }))})$`, 'u');
      for (const number of [least - 1, least, least + 1, least + more - 1, least + more, least + more + 1, 0, -1, 10]) {
        expect([number, regex.test(`y(${number})`)]).toEqual([number, number >= least && number <= least + more]);
      }
      for (const odd of ['00', '-0', '+1', '01', '']) expect(regex.test(`y(${odd})`)).toBe(false);
    }),
  );
});

test.each(SHAPES)('%s comes back from JSON of its schema as the automaton wants it', (_, shape) => {
  const labels = labelsOf(shape, 3);
  const value = {
    order: { answer: labels },
    select: { answer: labels },
    best: { answer: labels[1] },
    scores: Object.fromEntries(labels.map((label, place) => [label, place])),
    word: { answer: 'no' },
    grade: { answer: 'yes', grade: 3 },
  }[shape.type];
  const text = answerOfJson(shape, JSON.stringify(value));
  expect(createAnswerAutomaton({ shape, count: 3 }).isWhole(text ?? '')).toBe(true);
  expect(Object.keys((toJsonSchema({ shape, count: 3 }) as { properties: object }).properties)).toEqual(Object.keys(value));
  for (const wrong of ['', '{', '[]', 'null', '{"answer": 7}']) {
    if (shape.type !== 'scores') expect(answerOfJson(shape, wrong)).toBeNull();
  }
});
