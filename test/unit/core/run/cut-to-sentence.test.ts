import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToSentence } from '../../../../src/core/run/generate.ts';
import { cases } from '../../../support/profile.ts';

test.each([
  [' [2] fits. And then [1] is', ' [2] fits.'],
  [' [2] fits. And [1]?', ' [2] fits. And [1]?'],
  [' [2] says "it is. So', ' [2] says "it is. So'],
  ['相关。然后', '相关。'],
  ['no sentence yet', 'no sentence yet'],
  ['first line\nsecond li', 'first line'],
  ['', ''],
])('%j is cut back to %j', (thought, kept) => expect(cutToSentence(thought)).toBe(kept));

test('what is kept is always a beginning, and an ended sentence is never cut', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(' [1]', ' word', '.', '!', ' "', '" ', '\n', '。', ' e.g.', '3', ' ')), (pieces) => {
      const thought = pieces.join('');
      const kept = cutToSentence(thought);
      expect(thought.startsWith(kept)).toBe(true);
      if (/[.!。]\s*$/u.test(thought)) expect(kept).toBe(thought.trimEnd());
    }),
    { numRuns: cases(10_000) },
  );
});
