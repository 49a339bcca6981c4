import * as Comlink from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import { connectEngine, loadModel, startRun } from '../../../../src/engines/webllm/client.ts';
import type { Engine } from '../../../../src/engines/webllm/client.ts';
import type { LikelihoodAnswer, LikelihoodRequest } from '../../../../src/core/run/text-model.ts';
import type { RunControl } from '../../../../src/core/log/event.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';

const engines: Engine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.terminate();
});

async function connectLoaded(): Promise<Engine> {
  const engine = connectEngine({
    createWorker: () => new Worker(new URL('./scripted.worker.ts', import.meta.url), { type: 'module' }),
  });
  engines.push(engine);
  expect(await loadModel({ engine, modelId: 'scripted' }).result).toMatchObject({ ok: true });
  return engine;
}

const requests: LikelihoodRequest[] = ['', 'so', 'so it is'].map((written) => ({
  messages: [{ role: 'user', content: 'Which of the two passages answers the question?' }],
  written,
  continuations: ['[1]', '[2]'],
}));

function ask(engine: Engine) {
  const { port1, port2 } = new MessageChannel();
  const posted: LikelihoodAnswer[] = [];
  port1.onmessage = ({ data }: MessageEvent<LikelihoodAnswer>) => void posted.push(data);
  return {
    posted,
    result: engine.api.likelihoods(requests, Comlink.transfer(port2, [port2])),
    cancel: () => port1.postMessage({ type: 'run-cancel' } satisfies RunControl),
  };
}

function run(engine: Engine) {
  const request = { ...sampleRequest(8), query: { id: 'q', text: 'slow' } };
  return startRun({
    engine,
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
    await expect.poll(() => posted.length).toBe(3);
    expect(answered).toEqual({ ok: true, value: { answers: posted, cancelled: false } });
  });

  test('they wait for the run before them, and a run waits for them', async () => {
    const engine = await connectLoaded();
    const order: string[] = [];
    const first = collectEvents(run(engine).events).then((events) => void order.push(events.at(-1)?.type ?? ''));
    const second = ask(engine).result.then(() => void order.push('likelihoods'));
    const third = collectEvents(run(engine).events).then((events) => void order.push(events.at(-1)?.type ?? ''));
    await Promise.all([first, second, third]);
    expect(order).toEqual(['run-end', 'likelihoods', 'run-end']);
  });

  test('a waiting one can be cancelled while the run before it goes on', async () => {
    const engine = await connectLoaded();
    const going = collectEvents(run(engine).events);
    const { cancel, result, posted } = ask(engine);
    cancel();
    expect((await going).at(-1)).toMatchObject({ outcome: { type: 'complete' } });
    expect(await result).toEqual({ ok: true, value: { answers: [], cancelled: true } });
    expect(posted).toEqual([]);
  });
});
