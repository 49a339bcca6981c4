import { describe, expect, test } from 'vitest';
import { pickToken } from '../../../../src/engines/webllm/write.ts';
import { seeded } from '../../../support/seeded.ts';

const logits = Float32Array.of(0, Math.log(3), -1e9, 0);

describe('pickToken', () => {
  test('at temperature 0 the likeliest is taken, of equals the first, and nothing is drawn', () => {
    const never = (): number => {
      throw new Error('drawn');
    };
    expect(pickToken(logits, 0, never)).toBe(1);
    expect(pickToken(Float32Array.of(1, 2, 2), 0, never)).toBe(1);
  });

  test('draws follow the probabilities, and what a guide refused never comes', () => {
    const random = seeded(5);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 5000; draw += 1) {
      const token = pickToken(logits, 1, random);
      counts[token] = (counts[token] ?? 0) + 1;
    }
    for (const [token, share] of [0.2, 0.6, 0, 0.2].entries())
      expect(Math.abs((counts[token] ?? 0) / 5000 - share)).toBeLessThan(0.03);
    expect(counts[2]).toBe(0);
  });

  test('a low temperature takes the likeliest, the lowest ones too', () => {
    for (const temperature of [0.01, 1e-6, 1e-30]) expect(pickToken(logits, temperature, () => 0.999999)).toBe(1);
  });
});
