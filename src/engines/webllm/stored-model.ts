import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import { readManifest } from '../download.ts';
import type { ModelManifest } from '../download.ts';
import type { AdapterSummary, LoadEvent } from '../engine-client.ts';
import { lackingFeatures } from '../models/needs.ts';
import type { StoredLibrary, StoredModel } from '../models/stored.ts';
import { filesToLoad, webllmCachePlace } from './fetch-model.ts';
import type { FetchedModel, ModelStore, OnFile } from './fetch-model.ts';
import { libraryCandidates } from './libraries.ts';

// A model that lies in this browser's storage (engines/models/): every byte is read and hashed there, and nothing is ever fetched. What is damaged is told
// by name; the page that downloads models fetches that file alone.

/** A stored model's manifest, checked against the hash that its record pins. */
export async function readStoredManifest(
  record: StoredModel,
  modelUrl: string,
  store: Pick<ModelStore, 'openCache' | 'sha256'>,
): Promise<Result<ModelManifest, ErrorInfo>> {
  const bytes = await readStored({ record, name: 'manifest.json', sha256: record.manifestSha256, modelUrl, store });
  return bytes.ok ? { ok: true, value: readManifest(bytes.value) } : bytes;
}

/** Reads and hashes all files that a load needs. The first that is missing or differs ends it (`stored-damaged`). */
export async function readStoredModel({
  record,
  manifest,
  modelUrl,
  libraries,
  store,
  onEvent,
  onFile,
}: {
  record: StoredModel;
  manifest: ModelManifest;
  /** Absolute, ends in `/`. */
  modelUrl: string;
  /** Names of the manifest's. */
  libraries: readonly string[];
  store: Pick<ModelStore, 'openCache' | 'sha256'>;
  onEvent: (event: LoadEvent) => void;
  onFile?: OnFile;
}): Promise<Result<FetchedModel, ErrorInfo>> {
  const files = filesToLoad(manifest, libraries);
  onEvent({ type: 'load-start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const own = new Map<string, unknown>();
  for (const { name, bytes: size, sha256 } of files) {
    onEvent({ type: 'file-start', file: name, bytes: size, source: 'cache' });
    const bytes = await readStored({ record, name, sha256, modelUrl, store });
    if (!bytes.ok) return bytes;
    onFile?.(name, bytes.value);
    onEvent({ type: 'file-progress', file: name, loadedBytes: bytes.value.byteLength });
    onEvent({ type: 'file-end', file: name, source: 'cache' });
    if (name === 'mlc-chat-config.json' || name === 'tokenizer.json')
      own.set(name, JSON.parse(new TextDecoder().decode(bytes.value)));
  }
  const lacking = ['mlc-chat-config.json', 'tokenizer.json'].find((name) => !own.has(name));
  if (lacking !== undefined) return damaged(record, lacking, 'is not among the model’s files');
  return {
    ok: true,
    value: { chatConfig: own.get('mlc-chat-config.json'), tokenizer: own.get('tokenizer.json'), missing: new Map() },
  };
}

/** One file of a stored model, hashed. What is missing or differs is `stored-damaged`. */
export async function readStored({
  record,
  name,
  sha256: expected,
  modelUrl,
  store,
}: {
  record: StoredModel;
  name: string;
  sha256: string;
  modelUrl: string;
  store: Pick<ModelStore, 'openCache' | 'sha256'>;
}): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const { cache, key } = webllmCachePlace(modelUrl, name);
  let bytes: Uint8Array<ArrayBuffer> | null;
  try {
    const stored = await (await store.openCache(cache)).match(key);
    if (stored === undefined) return damaged(record, name, 'is missing');
    // Chromium throws at reading an entry whose file was lost on disk.
    bytes = await stored.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => null,
    );
  } catch (error) {
    const message = `this browser gives the page no storage (${error instanceof Error ? error.message : String(error)})`;
    return { ok: false, error: errorInfo('no-storage', message) };
  }
  if (bytes === null) return damaged(record, name, 'cannot be read');
  return (await store.sha256(bytes)) === expected
    ? { ok: true, value: bytes }
    : damaged(record, name, 'is not what was stored (its sha256 differs)');
}

function damaged({ id, title }: StoredModel, file: string, what: string): Result<never, ErrorInfo> {
  const message = `${file} of ${title} ${what}. models.html fetches this file alone.`;
  return { ok: false, error: errorInfo('stored-damaged', message, { model: id, file }) };
}

/**
 * The libraries of a stored model that an adapter can run, the least demanding first. Of those that bear our pipeline's names the ones meant for such an
 * adapter; a model has others only where none of ours fits.
 */
export function storedCandidates(libraries: readonly StoredLibrary[], adapter: AdapterSummary): readonly string[] {
  const runnable = libraries
    .filter((library) => lackingFeatures(library, adapter).length === 0)
    .toSorted((one, other) => one.needs.length - other.needs.length)
    .map(({ name }) => name);
  const ours = libraryCandidates(adapter, runnable);
  return ours.length > 0 ? ours : runnable;
}
