import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import { deleteOldFiles, downloadFile, readManifest } from '../download.ts';
import type { DownloadTools, ExpectedFile, FileCache, ModelManifest } from '../download.ts';
import type { LoadEvent } from '../engine-client.ts';
import type { CatalogEntry } from './catalog.ts';

/** Storage and network as a worker has them; tests give their own. */
export interface ModelStore extends DownloadTools {
  openCache(name: string): Promise<FileCache>;
  /** Bytes that may still be stored, where the browser tells. */
  freeBytes(): Promise<number | undefined>;
}

/** A Cache API place that WebLLM 0.2.86 looks a file up at before it asks the network. */
interface CachePlace {
  readonly cache: 'webllm/model' | 'webllm/config' | 'webllm/wasm';
  readonly key: string;
}

/** Where WebLLM looks for a model's files: it inserts `resolve/main/` (Hugging Face's layout) into every model URL that lacks it. */
function modelKeyBase(modelUrl: string): string {
  return /.+\/resolve\/.+\//.test(modelUrl) ? modelUrl : `${modelUrl}resolve/main/`;
}

/**
 * The place of one file of the model at `modelUrl` (absolute, ends in `/`). Libraries stand under the key that `model_lib` is given as. WebLLM
 * fetches a `model_lib` that contains "localhost" anew each time, past the cache and so past our hash check: such keys get another host
 * name. It is never asked for: what runs is what was verified, or WebLLM fails.
 */
export function webllmCachePlace(modelUrl: string, file: string): CachePlace {
  if (file.endsWith('.wasm'))
    return { cache: 'webllm/wasm', key: new URL(file, modelUrl).href.replaceAll('localhost', 'verified.invalid') };
  const cache = file === 'mlc-chat-config.json' || file === 'manifest.json' ? 'webllm/config' : 'webllm/model';
  return { cache, key: new URL(file, modelKeyBase(modelUrl)).href };
}

/** Files that a load needs: all but papers and the libraries that are not among `libraries`. */
export function filesToLoad(manifest: ModelManifest, libraries: readonly string[]): ModelManifest['files'] {
  return manifest.files.filter(
    ({ name }) => name !== 'MODEL_CARD.md' && name !== 'NOTICE' && (libraries.includes(name) || !isLibrary(name)),
  );
}

/** Names of the compiled libraries that the folder holds. */
export function librariesOf(manifest: ModelManifest): readonly string[] {
  return manifest.files.map(({ name }) => name).filter(isLibrary);
}

function isLibrary(name: string): boolean {
  return name.endsWith('.wasm');
}

/** A model's manifest, checked against the hash that is part of the app. `modelUrl` is absolute and ends in `/`. */
export async function fetchManifest(
  entry: CatalogEntry,
  modelUrl: string,
  store: ModelStore,
  needsStorage = true,
): Promise<Result<ModelManifest, ErrorInfo>> {
  const file = { name: 'manifest.json', sha256: entry.manifestSha256 };
  const bytes = await fetchFile({ file, modelUrl, store, onEvent: () => {}, needsStorage });
  return bytes.ok ? { ok: true, value: readManifest(bytes.value) } : bytes;
}

/** A model whose files all lie verified in the caches that WebLLM reads. */
export interface FetchedModel {
  /** Parsed JSON of the two files that this app reads itself. */
  readonly chatConfig: unknown;
  readonly tokenizer: unknown;
  /** Libraries that could not be had, where there are others. */
  readonly missing: ReadonlyMap<string, ErrorInfo>;
}

/**
 * Brings a model's files and the libraries asked for into the Cache API under WebLLM's own keys, so that WebLLM then loads without the network.
 * A library that cannot be had is a failure only when no other is left.
 */
export async function fetchModel({
  manifest,
  modelUrl,
  libraries,
  store,
  onEvent,
  onFile,
}: {
  manifest: ModelManifest;
  /** Absolute, ends in `/`. */
  modelUrl: string;
  /** Names of the manifest's. */
  libraries: readonly string[];
  store: ModelStore;
  onEvent: (event: LoadEvent) => void;
  /** Hears each file's verified bytes: given where they are needed here, and not in the caches alone. Without a storage they are fetched anew at each load. */
  onFile?: OnFile;
}): Promise<Result<FetchedModel, ErrorInfo>> {
  const files = filesToLoad(manifest, libraries);
  await deleteOldVersion(modelUrl, ['manifest.json', ...manifest.files.map(({ name }) => name)], store);
  onEvent({ type: 'load-start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const own = new Map<string, unknown>();
  const missing = new Map<string, ErrorInfo>();
  for (const file of files) {
    const bytes = await fetchFile({ file, modelUrl, store, onEvent, needsStorage: onFile === undefined });
    if (!bytes.ok) {
      if (!libraries.includes(file.name)) return bytes;
      missing.set(file.name, bytes.error);
      if (missing.size === libraries.length) return bytes;
      continue;
    }
    onFile?.(file.name, bytes.value);
    if (file.name === 'mlc-chat-config.json' || file.name === 'tokenizer.json')
      own.set(file.name, JSON.parse(new TextDecoder().decode(bytes.value)));
  }
  return {
    ok: true,
    value: { chatConfig: own.get('mlc-chat-config.json'), tokenizer: own.get('tokenizer.json'), missing },
  };
}

/** Hears a file of a model once its bytes are verified. */
export type OnFile = (name: string, bytes: Uint8Array<ArrayBuffer>) => void;

/** One file into the cache that WebLLM reads. */
function fetchFile({
  file,
  modelUrl,
  store,
  onEvent,
  needsStorage,
}: {
  file: Omit<ExpectedFile, 'url'>;
  modelUrl: string;
  store: ModelStore;
  onEvent: (event: LoadEvent) => void;
  /** WebLLM reads nothing but its caches. */
  needsStorage: boolean;
}): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const { cache, key } = webllmCachePlace(modelUrl, file.name);
  return downloadFile({
    file: { ...file, url: new URL(file.name, modelUrl).href },
    key,
    openCache: () => store.openCache(cache),
    needsStorage,
    ...(needsStorage ? { freeBytes: () => store.freeBytes() } : {}),
    tools: store,
    onEvent,
  });
}

/** Deletes what an earlier version of the same model left in the caches; files of other models and other apps stay. */
async function deleteOldVersion(modelUrl: string, names: readonly string[], store: ModelStore): Promise<void> {
  const kept = new Set(names.map((name) => webllmCachePlace(modelUrl, name).key));
  for (const sample of ['x.bin', 'manifest.json', 'x.wasm']) {
    const { cache, key } = webllmCachePlace(modelUrl, sample);
    await deleteOldFiles(() => store.openCache(cache), key.replace(sample, ''), kept);
  }
}
