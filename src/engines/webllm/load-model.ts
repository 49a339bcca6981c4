import type { LoadedModel, LoadOptions } from './engine-api.ts';
import type { Engine } from './connect-engine.ts';
import { readLoad } from './read-load.ts';
import type { Load } from './read-load.ts';

/** Loads a model of the catalog into the engine's worker. A worker loads once: another model needs another engine. */
export function loadModel({
  engine,
  modelId,
  options,
}: {
  engine: Engine;
  modelId: string;
  options?: Partial<LoadOptions>;
}): Load<LoadedModel> {
  const modelsUrl = new URL('models/', location.href).href;
  return readLoad(engine, (api, port) => api.load(modelId, { modelsUrl, ...options }, port));
}
