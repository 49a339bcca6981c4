import type { ModelIdentity } from '../../src/core/log/event.ts';
import type { GenerationInput, LikelihoodInput, Likelihoods, ModelChunk, TextModel } from '../../src/core/run/text-model.ts';
import { hashLikelihood } from './hash-likelihood.ts';

/** What a scripted model does in one call: text pieces, then how it ended. A piece that is an Error is thrown there. */
export interface ScriptedCall {
  readonly pieces: readonly (string | Error)[];
  readonly finish?: 'stop' | 'length' | 'abort';
}

export interface ScriptedModel extends TextModel {
  /** Inputs of all calls so far. */
  readonly calls: readonly GenerationInput[];
  /** Inputs of all calls of `likelihoods` so far. */
  readonly asked: readonly LikelihoodInput[];
  likelihoods(input: LikelihoodInput): Promise<Likelihoods>;
  /** Streams that were opened and neither ended nor were left. */
  readonly open: number;
}

export const SCRIPTED_IDENTITY: ModelIdentity = {
  id: 'scripted',
  manifestSha256: '0'.repeat(64),
  library: 'none',
  template: 'glassrank-1',
  engine: 'scripted',
  adapter: 'none',
};

/**
 * A TextModel that says what it was told to. One token is four characters. `wait` runs before every chunk. What a turn holds already (`written`)
 * counts as prompt; a script sees it in its input. Likelihoods come from `believe`, or from a hash (`hash-likelihood.ts`); text that it has read
 * last costs no tokens again.
 */
export function createScriptedModel({
  script,
  contextTokens = 4096,
  opensThought = true,
  wait,
  believe = ({ messages, written = '', continuations }) =>
    continuations.map((text) => hashLikelihood(messages.map(({ content }) => content).join('\n') + written, text)),
}: {
  script: (input: GenerationInput, call: number) => ScriptedCall;
  contextTokens?: number;
  opensThought?: boolean;
  wait?: (call: number, chunk: number) => Promise<void> | void;
  /** A log-probability for each continuation. */
  believe?: (input: LikelihoodInput, call: number) => readonly number[];
}): ScriptedModel {
  const calls: GenerationInput[] = [];
  const asked: LikelihoodInput[] = [];
  let held = '';
  let open = 0;
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  return {
    identity: SCRIPTED_IDENTITY,
    contextTokens,
    opensThought,
    calls,
    asked,
    get open() {
      return open;
    },
    countTokens,
    countPromptTokens: (messages, completion = false) =>
      messages.reduce((sum, { content }) => sum + countTokens(content) + (completion ? 0 : 4), 0),
    async likelihoods(input) {
      const { messages, completion = false, written = '', continuations, cancel } = input;
      const call = asked.push(input) - 1;
      const text = messages.map(({ content }) => content).join('\n') + written;
      let common = 0;
      while (common < text.length && common < held.length && text[common] === held[common]) common += 1;
      held = text;
      const logProbs = cancel.aborted ? continuations.map(() => NaN) : believe(input, call);
      const promptTokens = this.countPromptTokens(messages, completion) + countTokens(written);
      return { logProbs, promptTokens, computedTokens: countTokens(text.slice(common)) + continuations.length };
    },
    async *stream(input): AsyncGenerator<ModelChunk> {
      const call = calls.push(input) - 1;
      const { pieces, finish = 'stop' } = script(input, call);
      open += 1;
      let sent = 0;
      try {
        for (const piece of pieces) {
          await wait?.(call, sent);
          if (input.cancel.aborted) break;
          if (piece instanceof Error) throw piece;
          sent += 1;
          yield { type: 'text', text: piece };
        }
        yield {
          type: 'end',
          finish: input.cancel.aborted ? 'abort' : finish,
          promptTokens: 10 + countTokens(input.written ?? ''),
          completionTokens: sent,
          prefillTokensPerSecond: 100,
          decodeTokensPerSecond: 10,
        };
      } finally {
        open -= 1;
      }
    },
  };
}
