import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../../../src/engines/webllm/download.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the hash of a file', () => {
  // Around the ends of blocks, where the padding changes.
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])(
    'is SHA-256 with and without the browser’s own, for %i bytes',
    async (length) => {
      const bytes = Uint8Array.from({ length }, (_, place) => (place * 31) % 256);
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect(await sha256Hex(bytes)).toBe(expected);
      vi.stubGlobal('crypto', undefined);
      expect(await sha256Hex(bytes)).toBe(expected);
    },
  );
});
