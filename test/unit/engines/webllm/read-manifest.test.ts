import { expect, test } from 'vitest';
import { librariesOf, readManifest } from '../../../../src/engines/webllm/manifest.ts';

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
