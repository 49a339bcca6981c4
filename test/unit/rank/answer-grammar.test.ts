import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnswerPrefix, isWholeAnswer } from '../../../src/rank/answer-grammar.ts';

const form = { open: '\n<answer>', close: '</answer>', separator: ' > ' };
const tight = { open: '', close: '', separator: '>' };

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

function answers(count: number, { open, close, separator }: typeof form): string[] {
  const identifiers = Array.from({ length: count }, (_, place) => place + 1);
  return permutations(identifiers).map((order) => open + order.map((identifier) => `[${identifier}]`).join(separator) + close);
}

describe('the answer grammar', () => {
  it.each([0, 1, 2, 3, 4])('accepts exactly the beginnings of the answers over %i passages', (count) => {
    for (const shape of [form, tight, { open: '[', close: ']', separator: ', ' }]) {
      const whole = new Set(answers(count, shape));
      const prefixes = new Set(
        [...whole].flatMap((answer) => Array.from({ length: answer.length + 1 }, (_, cut) => answer.slice(0, cut))),
      );
      const alphabet = new Set(`${[...whole].join('')}0123456789[]> ,=<x\n`);
      for (const prefix of prefixes) {
        expect(isAnswerPrefix(prefix, count, shape), prefix).toBe(true);
        expect(isWholeAnswer(prefix, count, shape), prefix).toBe(whole.has(prefix));
        for (const next of alphabet) {
          if (isAnswerPrefix(prefix + next, count, shape) !== prefixes.has(prefix + next))
            expect.fail(JSON.stringify(prefix + next));
        }
      }
    }
  });

  it('lets [1 grow into [12] while 12 is free, and no further', () => {
    const used = `${form.open}[1] > `;
    expect(isAnswerPrefix(`${used}[1`, 12, form)).toBe(true);
    expect(isAnswerPrefix(`${used}[1]`, 12, form)).toBe(false);
    expect(isAnswerPrefix(`${used}[1`, 9, form)).toBe(false);
    expect(isAnswerPrefix(`${used}[13`, 12, form)).toBe(false);
    expect(isAnswerPrefix(`${used}[012`, 12, form)).toBe(false);
  });

  it('accepts every cut of a random answer over up to 30 passages and refuses it with one character changed', () => {
    const identifiers = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, place) => place + 1),
        { minLength: count },
      ),
    );
    fc.assert(
      fc.property(identifiers, fc.nat(), fc.constantFrom('0', '[', ']', '>', ' ', 'x'), (order, where, mark) => {
        const answer = form.open + order.map((identifier) => `[${identifier}]`).join(form.separator) + form.close;
        for (let cut = 0; cut <= answer.length; cut += 1) {
          expect(isAnswerPrefix(answer.slice(0, cut), order.length, form)).toBe(true);
          expect(isWholeAnswer(answer.slice(0, cut), order.length, form)).toBe(cut === answer.length);
        }
        const at = where % answer.length;
        const changed = answer.slice(0, at) + mark + answer.slice(at + 1);
        if (isWholeAnswer(changed, order.length, form)) {
          const read = [...changed.matchAll(/\[(\d+)\]/g)].map(([, digits]) => Number(digits));
          expect([...read].sort((a, b) => a - b)).toEqual([...order].sort((a, b) => a - b));
        }
        expect(isAnswerPrefix(`${answer}x`, order.length, form)).toBe(false);
      }),
    );
  });
});
