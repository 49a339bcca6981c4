import { describe, expect, test } from 'vitest';
import type { EngineApi } from '../../../../src/engines/webllm/api.ts';
import type { WorkerLink } from '../../../../src/engines/wire.ts';
import { startRun } from '../../../../src/engines/webllm/client.ts';
import { runOnPort } from '../../../../src/engines/webllm/engine.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { createGuidedModel } from '../../../support/guided-model.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';

const SETTINGS = { ...SAMPLE_SETTINGS, windowSize: 4, windowStride: 4, thoughtTokens: 60 };

/** A run over a real port, with the engine's end in this thread. `slow` milliseconds pass before each token. */
function start(settings: Partial<typeof SETTINGS> = {}, slow = 2) {
  const lost = new AbortController();
  const model = createGuidedModel({ beforeToken: () => {} });
  const patient: typeof model = {
    ...model,
    async *stream(input) {
      for await (const chunk of model.stream(input)) {
        await new Promise((resolve) => setTimeout(resolve, slow));
        yield chunk;
      }
    },
  };
  const link = {
    api: {
      rerank: async (runId: string, request: ReturnType<typeof sampleRequest>, asked: typeof SETTINGS, port: MessagePort) =>
        runOnPort({
          runId,
          port,
          request,
          settings: asked,
          model: SCRIPTED_IDENTITY,
          run: (cancel) => rerank({ request, settings: asked, model: patient, template: template('glassrank-1'), cancel }),
        }),
    } as unknown as WorkerLink<EngineApi>['api'],
    lost: lost.signal,
    lostInfo: () => undefined,
    terminate: () => lost.abort(),
  } satisfies WorkerLink<EngineApi>;
  return startRun(link, { model: SCRIPTED_IDENTITY, request: sampleRequest(8), settings: { ...SETTINGS, ...settings } });
}

describe('a run that is told to skip', () => {
  test('closes the thought on screen, goes on with the answer and leaves the next thought alone', async () => {
    const one = start();
    expect(one.skip()).toBe(false);
    const log: RunEvent[] = [];
    let asked = false;
    for await (const event of one) {
      log.push(event);
      if (event.type === 'reasoning-delta' && !asked) asked = one.skip();
    }
    expect(asked).toBe(true);
    expect(log.flatMap((event) => (event.type === 'thought-skip' ? [[event.window, event.result]] : []))).toEqual([
      [0, 'closing'],
    ]);
    expect(log.flatMap((event) => (event.type === 'window-end' ? [event.thought] : []))).toEqual(['skipped', 'forced']);
    expect(log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index));
    expect(one.skip()).toBe(false);
  });

  test('is told in its log that free mode cannot skip', async () => {
    const one = start({ answerMode: 'free' } as Partial<typeof SETTINGS>);
    const log: RunEvent[] = [];
    for await (const event of one) {
      log.push(event);
      if (event.type === 'reasoning-start' && event.window === 1) one.skip();
    }
    expect(log.flatMap((event) => (event.type === 'thought-skip' ? [[event.window, event.result]] : []))).toEqual([
      [1, 'free-mode'],
    ]);
  });
});

test('a run that is stopped keeps what its first window settled, and cannot skip any more', async () => {
  const one = start();
  const log: RunEvent[] = [];
  for await (const event of one) {
    log.push(event);
    if (event.type === 'reasoning-delta' && event.window === 1) {
      one.cancel();
      expect(one.skip()).toBe(false);
    }
  }
  const settled = log.find((event) => event.type === 'window-end');
  expect(log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'cancelled' }, ranking: settled?.ranking });
});

test.each([
  ['lost in the middle', [0, 1, 3, 4]],
  ['lost at the start', [1, 2]],
  ['said twice', [0, 1, 1, 2]],
])('an event that is %s is not passed over: the run fails there, with a whole log', async (_, seqs) => {
  const lost = new AbortController();
  const request = sampleRequest(3);
  const said = (seq: number, runId: string): RunEvent =>
    seq === 0
      ? { type: 'run-start', schema: 1, request, settings: SETTINGS, model: SCRIPTED_IDENTITY, windows: [], runId, seq, at: 0 }
      : { type: 'reasoning-delta', window: 0, text: `${seq}`, runId, seq, at: seq };
  const link = {
    api: {
      async rerank(runId: string, _request: unknown, _settings: unknown, port: MessagePort) {
        for (const seq of seqs) port.postMessage(said(seq, runId));
        await new Promise(() => {});
      },
    } as unknown as WorkerLink<EngineApi>['api'],
    lost: lost.signal,
    lostInfo: () => undefined,
    terminate: () => lost.abort(),
  } satisfies WorkerLink<EngineApi>;
  const log: RunEvent[] = [];
  for await (const event of startRun(link, { model: SCRIPTED_IDENTITY, request, settings: SETTINGS })) log.push(event);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index));
  expect(log.filter(({ type }) => type === 'run-start')).toHaveLength(1);
  expect(log.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'failed', error: { retry: true } } });
  expect(lost.signal.aborted).toBe(true);
});
