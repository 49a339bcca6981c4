import type { TextModel } from '../rerank/text-model.ts';
import { template } from '../prompt/templates.ts';
import type { ErrorInfo } from '../protocol/error-info.ts';
import type { Result } from '../rank/result.ts';
import { chooseLibrary } from './choose-library.ts';
import type { EngineParts } from './create-engine.ts';
import { fetchModel } from './fetch-model.ts';
import type { ModelStore } from './fetch-model.ts';
import type { CatalogEntry } from './model-catalog.ts';
import { sha256Hex } from './sha256-hex.ts';
import { createWebLlmModel, WEB_LLM_VERSION } from './web-llm-model.ts';

/** Loads one model of a catalog: choose the library, fetch and verify, start WebLLM. */
export function webLlmLoader(catalog: readonly CatalogEntry[], store: ModelStore = workerStore): EngineParts['loadModel'] {
  return async ({ modelId, options, adapter, onEvent }): Promise<Result<TextModel, ErrorInfo>> => {
    const entry = catalog.find(({ id }) => id === modelId);
    if (entry === undefined) {
      const known = catalog.map(({ id }) => id).join(', ');
      return {
        ok: false,
        error: {
          code: 'model-missing',
          message: `no model is called ${JSON.stringify(modelId)}; there are ${known}`,
          retry: false,
        },
      };
    }
    const library = chooseLibrary(adapter, options.library);
    const modelUrl = new URL(`${entry.id}/`, options.modelsUrl).href;
    const files = await fetchModel({ entry, modelUrl, library, store, onEvent });
    if (!files.ok) return files;
    onEvent({ type: 'engine-start' });
    const identity = {
      id: entry.id,
      manifestSha256: entry.manifestSha256,
      library,
      template: entry.template,
      engine: WEB_LLM_VERSION,
      adapter: [adapter.vendor, adapter.architecture, adapter.description].filter((name) => name !== '').join(' '),
    };
    const model = await createWebLlmModel({
      identity,
      modelUrl,
      files: files.value,
      template: template(entry.template),
      onProgress: (progress, text) => onEvent({ type: 'engine-progress', progress, text }),
    });
    return { ok: true, value: model };
  };
}

const workerStore: ModelStore = {
  fetch: (url, init) => fetch(url, init),
  openCache: (name) => caches.open(name),
  sha256: (bytes) => sha256Hex(bytes),
  async freeBytes() {
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    return quota === undefined || usage === undefined ? undefined : quota - usage;
  },
};
