import { describe, expect, it } from 'vitest';
import { canAnswer, checkStrategy, strategyOf } from '../../../../src/core/strategy/index.ts';
import { smallSpecs } from './run-strategy.ts';
import type { StrategySpec } from '../../../../src/core/strategy/index.ts';

describe('checkStrategy', () => {
  it('finds nothing wrong with settings that strategies run with', () => {
    expect(smallSpecs.map(checkStrategy)).toEqual(smallSpecs.map(() => null));
  });

  const wrong: readonly [StrategySpec, string, number, number][] = [
    [{ type: 'sliding', size: 1, stride: 1, passes: 1 }, 'size', 2, 1000],
    [{ type: 'sliding', size: 20, stride: 21, passes: 1 }, 'stride', 1, 20],
    [{ type: 'sliding', size: 20, stride: 10, passes: 0 }, 'passes', 1, 100],
    [{ type: 'top-down', size: 20, cutoff: 20 }, 'cutoff', 1, 19],
    [{ type: 'top-down', size: 2.5, cutoff: 1 }, 'size', 2, 1000],
    [{ type: 'setwise', sort: 'heap', children: 0, top: 10 }, 'children', 1, 999],
    [{ type: 'setwise', sort: 'bubble', children: 3, top: Number.NaN }, 'top', 1, 100_000],
    [{ type: 'pairwise', sort: 'all', top: Infinity }, 'top', 1, 100_000],
    [{ type: 'tournament', groupSize: 2, tournaments: 1 }, 'groupSize', 3, 1000],
    [{ type: 'tournament', groupSize: 20, tournaments: 101 }, 'tournaments', 1, 100],
    [{ type: 'groupwise', size: 2, rounds: 1 }, 'size', 3, 1000],
    [{ type: 'groupwise', size: 20, rounds: -1 }, 'rounds', 1, 100],
  ];
  it.each(wrong)('names the field and its range: %o', (spec, field, least, most) => {
    expect(checkStrategy(spec)).toMatchObject({ field, least, most });
  });
});

describe('asks and canAnswer', () => {
  it('ask what the strategy needs', () => {
    expect(new Map(smallSpecs.map((spec) => [spec.type, strategyOf(spec).asks]))).toEqual(
      new Map([
        ['single', 'order'],
        ['sliding', 'order'],
        ['top-down', 'order'],
        ['setwise', 'best'],
        ['pairwise', 'best'],
        ['tournament', 'select'],
        ['pointwise', 'relevance'],
        ['groupwise', 'scores'],
      ]),
    );
  });

  it('let an order answer for best and select, scores for everything, the others for what they are', () => {
    const questions = ['order', 'best', 'select', 'relevance', 'scores'] as const;
    const answered = (preset: (typeof questions)[number]) => questions.filter((asked) => canAnswer({ preset, asked }));
    expect(questions.map(answered)).toEqual([
      ['order', 'best', 'select'],
      ['best'],
      ['best', 'select'],
      ['relevance'],
      ['order', 'best', 'select', 'relevance', 'scores'],
    ]);
  });
});
