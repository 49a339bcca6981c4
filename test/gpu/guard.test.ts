import { expect, it } from 'vitest';
import { MOST_TIES, precisionOf } from '../../bench/judge-guard.mjs';
import { whyNotRunnable } from '../../bench/library-needs.mjs';
import { modelPlace } from '../../bench/model-place.mjs';
import { runGuard } from '../../bench/run-guard.mjs';
import { REAL } from '../e2e/support/walk.ts';
import golden from '../fixtures/guard/glassrank-135m-q4f32_1.json' with { type: 'json' };

it.each(modelPlace(REAL).libraries)(
  "%s writes torch's tokens on twenty prompts, its logits within the bound",
  { timeout: 600_000 },
  async (library) => {
    const { adapter, rows, bound, skipped } = await runGuard({
      model: REAL,
      golden,
      library,
      realGpu: true,
      stop: (found) => whyNotRunnable(library, found),
    });
    if (skipped !== undefined) {
      console.log(`${library} is left out on ${adapter}: ${skipped}`);
      return;
    }
    const ties = rows.reduce((sum, row) => sum + row.ties, 0);
    const difference = Math.max(...rows.map((row) => row.difference));
    console.log(`${library}: largest logit difference ${difference.toFixed(5)} (bound ${bound}), ${ties} ties of 160 positions`);
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(ties).toBeLessThanOrEqual(MOST_TIES[precisionOf(library)]);
  },
);

it('the folder has a library that every GPU runs', () => {
  const anyGpu = { features: [], software: false };
  expect(modelPlace(REAL).libraries.filter((library) => whyNotRunnable(library, anyGpu) === null)).toEqual(['gpu.wasm']);
});
