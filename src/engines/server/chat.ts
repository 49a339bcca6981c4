import { errorInfo } from '../../core/errors.ts';
import type { ChatMessage } from '../../core/log/event.ts';
import { THINK_TAGS } from '../../core/preset/families.ts';
import type { ModelFamily, ThoughtTags } from '../../core/preset/families.ts';
import type { GenerationInput, ModelChunk } from '../../core/run/text-model.ts';
import { failureOf, ServerFailure } from './failure.ts';
import { brokeOff, parse } from './http.ts';
import type { ServerHttp } from './http.ts';
import { at, numberAt, textAt } from './json.ts';
import type { ServerFacts } from './probe.ts';

export interface ChatSampling {
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
}

/**
 * One chat completion, streamed: free text, the thought in fields of its own (`reasoning_content`: llama.cpp, SGLang, DeepSeek, vLLM before 0.12;
 * `reasoning`: vLLM, OpenRouter) or between tags. Whichever it is, the thought comes out between the tags that the reader expects. Throws `ServerFailure`.
 */
export async function* streamChat({
  http,
  facts,
  input,
  sampling,
  jsonAnswers,
  estimate,
}: {
  http: ServerHttp;
  facts: ServerFacts;
  input: GenerationInput;
  sampling: ChatSampling;
  /** Asks for JSON of the answer's form, and writes the answer from it. */
  jsonAnswers: boolean;
  /** Tokens of a text where the server does not say what it used. */
  estimate: (text: string) => number;
}): AsyncGenerator<ModelChunk, void, undefined> {
  const { form } = input;
  const tags = form?.tags ?? facts.family.thought ?? THINK_TAGS;
  const asked = jsonAnswers && form !== undefined ? form.answer : null;
  // The page asks no server for JSON: what only that needs comes when it is asked for.
  const json = asked === null ? null : await import('../../core/answer/json-answer.ts');
  const body = {
    model: facts.model,
    ...switched(facts.family, input.messages, form?.thinks ?? true),
    ...lengthOf(facts, input.maxTokens),
    temperature: input.temperature,
    seed: input.seed,
    stream: true,
    stream_options: { include_usage: true },
    ...(sampling.topP === undefined ? {} : { top_p: sampling.topP }),
    ...(sampling.topK === undefined || facts.kind === 'other' ? {} : { top_k: sampling.topK }),
    ...(asked === null || json === null
      ? {}
      : {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'answer', strict: true, schema: json.toJsonSchema(asked) },
          },
        }),
  };
  const clock = startClock(http.world.now);
  const merge = mergeThought(tags);
  let finish: string | null = null;
  let done = false;
  let usage: unknown;
  let timings: unknown;
  let written = '';
  let jsonText = '';
  for await (const part of http.stream('/v1/chat/completions', body, input.cancel)) {
    if (part.type === 'notice') {
      yield part;
      continue;
    }
    if (part.data === '[DONE]') {
      // Nothing comes after it: a connection that stays open behind it is no reason to wait.
      done = true;
      break;
    }
    const event = readEvent(part.data, '/v1/chat/completions');
    usage = at(event, 'usage') ?? usage;
    timings = at(event, 'timings') ?? timings;
    finish = textAt(event, 'choices', 0, 'finish_reason') ?? finish;
    const delta = at(event, 'choices', 0, 'delta');
    const thought = textAt(delta, 'reasoning_content') ?? textAt(delta, 'reasoning') ?? '';
    const content = textAt(delta, 'content') ?? '';
    if (thought !== '' || content !== '') clock.heard();
    const text = merge.push(thought, asked === null ? content : '');
    if (asked !== null) jsonText += content;
    written += thought + content;
    if (text !== '') yield { type: 'text', text };
  }
  if (input.cancel.aborted) {
    yield endOf({ finish: 'abort', promptTokens: 0, completionTokens: 0, clock });
    return;
  }
  if (finish === null && !done) throw new ServerFailure(brokeOff('/v1/chat/completions'));
  if (asked !== null && json !== null && jsonText !== '') {
    // What is not of the schema goes on as it is: the reader says what came of it.
    const text = merge.push('', json.answerOfJson(asked.shape, jsonText) ?? jsonText);
    yield { type: 'text', text };
  }
  const promptText = input.messages.map(({ content }) => content).join('\n');
  yield endOf({
    finish: finish === 'length' ? 'length' : 'stop',
    promptTokens: numberAt(usage, 'prompt_tokens') ?? estimate(promptText) + facts.templateTokens,
    completionTokens: numberAt(usage, 'completion_tokens') ?? estimate(written),
    clock,
    timings,
  });
}

/** OpenAI's own reasoning models refuse `max_tokens`; others do not know its successor. */
function lengthOf({ kind, model }: ServerFacts, maxTokens: number): Readonly<Record<string, number>> {
  const theirs = kind === 'other' && /^(?:o\d|gpt-5)/.test(model);
  return theirs ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens };
}

/** Messages and template variables by which a call is told to think or not to. */
export function switched(
  { silence, opensThought }: ModelFamily,
  messages: readonly ChatMessage[],
  thinks: boolean,
): { readonly messages: readonly ChatMessage[]; readonly chat_template_kwargs?: Readonly<Record<string, boolean>> } {
  if (silence === null || (opensThought && !thinks)) return { messages };
  if (silence.by === 'template') return { messages, chat_template_kwargs: { [silence.name]: thinks } };
  if (thinks) return { messages };
  const first = messages[0];
  return first?.role === 'system'
    ? { messages: [{ ...first, content: `${first.content}\n${silence.text}` }, ...messages.slice(1)] }
    : { messages: [{ role: 'system', content: silence.text }, ...messages] };
}

/** Puts a thought that came apart from the answer between tags again. A repeated opening tag does the reader no harm. */
function mergeThought(tags: ThoughtTags): { push(thought: string, content: string): string } {
  let open = false;
  return {
    push(thought, content) {
      let text = '';
      if (thought !== '') {
        if (!open) text += tags.open;
        open = true;
        text += thought;
      }
      if (content !== '') {
        if (open) text += tags.close;
        open = false;
        text += content;
      }
      return text;
    },
  };
}

/** One event's JSON. Throws `ServerFailure` for what is none, and for an error that comes as an event. */
export function readEvent(data: string, path: string): unknown {
  const event = parse(data, path);
  const error = at(event, 'error');
  if (error !== undefined && error !== null) {
    throw new ServerFailure(failureOf(numberAt(error, 'code') ?? 500, data, path));
  }
  if (typeof event !== 'object' || event === null) {
    throw new ServerFailure(errorInfo('server-failed', `${path} sent an event that is no object`, { path }));
  }
  return event;
}

/** Times one answer by when it was asked for, first heard and over. */
export interface AnswerClock {
  heard(): void;
  /** Milliseconds to the first word, and from there. */
  times(): { readonly readMs: number; readonly writeMs: number };
}

export function startClock(now: () => number): AnswerClock {
  const asked = now();
  let first: number | null = null;
  return {
    heard() {
      first ??= now();
    },
    times: () => ({ readMs: (first ?? now()) - asked, writeMs: first === null ? 0 : now() - first }),
  };
}

/** The last chunk. Speeds are the server's own where it tells them (llama.cpp's `timings`), else by the clock. */
export function endOf({
  finish,
  promptTokens,
  completionTokens,
  clock,
  timings,
}: {
  finish: 'stop' | 'length' | 'abort';
  promptTokens: number;
  completionTokens: number;
  clock: AnswerClock;
  timings?: unknown;
}): Extract<ModelChunk, { type: 'end' }> {
  const { readMs, writeMs } = clock.times();
  const speed = (tokens: number, ms: number): number => (ms > 0 ? (tokens * 1000) / ms : 0);
  return {
    type: 'end',
    finish,
    promptTokens,
    completionTokens,
    prefillTokensPerSecond: numberAt(timings, 'prompt_per_second') ?? speed(promptTokens, readMs),
    decodeTokensPerSecond: numberAt(timings, 'predicted_per_second') ?? speed(completionTokens, writeMs),
  };
}
