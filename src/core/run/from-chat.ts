import type { ChatMessage } from '../log/event.ts';
import type { CancelSignal, ModelChunk, TextModel } from './text-model.ts';

/** `AbortSignal` where there is one (browsers, Node), so that it can be handed to `fetch`; this room itself knows none. */
// oxlint-disable-next-line no-restricted-globals
type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Known } } ? Known : CancelSignal;

/** What a chat is asked with, beside the messages. */
export interface ChatOptions {
  /** The `cancel` of `rerank()`: aborted once nobody waits for the answer any more. */
  readonly signal: Signal;
  /** 0 (greedy) to 2. */
  readonly temperature: number;
  /** Most tokens that the answer may have. What comes after them is still read, so an endpoint that ignores it does no harm. */
  readonly maxTokens: number;
}

/** One turn of a conversation: the assistant's next message, whole or in pieces. Whatever it throws ends the run as failed, with its message. */
export type Chat = (
  messages: readonly ChatMessage[],
  options: ChatOptions,
) => string | AsyncIterable<string> | Promise<string | AsyncIterable<string>>;

/**
 * A model for `rerank()` from a function that sends a conversation somewhere. Nothing can hold such a model to a form, so its answers are free ones,
 * parsed and repaired; a setting that needs more ends the run at once, and says why. Without a prompt of their own runs ask by `instruct-direct`.
 * @param options.id name in the run's log; `chat` unless told.
 * @param options.contextTokens tokens of prompt and answer together that the model can hold; 32,768 unless told.
 * @param options.countTokens the model's own count of a text's tokens. Without it tokens are estimated, four UTF-16 units each, and the log says so:
 * `model.tokens` is `estimated`.
 * @example
 * const model = fromChat(async (messages, { signal, temperature, maxTokens: max_tokens }) => {
 *   const body = JSON.stringify({ model: 'qwen3', messages, temperature, max_tokens });
 *   const response = await fetch('http://localhost:8000/v1/chat/completions', { method: 'POST', body, signal });
 *   return (await response.json()).choices[0].message.content;
 * });
 */
export function fromChat(
  chat: Chat,
  {
    id = 'chat',
    contextTokens = 32_768,
    countTokens,
  }: {
    readonly id?: string;
    readonly contextTokens?: number;
    readonly countTokens?: (text: string) => number;
  } = {},
): TextModel {
  const count = countTokens ?? ((text) => Math.ceil(text.length / CHARACTERS_PER_TOKEN));
  const countPromptTokens = (messages: readonly ChatMessage[]): number =>
    messages.reduce((sum, { content }) => sum + count(content) + TOKENS_AROUND_A_MESSAGE, 0);
  return {
    identity: {
      id,
      manifestSha256: 'none',
      library: 'none',
      template: 'instruct-direct',
      engine: 'chat',
      adapter: 'none',
      ...(countTokens === undefined ? { tokens: 'estimated' as const } : {}),
    },
    contextTokens,
    countTokens: count,
    countPromptTokens,
    chatOnly: true,
    async *stream({ messages, maxTokens, temperature, cancel }): AsyncGenerator<ModelChunk> {
      let written = '';
      for await (const text of untilAborted(cancel, () => chat(messages, { signal: cancel as Signal, temperature, maxTokens }))) {
        written += text;
        yield { type: 'text', text };
      }
      yield {
        type: 'end',
        finish: cancel.aborted ? 'abort' : 'stop',
        promptTokens: countPromptTokens(messages),
        completionTokens: count(written),
        prefillTokensPerSecond: 0,
        decodeTokensPerSecond: 0,
      };
    },
  };
}

/** Usual for English in today's vocabularies. */
const CHARACTERS_PER_TOKEN = 4;
/** Role and marks of one message, in the usual conversation templates. */
const TOKENS_AROUND_A_MESSAGE = 4;

/** The pieces of an answer. Ends, without an error, as soon as the signal is aborted: also where the chat takes no notice of it. */
async function* untilAborted(signal: CancelSignal, ask: () => ReturnType<Chat>): AsyncGenerator<string> {
  const aborted = abortOf(signal);
  try {
    const answer = await Promise.race([ask(), aborted.promise]);
    if (typeof answer === 'string') {
      if (answer !== '') yield answer;
      return;
    }
    if (answer === undefined) return;
    const pieces = answer[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await Promise.race([pieces.next(), aborted.promise]);
        if (next === undefined || next.done === true) return;
        yield next.value;
      }
    } finally {
      // Not awaited: a chat that is stuck would keep the run from its end.
      void pieces.return?.().catch(() => undefined);
    }
  } catch (error) {
    // What a chat throws because it was told to stop is no failure.
    if (!signal.aborted) throw error;
  } finally {
    aborted.forget();
  }
}

/** A promise that is kept when the signal is aborted, where the signal can tell it. */
function abortOf(signal: CancelSignal): { readonly promise: Promise<undefined>; forget(): void } {
  const target = signal as CancelSignal & Partial<EventSource>;
  let tell = (): void => undefined;
  const promise = new Promise<undefined>((resolve) => {
    tell = () => resolve(undefined);
  });
  if (signal.aborted) tell();
  target.addEventListener?.('abort', tell);
  return { promise, forget: () => target.removeEventListener?.('abort', tell) };
}

interface EventSource {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
