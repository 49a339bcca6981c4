import { sha256 } from '@noble/hashes/sha2.js';
import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { LoadEvent } from '../engine-client.ts';

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

/**
 * SHA-256 in lower-case hex. The browser's own where there is one; pages that are not served from a secure address have none, and the instant
 * order is wanted there most, because they have no WebGPU either.
 */
export async function sha256Hex(
  bytes: Uint8Array<ArrayBuffer>,
  subtle: Pick<SubtleCrypto, 'digest'> | undefined = globalThis.crypto?.subtle,
): Promise<string> {
  const digest = subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The network and the digest, given so that tests can replace them. */
export interface FetchTools {
  fetch(url: string, init: { readonly cache: RequestCache }): Promise<Response>;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** A file whose content is known beforehand. `bytes` undefined: only the hash is known. */
export interface ExpectedFile {
  readonly name: string;
  readonly url: string;
  readonly bytes?: number;
  readonly sha256: string;
}

/** Most bytes taken for a file of unknown size (a manifest). */
const MOST_UNKNOWN_BYTES = 1 << 20;

/**
 * Fetches a file and gives its bytes only when their hash is right. A wrong hash is fetched once more past the HTTP cache: after an update
 * that may hold the old file. Messages name the file and what to do.
 */
async function fetchVerified(
  file: ExpectedFile,
  tools: FetchTools,
  onProgress: (loadedBytes: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const first = await fetchOnce(file, 'default', tools, onProgress);
  return first.ok || first.error.code !== 'bad-hash' ? first : fetchOnce(file, 'reload', tools, onProgress);
}

async function fetchOnce(
  { name, url, bytes, sha256 }: ExpectedFile,
  cache: RequestCache,
  tools: FetchTools,
  onProgress: (loadedBytes: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const fail = (code: ErrorInfo['code'], message: string): Result<never, ErrorInfo> => ({
    ok: false,
    error: errorInfo(code, message, { file: name, url }),
  });
  let received: Uint8Array<ArrayBuffer>;
  try {
    const response = await tools.fetch(url, { cache });
    if (response.status === 404)
      return fail('model-missing', `${name} is not on the server (404). Check that the model folder was deployed.`);
    if (!response.ok)
      return fail('download-failed', `${name}: the server answered ${response.status} ${response.statusText}. Try again later.`);
    // Single-page hosts answer anything unknown with their start page.
    if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
      return fail(
        'model-missing',
        `${name}: the server sent a web page instead of the file. Check that the model folder was deployed.`,
      );
    }
    const read = await readBody(response, bytes ?? MOST_UNKNOWN_BYTES, bytes !== undefined, onProgress);
    if (read === 'too-long')
      return fail(
        'bad-hash',
        `${name} is longer than the ${bytes ?? MOST_UNKNOWN_BYTES} bytes it should have. Reload the page to get the current version.`,
      );
    received = read;
  } catch (error) {
    return fail(
      'download-failed',
      `${name} could not be downloaded (${error instanceof Error ? error.message : String(error)}). Check the connection and try again.`,
    );
  }
  if (bytes !== undefined && received.byteLength < bytes) {
    return fail(
      'download-failed',
      `${name} ended after ${received.byteLength} of ${bytes} bytes. Check the connection and try again.`,
    );
  }
  if ((await tools.sha256(received)) !== sha256) {
    return fail(
      'bad-hash',
      `${name} is not the file this version of the app expects (its sha256 differs). Reload the page to get the current version.`,
    );
  }
  return { ok: true, value: received };
}

/** Reads at most `most` bytes. `exact`: the size is known, so one buffer of it is enough. */
async function readBody(
  response: Response,
  most: number,
  exact: boolean,
  onProgress: (loadedBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | 'too-long'> {
  if (response.body === null) return new Uint8Array();
  let buffer = new Uint8Array(exact ? most : 1 << 14);
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return buffer.subarray(0, length);
    if (length + value.byteLength > most) {
      await reader.cancel();
      return 'too-long';
    }
    if (length + value.byteLength > buffer.byteLength) {
      const larger = new Uint8Array(Math.min(most, 2 * (length + value.byteLength)));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(value, length);
    length += value.byteLength;
    onProgress(length);
  }
}

/** Fewest bytes between two file-progress events. */
const PROGRESS_STEP = 1 << 18;

/** `fetchVerified`, told as file-start and file-progress events; the file-end is the caller's, who may still have to store it. */
export async function fetchTold(
  file: ExpectedFile,
  tools: FetchTools,
  onEvent: (event: LoadEvent) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const size = file.bytes ?? 0;
  onEvent({ type: 'file-start', file: file.name, bytes: size, source: 'network' });
  let told = 0;
  return fetchVerified(file, tools, (loadedBytes) => {
    if (loadedBytes - told < PROGRESS_STEP && loadedBytes >= told && loadedBytes !== size) return;
    told = loadedBytes;
    onEvent({ type: 'file-progress', file: file.name, loadedBytes });
  });
}

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
