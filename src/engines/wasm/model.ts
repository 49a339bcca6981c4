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
import { mannerOf } from '../webllm/family.ts';
import { createGuidedLogits } from '../webllm/guided.ts';
import { readLikelihoods } from '../webllm/likelihoods.ts';
import { passageTokens, readInPassages, scoreTokens } from '../webllm/passages.ts';
import type { ConversationTemplate } from '../webllm/template.ts';
import { createTokenReader, promptTokens, tokenTexts } from '../webllm/tokens.ts';
import { createTurns } from '../webllm/turns.ts';
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
  const turns = createTurns({ conversation, contextTokens, encode, decode });

  async function* stream(input: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    const { tokens } = turns.tokensOf(input);
    const sampled: number[] = [];
    guided.begin(input.guide, (token) => sampled.push(token));
    try {
      yield* writeTokens({ tokens, input, reader, guided, stopTokens, contextTokens, decode });
    } finally {
      guided.begin(undefined);
      turns.leave(tokens, sampled);
    }
  }

  async function* readPassages(input: PassagePrompt): AsyncGenerator<PassageChunk, void, undefined> {
    const scoredBy = scoreTokens(input.tokens, encode);
    const found = scoredBy === null ? null : passageTokens({ conversation, prompt: input, encode });
    if (scoredBy === null || found === null) {
      yield { type: 'left-out', reason: scoredBy === null ? 'tokens' : 'joined' };
      return;
    }
    turns.checkRoom(found.tokens.length);
    yield* readInPassages({ ...found, scoredBy, reader, chunk: cache.chunk, cancel: input.cancel });
  }

  async function likelihoods(input: LikelihoodInput): Promise<Likelihoods> {
    const longest = Math.max(0, ...input.continuations.map((text) => encode(text).length));
    const { tokens, fixed } = turns.tokensOf(input, longest);
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
