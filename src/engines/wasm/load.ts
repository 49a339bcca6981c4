import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { LoadEvent, ProcessorSummary } from '../engine-client.ts';
import { ggufFile, openShelf } from '../models/stored.ts';
import type { ModelShelf } from '../models/stored.ts';
import type { CatalogEntry } from '../webllm/catalog.ts';
import { EngineError } from '../webllm/describe-error.ts';
import type { EngineParts } from '../webllm/engine.ts';
import { fetchModel } from '../webllm/fetch-model.ts';
import type { FetchedModel, ModelStore } from '../webllm/fetch-model.ts';
import { askedBy, familyKnown, findModel, markDamaged, workerStore } from '../webllm/find-model.ts';
import type { FoundModel } from '../webllm/find-model.ts';
import { readStoredModel } from '../webllm/stored-model.ts';
import type { ConversationTemplate } from '../webllm/template.ts';
import type { Llama } from './llama.ts';
import { loadGguf } from './load-gguf.ts';
import { createCpuModel } from './model.ts';
import type { OnProcessor } from './timed.ts';
import { LIBRARY, timed, TIMED_TEXT, WLLAMA_VERSION } from './timed.ts';
import { transcode } from './transcode.ts';
import transcoded from './transcoded.json' with { type: 'json' };

/** What a model of the catalog becomes, known since the app was built. */
export interface TranscodedEntry {
  readonly id: string;
  readonly manifestSha256: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface ChatConfig {
  readonly context_window_size: number;
  readonly conv_template: ConversationTemplate;
}

/**
 * Loads one model of a catalog or the shelf for processors: the same files as for a GPU, without the compiled libraries and out of the same caches, written
 * anew as GGUF here (`transcode.ts`) at every load. That takes less than a second for 135M weights, about what reading a second copy from storage and hashing it
 * would, and no second copy fills the storage. Every file is hashed before, and the result after, where the app knows what it must be.
 */
export function cpuLoader({
  catalog,
  startLlama,
  store = workerStore,
  known = transcoded.models,
  now = () => new Date().toISOString(),
}: {
  readonly catalog: readonly CatalogEntry[];
  /** Starts llama.cpp on the processor that was found. */
  readonly startLlama: (
    model: { readonly gguf: Uint8Array<ArrayBuffer>; readonly contextTokens: number; readonly chunk?: number },
    processor: ProcessorSummary,
  ) => Promise<Llama>;
  readonly store?: ModelStore;
  readonly known?: readonly TranscodedEntry[];
  /** ISO 8601, for when a stored model was used last. */
  readonly now?: () => string;
}): EngineParts<ProcessorSummary, OnProcessor>['loadModel'] {
  return async ({ modelId, options, adapter: processor, onEvent }) => {
    const shelf = openShelf({ modelsUrl: options.modelsUrl, openCache: store.openCache });
    const found = await findModel({ modelId, modelsUrl: options.modelsUrl, catalog, store, shelf, needsStorage: false });
    if (!found.ok) return leftBy(found.error, modelId, shelf);
    const { stored } = found.value;
    if (stored !== null && ggufFile(stored) !== null) {
      const loaded = await loadGguf({ found: { ...found.value, stored }, store, startLlama, processor, onEvent });
      if (!loaded.ok) return leftBy(loaded.error, modelId, shelf);
      await shelf.touch(stored.id, now()).catch(() => {});
      return loaded;
    }
    const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
    const files = await bringFiles({ found: found.value, store, onEvent, onFile: (name, file) => bytes.set(name, file) });
    if (!files.ok) return leftBy(files.error, modelId, shelf);
    onEvent({ type: 'engine-start' });
    const { gguf, scales, inexactScales } = await writtenAnew({ found: found.value, files: files.value, bytes, store, known });
    bytes.clear();
    onEvent({ type: 'engine-progress', progress: 0.4, text: '' });
    const { manifestSha256, template, family } = found.value;
    const { chatConfig, tokenizer } = files.value;
    const { conv_template: conversation, context_window_size: window } = chatConfig as ChatConfig;
    const contextTokens = Math.min(window, stored?.contextTokens ?? window);
    const llama = await startLlama({ gguf, contextTokens }, processor);
    onEvent({ type: 'engine-progress', progress: 0.7, text: '' });
    const speed = await timed(llama.cache, llama.encode(found.value.manifest.guard?.prompt ?? TIMED_TEXT));
    onEvent({ type: 'engine-progress', progress: 1, text: '' });
    const identity = {
      id: found.value.id,
      manifestSha256,
      library: LIBRARY,
      template,
      engine: WLLAMA_VERSION,
      adapter: `processor, ${processor.threads} of ${processor.cores} cores`,
    };
    const model = createCpuModel({ identity, llama, conversation, tokenizer, family, contextTokens });
    const about = { processor: { ...processor, ...speed, scales, inexactScales } };
    if (stored === null) return { ok: true, value: { model, about } };
    // It runs: a note that cannot be written is no reason to fail.
    await shelf.touch(stored.id, now()).catch(() => {});
    return { ok: true, value: { model, about, asked: askedBy(stored, model.family ?? familyKnown(stored.family)) } };
  };
}

/** A failure of what is stored here is noted in the list of models. */
async function leftBy(error: ErrorInfo, modelId: string, shelf: ModelShelf): Promise<Result<never, ErrorInfo>> {
  if (error.code === 'stored-damaged') await markDamaged(shelf, modelId);
  return { ok: false, error };
}

function bringFiles({
  found: { manifest, modelUrl, stored },
  ...rest
}: {
  found: FoundModel;
  store: ModelStore;
  onEvent: (event: LoadEvent) => void;
  onFile: (name: string, bytes: Uint8Array<ArrayBuffer>) => void;
}): Promise<Result<FetchedModel, ErrorInfo>> {
  const files = { manifest, modelUrl, libraries: [], ...rest };
  return stored === null ? fetchModel(files) : readStoredModel({ record: stored, ...files });
}

async function writtenAnew({
  found: { id, manifestSha256, stored },
  files: { chatConfig, tokenizer },
  bytes,
  store,
  known,
}: {
  found: FoundModel;
  files: FetchedModel;
  bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  store: ModelStore;
  known: readonly TranscodedEntry[];
}): Promise<{ readonly gguf: Uint8Array<ArrayBuffer>; readonly scales: number; readonly inexactScales: number }> {
  const list = bytes.get('tensor-cache.json') ?? bytes.get('ndarray-cache.json');
  if (list === undefined) throw new EngineError(errorInfo('model-incomplete', 'the model has no list of its tensors'));
  const tensors: unknown = JSON.parse(new TextDecoder().decode(list));
  const { bytes: gguf, ...counts } = transcode({ config: chatConfig, tensors, tokenizer, shards: bytes });
  if (stored !== null) return { gguf, ...counts };
  const wanted = known.find((entry) => entry.id === id && entry.manifestSha256 === manifestSha256);
  if (wanted === undefined || gguf.length !== wanted.bytes || (await store.sha256(gguf)) !== wanted.sha256)
    throw new EngineError(
      errorInfo(
        'bad-hash',
        `${id}, written anew for the processor, is not what this version of the app expects (its sha256 differs)`,
      ),
    );
  return { gguf, ...counts };
}
