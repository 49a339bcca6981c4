import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from '@huggingface/transformers';
import gpuFactory from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import threadedFactory from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import threadedBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { probeAdapter } from '../engines/webllm/adapter.ts';
import type { EncoderDevice } from './api.ts';
import encoderCatalog from './encoder-catalog.json' with { type: 'json' };
import type { Embedding, Encoder, EncoderSource } from './encoder.ts';
import { fetchEncoder } from './fetch-encoder.ts';
import type { EncoderStore } from './fetch-encoder.ts';
import type { FirstStageParts } from './first-stage.ts';
import { embeddingOf, piecesRead } from './sentence.ts';
import type { HiddenState } from './sentence.ts';
import { readPieceFacts } from './word-pieces.ts';

/** Starts encoders from checked files; see `createEncoderPool` (`encoder.ts`). */
type StartEncoders = (source: EncoderSource) => Promise<Pick<Encoder, 'embed'> & { readonly workers: number }>;

/**
 * Loads the encoder: fetch, verify, start. WebGPU is taken only when asked for: all matrix products of the 8-bit encoder would stay on the processor
 * and every one of them would wait for two copies (docs/decisions). Where WebGPU then cannot be had the encoder runs on the processor and says why.
 */
export function miniLmLoader(start: StartEncoders, store: EncoderStore): FirstStageParts['loadEncoder'] {
  return async ({ options, onEvent }) => {
    const { id, manifestSha256 } = encoderCatalog;
    const files = await fetchEncoder({
      entry: encoderCatalog,
      encoderUrl: new URL(`${id}/`, options.modelsUrl).href,
      store,
      onEvent,
    });
    if (!files.ok) return files;
    onEvent({ type: 'engine-start' });
    const on = async (device: EncoderDevice, note: string | null): Promise<Encoder> => {
      const { workers, embed } = await start({ id, files: files.value, device });
      return { identity: { id, manifestSha256, device, note, workers }, embed };
    };
    if (options.device !== 'webgpu') return { ok: true, value: await on('wasm', null) };
    try {
      const probed = await probeAdapter(navigator.gpu, isSecureContext);
      if (!probed.ok) throw new Error(probed.error.message);
      return { ok: true, value: await on('webgpu', null) };
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      return { ok: true, value: await on('wasm', `MiniLM runs on the processor: WebGPU could not be used (${cause}).`) };
    }
  };
}

/**
 * all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020) through transformers.js, from bytes that were checked before: mean over the
 * attention mask, length 1, and every word piece's own vector. One text at a time: the 8-bit products scale by the largest number of a batch, so a text's vector would otherwise
 * depend on its neighbours. The only file that imports transformers.js. Once per worker: its runtime cannot be replaced.
 * @throws what onnxruntime throws when the device cannot be had.
 */
export async function startMiniLm(source: EncoderSource): Promise<(text: string) => Promise<Embedding>> {
  pointAtOwnFiles(source);
  const { id, device, files } = source;
  const { vocabulary, plain } = readPieceFacts(files.get('tokenizer.json') ?? new Uint8Array());
  const tokenizer = await AutoTokenizer.from_pretrained(id, { local_files_only: true });
  const model = await AutoModel.from_pretrained(id, { local_files_only: true, dtype: 'q8', device });
  return async (text) => {
    const pieces: readonly number[] = tokenizer.encode(plain(text));
    const read = piecesRead(pieces);
    const row = (values: readonly number[]): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const { last_hidden_state: hidden } = (await model({
      input_ids: row(read),
      attention_mask: row(read.map(() => 1)),
      token_type_ids: row(read.map(() => 0)),
    })) as { readonly last_hidden_state: HiddenState };
    return embeddingOf({ text, pieces, read, vocabulary, hidden });
  };
}

/** Points transformers.js at the checked bytes and the runtime's files of this site, and shuts every other way. */
function pointAtOwnFiles({ id, files, device }: EncoderSource): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/';
  env.logLevel = LogLevel.ERROR;
  env.useBrowserCache = false;
  // Its cache for the runtime makes blob: scripts, which the page's policy forbids.
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match: async (key: string) => {
      const bytes = [...files].find(([name]) => key.endsWith(`${id}/${name}`))?.[1];
      return bytes === undefined ? undefined : new Response(bytes);
    },
    put: async () => {},
  };
  env.fetch = async () => new Response(null, { status: 404 });
  const { wasm } = env.backends.onnx;
  if (wasm === undefined) throw new Error('this build of onnxruntime-web has no WebAssembly backend');
  const here = (address: string): string => new URL(address, import.meta.url).href;
  wasm.wasmPaths =
    device === 'webgpu'
      ? { mjs: here(gpuFactory), wasm: here(gpuBinary) }
      : { mjs: here(threadedFactory), wasm: here(threadedBinary) };
  // Encoders side by side make use of the cores, see `createEncoderPool`.
  wasm.numThreads = 1;
  wasm.proxy = false;
}
