import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScriptedModel } from '../../../support/scripted-model.ts';

const model = createScriptedModel({ script: () => ({ pieces: [] }) });
const ask = async (written: string, continuations: readonly string[]) =>
  (await model.likelihoods({ messages: [{ role: 'user', content: 'q' }], written, continuations, cancel: { aborted: false } }))
    .logProbs;

test('the scripted model’s beliefs are consistent: log p(ab) = log p(a) + log p(b | a)', async () => {
  const text = fc.string({ minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(text, text, text, async (written, a, b) => {
      const [first = NaN, both = NaN] = await ask(written, [a, a + b]);
      const [second = NaN] = await ask(written + a, [b]);
      expect(both).toBeCloseTo(first + second, 9);
    }),
    { numRuns: 30 },
  );
});

test('the probabilities of its characters sum to 1 at most, and differ', async () => {
  const digits = await ask('<answer>[', [...'0123456789abcdefghijklmnopqrstuvwxyz']);
  const sum = digits.reduce((total, value) => total + Math.exp(value), 0);
  expect(sum).toBeLessThan(1);
  expect(new Set(digits).size).toBe(digits.length);
});
