import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { listReading, orderSensitivity, shuffledStarts } from '../../../../src/core/measure/order-sensitivity.ts';
import type { ListReading } from '../../../../src/core/measure/order-sensitivity.ts';
import { startingRanking } from '../../../../src/core/ranking.ts';
import { listOf, numberIn, run, stamped } from '../../../support/read-run.ts';
import type { ScriptedReading } from '../../../support/scripted-model.ts';

/** Reads a list of equal first-stage scores from shuffled starts. */
async function read(
  reading: ScriptedReading,
  way: 'list' | 'apart',
  instant: readonly number[] = [5, 4, 3, 2, 1],
): Promise<readonly ListReading[]> {
  const logs = shuffledStarts(listOf(instant), { runs: 4, seed: 3 }).map(async (request) => {
    const { events } = await run({ request, reading, settings: { reading: way, answerMode: 'reading' } });
    const view = reduceLog(stamped(events));
    const found = view === null ? null : listReading(view);
    if (found === null) throw new Error('not read');
    return found;
  });
  return Promise.all(logs);
}

describe('how much the order of a list decides', () => {
  const byText: ScriptedReading = { score: (text) => numberIn(text) };
  const byPlace: ScriptedReading = { score: (_, position) => position };

  test('nothing where a score depends on the text alone', async () => {
    expect(orderSensitivity(await read(byText, 'list'), 2)).toEqual({ pairs: 6, alone: 1, fused: 1 });
    expect(orderSensitivity(await read(byText, 'apart'), 0.3).fused).toBe(1);
  });

  test('all where a score depends on the place alone: apart, all are read in the first place', async () => {
    const places = await read(byPlace, 'list');
    expect(orderSensitivity(places, 1).alone).toBeLessThan(0.5);
    // With the first stage it is less, and at weight 0 nothing.
    expect(orderSensitivity(places, 0).fused).toBe(1);
    expect(orderSensitivity(await read(byPlace, 'apart'), 1)).toEqual({ pairs: 6, alone: null, fused: 1 });
  });

  test('is from −1 to 1 for any scores, and undefined for one reading', () => {
    const reading = fc.record({
      docIds: fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }),
      instant: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
      reading: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 2, maxLength: 4 }), (readings) => {
        for (const tau of Object.values(orderSensitivity(readings, 0.5)).slice(1)) {
          if (tau === null) continue;
          expect(tau).toBeGreaterThanOrEqual(-1);
          expect(tau).toBeLessThanOrEqual(1);
        }
        expect(orderSensitivity(readings.slice(0, 1), 0.5)).toEqual({ pairs: 0, alone: null, fused: null });
      }),
    );
  });
});

test('shuffled starts are permutations of the same passages with the same scores, the first one as it stood', () => {
  for (const request of [
    listOf([3, 2, 1, 0]),
    {
      ...listOf([3, 2, 1, 0]),
      firstStage: {
        method: 'bm25' as const,
        ranking: listOf([3, 2, 1, 0]).candidates.map(({ docId }) => docId),
        scores: [3, 2, 1, 0],
        windowFrom: [null, null, null, null],
      },
    },
  ]) {
    const starts = shuffledStarts(request, { runs: 5, seed: 1 });
    expect(starts[0]).toEqual(request);
    expect(new Set(starts.map((one) => startingRanking(one).join(' '))).size).toBeGreaterThan(2);
    for (const one of starts) expect(startingRanking(one).toSorted()).toEqual(['d1', 'd2', 'd3', 'd4']);
  }
});
