import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRequest, nextCell, planExperiment } from '../../../../src/core/experiment/plan.ts';
import { sweep } from '../../../../src/core/experiment/sweep.ts';
import { timeLeft, toCellResult } from '../../../../src/core/experiment/cells.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import { sampleRequest, SAMPLE_SETTINGS } from '../../../support/sample-request.ts';
import { SAMPLE_PLAN, sampleCell } from './sample-experiment.ts';

const { schema: _, topics: _topics, missingTopics: _missing, ...chosen } = SAMPLE_PLAN;
const request = (qid: string) => ({ ...sampleRequest(5), query: { id: qid, text: 'why' } });

describe('planning an experiment', () => {
  it('takes the judged queries, and keeps judged ones without candidates as missing topics', () => {
    const qrels = new Map(['q2', 'q7', 'q1'].map((qid) => [qid, new Map([['d1', 1]])]));
    const plan = planExperiment({ ...chosen, requests: ['q1', 'q2', 'q3'].map(request), qrels });
    expect(plan).toMatchObject({ ok: true, value: { topics: ['q1', 'q2'], missingTopics: ['q7'] } });
    const unjudged = planExperiment({ ...chosen, requests: ['q1', 'q2'].map(request), qrels: null });
    expect(unjudged).toMatchObject({ ok: true, value: { topics: ['q1', 'q2'], missingTopics: [] } });
  });

  it('says why nothing can be planned', () => {
    const requests = [request('q1')];
    const codeOf = (change: Partial<Parameters<typeof planExperiment>[0]>) => {
      const plan = planExperiment({ ...chosen, requests, qrels: null, ...change });
      return plan.ok ? null : plan.error.code;
    };
    expect(codeOf({})).toBeNull();
    expect(codeOf({ configurations: [] })).toBe('no-configurations');
    expect(codeOf({ configurations: [...SAMPLE_PLAN.configurations, ...SAMPLE_PLAN.configurations] })).toBe('duplicate');
    expect(codeOf({ requests: [...requests, ...requests] })).toBe('duplicate');
    expect(codeOf({ depth: 0 })).toBe('bad-depth');
    expect(codeOf({ qrels: new Map([['other', new Map()]]) })).toBe('no-topics');
  });

  it('cuts a list at its depth in the first stage’s order and loses no passage', () => {
    const given = sampleRequest(4);
    expect(cutRequest(given, 4)).toEqual({ head: given, tail: [] });
    expect(cutRequest(given, 3)).toEqual({ head: { ...given, candidates: given.candidates.slice(0, 3) }, tail: ['d4'] });
    const ranking = ['d3', 'd1', 'd4', 'd2'].map(docId);
    const firstStage = { method: 'bm25' as const, ranking, scores: [3, 1, 4, 2], windowFrom: [0, 1, 2, 3] };
    const { head, tail } = cutRequest({ ...given, firstStage }, 2);
    expect(head.candidates.map(({ docId: id }) => id)).toEqual(['d1', 'd3']);
    expect(head.firstStage).toEqual({ method: 'bm25', ranking: ['d3', 'd1'], scores: [3, 4], windowFrom: [0, 2] });
    expect(tail).toEqual(['d4', 'd2']);
  });
});

describe('the next cell', () => {
  it('finishes a query over all configurations, those of the loaded model first', () => {
    const order: string[] = [];
    const done: { configurationId: string; qid: string }[] = [];
    let loadedModelId: string | null = null;
    for (;;) {
      const next = nextCell({ plan: SAMPLE_PLAN, done, loadedModelId });
      if (next === null) break;
      done.push(next);
      order.push(`${next.qid}${next.configurationId}`);
      loadedModelId = next.configurationId === 'b' ? 'big' : 'small';
    }
    expect(order).toEqual('q1a q1c q1b q2b q2a q2c q3a q3c q3b q4b q4a q4c'.split(' '));
  });

  it('goes on with a query that has been begun, before any other', () => {
    const done = [{ configurationId: 'b', qid: 'q3' }];
    expect(nextCell({ plan: SAMPLE_PLAN, done, loadedModelId: null })).toEqual({ configurationId: 'a', qid: 'q3' });
  });

  it('gives every cell exactly once from wherever it is resumed', () => {
    const all = SAMPLE_PLAN.topics.flatMap((qid) => SAMPLE_PLAN.configurations.map(({ id }) => ({ configurationId: id, qid })));
    fc.assert(
      fc.property(fc.subarray(all), fc.constantFrom('small', 'big', null), (already, loadedModelId) => {
        const done = [...already];
        for (let next = nextCell({ plan: SAMPLE_PLAN, done, loadedModelId }); next !== null;) {
          expect(done).not.toContainEqual(next);
          done.push(next);
          next = nextCell({ plan: SAMPLE_PLAN, done, loadedModelId });
        }
        expect(done).toHaveLength(all.length);
      }),
    );
  });
});

describe('time left', () => {
  it('is unknown at first, rough until each configuration has a result, then the sum of their means', () => {
    expect(timeLeft({ plan: SAMPLE_PLAN, cells: [] })).toEqual({ cells: 12, seconds: null, rough: true });
    const cells = [sampleCell('a', 'q1', { seconds: 1 }), sampleCell('b', 'q1', { seconds: 5 })];
    expect(timeLeft({ plan: SAMPLE_PLAN, cells })).toEqual({ cells: 10, seconds: 3 * 1 + 3 * 5 + 4 * 3, rough: true });
    const more = [
      ...cells,
      sampleCell('c', 'q1', { seconds: 2 }),
      sampleCell('c', 'q2', { seconds: 99, outcome: { type: 'cancelled' } }),
    ];
    expect(timeLeft({ plan: SAMPLE_PLAN, cells: more })).toEqual({ cells: 8, seconds: 3 + 15 + 4, rough: false });
    const all = SAMPLE_PLAN.topics.flatMap((qid) => ['a', 'b', 'c'].map((id) => sampleCell(id, qid)));
    expect(timeLeft({ plan: SAMPLE_PLAN, cells: all })).toEqual({ cells: 0, seconds: 0, rough: false });
  });
});

describe('a run’s log as a cell', () => {
  const stamp = { runId: 'r', seq: 0, at: 2500 };
  const usage = { promptTokens: 50, completionTokens: 7, prefillTokensPerSecond: 1, decodeTokensPerSecond: 1 };
  const head = sampleRequest(2);
  const ranking = ['d2', 'd1'].map(docId);
  const start = {
    ...stamp,
    type: 'run-start',
    schema: 1,
    request: head,
    settings: SAMPLE_SETTINGS,
    model: {},
    windows: [],
  } as never as RunEvent;
  const windowEnd = (type: string) =>
    ({ ...stamp, type: 'window-end', window: 0, outcome: { type }, thought: 'none', ranking, usage }) as never as RunEvent;
  const end: RunEvent = { ...stamp, type: 'run-end', outcome: { type: 'cancelled' }, ranking };

  it('counts calls and tokens and puts the passages behind the depth last', () => {
    const events = [start, windowEnd('complete'), windowEnd('unparsed'), end];
    expect(toCellResult({ configurationId: 'a', events, tail: [docId('d3')] })).toEqual(
      sampleCell('a', 'q1', {
        ranking: ['d2', 'd1', 'd3'].map(docId),
        outcome: { type: 'cancelled' },
        windows: { complete: 1, repaired: 0, truncated: 0, unparsed: 1 },
        calls: 2,
        promptTokens: 100,
        completionTokens: 14,
        seconds: 2.5,
      }),
    );
  });

  it('prefers the run’s own cost, keeps ties, and has nothing to say of a log without an end', () => {
    const whole: RunEvent = { ...end, ties: [ranking], cost: { calls: 9, promptTokens: 8, completionTokens: 7 } };
    expect(toCellResult({ configurationId: 'a', events: [start, whole], tail: [] })).toMatchObject({
      ties: [['d2', 'd1']],
      calls: 9,
      promptTokens: 8,
      completionTokens: 7,
    });
    expect(toCellResult({ configurationId: 'a', events: [start], tail: [] })).toBeNull();
    expect(toCellResult({ configurationId: 'a', events: [], tail: [] })).toBeNull();
  });
});

describe('a sweep', () => {
  const base = SAMPLE_PLAN.configurations[0] ?? expect.fail();
  const scaling = { samples: 1, fuse: 'borda', waits: 0, earlyStop: null, instantOrder: false } as const;
  const method = { preset: {} as never, strategy: { type: 'single' }, parser: 'glassrank', scaling } as const;
  const withMethod = { ...base, settings: { ...base.settings, method } };

  it('varies one thing, each value once, under names and ids of their own', () => {
    const made = sweep(base, { setting: 'thoughtTokens', values: [0, 64, 64] });
    if (!made.ok) expect.fail();
    expect(made.value.map(({ name, settings }) => [name, settings.thoughtTokens])).toEqual([
      ['A · thoughtTokens 0', 0],
      ['A · thoughtTokens 64', 64],
    ]);
    expect(made.value[0]?.settings).toEqual({ ...base.settings, thoughtTokens: 0 });
  });

  it('reaches every setting of a method and leaves the others alone', () => {
    const strategy = { type: 'sliding', size: 20, stride: 10, passes: 1 } as const;
    const only = (axis: Parameters<typeof sweep>[1]) => {
      const made = sweep(withMethod, axis);
      return made.ok ? made.value[0] : expect.fail();
    };
    expect(only({ setting: 'samples', values: [4] })?.settings.method).toEqual({
      ...method,
      scaling: { ...scaling, samples: 4 },
    });
    expect(only({ setting: 'instantOrder', values: [true] })?.settings.method?.scaling.instantOrder).toBe(true);
    expect(only({ setting: 'earlyStop', values: [{ sentences: 3, top: 5 }] })?.name).toBe('A · earlyStop sentences 3 top 5');
    expect(only({ setting: 'strategy', values: [strategy] })?.settings.method).toEqual({ ...method, strategy });
  });

  it('says what lacks where there is no method to vary', () => {
    expect(sweep(base, { setting: 'samples', values: [2] })).toMatchObject({ ok: false, error: { code: 'no-method' } });
  });
});
