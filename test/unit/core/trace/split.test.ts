import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrder } from '../../../../src/core/text/identifiers.ts';
import type { Part } from '../../../../src/core/trace/split.ts';
import { answerText, createReasoningSplitter } from '../../../../src/core/trace/split.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

/** Parts with neighbouring texts of one channel joined: what must not depend on the pieces. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if ((part.type === 'reasoning' || part.type === 'answer') && last?.type === part.type) {
      all[all.length - 1] = { type: part.type, text: last.text + part.text };
    } else {
      all.push(part);
    }
  }
  return all;
}

function split(pieces: readonly string[], opened: boolean): { parts: Part[]; open: boolean } {
  const splitter = createReasoningSplitter({ opened });
  const parts = pieces.flatMap((piece) => splitter.push(piece));
  const end = splitter.end();
  return { parts: joined([...parts, ...end.parts]), open: end.open };
}

const thought = [{ type: 'reasoning-start' }, { type: 'reasoning', text: ' [2] it is. ' }, { type: 'reasoning-end' }];
const answer = { type: 'answer', text: '\n<answer>[2] > [1]</answer>' };

describe('createReasoningSplitter', () => {
  it('splits output that begins inside the thought', () => {
    expect(split([' [2] it is. </think>\n<answer>[2] > [1]</answer>'], true)).toEqual({
      parts: [...thought, answer],
      open: false,
    });
  });

  it('splits output that opens its thought itself, white space before it dropped', () => {
    expect(split(['\n<think> [2] it is. </think>\n<answer>[2] > [1]</answer>'], false)).toEqual({
      parts: [...thought, answer],
      open: false,
    });
  });

  it('swallows a repeated opening tag', () => {
    expect(split([' <think> [2] it is. </think>\n<answer>[2] > [1]</answer>'], true)).toEqual({
      parts: [...thought, answer],
      open: false,
    });
  });

  it('an output without a thought is all answer', () => {
    expect(split([' [2] > [1]'], false)).toEqual({ parts: [{ type: 'answer', text: ' [2] > [1]' }], open: false });
    expect(split([], false)).toEqual({ parts: [], open: false });
    expect(split(['\n '], false)).toEqual({ parts: [{ type: 'answer', text: '\n ' }], open: false });
  });

  it('end() gives the held tail and says that the thought was left open', () => {
    expect(split(['[4] in 2019 </thi'], true)).toEqual({
      parts: [{ type: 'reasoning-start' }, { type: 'reasoning', text: '[4] in 2019 </thi' }],
      open: true,
    });
    expect(split(['[1] <thin'], false)).toEqual({ parts: [{ type: 'answer', text: '[1] <thin' }], open: false });
    expect(split([], true)).toEqual({ parts: [{ type: 'reasoning-start' }], open: true });
    expect(split([' <thi'], true).parts.at(-1)).toEqual({ type: 'reasoning', text: ' <thi' });
  });

  it('a thought opened after the answer began is a thought too', () => {
    const { parts, open } = split(['Sure. <think>Passage [4] from 2019'], false);
    expect(parts.filter(({ type }) => type === 'answer')).toEqual([{ type: 'answer', text: 'Sure. ' }]);
    expect(open).toBe(true);
  });

  it.each([true, false])('gives a piece out as soon as it can be no tag (opened: %s)', (opened) => {
    const splitter = createReasoningSplitter({ opened });
    splitter.push('x');
    expect(splitter.push('a < b')).toEqual([{ type: opened ? 'reasoning' : 'answer', text: 'a < b' }]);
    expect(splitter.push('<')).toEqual([]);
    expect(splitter.push('b')).toEqual([{ type: opened ? 'reasoning' : 'answer', text: '<b' }]);
  });

  it.each([true, false])(
    'gives the same parts however the text is cut, at every place and truncated anywhere (opened: %s)',
    (opened) => {
      const text = '\n <think> a<</think </think>\n<answer>[2]</answer><think>b</think>c<thi';
      for (let length = 0; length <= text.length; length += 1) {
        const cut = text.slice(0, length);
        const whole = split([cut], opened);
        for (let at = 0; at <= length; at += 1) expect(split([cut.slice(0, at), cut.slice(at)], opened)).toEqual(whole);
        expect(split([...cut], opened)).toEqual(whole);
        expect(whole.parts.filter(({ type }) => type === 'reasoning-end').length).toBe(
          whole.parts.filter(({ type }) => type === 'reasoning-start').length - (whole.open ? 1 : 0),
        );
      }
    },
  );

  it('gives the same parts for any text in any pieces', () => {
    fc.assert(
      fc.property(fc.array(answerLike), fc.boolean(), (pieces, opened) => {
        const whole = split([pieces.join('')], opened);
        expect(split(pieces, opened)).toEqual(whole);
        const starts = whole.parts.filter(({ type }) => type === 'reasoning-start').length;
        const ends = whole.parts.filter(({ type }) => type === 'reasoning-end').length;
        expect(starts - ends).toBe(whole.open ? 1 : 0);
      }),
      { numRuns: cases(500) },
    );
  });

  it('puts text back together letter for letter when the tags are put back, in whatever spelling they stood', () => {
    const asUsual = (text: string): string =>
      text.replaceAll(/<\s{0,4}(\/?)\s{0,4}(?:think|thinking|thought)\s{0,4}>/gi, '<$1think>');
    const putBack = (text: string): string => {
      const marks = { 'reasoning-start': '<think>', 'reasoning-end': '</think>' };
      return split([text], false)
        .parts.map((part) => ('text' in part ? part.text : marks[part.type]))
        .join('');
    };
    expect(asUsual(putBack('x<\nthink>'))).toBe('x<think>');
    fc.assert(
      fc.property(answerLike, (text) => {
        expect(asUsual(putBack(`x${text}`))).toBe(asUsual(`x${text}`));
      }),
      { numRuns: cases(500) },
    );
  });

  it('takes a text letter by letter, blank or not, in linear time', () => {
    for (const letter of [' ', '<', 'a']) {
      const read = (letters: number): void => {
        const splitter = createReasoningSplitter({ opened: false });
        for (let index = 0; index < letters; index += 1) splitter.push(letter);
        splitter.end();
      };
      expectLinear({ make: (length) => length, read }, JSON.stringify(letter));
    }
  }, 60_000);
});

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
