import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi, test } from 'vitest';
import { sha256Hex, readManifest } from '../../../src/engines/download.ts';
import { librariesOf } from '../../../src/engines/webllm/fetch-model.ts';

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

const FILES = ['gpu.wasm', 'tokenizer.json', 'software.wasm'].map((name) => ({ name, bytes: 1, sha256: '' }));
const read = (more: object) => readManifest(new TextEncoder().encode(JSON.stringify({ schema: 1, files: FILES, ...more })));

test('the manifest is the truth about which libraries there are', () => {
  expect(librariesOf(read({}))).toEqual(['gpu.wasm', 'software.wasm']);
});

test('a guard is read', () => {
  expect(read({ guard: { prompt: 'a', tokens: [0, 5] } }).guard).toEqual({ prompt: 'a', tokens: [0, 5] });
});

test.each([
  undefined,
  null,
  7,
  { prompt: 'a' },
  { tokens: [1] },
  { prompt: '', tokens: [1] },
  { prompt: 'a', tokens: [] },
  { prompt: 'a', tokens: '12' },
  { prompt: 'a', tokens: [1, -1] },
  { prompt: 'a', tokens: [1.5] },
])('a guard that is none (%j) counts as absent', (guard) => {
  expect(read({ guard })).not.toHaveProperty('guard');
});

test('another schema is refused', () => {
  expect(() => read({ schema: 2 })).toThrow(/schema 2/);
});
