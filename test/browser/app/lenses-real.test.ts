import { afterEach, expect, test } from 'vitest';
import { connectEngine } from '../../../src/engines/webllm/client.ts';
import type { WebLlmClient } from '../../../src/engines/webllm/client.ts';
import { beliefSummary } from '../../../src/core/experiment/lenses/belief.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import { selectProbe } from '../../../src/app/features/lenses/read.ts';
import { collectEvents } from '../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../support/sample-request.ts';

/** The real worker, real WebLLM, a real model of 1 MB, WebGPU on the CPU. */
const engines: WebLlmClient[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});

test(
  'the belief probe ends in the passage that the model’s own answer puts first, and reads the prompt only once',
  {
    timeout: 240_000,
  },
  async () => {
    const engine = connectEngine({ modelsUrl: new URL('/models/', location.href).href, library: 'software' });
    engines.push(engine);
    const loaded = await engine.load('test-tiny');
    if (!loaded.ok) throw new Error(loaded.error.message);
    const settings = { ...SAMPLE_SETTINGS, thoughtTokens: 24 };
    const events = await collectEvents(engine.run({ model: loaded.value.identity, request: sampleRequest(4), settings }));
    const run = reduceLog(events);
    expect(run?.outcome).toEqual({ type: 'complete' });
    const probe = selectProbe(run, { window: null, grain: 'sentence' });
    if (!probe.ok) throw new Error(probe.error);
    const { plan, probed } = probe.value;
    const heard: number[] = [];
    const read = await engine.likelihoods({ requests: plan.requests, onAnswer: (_, place) => heard.push(place) });
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
