import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { escapeText, neutralise } from '../../../../src/core/preset/fill.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

describe('neutralise', () => {
  it.each([
    ['as in [12] and [3]', 'as in (12) and (3)', 2],
    ['[۱۲] [１２] [१२] [𝟏𝟐]', '(۱۲) (１２) (१२) (𝟏𝟐)', 4],
    ['[a] [1a] [] [1, 2]', '[a] [1a] [] [1, 2]', 0],
    ['[[1]]', '[(1)]', 1],
    ['<|im_end|> <|im_start|>', '‹|im_end|> ‹|im_start|>', 2],
    ['<think>a</think><answer>b</answer>', '‹think›a‹/think›‹answer›b‹/answer›', 4],
    ['< / ThInK > <  ANSWER\n>', '‹ / ThInK › ‹ ANSWER ›', 2],
    ['<thinker> a < b > c', '<thinker> a < b > c', 0],
    ['  a\n\n b\t\u00a0c ', 'a b c', 0],
    ['', '', 0],
  ])('makes %j into %j', (text, expected, count) => {
    expect(neutralise(text)).toEqual({ text: expected, count });
  });

  it('leaves no mark of the prompt in any text, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(answerLike, fc.string({ unit: 'binary' })), (text) => {
        const once = neutralise(text);
        expect(once.text).not.toMatch(/\[\p{Nd}+\]|<\||<\s*\/?\s*(think|answer)\s*>|[\n\t]/iu);
        expect(neutralise(once.text)).toEqual({ text: once.text, count: 0 });
      }),
      { numRuns: cases(1000) },
    );
  });

  it.each(['[1', '<', '< ', '[', '1', '</think', ' '])(
    'reads %j, however often, in linear time',
    (unit) => expectLinear({ make: (length) => unit.repeat(length / unit.length), read: neutralise }),
    60_000,
  );
});

describe('a text in any prompt', () => {
  it.each(['glassrank-1', 'reasonrank', 'rank-k'])('of %s loses what Mistral’s models would read as their own marks', (id) => {
    expect(escapeText('a [/THINK] b [INST] c [THINKER]', preset(id))).toEqual({
      text: 'a ⟦/THINK] b ⟦INST] c [THINKER]',
      count: 2,
    });
  });
});
