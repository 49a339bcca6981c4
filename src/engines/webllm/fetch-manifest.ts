import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import type { CatalogEntry } from './catalog.ts';
import { readManifest } from './read-manifest.ts';
import type { ModelManifest } from './read-manifest.ts';
import { takeFile } from './take-file.ts';
import type { ModelStore } from './take-file.ts';

/** A model's manifest, checked against the hash that is part of the app. `modelUrl` is absolute and ends in `/`. */
export async function fetchManifest(
  entry: CatalogEntry,
  modelUrl: string,
  store: ModelStore,
): Promise<Result<ModelManifest, ErrorInfo>> {
  const file = { name: 'manifest.json', url: new URL('manifest.json', modelUrl).href, sha256: entry.manifestSha256 };
  const bytes = await takeFile({ file, modelUrl, store, onEvent: () => {} });
  return bytes.ok ? { ok: true, value: readManifest(bytes.value) } : bytes;
}
