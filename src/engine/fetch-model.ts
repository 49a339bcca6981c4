import type { ErrorInfo } from '../protocol/error-info.ts';
import type { LoadEvent } from '../protocol/load-event.ts';
import type { Result } from '../rank/result.ts';
import type { LibraryFile } from './choose-library.ts';
import { fetchTold } from './fetch-told.ts';
import type { ExpectedFile, FetchTools } from './fetch-verified.ts';
import type { CatalogEntry } from './model-catalog.ts';
import { filesToLoad, readManifest } from './read-manifest.ts';
import { webllmCachePlace } from './webllm-cache-keys.ts';

/** Storage and network as a worker has them; tests give their own. */
export interface ModelStore extends FetchTools {
  openCache(name: string): Promise<Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>>;
  /** Bytes that may still be stored, where the browser tells. */
  freeBytes(): Promise<number | undefined>;
}

/** A model whose files all lie verified in the caches that WebLLM reads. */
export interface FetchedModel {
  /** Parsed JSON of the two files that this app reads itself. */
  readonly chatConfig: unknown;
  readonly tokenizer: unknown;
}

/**
 * Brings a model's files into the Cache API under WebLLM's own keys, so that WebLLM then loads without the network. Every byte is hashed at
 * every load, cached or not: a tampered or torn cache entry is replaced and reported.
 */
export async function fetchModel({
  entry,
  modelUrl,
  library,
  store,
  onEvent,
}: {
  entry: CatalogEntry;
  /** Absolute, ends in `/`. */
  modelUrl: string;
  library: LibraryFile;
  store: ModelStore;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<FetchedModel, ErrorInfo>> {
  const take = (file: ExpectedFile, tell: boolean) => takeFile({ file, modelUrl, store, onEvent: tell ? onEvent : () => {} });
  const manifestFile = { name: 'manifest.json', url: new URL('manifest.json', modelUrl).href, sha256: entry.manifestSha256 };
  const manifestBytes = await take(manifestFile, false);
  if (!manifestBytes.ok) return manifestBytes;
  const manifest = readManifest(manifestBytes.value);
  const files = filesToLoad(manifest, library);
  if (!files.some(({ name }) => name === library)) {
    const message = `the model ${entry.id} has no ${library}. Choose another model, or compile this one for your kind of GPU (models/README.md).`;
    return { ok: false, error: { code: 'model-missing', message, retry: false } };
  }
  await forgetOthers(modelUrl, ['manifest.json', ...manifest.files.map(({ name }) => name)], store);
  onEvent({ type: 'load-start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const own = new Map<string, unknown>();
  for (const file of files) {
    const bytes = await take({ ...file, url: new URL(file.name, modelUrl).href }, true);
    if (!bytes.ok) return bytes;
    if (file.name === 'mlc-chat-config.json' || file.name === 'tokenizer.json')
      own.set(file.name, JSON.parse(new TextDecoder().decode(bytes.value)));
  }
  return { ok: true, value: { chatConfig: own.get('mlc-chat-config.json'), tokenizer: own.get('tokenizer.json') } };
}

async function takeFile({
  file,
  modelUrl,
  store,
  onEvent,
}: {
  file: ExpectedFile;
  modelUrl: string;
  store: ModelStore;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const place = webllmCachePlace(modelUrl, file.name);
  const size = file.bytes ?? 0;
  const noStorage = (error: unknown): Result<never, ErrorInfo> => {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    const message = full
      ? `${file.name} (${size} bytes) does not fit into this browser's storage. Free disk space or delete other models, then try again.`
      : `this browser gives the page no storage (${error instanceof Error ? error.message : String(error)}). Leave the private window or allow site data.`;
    return { ok: false, error: { code: 'quota', message, retry: true, details: { file: file.name, bytes: size } } };
  };
  let cache: Awaited<ReturnType<ModelStore['openCache']>>;
  let damaged = false;
  try {
    cache = await store.openCache(place.cache);
    const cached = await cache.match(place.key);
    if (cached !== undefined) {
      // Chromium throws at reading an entry whose file was lost on disk.
      const bytes = new Uint8Array(await cached.arrayBuffer().catch(() => new ArrayBuffer()));
      if ((await store.sha256(bytes)) === file.sha256) {
        onEvent({ type: 'file-start', file: file.name, bytes: size, source: 'cache' });
        onEvent({ type: 'file-progress', file: file.name, loadedBytes: bytes.byteLength });
        onEvent({ type: 'file-end', file: file.name, source: 'cache' });
        return { ok: true, value: bytes };
      }
      damaged = true;
      await cache.delete(place.key);
    }
  } catch (error) {
    return noStorage(error);
  }
  const free = await store.freeBytes();
  if (free !== undefined && free < size) return noStorage(new DOMException('estimated', 'QuotaExceededError'));
  const fetched = await fetchTold(file, store, onEvent);
  if (!fetched.ok) return fetched;
  try {
    const type = file.name.endsWith('.wasm')
      ? 'application/wasm'
      : file.name.endsWith('.json')
        ? 'application/json'
        : 'application/octet-stream';
    await cache.put(
      place.key,
      new Response(fetched.value, { headers: { 'content-type': type, 'content-length': String(fetched.value.byteLength) } }),
    );
  } catch (error) {
    return noStorage(error);
  }
  onEvent({
    type: 'file-end',
    file: file.name,
    source: 'network',
    ...(damaged ? { note: 'damaged-cache-replaced' as const } : {}),
  });
  return fetched;
}

/** Deletes what an earlier version of the same model left in the caches; files of other models and other apps stay. */
async function forgetOthers(modelUrl: string, names: readonly string[], store: ModelStore): Promise<void> {
  const kept = new Set(names.map((name) => webllmCachePlace(modelUrl, name).key));
  for (const [cacheName, sample] of [
    ['webllm/model', 'x.bin'],
    ['webllm/config', 'manifest.json'],
    ['webllm/wasm', 'x.wasm'],
  ] as const) {
    const prefix = webllmCachePlace(modelUrl, sample).key.replace(sample, '');
    try {
      const cache = await store.openCache(cacheName);
      for (const request of await cache.keys())
        if (request.url.startsWith(prefix) && !kept.has(request.url)) await cache.delete(request.url);
    } catch {
      // Tidying up is no reason to fail; missing storage is told where a file is stored.
    }
  }
}
