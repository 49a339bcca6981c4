import { describe, expect, it } from 'vitest';
import { checkLog } from '../../../src/core/log/check.ts';
import type { RunEvent, RunSettings } from '../../../src/core/log/event.ts';
import { PRESETS, template } from '../../../src/core/preset/built-in.ts';
import { PLAIN_SCALING } from '../../../src/core/run/method.ts';
import { rerank } from '../../../src/core/run/rerank.ts';
import type { TextModel } from '../../../src/core/run/text-model.ts';
import { STRATEGY_TYPES } from '../../../src/core/strategy/index.ts';
import type { StrategySpec } from '../../../src/core/strategy/index.ts';
import type { EngineApi } from '../../../src/engines/webllm/api.ts';
import { startRun } from '../../../src/engines/webllm/client.ts';
import { runOnPort } from '../../../src/engines/webllm/engine.ts';
import type { WorkerLink } from '../../../src/engines/wire.ts';
import { everyCall } from '../../support/count-faults.ts';
import { deep } from '../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../support/sample-request.ts';
import { createScriptedModel, SCRIPTED_IDENTITY } from '../../support/scripted-model.ts';

// A model that breaks down at every piece that it writes and every likelihood that it tells, under every strategy, over the real wire.

const COUNT = deep ? 8 : 5;
const REQUEST = sampleRequest(COUNT);
const NAMES = REQUEST.candidates.map(({ docId }) => docId).toSorted();

/** One spec a strategy, with the question that its presets ask. */
const SPECS: Readonly<Record<string, readonly StrategySpec[]>> = {
  order: [
    { type: 'sliding', size: 3, stride: 2, passes: 1 },
    { type: 'single' },
    { type: 'top-down', size: 3, cutoff: 2 },
    { type: 'certified-top', size: 3, top: 2, budget: 9 },
  ],
  best: [
    { type: 'setwise', sort: 'heap', children: 2, top: 2 },
    { type: 'pairwise', sort: 'heap', top: deep ? 2 : 1 },
  ],
  select: [{ type: 'tournament', groupSize: 3, tournaments: 1 }],
  scores: [{ type: 'groupwise', size: 3, rounds: 1 }],
  relevance: [{ type: 'pointwise' }],
};

const CASES = Object.entries(SPECS).flatMap(([question, specs]) => {
  const preset = PRESETS.find((one) => one.question === question);
  return preset === undefined ? [] : specs.map((strategy) => [`${preset.id}, ${strategy.type}`, preset, strategy] as const);
});

type Way = 'throws' | 'ends without a word' | 'stops in the middle';
const WAYS: readonly Way[] = ['throws', 'ends without a word', 'stops in the middle'];

/** A model whose piece or likelihood number `at` fails; counts them. */
function breaking(at: number, way: Way): { readonly model: TextModel; readonly struck: () => boolean } {
  let calls = 0;
  const whole = createScriptedModel({
    script: () => ({ pieces: [' so', '</think>', '\n<answer>', '[2] > [1]', '</answer>'] }),
    contextTokens: 100_000,
  });
  const model: TextModel = {
    ...whole,
    async likelihoods(input) {
      calls += 1;
      if (calls === at) throw new Error('made by the fault harness');
      return whole.likelihoods(input);
    },
    async *stream(input) {
      for await (const chunk of whole.stream(input)) {
        calls += 1;
        if (calls === at) {
          if (way === 'throws') throw new Error('made by the fault harness');
          if (way === 'ends without a word') return;
          if (chunk.type === 'text') yield { ...chunk, text: chunk.text.slice(0, 1) };
          return;
        }
        yield chunk;
      }
    },
  };
  return { model, struck: () => at > 0 && calls >= at };
}

async function run(model: TextModel, settings: RunSettings): Promise<readonly RunEvent[]> {
  const lost = new AbortController();
  const link = {
    api: {
      rerank: (runId: string, request: typeof REQUEST, asked: RunSettings, port: MessagePort) =>
        runOnPort({
          runId,
          port,
          request,
          settings: asked,
          model: SCRIPTED_IDENTITY,
          run: (cancel) => rerank({ request, settings: asked, model, template: template('glassrank-1'), cancel }),
        }),
    } as unknown as WorkerLink<EngineApi>['api'],
    lost: lost.signal,
    lostInfo: () => undefined,
    terminate: () => lost.abort(),
  } satisfies WorkerLink<EngineApi>;
  const log: RunEvent[] = [];
  for await (const event of startRun(link, { model: SCRIPTED_IDENTITY, request: REQUEST, settings })) log.push(event);
  return log;
}

function expectWhole(log: readonly RunEvent[], doing: string): void {
  expect(
    log.map(({ seq }) => seq),
    doing,
  ).toEqual(log.map((_, place) => place));
  expect(log.filter(({ type }) => type === 'run-start').length, doing).toBe(1);
  expect(log[0]?.type, doing).toBe('run-start');
  expect(log.filter(({ type }) => type === 'run-end').length, doing).toBe(1);
  expect(log.at(-1)?.type, doing).toBe('run-end');
  expect(checkLog(log).flaw, doing).toBeNull();
  for (const event of log) if ('ranking' in event) expect([...event.ranking].toSorted(), doing).toEqual(NAMES);
}

it('goes through every strategy', () => {
  expect(new Set(CASES.map(([, , { type }]) => type))).toEqual(new Set(STRATEGY_TYPES));
});

describe.each(CASES)('%s', (name, preset, strategy) => {
  const settings: RunSettings = {
    ...SAMPLE_SETTINGS,
    answerMode: 'free',
    method: { preset, strategy, parser: 'glassrank', scaling: PLAIN_SCALING },
  };

  it.each(WAYS)(
    'a model that %s, at every piece: the log is whole, every ranking a permutation, and the next run is complete',
    async (way) => {
      const failed = await everyCall(async (at) => {
        const { model, struck } = breaking(at, way);
        const log = await run(model, settings);
        expectWhole(log, `piece ${at}`);
        const end = log.at(-1);
        // What broke down is not called complete; what ended early without an error is told by its windows.
        if (way === 'throws' && struck()) expect(end, `piece ${at}`).toMatchObject({ outcome: { type: 'failed' } });
        const next = await run(breaking(0, way).model, settings);
        expectWhole(next, `after piece ${at}`);
        expect(next.at(-1), `after piece ${at}`).toMatchObject({ outcome: { type: 'complete' } });
        return { struck: struck(), calls: at, over: (same) => same };
      });
      console.log(`fault harness, run, ${name}, ${way}: ${failed} failed, all held`);
      expect(failed).toBeGreaterThan(3);
    },
    120_000,
  );
});
