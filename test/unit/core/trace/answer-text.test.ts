import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrder } from '../../../../src/core/text/identifiers.ts';
import { answerText, createReasoningSplitter } from '../../../../src/core/trace/split.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';

describe('answerText', () => {
  it.each([
    ['\n<answer>[2] > [1]</answer>', '[2] > [1]', 'whole'],
    ['<answer>[1]</answer> no: <answer>[2]</answer>.', '[2]', 'whole'],
    ['<answer>[2] > [1]</answer> or <answer>[1]', '[2] > [1]', 'whole'],
    ['<answer>I say <answer>[2]</answer>', '[2]', 'whole'],
    ['< Answer >[2]< / ANSWER >', '[2]', 'whole'],
    ['[2] > [1]</answer>', '[2] > [1]', 'whole'],
    ['<answer></answer>', '', 'whole'],
    ['I say <answer>[2] > [', '[2] > [', 'open'],
    ['<answer>[2] > [1]</ans', '[2] > [1]', 'open'],
    ['<answer>', '', 'open'],
    ['[2] > [1]', '[2] > [1]', 'untagged'],
    ['[2] <ans', '[2] ', 'untagged'],
    ['', '', 'untagged'],
  ])('of %j is %j, %s', (raw, text, state) => {
    expect(answerText(raw)).toEqual({ text, state });
  });

  it('while an answer is written, its text only grows and never shows a piece of the closing tag', () => {
    const raw = '\n<answer>[2] > [1] > [3]</answer>';
    for (let cut = raw.indexOf('[2]'); cut <= raw.length; cut += 1) {
      const { text } = answerText(raw.slice(0, cut));
      expect('[2] > [1] > [3]'.startsWith(text), text).toBe(true);
    }
    expect(answerText(raw).state).toBe('whole');
  });

  it('of any text is a part of it', () => {
    fc.assert(fc.property(answerLike, (raw) => raw.includes(answerText(raw).text)));
  });

  it.each(['<', '< ', '<answer>', '</answer', '<answer></answer>'])(
    'reads %j, however often, in linear time',
    (unit) => expectLinear({ make: (length) => unit.repeat(length / unit.length), read: answerText }),
    60_000,
  );
});

describe('from output to order', () => {
  const output = ' [4] from 2019 is near, [1] is not. </think>\n<answer>[2] > [1]</answer>';

  it('no cut of the output inside the thought gives an order, and later cuts give only beginnings of the true one', () => {
    for (let cut = 0; cut <= output.length; cut += 1) {
      const splitter = createReasoningSplitter({ opened: true });
      const parts = [...splitter.push(output.slice(0, cut)), ...splitter.end().parts];
      const answer = parts.map((part) => (part.type === 'answer' ? part.text : '')).join('');
      const { order } = parseOrder(answerText(answer).text, 4);
      expect([1, 0].slice(0, order.length)).toEqual(order);
      if (cut < output.indexOf('[2]')) expect(order).toEqual([]);
    }
  });
});
