import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { EngineError } from '../../../../src/engines/webllm/describe-error.ts';
import { likelihoodsOnPort } from '../../../../src/engines/webllm/engine.ts';
import type { LikelihoodAnswer, LikelihoodRequest } from '../../../../src/core/run/text-model.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';

const requests: LikelihoodRequest[] = ['', 'so', 'so it is'].map((written) => ({
  messages: [{ role: 'user', content: 'Which of the two passages answers the question?' }],
  written,
  continuations: ['[1]', '[2]'],
}));
const script = () => ({ pieces: [] });

async function ask(input: Partial<Parameters<typeof likelihoodsOnPort>[0]>, page?: (port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  const posted: LikelihoodAnswer[] = [];
  port1.onmessage = ({ data }: MessageEvent<LikelihoodAnswer>) => void posted.push(data);
  page?.(port1);
  const result = await likelihoodsOnPort({ requests, port: port2, model: createScriptedModel({ script }), ...input });
  await sleep(10);
  port1.close();
  return { result, posted };
}

describe('likelihoodsOnPort', () => {
  test('answers come in order, on the port as they come and together at the end', async () => {
    const model = createScriptedModel({ script });
    const { result, posted } = await ask({ model });
    expect(result).toEqual({ ok: true, value: { answers: posted, cancelled: false } });
    expect(posted).toHaveLength(3);
    expect(model.asked.map(({ written }) => written)).toEqual(['', 'so', 'so it is']);
    // Each goes on from what the one before it read.
    expect(posted[2]?.computedTokens).toBeLessThan(posted[0]?.computedTokens ?? 0);
  });

  test('one that waits can be cancelled, and begins nothing', async () => {
    const model = createScriptedModel({ script });
    const { result, posted } = await ask({ model, turn: sleep(30) }, (port) => port.postMessage({ type: 'run-cancel' }));
    expect(result).toEqual({ ok: true, value: { answers: [], cancelled: true } });
    expect(model.asked).toEqual([]);
    expect(posted).toEqual([]);
  });

  test('a cancel in the middle keeps the whole answers and gives no part of one', async () => {
    let toPage: MessagePort | undefined;
    const model = createScriptedModel({
      script,
      believe: ({ continuations }, call) => {
        if (call === 0) toPage?.postMessage({ type: 'run-cancel' });
        return continuations.map(() => -1);
      },
    });
    const { result, posted } = await ask({ model }, (port) => {
      toPage = port;
    });
    expect(result).toMatchObject({ ok: true, value: { answers: [{ logProbs: [-1, -1] }], cancelled: true } });
    expect(posted).toHaveLength(1);
    const cut = createScriptedModel({ script, believe: () => [-1, NaN] });
    expect((await ask({ model: cut })).result).toEqual({ ok: true, value: { answers: [], cancelled: true } });
  });

  test('an error is told as a value, and the answers before it have been posted', async () => {
    const model = createScriptedModel({
      script,
      believe: (_input, call) => {
        if (call === 1) throw new EngineError({ code: 'gpu-lost', message: 'gone', retry: true });
        return [-1, -2];
      },
    });
    const { result, posted } = await ask({ model });
    expect(result).toEqual({ ok: false, error: { code: 'gpu-lost', message: 'gone', retry: true } });
    expect(posted).toHaveLength(1);
  });

  test('without a model, or with one that cannot say, it is an error', async () => {
    expect((await ask({ model: undefined })).result).toMatchObject({ ok: false, error: { message: 'no model is loaded' } });
    const { likelihoods: _none, ...silent } = createScriptedModel({ script });
    expect((await ask({ model: silent })).result).toMatchObject({ ok: false, error: { code: 'engine-failed', retry: false } });
  });
});
