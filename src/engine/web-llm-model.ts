import { MLCEngine } from '@mlc-ai/web-llm';
import type { ChatCompletionChunk, ChatCompletionMessageParam } from '@mlc-ai/web-llm';
import type { PromptTemplate } from '../prompt/templates.ts';
import type { ModelIdentity } from '../protocol/run-event.ts';
import type { CancelSignal, GenerationInput, ModelChunk, TextModel } from '../rerank/text-model.ts';
import type { StartedLibrary } from './calibrate.ts';
import { escapeContent, opensThought, promptPieces } from './conversation-template.ts';
import type { ConversationTemplate } from './conversation-template.ts';
import { EngineError } from './describe-error.ts';
import type { FetchedModel } from './fetch-model.ts';
import { createGuidedLogits } from './guided-logits.ts';
import type { TimedRun } from './measure-library.ts';
import { tokenTexts } from './token-texts.ts';
import { watchDevices } from './watch-devices.ts';
import { webLlmInternals } from './web-llm-internals.ts';
import { webllmCachePlace } from './webllm-cache-keys.ts';

/** Tokens of a timed generation that its budget cannot cut off. */
const LEAST_TOKENS = 3;

/** The engine's name in run logs. A unit test holds it equal to what is installed. */
export const WEB_LLM_VERSION = '@mlc-ai/web-llm 0.2.86';

/** A TextModel that can be timed and taken out of GPU memory again. */
export interface WebLlmModel extends TextModel, StartedLibrary {}

interface ChatConfig {
  readonly context_window_size: number;
  readonly conv_template: ConversationTemplate;
}

/**
 * A TextModel over WebLLM, in this thread: WebLLM's own worker engine takes no LogitProcessor. The files must lie verified in the caches
 * (`fetch-model.ts`); WebLLM then finds all of them there. Rejects when the model cannot be started; a lost GPU ends pending work.
 */
export async function createWebLlmModel({
  identity,
  modelUrl,
  files,
  template,
  onProgress,
}: {
  identity: ModelIdentity;
  /** Absolute, ends in `/`. */
  modelUrl: string;
  files: FetchedModel;
  template: PromptTemplate;
  onProgress: (progress: number, text: string) => void;
}): Promise<WebLlmModel> {
  const { id } = identity;
  const config = files.chatConfig as ChatConfig;
  const conversation = config.conv_template;
  const guided = createGuidedLogits(tokenTexts(files.tokenizer), conversation.stop_token_ids);
  const devices = watchDevices();
  let lossOf: (error: EngineError) => void = () => {};
  let loss: EngineError | undefined;
  void devices.lost.then((info) => {
    loss = new EngineError(info);
    lossOf(loss);
  });
  /** One at a time. No Promise.race with the loss: that keeps every token's promise alive for as long as the device lives. */
  const orLost = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      lossOf = reject;
      if (loss !== undefined) reject(loss);
      work.then(resolve, reject);
    });

  const engine = new MLCEngine({
    appConfig: {
      model_list: [{ model: modelUrl, model_id: id, model_lib: webllmCachePlace(modelUrl, identity.library).key }],
      cacheBackend: 'cache',
    },
    logitProcessorRegistry: new Map([[id, guided]]),
    initProgressCallback: ({ progress, text }) => onProgress(progress, text),
    logLevel: 'WARN',
  });
  try {
    // Stop strings are dropped: ordinary tokens can spell one, and a guided answer must not end there. Stop tokens do the work.
    await orLost(engine.reload(id, { conv_template: { ...(config.conv_template as object), stop_str: [] } as never }));
  } catch (error) {
    const cause = await preferLoss(error, devices.lost);
    // A device of a start that failed would hold its memory until it is collected.
    devices.destroy();
    throw cause;
  } finally {
    devices.stopLooking();
  }
  const { encode } = webLlmInternals(engine, id);
  const countTokens = (text: string): number => {
    // WebLLM throws everything away when its device is lost; its words for that afterwards are of no help.
    if (loss !== undefined) throw loss;
    return encode(text).length;
  };

  /** What an engine's stream gives, until it ends, the device is lost, or somebody has had enough. */
  async function* follow<T>(chunks: AsyncIterable<T>, cancel: CancelSignal): AsyncGenerator<T, void, undefined> {
    const iterator = chunks[Symbol.asyncIterator]();
    let running = true;
    try {
      while (!cancel.aborted) {
        const { done, value } = await orLost(iterator.next());
        if (done === true) {
          running = false;
          return;
        }
        yield value;
      }
    } catch (error) {
      running = false;
      throw await preferLoss(error, devices.lost);
    } finally {
      // Left in the middle: WebLLM frees its lock only when its own iterator is closed.
      if (running) await orLost(Promise.resolve(iterator.return?.())).catch(() => {});
    }
  }

  async function* stream({
    messages,
    maxTokens,
    temperature,
    seed,
    cancel,
    guide,
  }: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    if (loss !== undefined) throw loss;
    guided.begin(guide);
    const chunks = await engine.chat.completions.create({
      messages: messages.map((message): ChatCompletionMessageParam => ({
        role: message.role,
        content: escapeContent(conversation, message),
      })),
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: maxTokens,
      temperature,
      // The whole distribution: a nucleus could hold nothing that a guide allows.
      top_p: 1,
      seed,
    });
    let finish: 'stop' | 'length' | 'abort' = 'abort';
    let usage: ChatCompletionChunk['usage'];
    try {
      for await (const value of follow(chunks, cancel)) {
        const choice = value.choices[0];
        const text = choice?.delta.content ?? '';
        if (text !== '') yield { type: 'text', text };
        if (choice?.finish_reason)
          finish = choice.finish_reason === 'length' || choice.finish_reason === 'abort' ? choice.finish_reason : 'stop';
        usage = value.usage ?? usage;
      }
    } finally {
      guided.begin(undefined);
    }
    yield {
      type: 'end',
      finish,
      promptTokens: usage?.prompt_tokens ?? 0,
      completionTokens: usage?.completion_tokens ?? 0,
      prefillTokensPerSecond: finiteOrZero(usage?.extra.prefill_tokens_per_s),
      decodeTokensPerSecond: finiteOrZero(usage?.extra.decode_tokens_per_s),
    };
  }

  async function timed({ prompt, maxTokens, budgetMs }: Parameters<WebLlmModel['timed']>[0]): Promise<TimedRun> {
    if (loss !== undefined) throw loss;
    const promptTokens = countTokens(prompt);
    const tokens: number[] = [];
    const startedAt = performance.now();
    let firstAt = startedAt;
    let lastAt = startedAt;
    guided.begin(undefined, (token) => {
      lastAt = performance.now();
      if (tokens.length === 0) firstAt = lastAt;
      tokens.push(token);
    });
    const spent = {
      get aborted() {
        return tokens.length >= LEAST_TOKENS && performance.now() - startedAt > budgetMs;
      },
    };
    try {
      const chunks = await engine.completions.create({
        prompt,
        stream: true,
        max_tokens: maxTokens,
        temperature: 0,
        top_p: 1,
        seed: 0,
        ignore_eos: true,
      });
      for await (const _chunk of follow(chunks, spent)) {
        // The tokens are heard where they are sampled.
      }
    } finally {
      guided.begin(undefined);
    }
    const cut = tokens.length < maxTokens && spent.aborted;
    return { promptTokens, tokens, prefillMs: firstAt - startedAt, decodeMs: lastAt - firstAt, cut };
  }

  return {
    identity,
    contextTokens: config.context_window_size,
    opensThought: opensThought(conversation, template.thoughtOpen),
    countTokens,
    countPromptTokens: (messages) =>
      promptPieces(conversation, messages).reduce(
        (sum, piece) => sum + countTokens(piece),
        conversation.system_prefix_token_ids?.length ?? 0,
      ),
    stream,
    timed,
    async end() {
      // Of a device that is gone, unload() may never hear again. Freeing one that works is told as its loss, which nobody waits for.
      await Promise.race([engine.unload().catch(() => {}), devices.lost]);
      devices.destroy();
    },
  };
}

/** One token alone has no decode rate: 0 / 0. */
function finiteOrZero(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}

/** What fails because the device is gone fails with all kinds of words, a moment before or after the loss is told. */
async function preferLoss(error: unknown, lost: Promise<ConstructorParameters<typeof EngineError>[0]>): Promise<unknown> {
  const settled = await Promise.race([lost, new Promise<undefined>((resolve) => setTimeout(resolve, 100))]);
  return settled === undefined ? error : new EngineError(settled);
}
