import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/request.ts';
import { deleteOldFiles, downloadFile, readManifest } from '../engines/download.ts';
import type { DownloadTools, ExpectedFile, FileCache } from '../engines/download.ts';
import type { LoadEvent } from '../engines/engine-client.ts';

/** Network, digest and storage as a worker has them; tests give their own. */
export interface EncoderStore extends DownloadTools {
  /** Undefined where the browser gives no storage: then every visit downloads. */
  openCache(): Promise<FileCache | undefined>;
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
  const urlOf = (name: string): string => new URL(name, encoderUrl).href;
  const openCache = (): Promise<FileCache | undefined> => store.openCache();
  const fetchFile = (file: Omit<ExpectedFile, 'url'>, tell: (event: LoadEvent) => void) =>
    downloadFile({ file: { ...file, url: urlOf(file.name) }, openCache, needsStorage: false, tools: store, onEvent: tell });
  const manifest = await fetchFile({ name: 'manifest.json', sha256: entry.manifestSha256 }, () => {});
  if (!manifest.ok) return manifest;
  const files = readManifest(manifest.value).files.filter(({ name }) => name !== 'NOTICE');
  await deleteOldFiles(openCache, encoderUrl, new Set(['manifest.json', ...files.map(({ name }) => name)].map(urlOf)));
  onEvent({ type: 'load-start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of files) {
    const bytes = await fetchFile(file, onEvent);
    if (!bytes.ok) return bytes;
    contents.set(file.name, bytes.value);
  }
  return { ok: true, value: contents };
}
