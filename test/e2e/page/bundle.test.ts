import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';

/** What the build wrote of itself (vite.config.ts): gzipped bytes. */
interface BundleSizes {
  readonly first: number;
  readonly parts: readonly { readonly part: string; readonly bytes: number }[];
  /** Of connected.html, beside what the sealed page's first script has. */
  readonly connected: { readonly first: number; readonly engine: number };
}

const MOST_FIRST = 150_000;
const MOST_PART = 30_000;

let sizes: BundleSizes;
beforeAll(() => {
  sizes = JSON.parse(readFileSync('.cache/bundle-sizes.json', 'utf8')) as BundleSizes;
  const lines = sizes.parts.map(({ part, bytes }) => `${(bytes / 1000).toFixed(1).padStart(7)} kB  ${part}`);
  console.log([`${(sizes.first / 1000).toFixed(1).padStart(7)} kB  first script`, ...lines].join('\n'));
});

test('the first script, React and English words among it, is at most 150 kB', () => {
  expect(sizes.first).toBeLessThanOrEqual(MOST_FIRST);
});

test('what a part that is fetched later adds is at most 30 kB', () => {
  expect(sizes.parts.length).toBeGreaterThan(10);
  expect(sizes.parts.filter(({ bytes }) => bytes > MOST_PART)).toEqual([]);
});

test('connected.html adds at most 10 kB to the first script, and the engine that asks a server at most 30 kB when it is needed', () => {
  expect(sizes.connected.first).toBeGreaterThan(0);
  expect(sizes.connected.first).toBeLessThanOrEqual(10_000);
  expect(sizes.connected.engine).toBeGreaterThan(0);
  expect(sizes.connected.engine).toBeLessThanOrEqual(MOST_PART);
});
