import { describe, expect, test } from 'vitest';
import { docId } from '../../../../src/core/request.ts';
import { readingRules, selectCall, selectLikelihoods, selectReadings } from '../../../../src/core/read/calls.ts';
import { selectCost, selectForecast } from '../../../../src/core/read/forecast.ts';
import { selectRankedRows } from '../../../../src/core/read/rows.ts';
import { tiedRanks } from '../../../../src/core/ranking.ts';
import { totalCalls } from '../../../../src/core/read/progress.ts';
import { methodFor, methodLog, viewOfLog } from '../../../support/method-log.ts';

const byLikelihood = { settings: { answerMode: 'first-token' as const } };

describe('the head of a call', () => {
  test('a pairwise run compares two passages at a time and names their places', async () => {
    const method = methodFor('instruct-direct', { strategy: { type: 'pairwise', sort: 'all', top: 10 } });
    const view = viewOfLog(await methodLog({ count: 3, method, ...byLikelihood }));
    expect(view.windows).toHaveLength(6);
    const heads = view.windows.map(selectCall);
    expect(heads.every(({ asks, passages }) => asks === 'pair' && passages === 2)).toBe(true);
    expect(heads.some(({ places }) => places !== null && places[0] === 3 && places[1] === 1)).toBe(true);
  });

  test('a tournament asks for the best few, a pointwise run for one passage’s relevance', async () => {
    const strategy = { type: 'tournament', groupSize: 5, tournaments: 1 } as const;
    const tournament = viewOfLog(await methodLog({ count: 10, method: methodFor('tourrank', { strategy }), ...byLikelihood }));
    expect(tournament.windows.map(selectCall)[0]).toMatchObject({ asks: 'select', passages: 5 });
    expect(selectCall(tournament.windows[0] ?? missing()).take).toBeGreaterThan(1);
    const pointwise = viewOfLog(await methodLog({ count: 3, method: methodFor('qwen3-reranker') }));
    const heads = pointwise.windows.map(selectCall);
    expect(heads.map(({ asks, passages }) => [asks, passages])).toEqual(Array.from({ length: 3 }, () => ['relevance', 1]));
    expect(heads[0]).toMatchObject({ places: null, first: 1, last: 1, sample: null });
    expect(heads.map(({ named }) => named)).toEqual([['d1'], ['d2'], ['d3']]);
  });

  test('a call about a few passages names them in the order shown; one over a stretch of the list does not', async () => {
    const setwise = methodFor('instruct-direct', { strategy: { type: 'setwise', sort: 'heap', children: 3, top: 2 } });
    const view = viewOfLog(await methodLog({ count: 6, method: setwise, ...byLikelihood }));
    for (const window of view.windows) expect(selectCall(window).named).toEqual(window.passages.map(({ docId: id }) => id));
    const single = viewOfLog(
      await methodLog({ count: 3, method: methodFor('first', { strategy: { type: 'single' } }), ...byLikelihood }),
    );
    expect(single.windows.map((window) => selectCall(window).named)).toEqual([[]]);
  });
});

function missing(): never {
  throw new Error('the run made no call');
}

describe('likelihoods', () => {
  test('label shares sum to 1 and stand in the order shown, their mass is what the model gave them all', async () => {
    const believe = (): readonly number[] => [Math.log(0.2), Math.log(0.1), Math.log(0.1)];
    const method = methodFor('first', { strategy: { type: 'single' } });
    const view = viewOfLog(await methodLog({ count: 3, method, believe, ...byLikelihood }));
    const shares = selectLikelihoods(view.windows[0] ?? missing());
    if (shares?.of !== 'labels') throw new Error('no label shares');
    expect(shares.bars.map(({ share }) => Number(share.toFixed(6)))).toEqual([0.5, 0.25, 0.25]);
    expect(shares.mass).toBeCloseTo(0.4, 9);
  });

  test('of two words it is the share of yes', async () => {
    const believe = (): readonly number[] => [Math.log(0.3), Math.log(0.1)];
    const view = viewOfLog(await methodLog({ count: 2, method: methodFor('qwen3-reranker'), believe }));
    expect(selectLikelihoods(view.windows[0] ?? missing())).toMatchObject({ of: 'words', yes: expect.closeTo(0.75, 9) });
  });
});

describe('ties', () => {
  test('passages that nothing told apart share the rank of the first of them, and the next keeps its own', async () => {
    const believe = (): readonly number[] => [-3, -1, -1, -5];
    const method = methodFor('first', { strategy: { type: 'single' } });
    const view = viewOfLog(await methodLog({ count: 4, method, believe, ...byLikelihood }));
    const rows = selectRankedRows(view).map(({ docId: id, rank, tied }) => [id, rank, tied]);
    expect(rows).toEqual([
      ['d2', 1, true],
      ['d3', 1, true],
      ['d1', 3, false],
      ['d4', 4, false],
    ]);
  });

  test('a group that does not stand side by side in the order shown is no tie there', () => {
    const [one, two, three] = [docId('a'), docId('b'), docId('c')];
    const ranks = tiedRanks({ order: [one, two, three], ties: [[one, three]] });
    expect([...ranks.values()]).toEqual([1, 2, 3].map((rank) => ({ rank, tied: false })));
  });
});

describe('forecast and cost', () => {
  test('before a model is loaded the calls are known and nothing else', () => {
    const method = methodFor('rank-k', { strategy: { type: 'sliding', size: 10, stride: 5, passes: 1 } });
    expect(selectForecast({ method, count: 20, forecast: null, measured: null })).toEqual({
      calls: [3, 3],
      promptTokens: null,
      outputTokens: null,
      seconds: null,
    });
  });

  test('samples multiply the calls', () => {
    const base = methodFor('rank-k', { strategy: { type: 'single' } });
    const method = { ...base, scaling: { ...base.scaling, samples: 4 } };
    expect(selectForecast({ method, count: 8, forecast: null, measured: null })?.calls).toEqual([4, 4]);
  });

  test('a strategy with a number out of range has no forecast', () => {
    const method = methodFor('rank-k', { strategy: { type: 'sliding', size: 4, stride: 9, passes: 1 } });
    expect(selectForecast({ method, count: 20, forecast: null, measured: null })).toBeNull();
  });

  test('a run that spent more than predicted says so, one that kept within does not', async () => {
    const view = viewOfLog(await methodLog({ count: 4, method: methodFor('qwen3-reranker') }));
    expect(selectCost(view)?.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['calls', 'within'],
      ['promptTokens', 'within'],
      ['outputTokens', 'within'],
    ]);
    const cost = { calls: 5, promptTokens: 1, completionTokens: 0 };
    expect(selectCost({ ...view, cost })?.map(({ verdict }) => verdict)).toEqual(['above', 'below', 'within']);
  });

  test('a run that was stopped is not below its forecast: it was broken off before it could reach it', async () => {
    const view = viewOfLog(await methodLog({ count: 4, method: methodFor('qwen3-reranker') }));
    const cost = { calls: 1, promptTokens: 1, completionTokens: 0 };
    const stopped = selectCost({ ...view, cost, outcome: { type: 'cancelled' } });
    expect(stopped?.map(({ verdict }) => verdict)).toEqual(['unfinished', 'unfinished', 'within']);
  });

  test('how many calls there are is told where the plan tells it, and else once the run is whole', async () => {
    const strategy = { type: 'setwise', sort: 'heap', children: 2, top: 2 } as const;
    const log = await methodLog({ count: 6, method: methodFor('rank-r1', { strategy }), ...byLikelihood });
    expect(totalCalls(viewOfLog(log.slice(0, -1)))).toBeNull();
    const whole = viewOfLog(log);
    expect(totalCalls(whole)).toBe(whole.windows.length);
    const sliding = await methodLog({ count: 20 });
    expect(totalCalls(viewOfLog(sliding.slice(0, 2)))).toBe(3);
  });
});

describe('readings', () => {
  test('the same broken answer is read by every system that knows its form, and the one the run went by is named', async () => {
    const method = methodFor('rank-k', { strategy: { type: 'single' }, parser: 'rank-k' });
    const says = (): readonly string[] => ['<think>', 'In 2019 [3] said it.', '</think>', '[2] > [2] > [1]'];
    const view = viewOfLog(await methodLog({ count: 3, method, says, settings: { answerMode: 'free' } }));
    const rules = readingRules(view);
    if (rules === null) throw new Error('no rules');
    const readings = selectReadings(view.windows[0] ?? missing(), rules);
    expect(readings.map(({ parser }) => parser)).toContain('rank-llm');
    expect(readings.filter(({ used }) => used).map(({ parser }) => parser)).toEqual(['rank-k']);
    for (const { reading } of readings) expect(reading.groups.flat().toSorted((one, other) => one - other)).toEqual([0, 1, 2]);
    const ours = readings.find(({ parser }) => parser === 'glassrank')?.reading;
    expect(ours?.outcome).toEqual({ type: 'repaired', missing: [3], duplicate: [2], unknown: [] });
  });

  test('an unfinished thought is no answer in our reading', async () => {
    const method = methodFor('rank-k', { strategy: { type: 'single' }, parser: 'glassrank' });
    const says = (): readonly string[] => ['<think>', 'I would say [3] > [1] > [2]'];
    const view = viewOfLog(await methodLog({ count: 3, method, says, settings: { answerMode: 'free' } }));
    const window = view.windows[0] ?? missing();
    const rules = readingRules(view);
    const ours = rules === null ? undefined : selectReadings(window, rules).find(({ parser }) => parser === 'glassrank');
    expect(ours?.reading.outcome).toEqual({ type: 'unparsed', reason: 'the thought was not finished' });
    expect(window.outcome).toEqual(ours?.reading.outcome);
  });
});
