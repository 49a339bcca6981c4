import { ERRORS } from '../core/errors.ts';
import type { EngineClient, EngineWanted } from './engine-client.ts';

/**
 * One engine out of two: a GPU's where this machine has one that a model can run on, else the processor's. Which one is decided at the first look, or at the load
 * where that comes first; the other's worker is ended, or never started. Nobody is asked twice: another choice is another client.
 */
export function connectAutomatic({
  wanted,
  connectGpu,
  connectProcessor,
}: {
  /** `automatic`: as said above; else that one, whatever there is. */
  readonly wanted: EngineWanted;
  readonly connectGpu: () => EngineClient;
  readonly connectProcessor: () => EngineClient;
}): EngineClient {
  let ended = false;
  let current: EngineClient | null = null;
  let decided: ReturnType<EngineClient['probe']> | null = null;
  const begin = (connect: () => EngineClient): EngineClient => {
    current = connect();
    // Ended while it was looked for.
    if (ended) current.end();
    return current;
  };

  const decide = async (): ReturnType<EngineClient['probe']> => {
    if (wanted === 'processor') return begin(connectProcessor).probe();
    const gpu = begin(connectGpu);
    const found = await gpu.probe();
    if (found.ok || wanted === 'gpu' || ended || !ERRORS[found.error.code].bars) return found;
    gpu.end();
    const instead = await begin(connectProcessor).probe();
    // Nothing runs here: that there is no GPU is what can be changed.
    return instead.ok ? instead : found;
  };
  const chosen = async (): Promise<EngineClient> => {
    await (decided ??= decide());
    if (current === null) throw new Error('no engine was chosen');
    return current;
  };
  const client = (): EngineClient => current ?? begin(wanted === 'processor' ? connectProcessor : connectGpu);

  return {
    probe: () => (decided ??= decide()),
    load: async (modelId, onEvent) => (await chosen()).load(modelId, onEvent),
    run: (run) => client().run(run),
    forecast: (run) => client().forecast(run),
    likelihoods: (asked) => client().likelihoods(asked),
    get alive() {
      return !ended && (current === null || current.alive);
    },
    end() {
      ended = true;
      current?.end();
    },
  };
}
