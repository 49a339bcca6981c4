import type { ModelIdentity } from '../../src/protocol/run-event.ts';
import type { GenerationInput, ModelChunk, TextModel } from '../../src/rerank/text-model.ts';

/** What a scripted model does in one call: text pieces, then how it ended. A piece that is an Error is thrown there. */
export interface ScriptedCall {
  readonly pieces: readonly (string | Error)[];
  readonly finish?: 'stop' | 'length' | 'abort';
}

export interface ScriptedModel extends TextModel {
  /** Inputs of all calls so far. */
  readonly calls: readonly GenerationInput[];
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

/** A TextModel that says what it was told to. One token is four characters. `wait` runs before every chunk. */
export function createScriptedModel({
  script,
  contextTokens = 4096,
  opensThought = true,
  wait,
}: {
  script: (input: GenerationInput, call: number) => ScriptedCall;
  contextTokens?: number;
  opensThought?: boolean;
  wait?: (call: number, chunk: number) => Promise<void> | void;
}): ScriptedModel {
  const calls: GenerationInput[] = [];
  let open = 0;
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  return {
    identity: SCRIPTED_IDENTITY,
    contextTokens,
    opensThought,
    calls,
    get open() {
      return open;
    },
    countTokens,
    countPromptTokens: (messages) => messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 0),
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
          promptTokens: 10,
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
