import type { AdapterSummary, LibraryChoice } from '../engine-client.ts';
import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import { calibrate } from './calibrate.ts';
import { chooseLibrary, createLibraryMemory, libraryCandidates } from './libraries.ts';
import type { EngineParts } from './engine.ts';
import { fetchModel } from './fetch-model.ts';
import { askedBy, familyKnown, findModel, markDamaged, workerStore } from './find-model.ts';
import type { ModelStore } from './fetch-model.ts';
import type { CatalogEntry } from './catalog.ts';
import { unmetNeeds } from '../models/needs.ts';
import { openShelf } from '../models/stored.ts';
import type { ModelShelf, StoredModel } from '../models/stored.ts';
import { createWebLlmModel, WEB_LLM_VERSION } from './model.ts';
import type { WebLlmModel } from './model.ts';
import { readStoredModel, storedCandidates } from './stored-model.ts';

/**
 * Loads one model of a catalog, or of the shelf where the catalog has none of this name: choose the library, fetch and verify (a stored one is never
 * fetched), start WebLLM, and where it must be, measure.
 */
export function webLlmLoader({
  catalog,
  store = workerStore,
  candidatesOf = libraryCandidates,
  startModel = createWebLlmModel,
  now = () => new Date().toISOString(),
}: {
  catalog: readonly CatalogEntry[];
  store?: ModelStore;
  candidatesOf?: typeof libraryCandidates;
  startModel?: typeof createWebLlmModel;
  /** ISO 8601, for when a stored model was used last. */
  now?: () => string;
}): EngineParts['loadModel'] {
  const load: LoadStored = async ({ modelId, options, adapter, onEvent }, shelf) => {
    const found = await findModel({ modelId, modelsUrl: options.modelsUrl, catalog, store, shelf });
    if (!found.ok) return found;
    const { id, modelUrl, manifest, stored, family } = found.value;
    const memory = createLibraryMemory({ modelUrl, adapter, manifest, engine: WEB_LLM_VERSION, store });
    const planned = await chooseLibrary({
      adapter,
      manifest,
      wanted: options.library,
      memory,
      candidatesOf: stored === null ? candidatesOf : () => storedCandidates(stored.libraries, adapter),
      // Nobody has tried it before: what our own models do on any adapter is known.
      checksOne: stored !== null,
    });
    if (!planned.ok) return stored === null ? planned : { ok: false, error: unmet(stored, adapter) ?? planned.error };
    const plan = planned.value;
    const libraries = plan.type === 'use' ? [plan.choice.library] : plan.candidates;
    const files =
      stored === null
        ? await fetchModel({ manifest, modelUrl, libraries, store, onEvent })
        : await readStoredModel({ record: stored, manifest, modelUrl, libraries, store, onEvent });
    if (!files.ok) return files;

    const start = (library: string): Promise<WebLlmModel> => {
      onEvent({ type: 'engine-start' });
      const identity = {
        id,
        manifestSha256: found.value.manifestSha256,
        library,
        template: found.value.template,
        engine: WEB_LLM_VERSION,
        adapter: [adapter.vendor, adapter.architecture, adapter.description].filter((name) => name !== '').join(' '),
      };
      return startModel({
        identity,
        modelUrl,
        files: files.value,
        family,
        ...(stored === null ? {} : { contextTokens: stored.contextTokens }),
        onProgress: (progress, text) => onEvent({ type: 'engine-progress', progress, text }),
      });
    };
    /** Nothing to compare with where the manifest expects no tokens, which is so of most models that others made. */
    const told = (choice: LibraryChoice): LibraryChoice =>
      manifest.guard === undefined ? { ...choice, unchecked: true } : choice;
    if (plan.type === 'use') {
      const { choice } = plan;
      try {
        return { ok: true, value: { model: await start(choice.library), choice: told(choice), stored } };
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
    return { ok: true, value: { model, choice: told(choice), stored } };
  };
  return async (input) => {
    const shelf = openShelf({ modelsUrl: input.options.modelsUrl, openCache: store.openCache });
    const loaded = await load(input, shelf);
    if (!loaded.ok) {
      if (loaded.error.code === 'stored-damaged') await markDamaged(shelf, input.modelId);
      return loaded;
    }
    const { model, choice, stored } = loaded.value;
    const about = { choice, adapter: input.adapter };
    if (stored === null) return { ok: true, value: { model, about } };
    // It runs: a note that cannot be written is no reason to fail.
    await shelf.touch(stored.id, now()).catch(() => {});
    return { ok: true, value: { model, about, asked: askedBy(stored, model.family ?? familyKnown(stored.family)) } };
  };
}

type LoadStored = (
  input: Parameters<EngineParts['loadModel']>[0],
  shelf: ModelShelf,
) => Promise<
  Result<{ readonly model: WebLlmModel; readonly choice: LibraryChoice; readonly stored: StoredModel | null }, ErrorInfo>
>;

/** Why no library of a model can run here; null where one could. */
function unmet(model: StoredModel, adapter: AdapterSummary): ErrorInfo | null {
  const features = unmetNeeds(model, adapter);
  if (features.length === 0) return null;
  const message = `${model.title} needs ${features.join(' and ')}, which this graphics adapter does not offer. Choose a version without it, or another model.`;
  return errorInfo('unsupported-feature', message, { model: model.id, feature: features.join(', ') });
}
