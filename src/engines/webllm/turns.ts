import { errorInfo } from '../../core/errors.ts';
import type { ModelPrompt } from '../../core/run/text-model.ts';
import { EngineError } from './describe-error.ts';
import type { ConversationTemplate } from './template.ts';
import { promptTokens, writtenTokens } from './tokens.ts';

/** The token sequences of one model's turns, one after the other. */
export interface Turns {
  /**
   * Prompt and written text, with room for `more` tokens; throws `context-overflow` where there is none. `fixed`: the last token was the model's, or a turn ends
   * there.
   */
  tokensOf(prompt: ModelPrompt, more?: number): { readonly tokens: readonly number[]; readonly fixed: boolean };
  /** Throws `context-overflow` where `length` tokens and `more` have no room. */
  checkRoom(length: number, more?: number): void;
  /** What a generation leaves: a text written again is held as the model's own tokens, not as the tokenizer would cut it. Likelihoods leave nothing. */
  leave(prompt: readonly number[], sampled: readonly number[]): void;
}

export function createTurns({
  conversation,
  contextTokens,
  encode,
  decode,
}: {
  readonly conversation: ConversationTemplate;
  readonly contextTokens: number;
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): Turns {
  /** The last generation's tokens from the prompt on, and where its own writing began. */
  let last: { readonly tokens: readonly number[]; readonly wroteFrom: number } = { tokens: [], wroteFrom: 0 };
  const checkRoom = (length: number, more = 0): void => {
    if (length + more <= contextTokens) return;
    const message = `the prompt takes ${length} tokens and needs ${more} more; the model has room for ${contextTokens}`;
    throw new EngineError(errorInfo('context-overflow', message));
  };
  return {
    checkRoom,
    tokensOf(prompt, more = 0) {
      const read = promptTokens({ conversation, prompt, encode });
      const turn = writtenTokens({ prompt: read, written: prompt.written ?? '', lastTurn: last.tokens, encode, decode });
      const tokens = [...read, ...turn.tokens];
      checkRoom(tokens.length, more);
      const wroteLast = turn.own === turn.tokens.length && tokens.length > last.wroteFrom;
      return { tokens, fixed: turn.tokens.length > 0 ? wroteLast : prompt.completion !== true };
    },
    leave(prompt, sampled) {
      last = { tokens: [...prompt, ...sampled], wroteFrom: prompt.length };
    },
  };
}
