import type { ModelChunk, TextModel } from '../../src/core/run/text-model.ts';
import { VOCABULARY } from './guided-call.ts';
import { SCRIPTED_IDENTITY } from './scripted-model.ts';

/**
 * A TextModel that asks its guide before each token, as the engine does, and thinks on for as long as it may: it writes ` the` wherever that is
 * allowed. Without a guide it closes its thought after `freeWords` words. `beforeToken` runs before each token is chosen.
 */
export function createGuidedModel({
  beforeToken,
  freeWords = 12,
}: {
  beforeToken: (now: { readonly call: number; readonly token: number }) => void;
  freeWords?: number;
}): TextModel {
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  let calls = 0;
  /** Tokens of a call that goes on after a pause count on. */
  let token = 0;
  return {
    identity: SCRIPTED_IDENTITY,
    contextTokens: 8192,
    opensThought: true,
    countTokens,
    countPromptTokens: (messages) => messages.reduce((sum, { content }) => sum + countTokens(content), 0),
    async *stream({ guide, messages, written }): AsyncGenerator<ModelChunk> {
      if (written === undefined) {
        calls += 1;
        token = 0;
      }
      const call = calls - 1;
      const before = token;
      const count = Number(/Rank the (\d+) passages/.exec(messages[0]?.content ?? '')?.[1]);
      const order = Array.from({ length: count }, (_, index) => `[${index + 1}]`).join(' > ');
      const free = [...Array<string>(freeWords).fill(' the'), '</think>', `\n<answer>${order}</answer>`];
      while (guide === undefined ? token < free.length : !guide.complete) {
        beforeToken({ call, token });
        const allowed = guide?.allowed();
        const text =
          allowed === undefined
            ? (free[token] ?? '')
            : [' the', ...VOCABULARY].find((candidate) => candidate !== '' && allowed(candidate));
        if (text === undefined) throw new Error('no token of the vocabulary fits');
        guide?.push(text);
        token += 1;
        yield { type: 'text', text };
      }
      yield {
        type: 'end',
        finish: 'stop',
        promptTokens: 10,
        completionTokens: token - before,
        prefillTokensPerSecond: 1,
        decodeTokensPerSecond: 1,
      };
    },
  };
}
