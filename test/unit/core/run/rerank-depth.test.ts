import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceFor, depthSteps, readCount } from '../../../../src/core/documents/best.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { startingRanking } from '../../../../src/core/ranking.ts';
import { selectCost } from '../../../../src/core/read/forecast.ts';
import { selectRankedRows } from '../../../../src/core/read/rows.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';
import { methodLog, viewOfLog } from '../../../support/method-log.ts';

const STRATEGIES: readonly StrategySpec[] = [
  { type: 'single' },
  { type: 'sliding', size: 4, stride: 2, passes: 1 },
  { type: 'top-down', size: 4, cutoff: 2 },
  { type: 'certified-top', size: 4, top: 3, budget: 50 },
  { type: 'setwise', sort: 'heap', children: 3, top: 3 },
];

/** A run over twelve passages by a strategy, of which a model may read the first few. */
async function runTo(rerankDepth: number, strategy: StrategySpec): Promise<readonly RunEvent[]> {
  const own = preset('glassrank-1');
  const method = { preset: own, strategy, parser: own.parser, scaling: PLAIN_SCALING };
  return methodLog({ count: 12, method, settings: { rerankDepth, thoughtTokens: 0, answerMode: 'constrained' } });
}

describe('a model that may read the first few passages only', () => {
  it.each(STRATEGIES.flatMap((strategy) => [0, 1, 2, 5, 11, 12, 500].map((depth) => [strategy.type, depth, strategy] as const)))(
    '%s, the first %i: no call shows another, those behind keep their places, and calls and tokens read are as predicted',
    async (_type, depth, strategy) => {
      const view = viewOfLog(await runTo(depth, strategy));
      const start = startingRanking(view.request);
      const top = new Set(start.slice(0, depth));
      expect(view.outcome).toEqual({ type: 'complete' });
      for (const { passages } of view.windows) for (const one of passages) expect(top.has(one.docId)).toBe(true);
      expect(view.committed.slice(Math.min(depth, 12))).toEqual(start.slice(Math.min(depth, 12)));
      expect(view.committed.toSorted()).toEqual(start.toSorted());
      if (view.windows.length > 0)
        expect(selectCost(view)?.slice(0, 2)).toMatchObject([
          { name: 'calls', verdict: 'within' },
          { name: 'promptTokens', verdict: 'within' },
        ]);
      else expect(depth).toBeLessThan(2);
    },
  );

  it('says of the others from the first on that they are not judged, and not that they are still to come', async () => {
    const log = await runTo(5, { type: 'sliding', size: 4, stride: 2, passes: 1 });
    const begun = reduceLog(log.slice(0, 2));
    if (begun === null) throw new Error('the log has no run-start');
    const standings = selectRankedRows(begun).map(({ standing }) => standing);
    expect(standings.slice(5)).toEqual(Array.from({ length: 7 }, () => 'unjudged'));
    expect(standings.slice(0, 5)).not.toContain('unjudged');
  });
});

/** Documents of so many passages each; none: a plain list of twenty. */
const anyList = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }).map((sizes): RankRequest => {
  if (sizes.length === 0)
    return {
      query: { id: 'q', text: 'q' },
      candidates: Array.from({ length: 20 }, (_, index) => ({ docId: docId(`${index}`), text: 't' })),
    };
  return {
    query: { id: 'q', text: 'q' },
    candidates: sizes.flatMap((size, document) =>
      Array.from({ length: size }, (_, index) => ({ docId: docId(`${document}#${index}`), text: 't', document: `${document}` })),
    ),
    documents: sizes.map((passages, document) => ({
      name: `${document}`,
      kind: 'text',
      title: '',
      pages: null,
      words: 1,
      passages,
      notes: [],
    })),
  };
});

describe('how many passages one may have a model read', () => {
  it('begins with none, ends with all, rises, and each step is a number that can be had', () => {
    fc.assert(
      fc.property(anyList, (request) => {
        const steps = depthSteps(request);
        const all = request.candidates.length;
        expect([steps[0], steps.at(-1)]).toEqual([0, all]);
        expect(steps).toEqual([...new Set(steps)].toSorted((one, other) => one - other));
        expect(readCount(request, all)).toBe(all);
        expect(readCount(request, all + 1000)).toBe(all);
        for (const step of steps) expect(readCount(request, step)).toBeLessThanOrEqual(step);
        if (request.documents === undefined) for (const step of steps) expect(readCount(request, step)).toBe(step);
      }),
    );
  });

  it('is of documents as many as was always read, where nobody has said it', () => {
    fc.assert(
      fc.property(anyList, (request) => {
        expect(choiceFor(request, null)).toEqual({ each: 3, most: 50 });
        expect(depthSteps(request)).toContain(readCount(request, null));
      }),
    );
  });
});
