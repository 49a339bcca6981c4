import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../../src/engines/models/hashes.ts';
import { cases } from '../../../support/profile.ts';

const hex = (algorithm: string, ...parts: (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest('hex');
const NOTHING = { bytes: null, sha256: null, gitSha1: null, md5: null };
const told = (bytes: Uint8Array) => ({
  sha256: hex('sha256', bytes),
  gitSha1: hex('sha1', `blob ${bytes.byteLength}\0`, bytes),
  md5: hex('md5', bytes),
});

describe.each([
  ['whole', 1 << 28],
  ['in steps', -1],
])('a content read %s', (_how, mostWhole) => {
  test('has the hashes that Node and git reckon, and one bit more or less is seen by each of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), async (bytes, place) => {
        const right = told(bytes);
        const changed = Uint8Array.from(bytes);
        changed[place % bytes.length] = (changed[place % bytes.length] ?? 0) ^ (1 << (place % 8));
        for (const kind of ['sha256', 'gitSha1', 'md5'] as const) {
          const expected = { ...NOTHING, [kind]: right[kind] };
          expect(await hashOf(new Blob([Uint8Array.from(bytes)]), expected, mostWhole)).toEqual({
            sha256: right.sha256,
            right: true,
          });
          expect(await hashOf(new Blob([changed]), expected, mostWhole)).toMatchObject({ right: false });
        }
      }),
      { numRuns: cases(100) },
    );
  });

  test('of which nothing is told is neither right nor wrong, but for its length', async () => {
    const content = new Blob(['four']);
    expect(await hashOf(content, NOTHING, mostWhole)).toEqual({ sha256: hex('sha256', 'four'), right: null });
    expect(await hashOf(content, { ...NOTHING, bytes: 4 }, mostWhole)).toMatchObject({ right: null });
    expect(await hashOf(content, { ...NOTHING, bytes: 5 }, mostWhole)).toMatchObject({ right: false });
  });

  test('is judged by the strongest hash that is told', async () => {
    const content = new Blob(['four']);
    const { sha256 } = told(new TextEncoder().encode('four'));
    expect(await hashOf(content, { ...NOTHING, sha256, gitSha1: 'x', md5: 'x' }, mostWhole)).toMatchObject({ right: true });
    expect(await hashOf(content, { ...NOTHING, sha256: 'x', md5: hex('md5', 'four') }, mostWhole)).toMatchObject({
      right: false,
    });
  });
});

test('contents of several steps are hashed across their seams', async () => {
  const bytes = new Uint8Array(9_000_001).map((_, place) => (place * 31) % 251);
  const { sha256, gitSha1 } = told(bytes);
  expect(await hashOf(new Blob([bytes]), { ...NOTHING, gitSha1 }, 1000)).toEqual({ sha256, right: true });
});
