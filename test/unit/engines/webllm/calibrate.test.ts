import { describe, expect, test } from 'vitest';
import { measureLibrary } from '../../../../src/engines/webllm/calibrate.ts';
import { scriptedLibrary } from '../../../support/scripted-library.ts';

const GUARD = { prompt: 'a prompt of 20 chars', tokens: [1, 2, 3, 4, 5, 6] };

describe('measureLibrary', () => {
  test('a fast library is checked, then timed on a longer prompt, within its budget', async () => {
    const library = scriptedLibrary({ prefillMs: 0.5, decodeMs: 10 });
    const measured = await measureLibrary(library, GUARD, 700);
    expect(measured).toEqual({ prefillTokensPerSecond: 2000, decodeTokensPerSecond: 100, verdict: 'right' });
    expect(library.runs).toHaveLength(2);
    expect(library.runs[1]?.promptTokens).toBeGreaterThan(100);
    expect(library.spentMs).toBeLessThan(711);
  });

  test('a library too slow for its budget is cut off, and counts with what it reached', async () => {
    const library = scriptedLibrary({ prefillMs: 60, decodeMs: 200 });
    const measured = await measureLibrary(library, GUARD, 600);
    expect(library.runs).toHaveLength(1);
    expect(measured).toMatchObject({ decodeTokensPerSecond: 5, verdict: 'right' });
    expect(measured.prefillTokensPerSecond).toBeCloseTo(1000 / 60);
    expect(measured.note).toMatch(/3 of 6 tokens/);
  });

  test('a library that writes another token is wrong, with the place, and not timed further', async () => {
    const library = scriptedLibrary({ prefillMs: 1, decodeMs: 1, write: (index) => (index === 3 ? 99 : index + 1) });
    expect(await measureLibrary(library, GUARD, 600)).toMatchObject({
      verdict: 'wrong',
      note: 'token 4 of 6 is 99, expected is 4',
    });
    expect(library.runs).toHaveLength(1);
  });

  test('a library that ends too early by itself is wrong', async () => {
    const short = {
      timed: async () => ({ promptTokens: 5, tokens: [1, 2], prefillMs: 1, decodeMs: 1, cut: false }),
    };
    expect(await measureLibrary(short, GUARD, 600)).toMatchObject({
      verdict: 'wrong',
      note: 'token 3 of 6 is missing, expected is 3',
    });
  });

  test('without expected tokens nothing is called right', async () => {
    expect(await measureLibrary(scriptedLibrary({ prefillMs: 1, decodeMs: 1 }), undefined, 600)).toMatchObject({
      verdict: 'unchecked',
    });
  });

  test('a clock too coarse to tell two moments apart gives numbers all the same', async () => {
    const still = { timed: async () => ({ promptTokens: 5, tokens: [1, 2, 3], prefillMs: 0, decodeMs: 0, cut: false }) };
    const { prefillTokensPerSecond, decodeTokensPerSecond } = await measureLibrary(still, undefined, 600);
    expect([Number.isFinite(prefillTokensPerSecond), Number.isFinite(decodeTokensPerSecond)]).toEqual([true, true]);
  });
});
