import { template } from '../../core/preset/built-in.ts';
import type { LibraryChoice } from '../engine-client.ts';
import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import { calibrate } from './calibrate.ts';
import { chooseLibrary, createLibraryMemory, libraryCandidates } from './libraries.ts';
import type { EngineParts } from './engine.ts';
import { fetchManifest, fetchModel } from './fetch-model.ts';
import type { ModelStore } from './fetch-model.ts';
import type { CatalogEntry } from './catalog.ts';
import { sha256Hex } from '../download.ts';
import { createWebLlmModel, WEB_LLM_VERSION } from './model.ts';
import type { WebLlmModel } from './model.ts';

/** Loads one model of a catalog: choose the library, fetch and verify, start WebLLM, and where it must be, measure. */
export function webLlmLoader({
  catalog,
  store = workerStore,
  candidatesOf = libraryCandidates,
  startModel = createWebLlmModel,
}: {
  catalog: readonly CatalogEntry[];
  store?: ModelStore;
  candidatesOf?: typeof libraryCandidates;
  startModel?: typeof createWebLlmModel;
}): EngineParts['loadModel'] {
  return async ({
    modelId,
    options,
    adapter,
    onEvent,
  }): Promise<Result<{ readonly model: WebLlmModel; readonly choice: LibraryChoice }, ErrorInfo>> => {
    const entry = catalog.find(({ id }) => id === modelId);
    if (entry === undefined) {
      const known = catalog.map(({ id }) => id).join(', ');
      return {
        ok: false,
        error: errorInfo('model-missing', `no model is called ${JSON.stringify(modelId)}; there are ${known}`),
      };
    }
    const modelUrl = new URL(`${entry.id}/`, options.modelsUrl).href;
    const read = await fetchManifest(entry, modelUrl, store);
    if (!read.ok) return read;
    const manifest = read.value;
    const memory = createLibraryMemory({ modelUrl, adapter, manifest, engine: WEB_LLM_VERSION, store });
    const planned = await chooseLibrary({ adapter, manifest, wanted: options.library, memory, candidatesOf });
    if (!planned.ok) return planned;
    const plan = planned.value;
    const libraries = plan.type === 'use' ? [plan.choice.library] : plan.candidates;
    const files = await fetchModel({ manifest, modelUrl, libraries, store, onEvent });
    if (!files.ok) return files;

    const start = (library: string): Promise<WebLlmModel> => {
      onEvent({ type: 'engine-start' });
      const identity = {
        id: entry.id,
        manifestSha256: entry.manifestSha256,
        library,
        template: entry.template,
        engine: WEB_LLM_VERSION,
        adapter: [adapter.vendor, adapter.architecture, adapter.description].filter((name) => name !== '').join(' '),
      };
      return startModel({
        identity,
        modelUrl,
        files: files.value,
        template: template(entry.template),
        onProgress: (progress, text) => onEvent({ type: 'engine-progress', progress, text }),
      });
    };
    if (plan.type === 'use') {
      const { choice } = plan;
      try {
        return { ok: true, value: { model: await start(choice.library), choice } };
      } catch (error) {
        // What was right once is not here any more: the next load measures.
        if (choice.reason === 'measured-earlier') await memory.forget();
        throw error;
      }
    }
    const { missing } = files.value;
    const calibrated = await calibrate({ candidates: libraries, missing, guard: manifest.guard, start, onEvent });
    if (!calibrated.ok) return calibrated;
    const { model, choice, lasting } = calibrated.value;
    // Only now, when the chosen one runs: a load that is cut short before leaves nothing.
    if (lasting) await memory.keep(libraries, choice);
    return { ok: true, value: { model, choice } };
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
