import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../support/growth.ts';

/** Looks at each letter, and at each pair of them if asked. */
function look(text: string, pairs: boolean): number {
  let found = 0;
  for (let one = 0; one < text.length; one += 1) {
    if (text.charCodeAt(one) === 32) found += 1;
    if (pairs) for (let two = 0; two < one; two += 1) if (text.charCodeAt(one) < text.charCodeAt(two)) found += 1;
  }
  return found;
}

describe('expectLinear', () => {
  const make = (length: number): string => 'a b'.repeat(length / 3);

  it('passes what reads each letter once', () => {
    expectLinear({ make, read: (text) => look(text, false) });
  });

  it('finds a square', () => {
    expect(() => expectLinear({ make, read: (text) => look(text, true), length: 30_000 })).toThrow(/less than 3/);
  });
});
