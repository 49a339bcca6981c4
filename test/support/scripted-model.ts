import type { ModelIdentity } from '../../src/core/log/event.ts';
import type {
  GenerationInput,
  LikelihoodInput,
  Likelihoods,
  ModelChunk,
  PassageChunk,
  PassagePrompt,
  TextModel,
} from '../../src/core/run/text-model.ts';
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
  /** Inputs of all calls of `readPassages` so far. */
  readonly read: readonly PassagePrompt[];
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

/** How a scripted model reads passages. */
export interface ScriptedReading {
  /** The score at the end of a passage, by its text with what ends it. */
  readonly score: (text: string, position: number) => number;
  /** Nothing can be read, for this reason. */
  readonly leftOut?: 'tokens' | 'joined';
  /** Runs before every passage. */
  readonly wait?: (position: number) => void;
}

/**
 * A TextModel that says what it was told to. One token is four characters. `wait` runs before every chunk. What a turn holds already (`written`)
 * counts as prompt; a script sees it in its input. Likelihoods come from `believe`, or from a hash (`hash-likelihood.ts`); text that it has read
 * last costs no tokens again. Without `reading` it cannot be read passage by passage.
 */
export function createScriptedModel({
  script,
  contextTokens = 4096,
  opensThought = true,
  wait,
  template = 'glassrank-1',
  reading,
  believe = ({ messages, written = '', continuations }) =>
    continuations.map((text) => hashLikelihood(messages.map(({ content }) => content).join('\n') + written, text)),
}: {
  script: (input: GenerationInput, call: number) => ScriptedCall;
  contextTokens?: number;
  opensThought?: boolean;
  wait?: (call: number, chunk: number) => Promise<void> | void;
  template?: string;
  reading?: ScriptedReading;
  /** A log-probability for each continuation. */
  believe?: (input: LikelihoodInput, call: number) => readonly number[];
}): ScriptedModel {
  const calls: GenerationInput[] = [];
  const asked: LikelihoodInput[] = [];
  const read: PassagePrompt[] = [];
  let held = '';
  let open = 0;
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  async function* readPassages(input: PassagePrompt): AsyncGenerator<PassageChunk> {
    read.push(input);
    if (reading?.leftOut !== undefined) {
      yield { type: 'left-out', reason: reading.leftOut };
      return;
    }
    const { content = '' } = input.messages[input.message] ?? {};
    let tokens = 4 + countTokens(content.slice(0, input.passages[0]?.from));
    for (const [position, { from, to }] of input.passages.entries()) {
      reading?.wait?.(position);
      if (input.cancel.aborted) return;
      const text = content.slice(from, to);
      tokens += countTokens(text);
      yield { type: 'passage', position, score: reading?.score(text, position) ?? 0, tokens: countTokens(text) };
    }
    yield { type: 'end', promptTokens: tokens, computedTokens: tokens, prefillTokensPerSecond: 50 };
  }
  return {
    identity: { ...SCRIPTED_IDENTITY, template },
    contextTokens,
    opensThought,
    calls,
    asked,
    read,
    ...(reading === undefined ? {} : { readPassages }),
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
