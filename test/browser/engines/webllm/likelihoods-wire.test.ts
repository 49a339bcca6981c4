import { afterEach, describe, expect, test } from 'vitest';
import { connectEngine } from '../../../../src/engines/webllm/client.ts';
import type { WebLlmClient } from '../../../../src/engines/webllm/client.ts';
import type { LikelihoodAnswer, LikelihoodRequest } from '../../../../src/core/run/text-model.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';

const engines: WebLlmClient[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});

async function connectLoaded(): Promise<WebLlmClient> {
  const engine = connectEngine({
    makeWorker: () => new Worker(new URL('./scripted.worker.ts', import.meta.url), { type: 'module' }),
  });
  engines.push(engine);
  expect(await engine.load('scripted')).toMatchObject({ ok: true });
  return engine;
}

const requests: LikelihoodRequest[] = ['', 'so', 'so it is'].map((written) => ({
  messages: [{ role: 'user', content: 'Which of the two passages answers the question?' }],
  written,
  continuations: ['[1]', '[2]'],
}));

function ask(engine: WebLlmClient) {
  const stop = new AbortController();
  const posted: LikelihoodAnswer[] = [];
  const result = engine.likelihoods({ requests, onAnswer: (answer) => posted.push(answer), signal: stop.signal });
  return { posted, result, cancel: () => stop.abort() };
}

function run(engine: WebLlmClient) {
  const request = { ...sampleRequest(8), query: { id: 'q', text: 'slow' } };
  return engine.run({
    model: SCRIPTED_IDENTITY,
    request,
    settings: { ...SAMPLE_SETTINGS, windowSize: 4, windowStride: 4 },
  });
}

describe('likelihoods over the wire', () => {
  test('the page gets each answer as it comes, and all of them at the end', async () => {
    const { posted, result } = ask(await connectLoaded());
    const answered = await result;
    expect(answered).toMatchObject({ ok: true, value: { cancelled: false } });
    expect(posted).toHaveLength(3);
    expect(answered).toEqual({ ok: true, value: { answers: posted, cancelled: false } });
  });

  test('they wait for the run before them, and a run waits for them', async () => {
    const engine = await connectLoaded();
    const order: string[] = [];
    const first = collectEvents(run(engine)).then((events) => void order.push(events.at(-1)?.type ?? ''));
    const second = ask(engine).result.then(() => void order.push('likelihoods'));
    const third = collectEvents(run(engine)).then((events) => void order.push(events.at(-1)?.type ?? ''));
    await Promise.all([first, second, third]);
    expect(order).toEqual(['run-end', 'likelihoods', 'run-end']);
  });

  test('a waiting one can be cancelled while the run before it goes on', async () => {
    const engine = await connectLoaded();
    const going = collectEvents(run(engine));
    const { cancel, result, posted } = ask(engine);
    cancel();
    expect((await going).at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    expect(await result).toEqual({ ok: true, value: { answers: [], cancelled: true } });
    expect(posted).toEqual([]);
  });
});
