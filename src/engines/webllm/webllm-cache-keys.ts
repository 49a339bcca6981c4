/** A Cache API place that WebLLM 0.2.86 looks a file up at before it asks the network. */
export interface CachePlace {
  readonly cache: 'webllm/model' | 'webllm/config' | 'webllm/wasm';
  readonly key: string;
}

/** Where WebLLM looks for a model's files: it inserts `resolve/main/` (Hugging Face's layout) into every model URL that lacks it. */
export function modelKeyBase(modelUrl: string): string {
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
