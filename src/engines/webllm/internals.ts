/** The model's memory of what it has read, on the GPU, one sequence. */
export interface TokenCache {
  /** Tokens that it holds now. */
  readonly length: number;
  /** The most tokens that one `append` takes. */
  readonly chunk: number;
  /** Reads 1 to `chunk` tokens after those held. Resolves to the logits of what comes next, raw, one per id: a copy that is the caller's. */
  append(tokens: readonly number[]): Promise<Float32Array>;
  /** Reads one token after those held, and tells nothing: the GPU is given its work and not waited for. */
  feed(token: number): Promise<void>;
  /** Forgets the last `count` tokens; false: this cache cannot, nothing was changed. At least one token must stay. */
  drop(count: number): boolean;
  /** Forgets all tokens, and WebLLM's conversation with them. */
  clear(): void;
}

/** What this app uses of WebLLM 0.2.86 beyond its public interface. Pinned by `test/browser/engines/webllm/web-llm.test.ts` and `likelihoods.test.ts`. */
export interface WebLlmInternals {
  /** Tokens of a text, no special tokens added: what the pipeline itself calls for prompts. */
  encode(text: string): Int32Array;
  /** The text of tokens; bytes that are no whole character become U+FFFD. */
  decode(tokens: readonly number[]): string;
  readonly cache: TokenCache;
}

interface Pipeline {
  readonly tokenizer: { encode(text: string): Int32Array; decode(ids: Int32Array): string };
  readonly tvm: {
    beginScope(): void;
    endScope(): void;
    scalar(value: number, dtype: string): unknown;
    getGlobalFunc(name: string): (...input: unknown[]) => unknown;
    detachFromCurrentScope<T>(value: T): T;
  };
  readonly device: { sync(): Promise<void> };
  readonly kvCache?: unknown;
  readonly rnnState?: unknown;
  readonly slidingWindowSize: number;
  readonly prefillChunkSize: number;
  filledKVCacheLength: number;
  /** Logits of the last token, on the GPU; the caller disposes of them. */
  forwardKnownTokens(ids: readonly number[], isPrefill: boolean): Promise<{ dispose(): void }>;
  updateLogitsOnCPU(logits: unknown): { toArray(): Float32Array };
  resetChat(keepStats: boolean): void;
}

/** Paths into the pipeline and what each must be. */
const EXPECTED: readonly (readonly [string, 'function' | 'number'])[] = [
  ['tokenizer.encode', 'function'],
  ['tokenizer.decode', 'function'],
  ['tvm.beginScope', 'function'],
  ['tvm.endScope', 'function'],
  ['tvm.scalar', 'function'],
  ['tvm.getGlobalFunc', 'function'],
  ['tvm.detachFromCurrentScope', 'function'],
  ['device.sync', 'function'],
  ['slidingWindowSize', 'number'],
  ['prefillChunkSize', 'number'],
  ['filledKVCacheLength', 'number'],
  ['forwardKnownTokens', 'function'],
  ['updateLogitsOnCPU', 'function'],
  ['resetChat', 'function'],
];

/**
 * Finds the loaded pipeline. WebLLM offers no way to count tokens before a request, to see logits without sampling, or to go back in its KV
 * cache. Throws with a message that names the place when an upgrade moved one.
 * @param ready is awaited before so many tokens are read at once.
 */
export function webLlmInternals(
  engine: object,
  modelId: string,
  ready: (tokens: number) => Promise<void> = async () => {},
): WebLlmInternals {
  const pipelines: unknown = Reflect.get(engine, 'loadedModelIdToPipeline');
  if (!(pipelines instanceof Map))
    throw new Error('WebLLM has moved MLCEngine.loadedModelIdToPipeline; see src/engines/webllm/internals.ts');
  const found: unknown = pipelines.get(modelId);
  // reload() returns without an error when it was aborted from inside, as by a lost device.
  if (found === undefined) throw new Error(`WebLLM gave up loading ${modelId} without saying why`);
  for (const [path, kind] of EXPECTED) {
    const value = path.split('.').reduce<unknown>((at, name) => Reflect.get(Object(at), name), found);
    if (typeof value !== kind) throw new Error(`WebLLM has moved LLMChatPipeline.${path}; see src/engines/webllm/internals.ts`);
  }
  const pipeline = found as Pipeline;
  return {
    encode: (text) => pipeline.tokenizer.encode(text),
    decode: (tokens) => pipeline.tokenizer.decode(Int32Array.from(tokens)),
    cache: tokenCache(pipeline, ready),
  };
}

function tokenCache(pipeline: Pipeline, ready: (tokens: number) => Promise<void>): TokenCache {
  const { tvm } = pipeline;
  /** A recurrent state cannot go back, and a sliding window has lost what was before it. */
  const popn =
    pipeline.kvCache === undefined || pipeline.rnnState !== undefined || pipeline.slidingWindowSize !== -1 ? null : findPopn();

  function findPopn(): ((...input: unknown[]) => unknown) | null {
    tvm.beginScope();
    try {
      return tvm.detachFromCurrentScope(tvm.getGlobalFunc('vm.builtin.kv_state_popn'));
    } catch {
      return null;
    } finally {
      tvm.endScope();
    }
  }

  return {
    get length() {
      return pipeline.filledKVCacheLength;
    },
    chunk: pipeline.prefillChunkSize,
    async append(tokens) {
      await ready(tokens.length);
      const logits = await pipeline.forwardKnownTokens([...tokens], tokens.length > 1);
      tvm.beginScope();
      const onCpu = pipeline.updateLogitsOnCPU(logits);
      tvm.endScope();
      await pipeline.device.sync();
      logits.dispose();
      return Float32Array.from(onCpu.toArray());
    },
    async feed(token) {
      await ready(1);
      const logits = await pipeline.forwardKnownTokens([token], false);
      logits.dispose();
    },
    drop(count) {
      if (popn === null) return false;
      popn(pipeline.kvCache, tvm.scalar(0, 'int64'), tvm.scalar(count, 'int32'));
      pipeline.filledKVCacheLength -= count;
      return true;
    },
    clear: () => pipeline.resetChat(false),
  };
}
