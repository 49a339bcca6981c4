/** What this app uses of WebLLM 0.2.86 beyond its public interface. Pinned by `test/browser/engine/web-llm.test.ts`. */
export interface WebLlmInternals {
  /** Tokens of a text, no special tokens added: what the pipeline itself calls for prompts. */
  encode(text: string): Int32Array;
}

/**
 * Finds the loaded pipeline's tokenizer. WebLLM offers no way to count tokens before a request, and a prompt that is too long is only found
 * out by failing. Throws with a message that names the place when an upgrade moved it.
 */
export function webLlmInternals(engine: object, modelId: string): WebLlmInternals {
  const pipelines: unknown = Reflect.get(engine, 'loadedModelIdToPipeline');
  if (!(pipelines instanceof Map))
    throw new Error('WebLLM has moved MLCEngine.loadedModelIdToPipeline; see engine/web-llm-internals.ts');
  const pipeline: unknown = pipelines.get(modelId);
  // reload() returns without an error when it was aborted from inside, as by a lost device.
  if (pipeline === undefined) throw new Error(`WebLLM gave up loading ${modelId} without saying why`);
  const tokenizer = Reflect.get(Object(pipeline), 'tokenizer') as { encode?: (text: string) => Int32Array } | undefined;
  if (typeof tokenizer?.encode !== 'function')
    throw new Error('WebLLM has moved LLMChatPipeline.tokenizer.encode; see engine/web-llm-internals.ts');
  return { encode: (text) => tokenizer.encode?.(text) ?? new Int32Array() };
}
