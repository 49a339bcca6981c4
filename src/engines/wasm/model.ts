import { errorInfo } from '../../core/errors.ts';
import type { ModelIdentity } from '../../core/log/event.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type {
  GenerationInput,
  LikelihoodInput,
  Likelihoods,
  ModelChunk,
  ModelPrompt,
  PassageChunk,
  PassagePrompt,
  TextModel,
} from '../../core/run/text-model.ts';
import { EngineError } from '../webllm/describe-error.ts';
import { mannerOf } from '../webllm/family.ts';
import { createGuidedLogits } from '../webllm/guided.ts';
import { readLikelihoods } from '../webllm/likelihoods.ts';
import { passageTokens, readInPassages, scoreTokens } from '../webllm/passages.ts';
import type { ConversationTemplate } from '../webllm/template.ts';
import { createTokenReader, promptTokens, tokenTexts, writtenTokens } from '../webllm/tokens.ts';
import { writeTokens } from '../webllm/write.ts';
import type { Llama } from './llama.ts';

/** A TextModel over llama.cpp: all that our own engine for GPUs can do, by the same code over another memory of tokens. */
export interface CpuModel extends TextModel {
  likelihoods(input: LikelihoodInput): Promise<Likelihoods>;
  readPassages(input: PassagePrompt): AsyncIterable<PassageChunk>;
}

/**
 * Makes a TextModel of a started llama.cpp. Guide, evidence lock, prior, likelihoods and reading scores are those of the engine for GPUs, token by token; only
 * what a token is given for a logit comes from here. One call of `stream`, `likelihoods` or `readPassages` at a time.
 */
export function createCpuModel({
  identity,
  llama,
  conversation: template,
  tokenizer,
  family: known,
  contextTokens,
}: {
  readonly identity: ModelIdentity;
  readonly llama: Pick<Llama, 'cache' | 'encode' | 'decode'>;
  /** Of mlc-chat-config.json. */
  readonly conversation: ConversationTemplate;
  /** Of tokenizer.json. */
  readonly tokenizer: unknown;
  readonly family: ModelFamily;
  readonly contextTokens: number;
}): CpuModel {
  const { cache, encode, decode } = llama;
  const { family, silenced, stopTokens, spoken, controlTokens } = mannerOf({ family: known, conversation: template, tokenizer });
  const conversation: ConversationTemplate = { ...template, stop_token_ids: stopTokens, stop_str: [] };
  const texts = tokenTexts(tokenizer, spoken);
  const guided = createGuidedLogits(texts, stopTokens, encode);
  const reader = createTokenReader(cache);
  /** The last generation's tokens from the prompt on, and where its own writing began. Likelihoods leave it. */
  let lastTurn: { readonly tokens: readonly number[]; readonly wroteFrom: number } = { tokens: [], wroteFrom: 0 };

  const tooLong = (length: number, more: number): EngineError => {
    const message = `the prompt takes ${length} tokens and needs ${more} more; the model has room for ${contextTokens}`;
    return new EngineError(errorInfo('context-overflow', message));
  };
  /** Prompt and written text, with room for `more`. `fixed`: the last token was the model's, or a turn ends there. */
  const tokensOf = (prompt: ModelPrompt, more = 0): { tokens: readonly number[]; fixed: boolean } => {
    const read = promptTokens({ conversation, prompt, encode });
    const turn = writtenTokens({ prompt: read, written: prompt.written ?? '', lastTurn: lastTurn.tokens, encode, decode });
    const tokens = [...read, ...turn.tokens];
    if (tokens.length + more > contextTokens) throw tooLong(tokens.length, more);
    const wroteLast = turn.own === turn.tokens.length && tokens.length > lastTurn.wroteFrom;
    return { tokens, fixed: turn.tokens.length > 0 ? wroteLast : prompt.completion !== true };
  };

  async function* stream(input: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    const { tokens } = tokensOf(input);
    const sampled: number[] = [];
    guided.begin(input.guide, (token) => sampled.push(token));
    try {
      yield* writeTokens({ tokens, input, reader, guided, stopTokens, contextTokens, decode });
    } finally {
      guided.begin(undefined);
      lastTurn = { tokens: [...tokens, ...sampled], wroteFrom: tokens.length };
    }
  }

  async function* readPassages(input: PassagePrompt): AsyncGenerator<PassageChunk, void, undefined> {
    const scoredBy = scoreTokens(input.tokens, encode);
    const found = scoredBy === null ? null : passageTokens({ conversation, prompt: input, encode });
    if (scoredBy === null || found === null) {
      yield { type: 'left-out', reason: scoredBy === null ? 'tokens' : 'joined' };
      return;
    }
    if (found.tokens.length > contextTokens) throw tooLong(found.tokens.length, 0);
    yield* readInPassages({ ...found, scoredBy, reader, chunk: cache.chunk, cancel: input.cancel });
  }

  async function likelihoods(input: LikelihoodInput): Promise<Likelihoods> {
    const longest = Math.max(0, ...input.continuations.map((text) => encode(text).length));
    const { tokens, fixed } = tokensOf(input, longest);
    return readLikelihoods({ before: tokens, joined: !fixed, input, reader, texts, encode, decode });
  }

  return {
    identity,
    contextTokens,
    family,
    opensThought: family.opensThought,
    controlTokens,
    ...(silenced === '' ? {} : { silenced }),
    countTokens: (text) => encode(text).length,
    countPromptTokens: (messages, completion = false) =>
      promptTokens({ conversation, prompt: { messages, completion }, encode }).length,
    stream,
    likelihoods,
    readPassages,
  };
}
