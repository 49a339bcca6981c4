import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { LoadEvent } from './load-event.ts';
import type { Result } from '../../core/result.ts';
import { fetchTold } from './fetch-told.ts';
import type { ExpectedFile, FetchTools } from './fetch-verified.ts';
import { webllmCachePlace } from './webllm-cache-keys.ts';

/** Storage and network as a worker has them; tests give their own. */
export interface ModelStore extends FetchTools {
  openCache(name: string): Promise<Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>>;
  /** Bytes that may still be stored, where the browser tells. */
  freeBytes(): Promise<number | undefined>;
}

/**
 * One verified file of a model: out of the cache that WebLLM reads, or fetched and put there. Every byte is hashed at every load, cached or
 * not: a tampered or torn cache entry is replaced and reported.
 */
export async function takeFile({
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
    return { ok: false, error: errorInfo('quota', message, { file: file.name, bytes: size }) };
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
