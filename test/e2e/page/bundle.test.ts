import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';

/** What the build wrote of itself (vite.config.ts): gzipped bytes. */
interface BundleSizes {
  readonly first: number;
  readonly parts: readonly { readonly part: string; readonly bytes: number }[];
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
