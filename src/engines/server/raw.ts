import type { AnswerGrammar } from '../../core/answer/grammar.ts';
import { toGbnf } from '../../core/answer/grammar.ts';
import type { ModelChunk, ModelPrompt } from '../../core/run/text-model.ts';
import type { CancelSignal } from '../../core/run/text-model.ts';
import { endOf, readEvent, startClock, switched } from './chat.ts';
import type { ChatSampling } from './chat.ts';
import { ServerFailure } from './failure.ts';
import { brokeOff } from './http.ts';
import type { ServerHttp } from './http.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import type { ServerFacts } from './probe.ts';

/** A prompt as the server's own template writes it: text for llama.cpp, tokens for vLLM. */
export type RenderedPrompt = string | readonly number[];

/** Writes conversations by the server's template and goes on from any text: what a guide and a prefill need. llama.cpp and vLLM. */
export interface RawWriter {
  render(prompt: ModelPrompt & { readonly thinks: boolean; readonly cancel: CancelSignal }): Promise<RenderedPrompt>;
  write(asked: {
    readonly prompt: RenderedPrompt;
    readonly maxTokens: number;
    readonly temperature: number;
    readonly seed: number;
    readonly cancel: CancelSignal;
    /** Ends before the first of them. */
    readonly stop?: readonly string[];
    readonly grammar?: AnswerGrammar;
    /** Its turn may not end. */
    readonly goesOn?: boolean;
  }): AsyncGenerator<RawChunk, void, undefined>;
  /** Ids of a text's tokens; `special`: with the marks that begin a text. */
  tokenize(text: string, cancel: CancelSignal, special?: boolean): Promise<readonly number[]>;
}

/** As `ModelChunk`; `stopped` tells by what. */
export type RawChunk =
  | Exclude<ModelChunk, { type: 'end' }>
  | (Extract<ModelChunk, { type: 'end' }> & { readonly stopped: 'word' | 'turn' | 'length' });

/** A writer by the server's own protocol. */
export function createRawWriter(http: ServerHttp, facts: ServerFacts, sampling: ChatSampling): RawWriter {
  const { model, kind } = facts;

  const tokenize = async (text: string, cancel: CancelSignal, special = false): Promise<readonly number[]> => {
    if (text === '') return [];
    const body =
      kind === 'llama.cpp'
        ? { content: text, add_special: special, parse_special: true }
        : { model, prompt: text, add_special_tokens: special };
    return listAt(await http.ask('/tokenize', body, cancel), 'tokens').filter((id) => typeof id === 'number');
  };

  return {
    tokenize,
    async render({ messages, completion = false, written = '', thinks, cancel }) {
      if (kind === 'llama.cpp') {
        const text = completion
          ? messages.map(({ content }) => content).join('')
          : textAt(await http.ask('/apply-template', switched(facts.family, messages, thinks), cancel), 'prompt');
        if (text === undefined) throw new ServerFailure(brokeOff('/apply-template'));
        return text + written;
      }
      const ids = completion
        ? await tokenize(messages.map(({ content }) => content).join(''), cancel, true)
        : listAt(
            await http.ask(
              '/tokenize',
              { model, ...switched(facts.family, messages, thinks), add_generation_prompt: true },
              cancel,
            ),
            'tokens',
          ).filter((id) => typeof id === 'number');
      return [...ids, ...(await tokenize(written, cancel))];
    },
    async *write({ prompt, maxTokens, temperature, seed, cancel, stop, grammar, goesOn = false }) {
      const theirs = kind === 'llama.cpp';
      const path = theirs ? '/completion' : '/v1/completions';
      const held = grammar === undefined ? {} : grammarField(facts, grammar);
      const body = {
        prompt,
        temperature,
        seed,
        stream: true,
        ...(stop === undefined ? {} : { stop }),
        ...(goesOn ? { ignore_eos: true } : {}),
        ...(sampling.topP === undefined ? {} : { top_p: sampling.topP }),
        ...(sampling.topK === undefined ? {} : { top_k: sampling.topK }),
        ...held,
        ...(theirs
          ? { n_predict: maxTokens, cache_prompt: true }
          : { model, max_tokens: maxTokens, stream_options: { include_usage: true }, add_special_tokens: false }),
      };
      const clock = startClock(http.world.now);
      let last: unknown = null;
      let stopped: 'word' | 'turn' | 'length' | null = null;
      let usage: unknown;
      let pieces = 0;
      for await (const part of http.stream(path, body, cancel)) {
        if (part.type === 'notice') {
          yield part;
          continue;
        }
        if (part.data === '[DONE]') break;
        const event = readEvent(part.data, path);
        const text = (theirs ? textAt(event, 'content') : textAt(event, 'choices', 0, 'text')) ?? '';
        if (text !== '') {
          clock.heard();
          pieces += 1;
          yield { type: 'text', text };
        }
        usage = at(event, 'usage') ?? usage;
        if (theirs && at(event, 'stop') === true) {
          last = event;
          const type = textAt(event, 'stop_type');
          stopped = type === 'word' ? 'word' : type === 'limit' || at(event, 'truncated') === true ? 'length' : 'turn';
        }
        const reason = theirs ? undefined : textAt(event, 'choices', 0, 'finish_reason');
        if (reason !== undefined) {
          const by = at(event, 'choices', 0, 'stop_reason');
          stopped = reason === 'length' ? 'length' : typeof by === 'string' ? 'word' : 'turn';
        }
      }
      if (stopped === null && !cancel.aborted) throw new ServerFailure(brokeOff(path));
      yield {
        ...endOf({
          finish: cancel.aborted ? 'abort' : stopped === 'length' ? 'length' : 'stop',
          promptTokens: numberAt(last, 'tokens_evaluated') ?? numberAt(usage, 'prompt_tokens') ?? 0,
          completionTokens: numberAt(last, 'tokens_predicted') ?? numberAt(usage, 'completion_tokens') ?? pieces,
          clock,
          timings: at(last, 'timings'),
        }),
        stopped: stopped ?? 'turn',
      };
    },
  };
}

function grammarField({ grammar }: ServerFacts, held: AnswerGrammar): Readonly<Record<string, unknown>> {
  switch (grammar) {
    case 'gbnf':
      return { grammar: toGbnf(held) };
    case 'structured':
      return { structured_outputs: { grammar: toGbnf(held) } };
    case 'guided':
      return { guided_grammar: toGbnf(held) };
    case 'none':
      return {};
  }
}
