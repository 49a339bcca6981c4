import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Result } from '../core/request.ts';
import { readManifest, sha256Hex } from '../engines/download.ts';
import encoderCatalog from './encoder-catalog.json' with { type: 'json' };
import type { Embedding } from './encoder.ts';
import { embeddingOf, piecesRead } from './sentence.ts';
import type { HiddenState } from './sentence.ts';
import { readPieceFacts } from './word-pieces.ts';

/** What computes: the machine's own code, or the WebAssembly that the page uses. Looked for in this order. */
export const NODE_RUNTIMES = ['onnxruntime-node', 'onnxruntime-web'] as const;
export type NodeRuntime = (typeof NODE_RUNTIMES)[number];

/** The sentence encoder in Node. */
export interface NodeEncoder {
  readonly id: string;
  readonly manifestSha256: string;
  readonly runtime: NodeRuntime;
  /** One text at a time; may be called again before it has answered. Between two texts Node hears what else there is. */
  embed(text: string): Promise<Embedding>;
  /** Frees the memory, about 100 MB. Nothing may be asked afterwards. */
  end(): Promise<void>;
}

/** Why there is no encoder. `detail`: what was thrown. */
export type NodeEncoderProblem =
  /** No folder was named and there is none in the usual place; `folder` null: there is no usual place. */
  | { readonly code: 'no-folder'; readonly folder: string | null }
  /** The folder holds another encoder than this version's: its manifest.json is another file. */
  | { readonly code: 'other-encoder'; readonly folder: string }
  | { readonly code: 'bad-file'; readonly folder: string; readonly file: string; readonly detail: string | null }
  /** Neither runtime is installed. */
  | { readonly code: 'no-runtime' }
  /** `@huggingface/tokenizers` is not installed. */
  | { readonly code: 'no-tokenizer' }
  | { readonly code: 'failed'; readonly detail: string };

/** Finds an optional package. Rejects where it is not installed. */
export type FindPackage = (name: string) => Promise<unknown>;

/**
 * Starts the encoder from a folder with the layout of `public/models/all-minilm-l6-v2-int8`; every file is checked against the manifest whose hash is
 * part of this version. Computes in one thread: short texts leave little for threads to share.
 * @param input.folder null: none is known.
 * @param input.find tests give their own; else Node's import, from here and then from the working directory.
 */
export async function startNodeEncoder({
  folder,
  find = findPackage,
}: {
  readonly folder: string | null;
  readonly find?: FindPackage;
}): Promise<Result<NodeEncoder, NodeEncoderProblem>> {
  if (folder === null) return fail({ code: 'no-folder', folder });
  const files = await readEncoder(folder);
  if (!files.ok) return files;
  const runtime = await findRuntime(find);
  if (runtime === null) return fail({ code: 'no-runtime' });
  const tokenizers = (await find('@huggingface/tokenizers').catch(() => null)) as Tokenizers | null;
  if (tokenizers === null) return fail({ code: 'no-tokenizer' });
  try {
    return { ok: true, value: await start({ files: files.value, runtime, tokenizers }) };
  } catch (error) {
    return fail({ code: 'failed', detail: messageOf(error) });
  }
}

interface FoundRuntime {
  readonly name: NodeRuntime;
  readonly module: Runtime;
}

/** The part of onnxruntime's JavaScript interface that is used here; both packages have it. */
interface Runtime {
  readonly env: { logLevel?: string; readonly wasm?: { numThreads?: number; proxy?: boolean } };
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: object,
    ): Promise<{
      run(inputs: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, HiddenState>>>;
      release(): Promise<void>;
    }>;
  };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown;
}

interface Tokenizers {
  readonly Tokenizer: new (tokenizer: object, config: object) => { encode(text: string): { readonly ids: readonly number[] } };
}

async function start({
  files,
  runtime: { name, module },
  tokenizers,
}: {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly runtime: FoundRuntime;
  readonly tokenizers: Tokenizers;
}): Promise<NodeEncoder> {
  const { env, InferenceSession, Tensor } = module;
  env.logLevel = 'error';
  if (name === 'onnxruntime-web' && env.wasm !== undefined) {
    env.wasm.numThreads = 1;
    env.wasm.proxy = false;
  }
  const bytesOf = (file: string): Uint8Array => files.get(file) ?? new Uint8Array();
  const json = (file: string): object => JSON.parse(new TextDecoder().decode(bytesOf(file))) as object;
  const tokenizer = new tokenizers.Tokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
  const { vocabulary, plain } = readPieceFacts(bytesOf('tokenizer.json'));
  const own = name === 'onnxruntime-web' ? { executionProviders: ['wasm'] } : { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const session = await InferenceSession.create(bytesOf('onnx/model_quantized.onnx'), { ...own, logSeverityLevel: 3 });
  const read = async (text: string): Promise<Embedding> => {
    // WebAssembly computes in this thread and answers in a microtask: without this nothing else would be heard until the list is done.
    await new Promise((resolve) => void setImmediate(resolve));
    const pieces = tokenizer.encode(plain(text)).ids;
    const ids = piecesRead(pieces);
    const row = (values: readonly number[]): unknown =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const { last_hidden_state: hidden } = await session.run({
      input_ids: row(ids),
      attention_mask: row(ids.map(() => 1)),
      token_type_ids: row(ids.map(() => 0)),
    });
    if (hidden === undefined) throw new Error('the encoder gave no last_hidden_state');
    return embeddingOf({ text, pieces, read: ids, vocabulary, hidden });
  };
  // One session computes one text at a time.
  let last: Promise<unknown> = Promise.resolve();
  const { id, manifestSha256 } = encoderCatalog;
  return {
    id,
    manifestSha256,
    runtime: name,
    embed(text) {
      const embedding = last.then(() => read(text));
      last = embedding.catch(() => undefined);
      return embedding;
    },
    async end() {
      await last;
      await session.release();
    },
  };
}

/** The encoder's files by name, each with the bytes that the manifest promises. */
async function readEncoder(folder: string): Promise<Result<ReadonlyMap<string, Uint8Array>, NodeEncoderProblem>> {
  const bytesOf = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await readFile(path.join(folder, ...name.split('/'))));
  const manifest = await bytesOf('manifest.json').catch(() => null);
  if (manifest === null) return fail({ code: 'no-folder', folder });
  if ((await sha256Hex(manifest)) !== encoderCatalog.manifestSha256) return fail({ code: 'other-encoder', folder });
  const files = new Map<string, Uint8Array>();
  for (const { name, sha256 } of readManifest(manifest).files) {
    if (name === 'NOTICE') continue;
    try {
      // oxlint-disable-next-line no-await-in-loop -- 23 MB, one after the other
      const bytes = await bytesOf(name);
      // oxlint-disable-next-line no-await-in-loop
      if ((await sha256Hex(bytes)) !== sha256) return fail({ code: 'bad-file', folder, file: name, detail: null });
      files.set(name, bytes);
    } catch (error) {
      return fail({ code: 'bad-file', folder, file: name, detail: messageOf(error) });
    }
  }
  return { ok: true, value: files };
}

/** The first runtime that is there. A package under its name that is no runtime (npm's overrides put an empty one there) is none. */
async function findRuntime(find: FindPackage): Promise<FoundRuntime | null> {
  for (const name of NODE_RUNTIMES) {
    // oxlint-disable-next-line no-await-in-loop -- the second is asked for only where the first is not there
    const found = Object(await find(name).catch(() => null)) as Partial<Runtime> & { readonly default?: Partial<Runtime> };
    const module = found.InferenceSession === undefined ? found.default : found;
    if (module?.InferenceSession !== undefined) return { name, module: module as Runtime };
  }
  return null;
}

/** From where this file lies, as imports go; then from the working directory, where a person may have put it beside a program installed elsewhere. */
async function findPackage(name: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ name);
  } catch {
    const here = createRequire(path.join(process.cwd(), 'package.json'));
    return import(/* @vite-ignore */ pathToFileURL(here.resolve(name)).href);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fail(error: NodeEncoderProblem): Result<never, NodeEncoderProblem> {
  return { ok: false, error };
}
