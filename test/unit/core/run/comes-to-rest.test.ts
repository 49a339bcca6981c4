import { expect, test } from 'vitest';
import { comesToRest } from '../../../../src/core/run/generate.ts';

/** Says at which piece a thought first counts as settled; -1: never. */
function settledAt(pieces: readonly string[], rule: { readonly sentences: number; readonly top: number }, count = 4): number {
  const settled = comesToRest({ count, ...rule });
  let thought = '';
  return pieces.findIndex((piece) => settled((thought += piece)));
}

test('settles when as many sentences as asked have passed since the last of the top was named', () => {
  expect(settledAt([' [2] fits.', ' [1] less.', ' So it is.', ' Yes.', ' More.'], { sentences: 2, top: 2 })).toBe(3);
  expect(settledAt([' [2] fits.', ' [1] less.', ' So it is.', ' Yes.', ' More.'], { sentences: 1, top: 1 })).toBe(1);
});

test('does not settle before the top has been named, or in the middle of a sentence', () => {
  expect(settledAt([' It is hard.', ' Very hard.', ' Truly.', ' Hm.'], { sentences: 1, top: 1 })).toBe(-1);
  expect(settledAt([' [2] fits', ' and [1] too', ' and so on'], { sentences: 1, top: 1 })).toBe(-1);
});

test('a list shorter than the top settles on all of it', () => {
  expect(settledAt([' [2] fits.', ' [1] less.', ' Done.', ' So.'], { sentences: 1, top: 9 }, 2)).toBe(2);
});
