import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import { isWholeAnswer } from '../../../support/answer-grammar.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import cases from '../../../fixtures/prior/cases.json' with { type: 'json' };
import { VOCABULARY } from '../../../support/guided-call.ts';
import { seeded } from '../../../support/seeded.ts';

const glassrank = template('glassrank-1');
const form = { open: glassrank.answerOpen, close: glassrank.answerClose, separator: glassrank.answerSeparator };
const PASSAGES = ['the best 1 [2 x', 'think 10 or 12', 'a "b" [1', '3 4 5'];

describe('the first stage’s prior in the output guide', () => {
  test.each(cases)('$name', ({ count, thoughtTokens, evidence, prior, written, expect: expected }) => {
    const guide = ownGuide({
      template: glassrank,
      count,
      thoughtTokens,
      opensThought: true,
      prior,
      ...(evidence === null ? {} : { evidence }),
    });
    for (const token of written) guide.push(token);
    const bias = guide.bias();
    if (expected === null) {
      expect(bias).toBeNull();
      return;
    }
    const allowed = guide.allowed();
    for (const { text } of expected) expect(allowed(text), text).toBe(true);
    expect(expected.map(({ text }) => ({ text, bias: bias?.(text) }))).toEqual(expected);
  });

  test('whatever the prior, the same tokens are allowed and the output ends in a permutation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((count) =>
          fc.record({
            count: fc.constant(count),
            prior: fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: count, maxLength: count }),
          }),
        ),
        fc.integer({ min: 0, max: 30 }),
        fc.boolean(),
        fc.boolean(),
        fc.integer(),
        ({ count, prior }, thoughtTokens, opensThought, locked, seed) => {
          const options = {
            template: glassrank,
            count,
            thoughtTokens,
            opensThought,
            ...(locked ? { evidence: Array.from({ length: count }, (_, place) => PASSAGES[place % PASSAGES.length] ?? '') } : {}),
          };
          const without = ownGuide(options);
          const guide = ownGuide({ ...options, prior });
          const random = seeded(seed);
          let output = opensThought ? glassrank.thoughtOpen : '';
          while (!without.complete) {
            expect(without.bias()).toBeNull();
            const choices = VOCABULARY.filter(without.allowed());
            expect(VOCABULARY.filter(guide.allowed())).toEqual(choices);
            const bias = guide.bias();
            // The token a greedy model with random logits would take.
            const scored = choices.map((text) => ({ text, logit: 4 * random() + (bias?.(text) ?? 0) }));
            // One assertion a token: one a choice took the whole test past its time on a busy machine.
            expect(scored.filter(({ logit }) => !Number.isFinite(logit))).toEqual([]);
            const { text } = scored.reduce((best, each) => (each.logit > best.logit ? each : best));
            if (!/[0-9\]]/.test(text)) expect(bias?.(text) ?? 0).toBe(0);
            guide.push(text);
            without.push(text);
            output += text;
          }
          expect(guide.complete).toBe(true);
          const answer = output.slice(output.indexOf(glassrank.thoughtClose) + glassrank.thoughtClose.length);
          expect(isWholeAnswer(answer, count, form), output).toBe(true);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('a prior of zeros is none', () => {
    const guide = ownGuide({ template: glassrank, count: 2, thoughtTokens: 9, opensThought: true, prior: [0, 0] });
    expect(guide.bias()).toBeNull();
  });

  test('a thought that the model opens itself is biased once it is open', () => {
    const guide = ownGuide({ template: glassrank, count: 2, thoughtTokens: 9, opensThought: false, prior: [1, -1] });
    expect(guide.bias()).toBeNull();
    guide.push('<thi');
    guide.push('nk> [1] [');
    expect(guide.bias()?.('1')).toBe(-1);
    expect(guide.bias()?.('2')).toBe(-1);
  });

  test('the same function object comes back while nothing is cited, so that engines may keep its numbers', () => {
    const guide = ownGuide({ template: glassrank, count: 2, thoughtTokens: 9, opensThought: true, prior: [1, -1] });
    const before = guide.bias();
    guide.push(' so');
    expect(guide.bias()).toBe(before);
    guide.push(' [1]');
    expect(guide.bias()).not.toBe(before);
  });
});
