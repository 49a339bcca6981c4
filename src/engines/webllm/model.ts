import { MLCEngine } from '@mlc-ai/web-llm';
import type { ChatCompletionChunk, ChatCompletionMessageParam } from '@mlc-ai/web-llm';
import type { ModelIdentity } from '../../core/log/event.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type {
  GenerationInput,
  LikelihoodInput,
  Likelihoods,
  ModelChunk,
  PassageChunk,
  PassagePrompt,
  TextModel,
} from '../../core/run/text-model.ts';
import type { StartedLibrary, TimedRun } from './calibrate.ts';
import { escapeContent } from './template.ts';
import type { ConversationTemplate } from './template.ts';
import { createDeviceLoss, readStream, watchDevices } from './device-loss.ts';
import { mannerOf } from './family.ts';
import { webllmCachePlace } from './fetch-model.ts';
import type { FetchedModel } from './fetch-model.ts';
import { createGuidedLogits } from './guided.ts';
import { writeTokens } from './write.ts';
import { timeGeneration } from './calibrate.ts';
import { createTokenReader, leastChunkOf, promptTokens, tokenTexts } from './tokens.ts';
import { orderPipelines } from './pipelines.ts';
import { createTurns } from './turns.ts';
import type { Turns } from './turns.ts';
import { readLikelihoods } from './likelihoods.ts';
import { passageTokens, readInPassages, scoreTokens } from './passages.ts';
import { webLlmInternals } from './internals.ts';

/** The engine's name in run logs. A unit test holds it equal to what is installed. */
export const WEB_LLM_VERSION = '@mlc-ai/web-llm 0.2.86';

/** A TextModel that can be timed and taken out of GPU memory again. */
export interface WebLlmModel extends TextModel, StartedLibrary {
  likelihoods(input: LikelihoodInput): Promise<Likelihoods>;
}

interface ChatConfig {
  /** -1 where a window slides over it instead. */
  readonly context_window_size: number;
  readonly sliding_window_size?: number;
  readonly conv_template: ConversationTemplate;
}

/** Tokens that a model's configuration allows. */
function contextOf({ context_window_size: whole, sliding_window_size: sliding = -1 }: ChatConfig): number {
  const most = whole > 0 ? whole : sliding;
  if (!(most > 0)) throw new Error('mlc-chat-config.json names no context_window_size');
  return most;
}

/**
 * A TextModel over WebLLM, in this thread: WebLLM's own worker engine takes no LogitProcessor. The files must lie verified in the caches
 * (`fetch-model.ts`); WebLLM then finds all of them there. Rejects when the model cannot be started; a lost GPU ends pending work. One call
 * of `stream`, `likelihoods` or `timed` at a time.
 */
export async function createWebLlmModel({
  identity,
  modelUrl,
  files,
  family: known,
  contextTokens: wanted = Number.POSITIVE_INFINITY,
  leastChunk,
  ordered = true,
  onProgress,
}: {
  identity: ModelIdentity;
  /** Absolute, ends in `/`. */
  modelUrl: string;
  files: FetchedModel;
  /** What kind of model it is; its own conversation template corrects it. */
  family: ModelFamily;
  /** Tokens to load it with, and so what its memory of keys and values takes; never more than its configuration says. Absent: as many as that. */
  contextTokens?: number;
  /** Absent: `leastChunkOf`; Infinity: what must come is read one by one, as what is picked is. */
  leastChunk?: number;
  /** False: all pipelines before the load ends, as WebLLM makes them; to compare with. */
  ordered?: boolean;
  onProgress: (progress: number, text: string) => void;
}): Promise<WebLlmModel> {
  const { id } = identity;
  const config = files.chatConfig as ChatConfig;
  const { tokenizer } = files;
  const { family, silenced, stopTokens, spoken, controlTokens } = mannerOf({
    family: known,
    conversation: config.conv_template,
    tokenizer,
  });
  const conversation: ConversationTemplate = { ...config.conv_template, stop_token_ids: stopTokens, stop_str: [] };
  const contextTokens = Math.min(wanted, contextOf(config));
  const texts = tokenTexts(tokenizer, spoken);
  // WebLLM takes it before the tokenizer is there.
  const guided = createGuidedLogits(texts, stopTokens, (text) => encode(text));
  const library = webllmCachePlace(modelUrl, identity.library);
  const text = libraryText(library);
  const pipelines = orderPipelines(text);
  const devices = watchDevices(undefined, ordered ? pipelines.attach : undefined);
  const deviceLoss = createDeviceLoss(devices.lost);

  const engine = new MLCEngine({
    appConfig: {
      model_list: [{ model: modelUrl, model_id: id, model_lib: library.key }],
      cacheBackend: 'cache',
    },
    logitProcessorRegistry: new Map([[id, guided]]),
    initProgressCallback: ({ progress, text }) => onProgress(progress, text),
    logLevel: 'WARN',
  });
  try {
    // Stop strings are dropped: ordinary tokens can spell one, and a guided answer must not end there. Stop tokens do the work.
    // One cache of keys and values as long as the context, without a window sliding over it: what is asked for here is never longer.
    const options = { context_window_size: contextTokens, sliding_window_size: -1, attention_sink_size: -1 };
    await deviceLoss.orLost(engine.reload(id, { ...options, conv_template: conversation as never }));
    pipelines.promptReady();
  } catch (error) {
    const cause = await deviceLoss.causeOf(error);
    // A device of a start that failed would hold its memory until it is collected.
    devices.destroy();
    throw cause;
  } finally {
    devices.stopLooking();
  }
  const { encode, decode, cache } = webLlmInternals(engine, id, pipelines.ready);
  const reader = createTokenReader(cache, deviceLoss.orLost, leastChunk ?? leastChunkOf(identity.library, await text));
  const turns = createTurns({ conversation, contextTokens, encode, decode });
  /** True once the cache holds what WebLLM's own conversation does not know of: it is cleared before WebLLM's next one. */
  let apart = false;
  const countTokens = (text: string): number => {
    // WebLLM throws everything away when its device is lost; its words for that afterwards are of no help.
    deviceLoss.throwIfLost();
    return encode(text).length;
  };
  const tokensOf: Turns['tokensOf'] = (prompt, more) => {
    deviceLoss.throwIfLost();
    return turns.tokensOf(prompt, more);
  };

  /**
   * All that a guide holds, completions, turns that hold something already, and prompts whose passages were read before. Goes on behind the last token: one that the
   * tokenizer would join with what comes (`>` with `[`) is not taken back, as it is for likelihoods.
   */
  async function* goOn(input: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    const { tokens } = tokensOf(input);
    apart = true;
    const sampled: number[] = [];
    guided.begin(input.guide, (token) => sampled.push(token));
    try {
      yield* writeTokens({
        tokens,
        input,
        reader,
        guided,
        stopTokens,
        contextTokens,
        decode,
      });
    } catch (error) {
      throw await deviceLoss.causeOf(error);
    } finally {
      guided.begin(undefined);
      turns.leave(tokens, sampled);
    }
  }

  function stream(input: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    // WebLLM's own loop knows of no text that is sure, and its conversation would read again what is held.
    const own =
      input.guide !== undefined || input.readAhead === true || input.completion === true || (input.written ?? '') !== '';
    return own ? goOn(input) : converse(input);
  }

  async function* readPassages(input: PassagePrompt): AsyncGenerator<PassageChunk, void, undefined> {
    deviceLoss.throwIfLost();
    const scoredBy = scoreTokens(input.tokens, encode);
    const found = scoredBy === null ? null : passageTokens({ conversation, prompt: input, encode });
    if (scoredBy === null || found === null) {
      yield { type: 'left-out', reason: scoredBy === null ? 'tokens' : 'joined' };
      return;
    }
    turns.checkRoom(found.tokens.length);
    apart = true;
    try {
      yield* readInPassages({ ...found, scoredBy, reader, chunk: cache.chunk, cancel: input.cancel });
    } catch (error) {
      throw await deviceLoss.causeOf(error);
    }
  }

  async function* converse({
    messages,
    maxTokens,
    temperature,
    seed,
    cancel,
  }: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    deviceLoss.throwIfLost();
    if (apart) cache.clear();
    apart = false;
    reader.leave(null);
    const sampled: number[] = [];
    let failed = false;
    guided.begin(undefined, (token) => sampled.push(token));
    await deviceLoss.orLost(pipelines.ready(1));
    const stream = await engine.chat.completions.create({
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
      for await (const value of readStream({ stream, cancel, deviceLoss })) {
        const choice = value.choices[0];
        const text = choice?.delta.content ?? '';
        if (text !== '') yield { type: 'text', text };
        if (choice?.finish_reason)
          finish = choice.finish_reason === 'length' || choice.finish_reason === 'abort' ? choice.finish_reason : 'stop';
        usage = value.usage ?? usage;
      }
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      guided.begin(undefined);
      // With more turns WebLLM may have gone on in a conversation that it held, with other tokens than these.
      if (!failed && messages.filter(({ role }) => role !== 'system').length === 1) leave(messages, sampled);
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

  /** After a conversation. The last token sampled has not been read; the cache itself says how many have. */
  function leave(messages: GenerationInput['messages'], sampled: readonly number[]): void {
    const { length } = cache;
    const prompt = promptTokens({ conversation, prompt: { messages }, encode });
    const tokens = [...prompt, ...sampled];
    turns.leave(prompt, sampled);
    if (length >= prompt.length && length <= tokens.length) reader.leave(tokens.slice(0, length));
  }

  async function likelihoods(input: LikelihoodInput): Promise<Likelihoods> {
    const longest = Math.max(0, ...input.continuations.map((text) => countTokens(text)));
    const { tokens, fixed } = tokensOf(input, longest);
    apart = true;
    try {
      return await readLikelihoods({ before: tokens, joined: !fixed, input, reader, texts, encode, decode });
    } catch (error) {
      throw await deviceLoss.causeOf(error);
    }
  }

  async function timed(input: Parameters<WebLlmModel['timed']>[0]): Promise<TimedRun> {
    const read = countTokens(input.prompt);
    reader.leave(null);
    await deviceLoss.orLost(pipelines.ready(1));
    return timeGeneration({ ...input, promptTokens: read, engine, guided, deviceLoss });
  }

  return {
    identity,
    contextTokens,
    family,
    opensThought: family.opensThought,
    controlTokens,
    ...(silenced === '' ? {} : { silenced }),
    countTokens,
    countPromptTokens: (messages, completion = false) => {
      deviceLoss.throwIfLost();
      return promptTokens({ conversation, prompt: { messages, completion }, encode }).length;
    },
    stream,
    likelihoods,
    readPassages,
    timed,
    async end() {
      // Of a device that is gone, unload() may never hear again. Freeing one that works is told as its loss, which nobody waits for.
      await Promise.race([engine.unload().catch(() => {}), devices.lost]);
      devices.destroy();
    },
  };
}

/** The library's bytes, a character each; null where they cannot be read, which WebLLM will say. */
async function libraryText({ cache, key }: ReturnType<typeof webllmCachePlace>): Promise<string | null> {
  try {
    const found = await (await caches.open(cache)).match(key);
    return found === undefined ? null : new TextDecoder('latin1').decode(await found.arrayBuffer());
  } catch {
    return null;
  }
}

/** One token alone has no decode rate: 0 / 0. */
function finiteOrZero(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
