import { readdirSync, readFileSync } from 'node:fs';
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

test('THIRD-PARTY.txt names every package that the source maps of the built files name, and every model; the replay file carries its own notices', () => {
  const assets = readdirSync('dist/assets');
  const sources = assets
    .filter((name) => name.endsWith('.map'))
    .flatMap(
      (name) => (JSON.parse(readFileSync(`dist/assets/${name}`, 'utf8')) as { readonly sources: readonly string[] }).sources,
    );
  const packages = new Set(sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(source)?.[1] ?? []));
  // The runtime's WebAssembly has no map.
  if (assets.some((name) => name.startsWith('ort-wasm'))) packages.add('onnxruntime-web');
  expect(packages.size).toBeGreaterThan(10);
  const told = readFileSync('dist/THIRD-PARTY.txt', 'utf8');
  for (const name of packages)
    expect(told, name).toMatch(new RegExp(`^  ${name.replaceAll('/', String.raw`\/`)} [^:]+: \\S`, 'mu'));
  for (const model of readdirSync('dist/models')) expect(told).toContain(`\nmodels/${model}\n`);
  const replay = readFileSync('dist/replay-template.html', 'utf8');
  expect(replay).toMatch(/^ {2}react [\d.]+: MIT$/mu);
  expect(replay).toContain('Copyright (c) Meta Platforms');
});

test('a host that reads a file of headers finds one beside the page', () => {
  expect(readFileSync('dist/_headers', 'utf8')).toBe(readFileSync('docs/hosting/_headers', 'utf8'));
});
