import { errorInfo } from '../../core/errors.ts';
import { EngineError } from '../webllm/describe-error.ts';
import type { TokenCache } from '../webllm/internals.ts';
import { GlueAnswer, glueMessage } from './glue.ts';
import type { GlueField } from './glue.ts';
import { logitsOf } from './logits.ts';

// llama.cpp as wllama 2.3.7 compiles it, run in this thread. wllama's own class starts a worker from text, which the page's policy for scripts forbids, and
// answers only later; its module is asked directly here, in the messages that the class sends (`glue.ts`).

/** Most tokens of one forward pass. On one core a pass of so many takes less than a second, so that a stop is heard in time; larger ones are no quicker a token. */
export const CHUNK = 16;

/** Weights of the model that `CHUNK` was measured with. */
const MEASURED_WEIGHTS = 135e6;

/** Tokens of a pass for a model of so many weights: a pass takes about as long as one of `CHUNK` of the shipped model. Of the file alone, so that it is the same every day. */
export function chunkFor(weights: number): number {
  return Math.max(1, Math.min(CHUNK, Math.round((CHUNK * MEASURED_WEIGHTS) / weights)));
}

/** What Emscripten's module gives of itself. */
interface LlamaModule {
  readonly HEAPU8: Uint8Array;
  cwrap(name: string, returns: string, takes: readonly string[]): (...input: unknown[]) => unknown;
  mmapAlloc(bytes: number): number;
  FS_createDataFile(folder: string, name: string, data: Uint8Array, canRead: boolean, canWrite: boolean, canOwn: boolean): void;
  readonly FS: { mkdir(path: string): void; mount(type: unknown, options: object, path: string): void };
  readonly MEMFS: { readonly stream_ops: StreamOps; readonly ops_table: { readonly file: { readonly stream: StreamOps } } };
}

interface StreamOps {
  read(stream: FileStream, ...rest: unknown[]): unknown;
  llseek(stream: FileStream, ...rest: unknown[]): unknown;
  mmap(stream: FileStream, length: number, position: number, ...rest: unknown[]): unknown;
}
interface FileStream {
  readonly node: { readonly name: string; contents: Uint8Array; usedBytes: number };
}

/** What the package's script is, made a function at build (`scripts/llama-module.mjs`). */
export type StartModule = (module: object, worker: unknown) => unknown;

/** Threads beside this one, which share its memory. */
export interface LlamaThreads {
  /** All that compute, this one included; 2 or more. */
  readonly count: number;
  readonly makeWorker: () => Worker;
}

/** A model in the module's memory. */
export interface Llama {
  readonly cache: TokenCache;
  /** Tokens of a text, special ones where it spells them. */
  encode(text: string): readonly number[];
  /** The text of tokens; bytes that are no whole character become U+FFFD. */
  decode(tokens: readonly number[]): string;
  /** Rows of the vocabulary. */
  readonly vocabulary: number;
}

const FILE = 'model.gguf';
const FOLDER = '/models';

/**
 * Starts llama.cpp with a model. Rejects with `out-of-memory` where it does not fit, `engine-failed` with llama.cpp's own words where it cannot read the file.
 * @param start the package's script for one thread, or for several where `threads` is given
 * @param wasm the WebAssembly file that belongs to it
 * @param gguf not needed any more once it has started: the module has its own copy
 */
export async function startLlama({
  start,
  wasm,
  gguf,
  contextTokens,
  chunk = CHUNK,
  threads = null,
}: {
  readonly start: StartModule;
  readonly wasm: ArrayBuffer;
  readonly gguf: Uint8Array<ArrayBuffer>;
  readonly contextTokens: number;
  /** Most tokens of one forward pass, up to `CHUNK`: fewer for a larger model, so that a pass takes no longer. */
  readonly chunk?: number;
  readonly threads?: LlamaThreads | null;
}): Promise<Llama> {
  const words: string[] = [];
  const module = await startModule({ start, wasm, threads, onError: (line) => words.push(line) });
  const ask = asker(module, words);
  putFile(module, gguf);
  const loaded = ask('load', 'load_req', [
    { texts: [`${FOLDER.slice(1)}/${FILE}`] },
    // n_ctx_auto, use_mmap, use_mlock: the file lies in the module's memory already.
    false,
    true,
    false,
    { int: 0 },
    { int: 0 },
    { int: contextTokens },
    { int: threads?.count ?? 1 },
    null,
    null,
    { int: CHUNK },
    { int: 1 },
    ...Array<null>(9).fill(null),
    { text: 'f16' },
    { text: 'f16' },
    false,
    true,
  ]);
  if (!loaded.bool()) throw failure(words, 'llama.cpp did not load the model');
  // n_ctx, n_batch, n_ubatch.
  for (let skipped = 0; skipped < 3; skipped += 1) loaded.int();
  const vocabulary = loaded.int();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    vocabulary,
    cache: tokenCache(ask, words, chunk),
    encode(text) {
      const answer = ask('tokenize', 'tokn_req', [{ text }, true]);
      answer.bool();
      return [...answer.ints()];
    },
    decode(tokens) {
      const answer = ask('detokenize', 'dtkn_req', [{ ints: tokens }]);
      answer.bool();
      return decoder.decode(answer.bytes());
    },
  };
}

type Ask = (action: string, name: string, fields: readonly GlueField[]) => GlueAnswer;

function asker(module: LlamaModule, words: readonly string[]): Ask {
  const malloc = module.cwrap('wllama_malloc', 'number', ['number', 'number']) as (bytes: number, unused: number) => number;
  const act = module.cwrap('wllama_action', 'number', ['string', 'number']) as (action: string, at: number) => number;
  const begin = module.cwrap('wllama_start', 'string', []) as () => string;
  begin();
  return (action, name, fields) => {
    const message = glueMessage(name, fields);
    try {
      const at = malloc(message.length, 0);
      module.HEAPU8.set(message, at);
      const found = act(action, at);
      if (found === 0) throw failure(words, `llama.cpp refused to ${action}`);
      // The answer's length stands where the question stood.
      const [length = 0] = new Uint32Array(module.HEAPU8.slice(at, at + 4).buffer);
      return new GlueAnswer(new Uint8Array(module.HEAPU8.slice(found, found + length)));
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw failure(words, error instanceof Error ? error.message : String(error));
    }
  };
}

/** llama.cpp's own last words belong to what went wrong. */
function failure(words: readonly string[], what: string): EngineError {
  const said = words.slice(-3).join(' ');
  const memory = /memory|alloc|cannot enlarge/i.test(`${what} ${said}`);
  return new EngineError(errorInfo(memory ? 'out-of-memory' : 'engine-failed', said === '' ? what : `${what} (${said})`));
}

function tokenCache(ask: Ask, words: readonly string[], chunk: number): TokenCache {
  let length = 0;
  const read = async (tokens: readonly number[], looked: boolean): Promise<void> => {
    const answer = ask('decode', 'deco_req', [{ ints: tokens }, !looked]);
    if (!answer.bool()) throw failure(words, answer.text());
    length += tokens.length;
  };
  return {
    chunk,
    get length() {
      return length;
    },
    async append(tokens) {
      await read(tokens, true);
      const answer = ask('get_logits', 'glog_req', [{ int: -1 }]);
      answer.bool();
      const logits = logitsOf(answer.ints(), answer.floats());
      await nextTask();
      return logits;
    },
    async feed(token) {
      await read([token], false);
      await nextTask();
    },
    drop(count) {
      const answer = ask('kv_remove', 'kvcr_req', [{ int: length - count }, { int: -1 }]);
      answer.int();
      if (!answer.bool()) return false;
      length -= count;
      return true;
    },
    clear() {
      ask('kv_clear', 'kvcc_req', []);
      length = 0;
    },
  };
}

/** Computing blocks this thread: between two passes it hears what the page says. A timer would wait longer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function startModule({
  start,
  wasm,
  threads,
  onError,
}: {
  readonly start: StartModule;
  readonly wasm: ArrayBuffer;
  readonly threads: LlamaThreads | null;
  readonly onError: (line: string) => void;
}): Promise<LlamaModule> {
  return new Promise((resolve, reject) => {
    const hear = (line: string): void => {
      const [, level = '', text = ''] = /@@(DEBUG|INFO|WARN|ERROR)@@(.*)/.exec(line) ?? [];
      if (level === 'ERROR' && text.trim() !== '') onError(text.trim());
    };
    const settings = {
      noInitialRun: true,
      wasmBinary: wasm,
      locateFile: (name: string) => name,
      print: hear,
      printErr: hear,
      onAbort: (what: unknown) => {
        onError(String(what));
        reject(failure([], `llama.cpp did not start: ${String(what)}`));
      },
      onRuntimeInitialized: () => resolve(module as LlamaModule),
      ...(threads === null ? {} : { pthreadPoolSize: threads.count, wasmMemory: sharedMemory() }),
    };
    // Emscripten starts a thread by `new Worker(…)`, of whatever address: it is given one that runs the same script under the page's policy.
    function Thread(): Worker {
      if (threads === null) throw new Error('one thread was asked for');
      return threads.makeWorker();
    }
    const module = start(settings, Thread);
  });
}

/** As much as the browser lets several threads share, up to all that 32 bits reach. */
function sharedMemory(): WebAssembly.Memory {
  const page = 1 << 16;
  for (let most = 4096; ; most -= 128) {
    try {
      return new WebAssembly.Memory({ initial: (128 << 20) / page, maximum: (most * (1 << 20)) / page, shared: true });
    } catch (error) {
      if (most <= 256) throw new EngineError(errorInfo('out-of-memory', error instanceof Error ? error.message : String(error)));
    }
  }
}

/** Puts the model's file into the module's own memory, where llama.cpp maps it without another copy (as wllama's worker does). */
function putFile(module: LlamaModule, file: Uint8Array): void {
  const { FS, MEMFS } = module;
  FS.mkdir(FOLDER);
  FS.mount(MEMFS, { root: '.' }, FOLDER);
  module.FS_createDataFile(FOLDER, FILE, new Uint8Array(), true, true, true);
  let at = 0;
  try {
    // Addresses beyond 2 GiB come as negative numbers.
    at = module.mmapAlloc(file.length) >>> 0;
  } catch {
    // Told below.
  }
  if (at === 0) throw new EngineError(errorInfo('out-of-memory', `there is no room for the ${file.length} bytes of the model`));
  module.HEAPU8.set(file, at);
  const place = ({ node }: FileStream): void => {
    if (node.name !== FILE) return;
    // The memory may have grown, and then this is another view of it.
    node.contents = module.HEAPU8.subarray(at, at + file.length);
    node.usedBytes = file.length;
  };
  const { read, llseek, mmap } = MEMFS.stream_ops;
  const placed: StreamOps = {
    read(stream, ...rest) {
      place(stream);
      return read(stream, ...rest);
    },
    llseek(stream, ...rest) {
      place(stream);
      return llseek(stream, ...rest);
    },
    mmap: (stream, length, position, ...rest) =>
      stream.node.name === FILE ? { ptr: at + position, allocated: false } : mmap(stream, length, position, ...rest),
  };
  Object.assign(MEMFS.stream_ops, placed);
  Object.assign(MEMFS.ops_table.file.stream, placed);
}
