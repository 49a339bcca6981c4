import { sha256 } from '@noble/hashes/sha2.js';
import { errorInfo } from '../core/errors.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/request.ts';
import type { LoadEvent } from './engine-client.ts';
import { watchOver } from './watch.ts';
import type { Watch } from './watch.ts';

// Downloads whose every byte is checked: the app knows the hash of a model's manifest, the manifest the hash of each file. Used by the workers of the
// language model and of the first stage's encoder.

/** A whole prompt as text, template and special tokens included, and the greedy tokens that a right library writes after it. */
export interface Guard {
  readonly prompt: string;
  readonly tokens: readonly number[];
}

/** A model folder's list of files, `manifest.json`. Written by the model pipeline; its own hash is part of the app. */
export interface ModelManifest {
  readonly id: string;
  readonly template: string;
  readonly quantization: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly guard?: Guard;
}

/**
 * Reads a manifest whose hash was checked. A guard that is not sound counts as absent: libraries are then `unchecked`. Throws when it is not of
 * schema 1: then app and pipeline do not fit.
 */
export function readManifest(bytes: Uint8Array): ModelManifest {
  const { guard, ...manifest } = JSON.parse(new TextDecoder().decode(bytes)) as ModelManifest & { readonly schema?: number };
  if (manifest.schema !== 1 || !Array.isArray(manifest.files))
    throw new Error(`manifest.json has schema ${manifest.schema}, this app reads schema 1`);
  return isGuard(guard) ? { ...manifest, guard } : manifest;
}

function isGuard(guard: unknown): guard is Guard {
  const { prompt, tokens } = Object(guard) as Partial<Record<keyof Guard, unknown>>;
  const isToken = (token: unknown): boolean => Number.isInteger(token) && Number(token) >= 0;
  return typeof prompt === 'string' && prompt !== '' && Array.isArray(tokens) && tokens.length > 0 && tokens.every(isToken);
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
export interface DownloadTools {
  fetch(url: string, init: { readonly cache: RequestCache; readonly signal: AbortSignal }): Promise<Response>;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Most milliseconds between two pieces of an answer; `SILENCE_MS` unless told. */
  readonly silenceMs?: number;
}

/** A line on which nothing came for so long is given up, and that is told. */
const SILENCE_MS = 30_000;

/** A file whose content is known beforehand. `bytes` undefined: only the hash is known. */
export interface ExpectedFile {
  readonly name: string;
  readonly url: string;
  readonly bytes?: number;
  readonly sha256: string;
}

/** Most bytes taken for a file of unknown size (a manifest). */
const MOST_UNKNOWN_BYTES = 1 << 20;

/** The part of a Cache API cache that is used here. */
export type FileCache = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

/**
 * Gives a file's verified bytes: out of a cache, or fetched and put there. Every byte is hashed at every load, cached or not: a tampered or torn
 * cache entry is replaced and reported. Told as file-start, file-progress and file-end events; a failure names the file and what to do.
 */
export async function downloadFile({
  file,
  key = file.url,
  openCache,
  needsStorage,
  freeBytes,
  tools,
  onEvent,
}: {
  file: ExpectedFile;
  /** Where the file lies in the cache. */
  key?: string;
  /** Undefined or rejects where the browser gives no storage. */
  openCache: () => Promise<FileCache | undefined>;
  /** True: a file that cannot be stored is a failure (`quota`). False: it is then just not kept, and the next visit downloads it again. */
  needsStorage: boolean;
  /** Bytes that may still be stored, where the browser tells: a file that is larger is not even fetched. */
  freeBytes?: () => Promise<number | undefined>;
  tools: DownloadTools;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const { name, bytes: size = 0, sha256: expected } = file;
  let cache: FileCache | undefined;
  let damaged = false;
  try {
    cache = await openCache();
    const cached = await cache?.match(key);
    if (cached !== undefined) {
      // Chromium throws at reading an entry whose file was lost on disk.
      const bytes = new Uint8Array(await cached.arrayBuffer().catch(() => new ArrayBuffer()));
      if ((await tools.sha256(bytes)) === expected) {
        onEvent({ type: 'file-start', file: name, bytes: size, source: 'cache' });
        onEvent({ type: 'file-progress', file: name, loadedBytes: bytes.byteLength });
        onEvent({ type: 'file-end', file: name, source: 'cache' });
        return { ok: true, value: bytes };
      }
      damaged = true;
      await cache?.delete(key);
    }
  } catch (error) {
    if (needsStorage) return noStorage(file, error);
  }
  const free = await freeBytes?.();
  if (free !== undefined && free < size) return noStorage(file, new DOMException('estimated', 'QuotaExceededError'));
  const fetched = await fetchVerified(file, tools, onEvent);
  if (!fetched.ok) return fetched;
  try {
    const headers = { 'content-type': contentType(name), 'content-length': String(fetched.value.byteLength) };
    await cache?.put(key, new Response(fetched.value, { headers }));
  } catch (error) {
    if (needsStorage) return noStorage(file, error);
  }
  const note = damaged ? { note: 'damaged-cache-replaced' as const } : {};
  onEvent({ type: 'file-end', file: name, source: 'network', ...note });
  return fetched;
}

function contentType(name: string): string {
  if (name.endsWith('.wasm')) return 'application/wasm';
  return name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}

function noStorage({ name, bytes = 0 }: ExpectedFile, error: unknown): Result<never, ErrorInfo> {
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const message = full
    ? `${name} (${bytes} bytes) does not fit into this browser's storage. Free disk space or delete other models, then try again.`
    : `this browser gives the page no storage (${error instanceof Error ? error.message : String(error)}). Leave the private window or allow site data.`;
  return { ok: false, error: errorInfo('quota', message, { file: name, bytes }) };
}

/**
 * Deletes what an earlier version left in a cache: the entries under `prefix` whose keys are not among `kept`. Files of others stay. Never rejects:
 * tidying up is no reason to fail, and missing storage is told where a file is stored.
 */
export async function deleteOldFiles(
  openCache: () => Promise<FileCache | undefined>,
  prefix: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  try {
    const cache = await openCache();
    for (const { url } of (await cache?.keys()) ?? []) if (url.startsWith(prefix) && !kept.has(url)) await cache?.delete(url);
  } catch {
    // As said above.
  }
}

/** Fewest bytes between two file-progress events. */
const PROGRESS_STEP = 1 << 18;

/**
 * Fetches a file and gives its bytes only when their hash is right. A wrong hash is fetched once more past the HTTP cache: after an update
 * that may hold the old file. The file-end is the caller's to tell, who may still have to store it.
 */
async function fetchVerified(
  file: ExpectedFile,
  tools: DownloadTools,
  onEvent: (event: LoadEvent) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const size = file.bytes ?? 0;
  onEvent({ type: 'file-start', file: file.name, bytes: size, source: 'network' });
  let lastTold = 0;
  const onProgress = (loadedBytes: number): void => {
    if (loadedBytes - lastTold < PROGRESS_STEP && loadedBytes >= lastTold && loadedBytes !== size) return;
    lastTold = loadedBytes;
    onEvent({ type: 'file-progress', file: file.name, loadedBytes });
  };
  const first = await fetchOnce(file, 'default', tools, onProgress);
  return first.ok || first.error.code !== 'bad-hash' ? first : fetchOnce(file, 'reload', tools, onProgress);
}

async function fetchOnce(
  { name, url, bytes, sha256 }: ExpectedFile,
  cache: RequestCache,
  tools: DownloadTools,
  onProgress: (loadedBytes: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const fail = (code: ErrorInfo['code'], message: string): Result<never, ErrorInfo> => ({
    ok: false,
    error: errorInfo(code, message, { file: name, url }),
  });
  let received: Uint8Array<ArrayBuffer>;
  const silenceMs = tools.silenceMs ?? SILENCE_MS;
  const watch = watchOver({ aborted: false }, silenceMs);
  try {
    const response = await watch.orOver(tools.fetch(url, { cache, signal: watch.signal }));
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
    const read = await readBody({
      response,
      most: bytes ?? MOST_UNKNOWN_BYTES,
      exact: bytes !== undefined,
      watch,
      silenceMs,
      onProgress,
    });
    if (read === 'too-long')
      return fail(
        'bad-hash',
        `${name} is longer than the ${bytes ?? MOST_UNKNOWN_BYTES} bytes it should have. Reload the page to get the current version.`,
      );
    received = read;
  } catch (error) {
    if (watch.timedOut())
      return fail('download-silent', `${name}: nothing came for ${silenceMs / 1000} s. Check the connection and try again.`);
    return fail(
      'download-failed',
      `${name} could not be downloaded (${error instanceof Error ? error.message : String(error)}). Check the connection and try again.`,
    );
  } finally {
    watch.end();
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
async function readBody({
  response,
  most,
  exact,
  watch,
  silenceMs,
  onProgress,
}: {
  response: Response;
  most: number;
  exact: boolean;
  watch: Watch;
  silenceMs: number;
  onProgress: (loadedBytes: number) => void;
}): Promise<Uint8Array<ArrayBuffer> | 'too-long'> {
  if (response.body === null) return new Uint8Array();
  let buffer = new Uint8Array(exact ? most : 1 << 14);
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    watch.extend(silenceMs);
    const { done, value } = await watch.orOver(reader.read());
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
