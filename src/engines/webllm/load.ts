import { PRESETS } from '../../core/preset/built-in.ts';
import { fitPreset, presetFor } from '../../core/preset/choose.ts';
import type { PresetChoice } from '../../core/preset/choose.ts';
import { FAMILIES, familyOf } from '../../core/preset/families.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type { AdapterSummary, LibraryChoice } from '../engine-client.ts';
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
import type { ModelManifest } from '../download.ts';
import { unmetNeeds } from '../models/needs.ts';
import { openShelf, storedModelUrl } from '../models/stored.ts';
import type { ModelShelf, StoredModel } from '../models/stored.ts';
import { createWebLlmModel, WEB_LLM_VERSION } from './model.ts';
import type { WebLlmModel } from './model.ts';
import { readStoredManifest, readStoredModel, storedCandidates } from './stored-model.ts';

/** A model that can be loaded: one that came with the app, or one of this browser's shelf. */
interface Found {
  readonly id: string;
  readonly modelUrl: string;
  readonly manifest: ModelManifest;
  readonly manifestSha256: string;
  readonly family: ModelFamily;
  /** Id of the preset that it is asked by. */
  readonly template: string;
  /** Null: it came with the app. */
  readonly stored: StoredModel | null;
}

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
    if (stored === null) return { ok: true, value: { model, choice } };
    // It runs: a note that cannot be written is no reason to fail.
    await shelf.touch(stored.id, now()).catch(() => {});
    return { ok: true, value: { model, choice, asked: askedBy(stored, model.family ?? familyKnown(stored.family)) } };
  };
}

/** The list of models says so until it is repaired. A note that cannot be written changes nothing. */
async function markDamaged(shelf: ModelShelf, id: string): Promise<void> {
  const record = await shelf.get(id);
  if (record?.whole === true) await shelf.put({ ...record, whole: false }).catch(() => {});
}

type LoadStored = (
  input: Parameters<EngineParts['loadModel']>[0],
  shelf: ModelShelf,
) => Promise<
  Result<{ readonly model: WebLlmModel; readonly choice: LibraryChoice; readonly stored: StoredModel | null }, ErrorInfo>
>;

async function findModel({
  modelId,
  modelsUrl,
  catalog,
  store,
  shelf,
}: {
  modelId: string;
  modelsUrl: string;
  catalog: readonly CatalogEntry[];
  store: ModelStore;
  shelf: ModelShelf;
}): Promise<Result<Found, ErrorInfo>> {
  const entry = catalog.find(({ id }) => id === modelId);
  if (entry !== undefined) {
    const { id, template, manifestSha256 } = entry;
    const modelUrl = new URL(`${id}/`, modelsUrl).href;
    const manifest = await fetchManifest(entry, modelUrl, store);
    // Our models have the family that their prompt was made for; test models have no name of their own.
    const family = FAMILIES.find(({ preset: own }) => own === template) ?? familyOf({ name: id });
    return manifest.ok
      ? { ok: true, value: { id, modelUrl, manifest: manifest.value, manifestSha256, family, template, stored: null } }
      : manifest;
  }
  const stored = await shelf.get(modelId);
  if (stored === null) return { ok: false, error: await unknownModel(modelId, catalog, shelf) };
  const modelUrl = storedModelUrl(modelsUrl, stored.id);
  const manifest = await readStoredManifest(stored, modelUrl, store);
  if (!manifest.ok) return manifest;
  const { id, manifestSha256 } = stored;
  const family = familyKnown(stored.family, stored.name);
  const template = askedBy(stored, family).preset.id;
  return { ok: true, value: { id, modelUrl, manifest: manifest.value, manifestSha256, family, template, stored } };
}

async function unknownModel(modelId: string, catalog: readonly CatalogEntry[], shelf: ModelShelf): Promise<ErrorInfo> {
  if ((await shelf.damaged()).includes(modelId)) {
    const message = `the record of ${modelId} cannot be read. Remove the model in models.html, and fetch it anew.`;
    return errorInfo('stored-damaged', message, { model: modelId, file: `${modelId}.json` });
  }
  const known = [...catalog, ...(await shelf.list())].map(({ id }) => id).join(', ');
  return errorInfo('model-missing', `no model is called ${JSON.stringify(modelId)}; there are ${known}`);
}

/** A family by the id of a record; one of a later version, by the model's name. */
function familyKnown(id: string, name = ''): ModelFamily {
  return FAMILIES.find((one) => one.id === id) ?? familyOf({ name });
}

/** The prompt that a stored model is asked by: the one of its record, where that is one of ours. */
function askedBy({ name, preset: wanted }: StoredModel, family: ModelFamily): PresetChoice {
  const choice = presetFor({ name, family });
  const own = PRESETS.find(({ id }) => id === wanted);
  if (own === undefined || own.id === choice.preset.id) return choice;
  const { thinking, direct } = family.sampling;
  const sampling = own.models.length > 0 ? own.sampling : ((own.thought === null ? direct : thinking) ?? own.sampling);
  const reason = own.models.length > 0 || own.id === family.preset ? 'trained' : own.thought === null ? 'direct' : 'thinks';
  return { preset: fitPreset(own, family), reason, family, sampling };
}

/** Why no library of a model can run here; null where one could. */
function unmet(model: StoredModel, adapter: AdapterSummary): ErrorInfo | null {
  const features = unmetNeeds(model, adapter);
  if (features.length === 0) return null;
  const message = `${model.title} needs ${features.join(' and ')}, which this graphics adapter does not offer. Choose a version without it, or another model.`;
  return errorInfo('unsupported-feature', message, { model: model.id, feature: features.join(', ') });
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
