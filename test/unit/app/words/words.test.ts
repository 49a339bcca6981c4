import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as en from '../../../../src/app/words/en/index.ts';
import { APP_VERSION } from '../../../../src/app/shell/app-version.ts';
import { SAMPLES } from '../../../../src/app/features/input/samples.tsx';
import { passagePieces } from '../../../../src/app/features/ranking/passage-pieces.ts';

const fromRoot = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

test('the version in exported logs is the package’s', () => {
  expect((JSON.parse(fromRoot('package.json')) as { version: string }).version).toBe(APP_VERSION);
});

test('every sample is there, short, and says whose it is and under which licence', () => {
  for (const id of SAMPLES) {
    const sample = JSON.parse(fromRoot(`public/samples/${id}.json`)) as Record<string, string> & { passages: readonly string[] };
    expect(sample).toMatchObject({ schema: 1, id, title: en.samples.sampleTitles[id]?.title });
    expect(sample['licence']).toMatch(/\S/u);
    expect(sample['attribution']).toMatch(/\S/u);
    expect(sample.passages.length).toBeGreaterThanOrEqual(3);
    expect(sample.passages.length).toBeLessThanOrEqual(5);
    for (const passage of sample.passages) expect(passage).not.toMatch(/\n/u);
  }
});

test('the pieces of a passage joined are the passage, however spans lie', () => {
  const span = fc
    .tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 40 }))
    .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.option(span), fc.array(span, { maxLength: 4 }), (text, kept, quoted) => {
      const pieces = passagePieces({ text, kept, quoted });
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    }),
  );
});

test('a quoted and a cut stretch are told apart', () => {
  const pieces = passagePieces({ text: 'aabbccdd', kept: { from: 2, to: 6 }, quoted: [{ from: 4, to: 6 }] });
  expect(pieces.map(({ text, read, quoted }) => [text, read, quoted])).toEqual([
    ['aa', false, false],
    ['bb', true, false],
    ['cc', true, true],
    ['dd', false, false],
  ]);
});

test('figures are said in words', () => {
  const { bytes, clock, seconds, roughly, windows, tokens, identifiers } = en.format;
  expect([999, 65_000, 1_760_000, 84_838_916, 10_738e6].map(bytes)).toEqual(['999 B', '65 kB', '1.8 MB', '85 MB', '11 GB']);
  expect([0, 12, 412].map(seconds)).toEqual(['< 0.01 s', '0.01 s', '0.4 s']);
  expect([clock(0), clock(61_999), clock(-5)]).toEqual(['0:00', '1:01', '0:00']);
  expect([roughly(2000), roughly(41_000), roughly(200_000)]).toEqual(['a few seconds', 'about 45 s', 'about 4 min']);
  expect([windows(1), tokens(1200)]).toEqual(['1 window', '1,200 tokens']);
  expect(identifiers([2, '5', '[9]'])).toBe('[2], [5] and [9]');
});

test('each outcome has a sentence of its own', () => {
  const { window, thoughtEnd, run } = en.outcome;
  const outcomes = [
    { type: 'complete' },
    { type: 'repaired', missing: [], duplicate: [2], unknown: [] },
    { type: 'truncated', settled: 1 },
    { type: 'unparsed', reason: 'nothing there' },
  ] as const;
  expect(new Set(outcomes.map((outcome) => window(outcome, 4).sentence)).size).toBe(4);
  expect(window(outcomes[1], 4).sentence).toBe('The answer repeated [2].');
  expect(window(outcomes[2], 4).sentence).toContain('after 1 place.');
  const ends = (['closed', 'forced', 'skipped', 'open', 'none'] as const).map((end) => thoughtEnd(end, 192));
  expect(new Set(ends).size).toBe(5);
  expect(run({ type: 'cancelled' }, { done: 0, total: 3 })).toContain('first-stage order');
  expect(run({ type: 'cancelled' }, { done: 2, total: 3 })).toBe('Stopped: 2 of 3 windows settled');
});
