import { fetchTold } from '../engines/webllm/download.ts';
import type { ExpectedFile, FetchTools } from '../engines/webllm/download.ts';
import { readManifest } from '../engines/webllm/manifest.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { LoadEvent } from '../engines/engine-client.ts';
import type { Result } from '../core/request.ts';

/** Network, digest and storage as a worker has them; tests give their own. */
export interface EncoderStore extends FetchTools {
  /** Undefined where the browser gives no storage: then every visit downloads. */
  openCache(): Promise<Pick<Cache, 'match' | 'put' | 'delete' | 'keys'> | undefined>;
}

/** The encoder as this version of the app expects it (`encoder-catalog.json`). */
export interface EncoderEntry {
  readonly id: string;
  readonly manifestSha256: string;
}

/**
 * Brings the encoder's files, each checked against the manifest whose hash is part of the app. Every byte is hashed at every load, cached or not: a
 * damaged cache entry is replaced and reported. Unlike the reasoning model's, a full storage is no failure: the files are then just not kept.
 * @returns file contents by name as in the manifest, papers left out.
 */
export async function fetchEncoder({
  entry,
  encoderUrl,
  store,
  onEvent,
}: {
  entry: EncoderEntry;
  /** Absolute, ends in `/`. */
  encoderUrl: string;
  store: EncoderStore;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<ReadonlyMap<string, Uint8Array<ArrayBuffer>>, ErrorInfo>> {
  const cache = await store.openCache().catch(() => undefined);
  const take = (file: Omit<ExpectedFile, 'url'>, tell: (event: LoadEvent) => void) =>
    takeFile({ file: { ...file, url: new URL(file.name, encoderUrl).href }, cache, store, onEvent: tell });
  const manifest = await take({ name: 'manifest.json', sha256: entry.manifestSha256 }, () => {});
  if (!manifest.ok) return manifest;
  const files = readManifest(manifest.value).files.filter(({ name }) => name !== 'NOTICE');
  await forgetOthers(cache, encoderUrl, ['manifest.json', ...files.map(({ name }) => name)]);
  onEvent({ type: 'load-start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const taken = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of files) {
    const bytes = await take(file, onEvent);
    if (!bytes.ok) return bytes;
    taken.set(file.name, bytes.value);
  }
  return { ok: true, value: taken };
}

async function takeFile({
  file,
  cache,
  store,
  onEvent,
}: {
  file: ExpectedFile;
  cache: Awaited<ReturnType<EncoderStore['openCache']>>;
  store: EncoderStore;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const size = file.bytes ?? 0;
  const cached = await cache?.match(file.url).catch(() => undefined);
  if (cached !== undefined) {
    // Chromium throws at reading an entry whose file was lost on disk.
    const bytes = new Uint8Array(await cached.arrayBuffer().catch(() => new ArrayBuffer()));
    if ((await store.sha256(bytes)) === file.sha256) {
      onEvent({ type: 'file-start', file: file.name, bytes: size, source: 'cache' });
      onEvent({ type: 'file-end', file: file.name, source: 'cache' });
      return { ok: true, value: bytes };
    }
    await cache?.delete(file.url).catch(() => false);
  }
  const fetched = await fetchTold(file, store, onEvent);
  if (!fetched.ok) return fetched;
  await cache?.put(file.url, new Response(fetched.value)).catch(() => undefined);
  const note = cached === undefined ? {} : { note: 'damaged-cache-replaced' as const };
  onEvent({ type: 'file-end', file: file.name, source: 'network', ...note });
  return fetched;
}

/** Deletes what an earlier version of the encoder left in the cache. */
async function forgetOthers(
  cache: Awaited<ReturnType<EncoderStore['openCache']>>,
  encoderUrl: string,
  names: readonly string[],
): Promise<void> {
  const kept = new Set(names.map((name) => new URL(name, encoderUrl).href));
  const held = (await cache?.keys().catch(() => [])) ?? [];
  for (const { url } of held) if (url.startsWith(encoderUrl) && !kept.has(url)) await cache?.delete(url).catch(() => false);
}
