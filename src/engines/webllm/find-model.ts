import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import { PRESETS } from '../../core/preset/built-in.ts';
import { fitPreset, presetFor } from '../../core/preset/choose.ts';
import type { PresetChoice } from '../../core/preset/choose.ts';
import { FAMILIES, familyOf, familyTaughtWith } from '../../core/preset/families.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type { Result } from '../../core/request.ts';
import { sha256Hex } from '../download.ts';
import type { ModelManifest } from '../download.ts';
import { storedModelUrl } from '../models/stored.ts';
import type { ModelShelf, StoredModel } from '../models/stored.ts';
import type { CatalogEntry } from './catalog.ts';
import { fetchManifest } from './fetch-model.ts';
import type { ModelStore } from './fetch-model.ts';
import { readStoredManifest } from './stored-model.ts';

// Which model a name means, whatever engine then runs it.

/** A model that can be loaded: one that came with the app, or one of this browser's shelf. */
export interface FoundModel {
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

/** A model of the catalog or the shelf with its verified manifest. `needsStorage`: whether its manifest must be kept. */
export async function findModel({
  modelId,
  modelsUrl,
  catalog,
  store,
  shelf,
  needsStorage = true,
}: {
  modelId: string;
  modelsUrl: string;
  catalog: readonly CatalogEntry[];
  store: ModelStore;
  shelf: ModelShelf;
  needsStorage?: boolean;
}): Promise<Result<FoundModel, ErrorInfo>> {
  const entry = catalog.find(({ id }) => id === modelId);
  if (entry !== undefined) {
    const { id, template, manifestSha256 } = entry;
    const modelUrl = new URL(`${id}/`, modelsUrl).href;
    const manifest = await fetchManifest(entry, modelUrl, store, needsStorage);
    // Our models have the family that their prompt was made for; test models have no name of their own.
    const family = familyTaughtWith(template) ?? familyOf({ name: id });
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
export function familyKnown(id: string, name = ''): ModelFamily {
  return FAMILIES.find((one) => one.id === id) ?? familyOf({ name });
}

/** The prompt that a stored model is asked by: the one of its record, where that is one of ours. */
export function askedBy({ name, preset: wanted }: StoredModel, family: ModelFamily): PresetChoice {
  const choice = presetFor({ name, family });
  const own = PRESETS.find(({ id }) => id === wanted);
  if (own === undefined || own.id === choice.preset.id) return choice;
  const { thinking, direct } = family.sampling;
  const sampling = own.models.length > 0 ? own.sampling : ((own.thought === null ? direct : thinking) ?? own.sampling);
  const reason = own.models.length > 0 || own.id === family.preset ? 'trained' : own.thought === null ? 'direct' : 'thinks';
  return { preset: fitPreset(own, family), reason, family, sampling };
}

/** The list of models says so until it is repaired. A note that cannot be written changes nothing. */
export async function markDamaged(shelf: ModelShelf, id: string): Promise<void> {
  const record = await shelf.get(id);
  if (record?.whole === true) await shelf.put({ ...record, whole: false }).catch(() => {});
}

/** Network and storage as a worker has them. */
export const workerStore: ModelStore = {
  fetch: (url, init) => fetch(url, init),
  openCache: (name) => caches.open(name),
  sha256: (bytes) => sha256Hex(bytes),
  async freeBytes() {
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    return quota === undefined || usage === undefined ? undefined : quota - usage;
  },
};
