import type { ChatMessage } from '../../core/log/event.ts';
import type { PresetChoice } from '../../core/preset/choose.ts';
import { titledText } from '../../core/request.ts';
import type { GenerationInput, ModelChunk, TextModel } from '../../core/run/text-model.ts';
import { streamChat } from './chat.ts';
import type { ServerConnection, ServerOptions } from './connect.ts';
import { ServerFailure } from './failure.ts';
import { pause } from './http.ts';
import type { ServerHttp } from './http.ts';
import { eachInParallel } from './pool.ts';
import type { Pool } from './pool.ts';
import type { ServerFacts } from './probe.ts';
import { createRawWriter } from './raw.ts';
import type { RawWriter } from './raw.ts';
import { createTokenCounter } from './tokens.ts';

/**
 * A `TextModel` of a server that has been probed. With llama.cpp and vLLM it goes on from any text, holds answers to their form and tells likelihoods; behind
 * any other server it is `chatOnly`. Every request takes a place in the pool. Counts are estimates until `measure` has had the server count.
 */
export function createServerModel({
  http,
  facts,
  options,
  choice,
  origin,
  pool,
}: {
  http: ServerHttp;
  facts: ServerFacts;
  options: Pick<ServerOptions, 'topP' | 'topK' | 'answers'>;
  choice: PresetChoice;
  origin: string;
  pool: Pool;
}): { readonly model: TextModel; readonly measure: ServerConnection['measure'] } {
  const sampling = { topP: options.topP, topK: options.topK };
  const tokens = createTokenCounter();
  const writer: RawWriter | null = facts.tokenizes && facts.grammar !== 'none' ? createRawWriter(http, facts, sampling) : null;
  const countPromptTokens = (messages: readonly ChatMessage[], completion = false): number => {
    const texts = messages.reduce((sum, { content }) => sum + tokens.count(content), 0);
    return completion ? texts : texts + facts.templateTokens + 6 * Math.max(0, messages.length - 1);
  };

  /** Free text: a conversation where that is all, else the server goes on from the text given. */
  async function* free(input: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    if (writer === null || (input.completion !== true && (input.written ?? '') === '')) {
      yield* streamChat({
        http,
        facts,
        input,
        sampling,
        jsonAnswers: writer === null && options.answers === 'json-schema',
        estimate: (text) => tokens.count(text),
      });
      return;
    }
    const prompt = await writer.render({ ...input, thinks: input.form?.thinks ?? true });
    for await (const chunk of writer.write({ ...input, prompt })) {
      if (chunk.type !== 'end') yield chunk;
      else {
        const { stopped: _stopped, ...end } = chunk;
        yield end;
      }
    }
  }

  /** A broken stream of which nothing has come yet is asked for once more, as often as the patience says. */
  async function* again(input: GenerationInput): AsyncGenerator<ModelChunk, void, undefined> {
    for (let attempt = 1; ; attempt += 1) {
      let begun = false;
      try {
        for await (const chunk of free(input)) {
          begun ||= chunk.type === 'text';
          yield chunk;
        }
        return;
      } catch (error) {
        const passing = error instanceof ServerFailure && error.info.code === 'server-broke-off';
        if (begun || !passing || attempt > http.patience.retries || input.cancel.aborted) throw error;
        const waitMs = Math.min(500 * 2 ** (attempt - 1), http.patience.longestWaitMs);
        yield { type: 'notice', notice: { code: 'broke-off', attempt, of: http.patience.retries, waitMs } };
        await pause(waitMs, input.cancel);
      }
    }
  }

  const aborted: ModelChunk = {
    type: 'end',
    finish: 'abort',
    promptTokens: 0,
    completionTokens: 0,
    prefillTokensPerSecond: 0,
    decodeTokensPerSecond: 0,
  };

  const model: TextModel = {
    identity: {
      id: facts.model,
      manifestSha256: 'none',
      library: 'none',
      template: choice.preset.id,
      engine: facts.version === '' ? facts.kind : `${facts.kind} ${facts.version}`,
      adapter: origin,
      tokens: 'estimated',
    },
    contextTokens: facts.contextTokens,
    family: facts.family,
    opensThought: facts.family.opensThought,
    countTokens: (text) => tokens.count(text),
    countPromptTokens,
    ...(writer === null ? { chatOnly: true } : { holds: 'answers' as const }),
    async *stream(input) {
      const leave = await pool.enter(input.cancel);
      try {
        if (input.cancel.aborted) {
          yield aborted;
          return;
        }
        const { guide, form } = input;
        if (guide === undefined || form === undefined || writer === null) yield* again(input);
        else {
          const wait = (ms: number): Promise<void> => pause(ms, input.cancel);
          // Only of servers that can be held to a form: it comes when one is.
          const { streamHeld } = await import('./guided.ts');
          yield* streamHeld({ writer, input: { ...input, guide, form }, patience: http.patience, wait });
        }
      } catch (error) {
        // What ends because it was told to is no failure.
        if (!input.cancel.aborted) throw error;
        yield aborted;
      } finally {
        leave();
      }
    },
    ...(writer === null
      ? {}
      : {
          async likelihoods(input) {
            const leave = await pool.enter(input.cancel);
            try {
              // Few runs ask for them, and the engine's part is nearly full.
              const { readLikelihoods } = await import('./likelihoods.ts');
              return await readLikelihoods({ http, facts, writer, input });
            } catch (error) {
              if (!input.cancel.aborted) throw error;
              return { logProbs: input.continuations.map(() => -Infinity), promptTokens: 0, computedTokens: 0 };
            } finally {
              leave();
            }
          },
        }),
  };

  return {
    model,
    async measure({ query, candidates }, cancel = { aborted: false }) {
      if (writer === null) return false;
      const unknown = [query.text, ...candidates.map(titledText)].filter((text) => !tokens.knows(text));
      try {
        await eachInParallel([...new Set(unknown)], pool.size, async (text) => {
          if (!cancel.aborted) tokens.learn(text, (await writer.tokenize(text, cancel)).length);
        });
        return !cancel.aborted;
      } catch (error) {
        if (!(error instanceof ServerFailure) && !cancel.aborted) throw error;
        return false;
      }
    },
  };
}
