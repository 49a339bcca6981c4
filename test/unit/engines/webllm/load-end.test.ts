import { expect, test } from 'vitest';
import { createEngine } from '../../../../src/engines/webllm/engine.ts';
import { createFirstStage } from '../../../../src/instant/first-stage.ts';
import type { EncoderOptions } from '../../../../src/instant/api.ts';
import type { LoadMessage } from '../../../../src/engines/wire.ts';

/** What a load posts on its port. */
async function posted(load: (port: MessagePort) => Promise<unknown>): Promise<readonly string[]> {
  const types: string[] = [];
  await load({ postMessage: ({ type }: LoadMessage) => types.push(type) } as unknown as MessagePort);
  return types;
}

test('load-end is the last message of every load of a model: failed, thrown or refused', async () => {
  const noGpu = createEngine({
    probe: async () => ({ ok: false, error: { code: 'no-webgpu', message: '', retry: false } }),
    loadModel: async () => {
      throw new Error('not reached');
    },
  });
  expect(await posted((port) => noGpu.load('any', { modelsUrl: '' }, port))).toEqual(['load-end']);
  let go = (): void => {};
  const gate = new Promise<never>((_, reject) => {
    go = () => reject(new Error('broken'));
  });
  const broken = createEngine({ probe: () => gate, loadModel: () => gate });
  const first = posted((port) => broken.load('any', { modelsUrl: '' }, port));
  // Refused: the worker loads already.
  expect(await posted((port) => broken.load('any', { modelsUrl: '' }, port))).toEqual(['load-end']);
  go();
  expect(await first).toEqual(['load-end']);
});

test('load-end is the last message of every load of the encoder', async () => {
  const firstStage = createFirstStage({
    loadEncoder: async ({ onEvent }) => {
      onEvent({ type: 'load-start', files: 1, bytes: 3 });
      return { ok: false, error: { code: 'download-failed', message: '', retry: true } };
    },
    describeError: (error) => ({ code: 'engine-failed', message: String(error), retry: true }),
    now: () => 0,
  });
  const load = (): Promise<readonly string[]> => posted((port) => firstStage.load({} as EncoderOptions, port));
  expect(await Promise.all([load(), load()])).toEqual([['load-start', 'load-end'], ['load-end']]);
});
