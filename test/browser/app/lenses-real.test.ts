import { afterEach, expect, test } from 'vitest';
import { connectEngine, loadModel, readLikelihoods, startRun } from '../../../src/engines/webllm/client.ts';
import type { Engine } from '../../../src/engines/webllm/client.ts';
import { beliefSummary } from '../../../src/core/experiment/lenses/belief.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import { selectProbe } from '../../../src/app/features/lenses/read.ts';
import { collectEvents } from '../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../support/sample-request.ts';

/** The real worker, real WebLLM, a real model of 1 MB, WebGPU on the CPU. */
const engines: Engine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.terminate();
});

test(
  'the belief probe ends in the passage that the model’s own answer puts first, and reads the prompt only once',
  {
    timeout: 240_000,
  },
  async () => {
    const engine = connectEngine();
    engines.push(engine);
    const modelsUrl = new URL('/models/', location.href).href;
    const loaded = await loadModel({ engine, modelId: 'test-tiny', options: { modelsUrl, library: 'software' } }).result;
    if (!loaded.ok) throw new Error(loaded.error.message);
    const settings = { ...SAMPLE_SETTINGS, thoughtTokens: 24 };
    const events = await collectEvents(
      startRun({ engine, model: loaded.value.identity, request: sampleRequest(4), settings }).events,
    );
    const run = reduceLog(events);
    expect(run?.outcome).toEqual({ type: 'complete' });
    const probe = selectProbe(run, { window: null, grain: 'sentence' });
    if (!probe.ok) throw new Error(probe.error);
    const { plan, probed } = probe.value;
    const heard: number[] = [];
    const read = await readLikelihoods({ engine, requests: plan.requests, onAnswer: (_, place) => heard.push(place) });
    if (!read.ok) throw new Error(read.error.message);
    const { answers } = read.value;
    expect(answers.length).toBe(plan.steps.length);
    const { beliefs } = beliefSummary({ answers, steps: plan.steps.length });
    for (const belief of beliefs) expect(belief?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    // Greedy, with no prior: the answer began with the likeliest label.
    expect(plan.docIds[beliefs.at(-1)?.top ?? -1]).toBe(probed.window.after?.[0]);
    for (const { computedTokens, promptTokens } of answers.slice(1)) expect(computedTokens).toBeLessThan(promptTokens / 2);
    expect(heard).toEqual(answers.map((_, place) => place));
  },
);
