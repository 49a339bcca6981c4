import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../../src/core/errors.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { connectAutomatic } from '../../../src/engines/automatic.ts';
import type { AdapterSummary, EngineClient, EngineWanted, ProcessorSummary } from '../../../src/engines/engine-client.ts';

const ADAPTER = { vendor: 'acme', software: false } as AdapterSummary;
const PROCESSOR: ProcessorSummary = { threads: 1, cores: 4, isolated: false };
type Found = Awaited<ReturnType<EngineClient['probe']>>;
const missing = (code: ErrorCode): Found => ({ ok: false, error: errorInfo(code, 'none') });

/** Two scripted engines; `steps` says what was asked of which. */
function connected(wanted: EngineWanted, gpu: Found, processor: Found = { ok: true, value: PROCESSOR }) {
  const steps: string[] = [];
  const engine = (name: string, found: Found) => (): EngineClient => {
    let alive = true;
    steps.push(`start ${name}`);
    return {
      probe: async () => found,
      load: async (modelId) => {
        steps.push(`${name} loads ${modelId}`);
        return missing('model-missing') as never;
      },
      run: () => {
        throw new Error('not asked');
      },
      forecast: async () => ({ ok: true, value: null }),
      likelihoods: async () => ({ ok: true, value: { answers: [], cancelled: false } }),
      get alive() {
        return alive;
      },
      end() {
        alive = false;
        steps.push(`end ${name}`);
      },
    };
  };
  const client = connectAutomatic({ wanted, connectGpu: engine('gpu', gpu), connectProcessor: engine('processor', processor) });
  return { client, steps };
}

describe('one engine out of two', () => {
  it('is the GPU’s where there is one, and the processor’s worker is never started', async () => {
    const { client, steps } = connected('automatic', { ok: true, value: ADAPTER });
    expect(await client.probe()).toEqual({ ok: true, value: ADAPTER });
    await client.load('m');
    expect(steps).toEqual(['start gpu', 'gpu loads m']);
  });

  it.each(['no-webgpu', 'no-adapter', 'device-too-small'] as const)(
    'is the processor’s where a GPU is barred (%s), and the other worker ends',
    async (code) => {
      const { client, steps } = connected('automatic', missing(code));
      expect(await client.probe()).toEqual({ ok: true, value: PROCESSOR });
      await client.load('m');
      expect(steps).toEqual(['start gpu', 'end gpu', 'start processor', 'processor loads m']);
    },
  );

  it('is not changed for a failure that may pass', async () => {
    const { client, steps } = connected('automatic', missing('worker-lost'));
    expect(await client.probe()).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
    expect(steps).toEqual(['start gpu']);
  });

  it('is told by what is missing of the GPU where neither can be had', async () => {
    const { client } = connected('automatic', missing('no-webgpu'), missing('worker-lost'));
    expect(await client.probe()).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
  });

  it('is the one that is wanted, whatever there is', async () => {
    const gpu = connected('gpu', missing('no-webgpu'));
    expect(await gpu.client.probe()).toMatchObject({ ok: false, error: { code: 'no-webgpu' } });
    const processor = connected('processor', { ok: true, value: ADAPTER });
    expect(await processor.client.probe()).toEqual({ ok: true, value: PROCESSOR });
    expect(processor.steps).toEqual(['start processor']);
  });

  it('is the processor’s for a model that nothing is compiled of, whatever is wanted', async () => {
    for (const wanted of ['automatic', 'gpu'] as const) {
      const steps: string[] = [];
      const engine = (name: string): EngineClient => ({
        ...connected(wanted, { ok: true, value: ADAPTER }).client,
        load: async (modelId) => {
          steps.push(`${name} loads ${modelId}`);
          return missing('model-missing') as never;
        },
        end: () => void steps.push(`end ${name}`),
      });
      const client = connectAutomatic({
        wanted,
        connectGpu: () => engine('gpu'),
        connectProcessor: () => engine('processor'),
        runsOnProcessor: async (id) => id === 'a-file',
      });
      await client.load('a-file');
      expect(steps).toEqual(['end gpu', 'processor loads a-file']);
    }
  });

  it('is chosen by a load too, where nobody looked before', async () => {
    const { client, steps } = connected('automatic', missing('no-adapter'));
    await client.load('m');
    expect(steps.at(-1)).toBe('processor loads m');
  });

  it('ends for good, also while it is looked for', async () => {
    const { client, steps } = connected('automatic', missing('no-webgpu'));
    const looked = client.probe();
    client.end();
    await looked;
    expect(client.alive).toBe(false);
    expect(steps).toEqual(['start gpu', 'end gpu']);
  });
});
