import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from '@huggingface/transformers';
import threadedFactory from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import threadedBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import gpuFactory from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { EncoderSource } from './encoder-lane-api.ts';
import type { Embedding } from './encoder.ts';

/** Word pieces read of one text, [CLS] and [SEP] counted: what the encoder was trained with. */
const LONGEST = 256;

/**
 * all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020) through transformers.js, from bytes that were checked before: mean over the
 * attention mask, length 1. One text at a time: the 8-bit products scale by the largest number of a batch, so a text's vector would otherwise
 * depend on its neighbours. The only file that imports transformers.js. Once per worker: its runtime cannot be replaced.
 * @throws what onnxruntime throws when the device cannot be had.
 */
export async function startMiniLm(source: EncoderSource): Promise<(text: string) => Promise<Embedding>> {
  pointAtOwnFiles(source);
  const { id, device } = source;
  const tokenizer = await AutoTokenizer.from_pretrained(id, { local_files_only: true });
  const model = await AutoModel.from_pretrained(id, { local_files_only: true, dtype: 'q8', device });
  return async (text) => {
    const pieces: readonly number[] = tokenizer.encode(text);
    // The last piece is [SEP], which a cut text ends with too.
    const read = pieces.length <= LONGEST ? pieces : [...pieces.slice(0, LONGEST - 1), ...pieces.slice(-1)];
    const row = (values: readonly number[]): Tensor =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const { last_hidden_state: hidden } = (await model({
      input_ids: row(read),
      attention_mask: row(read.map(() => 1)),
      token_type_ids: row(read.map(() => 0)),
    })) as { readonly last_hidden_state: { readonly dims: readonly number[]; readonly data: Float32Array } };
    return { vector: unitMean(hidden), cut: pieces.length > LONGEST };
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
  // Encoders side by side make use of the cores, see encoder-pool.ts.
  wasm.numThreads = 1;
  wasm.proxy = false;
}

/** Mean over the word pieces of one text, of length 1. Nothing is padded, so every piece counts. */
function unitMean({ dims, data }: { readonly dims: readonly number[]; readonly data: Float32Array }): Float32Array {
  const width = dims.at(-1) ?? 0;
  const mean = new Float32Array(width);
  for (let at = 0; at < data.length; at += 1) mean[at % width] = (mean[at % width] ?? 0) + (data[at] ?? 0);
  const length = Math.hypot(...mean);
  return mean.map((value) => value / length);
}
