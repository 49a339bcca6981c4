import { expect, test } from 'vitest';
import { grownOf, soak } from '../../../bench/soak.mjs';

const FLAT = { heap: 12e6, engineHeap: 12e6, nodes: 3470, listeners: 334, documents: 1, files: 131, threads: 64, stored: 28e6 };

test('a soak names what grew by more than 5 % from its first third to its last, and nothing that only wavers', () => {
  const marks = Array.from({ length: 9 }, (_, at) => ({
    ...FLAT,
    runs: 50 * (at + 1),
    heap: FLAT.heap * (at % 2 === 0 ? 1 : 1.04),
  }));
  expect(grownOf(marks)).toEqual([]);
  // 100 bytes a run are nothing beside 12 MB, 2,500 are a leak; so are ten listeners more at each look.
  const leaking = (bytes: number) => marks.map((mark) => ({ ...mark, heap: FLAT.heap + bytes * mark.runs }));
  expect(grownOf(leaking(100))).toEqual([]);
  expect(grownOf(leaking(2500))).toEqual([expect.stringContaining('heap')]);
  expect(grownOf(marks.map((mark, at) => ({ ...mark, listeners: 334 + 10 * at })))).toEqual([
    expect.stringContaining('listeners'),
  ]);
});

test('a soak that is too short to tell says so before anything runs', async () => {
  await expect(soak({ url: 'about:blank', runs: 100, every: 50, warm: 50 })).rejects.toThrow('too few to tell');
  expect(() => grownOf([{ ...FLAT, runs: 1 }])).toThrow('more runs');
});
