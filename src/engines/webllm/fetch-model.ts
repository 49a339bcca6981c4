import type { ErrorInfo } from '../../core/errors.ts';
import type { LoadEvent } from '../engine-client.ts';
import type { Result } from '../../core/request.ts';
import { filesToLoad } from './manifest.ts';
import type { ModelManifest } from './manifest.ts';
import { takeFile, webllmCachePlace } from './download.ts';
import type { ModelStore } from './download.ts';

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
}: {
  manifest: ModelManifest;
  /** Absolute, ends in `/`. */
  modelUrl: string;
  /** Names of the manifest's. */
  libraries: readonly string[];
  store: ModelStore;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<FetchedModel, ErrorInfo>> {
  const files = filesToLoad(manifest, libraries);
  await forgetOthers(modelUrl, ['manifest.json', ...manifest.files.map(({ name }) => name)], store);
  onEvent({ type: 'load-start', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
  const own = new Map<string, unknown>();
  const missing = new Map<string, ErrorInfo>();
  for (const file of files) {
    const bytes = await takeFile({ file: { ...file, url: new URL(file.name, modelUrl).href }, modelUrl, store, onEvent });
    if (!bytes.ok) {
      if (!libraries.includes(file.name)) return bytes;
      missing.set(file.name, bytes.error);
      if (missing.size === libraries.length) return bytes;
      continue;
    }
    if (file.name === 'mlc-chat-config.json' || file.name === 'tokenizer.json')
      own.set(file.name, JSON.parse(new TextDecoder().decode(bytes.value)));
  }
  return {
    ok: true,
    value: { chatConfig: own.get('mlc-chat-config.json'), tokenizer: own.get('tokenizer.json'), missing },
  };
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
