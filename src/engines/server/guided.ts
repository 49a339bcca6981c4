import type { AnswerAutomaton } from '../../core/answer/automaton.ts';
import { createAnswerAutomaton } from '../../core/answer/automaton.ts';
import { answerGrammar } from '../../core/answer/grammar.ts';
import { labelsOf } from '../../core/answer/labels.ts';
import type { AnswerShape } from '../../core/answer/shape.ts';
import { errorInfo } from '../../core/errors.ts';
import type { GenerationInput, ModelChunk, ModelNotice, OutputForm, OutputGuide } from '../../core/run/text-model.ts';
import { describeServerError, ServerFailure } from './failure.ts';
import type { ServerPatience } from './http.ts';
import type { RawChunk, RawWriter } from './raw.ts';

/** A generation whose output is held to a form. */
export type HeldInput = GenerationInput & { readonly form: OutputForm; readonly guide: OutputGuide };

/**
 * Writes by a guide although the server knows only grammars. The thought is free text up to its closing tag, and the guide counts it piece by piece and ends
 * it; then the answer is asked for after it by a grammar. Where the grammar lets labels repeat and one does, the answer is asked for again from the last
 * label that stood (`repeated`). A stream that breaks off is gone on with from what had come (`broke-off`), as often as the patience says.
 */
export async function* streamHeld({
  writer,
  input,
  patience,
  wait,
}: {
  writer: RawWriter;
  input: HeldInput;
  patience: ServerPatience;
  /** Milliseconds; ends early when the run is cancelled. */
  wait: (ms: number) => Promise<void>;
}): AsyncGenerator<ModelChunk, void, undefined> {
  const { guide, form } = input;
  const { tags } = form;
  const cost = createCost();
  /** All that has come in this call. */
  let made = '';
  let attempts = 0;

  const take = (text: string): ModelChunk => {
    guide.push(text);
    made += text;
    return { type: 'text', text };
  };
  const accepts = (text: string): boolean => guide.allowed()(text);
  /** The rest of the closing tag, where the guide has closed the thought and waits for it. */
  const closing = (): string | null => {
    if (accepts('\u0000')) return null;
    for (let from = 0; from < tags.close.length; from += 1) {
      const rest = tags.close.slice(from);
      if (accepts(rest)) return rest;
    }
    return null;
  };
  const ask = async (): Promise<Parameters<RawWriter['write']>[0]> => ({
    prompt: await writer.render({
      messages: input.messages,
      ...(input.completion === true ? { completion: true } : {}),
      written: (input.written ?? '') + made,
      thinks: form.thinks,
      cancel: input.cancel,
    }),
    maxTokens: Math.max(1, input.maxTokens - cost.completionTokens),
    temperature: input.temperature,
    seed: input.seed,
    cancel: input.cancel,
  });
  const retry = async (error: unknown): Promise<ModelNotice> => {
    const info = describeServerError(error);
    attempts += 1;
    const passing = info.code === 'server-broke-off' || info.code === 'server-silent' || info.code === 'server-failed';
    // What http itself has tried again and again is not begun anew.
    const exhausted = info.details?.['attempts'] !== undefined;
    if (!(error instanceof ServerFailure) || exhausted || !passing || !info.retry || attempts > patience.retries) throw error;
    const waitMs = Math.min(500 * 2 ** (attempts - 1), patience.longestWaitMs);
    await wait(waitMs);
    return { code: 'broke-off', attempt: attempts, of: patience.retries, waitMs };
  };

  /** What the first request told, else what the server counts: one that was left before its end told nothing. */
  const promptTokens = async (): Promise<number> => {
    if (cost.promptTokens !== null || input.cancel.aborted) return cost.promptTokens ?? 0;
    const { messages, cancel, written = '' } = input;
    const completion = input.completion === true ? { completion: true } : {};
    const prompt = await writer.render({ messages, ...completion, written, thinks: form.thinks, cancel });
    if (typeof prompt !== 'string') return prompt.length;
    // An answer that is there is not lost for a figure.
    return writer.tokenize(prompt, cancel).then(
      ({ length }) => length,
      () => 0,
    );
  };

  let place = form.begins;
  if (place === 'before') {
    yield take(tags.open);
    place = 'thought';
  }
  while (place === 'thought' && !guide.complete && !input.cancel.aborted) {
    const rest = closing();
    if (rest !== null) {
      yield take(rest);
      break;
    }
    let end: Extract<RawChunk, { type: 'end' }> | null = null;
    try {
      for await (const chunk of writer.write({ ...(await ask()), stop: [tags.close], goesOn: true })) {
        if (chunk.type === 'notice') yield chunk;
        else if (chunk.type === 'end') end = chunk;
        else if (accepts(chunk.text)) yield take(chunk.text);
        if (chunk.type === 'text') cost.piece();
        // Its budget is used up, or somebody has seen enough.
        if (guide.complete || input.cancel.aborted || (chunk.type === 'text' && closing() !== null)) break;
      }
    } catch (error) {
      if (input.cancel.aborted) break;
      cost.add(null);
      yield { type: 'notice', notice: await retry(error) };
      continue;
    }
    cost.add(end);
    if (end === null) continue;
    if (end.stopped === 'length') {
      yield cost.end('length', await promptTokens());
      return;
    }
    // A turn that ended inside the thought is a thought that is over: the answer is asked for after it, as after a closing tag.
    if (!accepts(tags.close)) throw unheld('thought');
    yield take(tags.close);
    break;
  }
  yield* answer();

  async function* answer(): AsyncGenerator<ModelChunk, void, undefined> {
    const { shape, count, take: wanted } = form.answer;
    const automaton = createAnswerAutomaton({ shape, count, ...(wanted === undefined ? {} : { take: wanted }) });
    /** What of the answer stands for good: up to the end of a label, and then all of it. */
    let said = '';
    let named: readonly number[] = [];
    let rounds = 0;
    while (!guide.complete && !input.cancel.aborted) {
      const before = named.length;
      const grammar = answerGrammar({ shape, count, take: wanted, named: said === '' ? null : named });
      let held = '';
      let end: Extract<RawChunk, { type: 'end' }> | null = null;
      let failed: unknown = null;
      try {
        for await (const chunk of writer.write({ ...(await ask()), grammar, maxTokens: automaton.longest + 8 })) {
          if (chunk.type === 'notice') yield chunk;
          else if (chunk.type === 'end') end = chunk;
          else {
            cost.piece();
            held += chunk.text;
            const settled = settledPart({ shape, count, automaton, text: said + held });
            if (settled.end > said.length) {
              const more = held.slice(0, settled.end - said.length);
              held = held.slice(more.length);
              said += more;
              named = settled.named;
              yield take(more);
            }
            if (!automaton.isPrefix(said + held)) break;
          }
          if (input.cancel.aborted) break;
        }
      } catch (error) {
        if (!input.cancel.aborted) failed = error;
      }
      cost.add(end);
      if (input.cancel.aborted) break;
      if (held !== '' && automaton.isWhole(said + held)) {
        said += held;
        yield take(held);
      }
      if (guide.complete) break;
      if (failed !== null) {
        yield { type: 'notice', notice: await retry(failed) };
        continue;
      }
      // A grammar that is kept gives one more label each time at least, and an exact one all of them.
      if (grammar.exact || named.length <= before) throw unheld(said + held);
      rounds += 1;
      yield { type: 'notice', notice: { code: 'repeated', attempt: rounds, of: count, waitMs: 0 } };
    }
    yield cost.end(input.cancel.aborted ? 'abort' : 'stop', await promptTokens());
  }
}

function unheld(text: string): ServerFailure {
  const message = `the server was to keep to a grammar and wrote ${JSON.stringify(text.slice(-60))}`;
  return new ServerFailure(errorInfo('server-unheld', message));
}

/**
 * Up to where an answer that names labels is sure: the end of the last one that a mark or the end follows. `named`: 1-based identifiers up to there. For other
 * shapes nothing.
 */
export function settledPart({
  shape,
  count,
  automaton,
  text,
}: {
  shape: AnswerShape;
  count: number;
  automaton: AnswerAutomaton;
  text: string;
}): { readonly end: number; readonly named: readonly number[] } {
  const labels = labelsOf(shape, count);
  if (!('label' in shape) || shape.type === 'scores' || !text.startsWith(shape.open)) return { end: 0, named: [] };
  const marks =
    shape.type === 'best' ? [] : [shape.separator, ...(shape.type === 'order' && shape.tie !== null ? [shape.tie] : [])];
  const named: number[] = [];
  let end = 0;
  let from = shape.open.length;
  for (;;) {
    const rest = text.slice(from);
    const found = labels
      .flatMap((label, place) => (rest.startsWith(label) && !named.includes(place + 1) ? [{ label, place }] : []))
      .sort((a, b) => b.label.length - a.label.length)
      .find(({ label }) => {
        const after = rest.slice(label.length);
        return (
          marks.some((mark) => after.startsWith(mark)) || automaton.isWhole(text) || (after === '' && shape.label.after !== '')
        );
      });
    if (found === undefined) return { end, named };
    named.push(found.place + 1);
    end = from + found.label.length;
    const mark = marks.find((one) => text.startsWith(one, end));
    if (mark === undefined) return { end, named };
    from = end + mark.length;
  }
}

/** What the requests of one call have cost together. */
function createCost(): {
  readonly completionTokens: number;
  /** Null: the first request told none. */
  readonly promptTokens: number | null;
  piece(): void;
  add(end: Extract<RawChunk, { type: 'end' }> | null): void;
  end(finish: 'stop' | 'length' | 'abort', promptTokens: number): Extract<ModelChunk, { type: 'end' }>;
} {
  let promptTokens: number | null = null;
  let requests = 0;
  let completionTokens = 0;
  let pieces = 0;
  let speed = { prefillTokensPerSecond: 0, decodeTokensPerSecond: 0 };
  let longest = -1;
  return {
    get completionTokens() {
      return completionTokens + pieces;
    },
    get promptTokens() {
      return promptTokens;
    },
    piece() {
      pieces += 1;
    },
    add(end) {
      requests += 1;
      // A request that was left has told nothing: its pieces are counted as tokens.
      if (end === null) {
        completionTokens += pieces;
        pieces = 0;
        return;
      }
      pieces = 0;
      completionTokens += end.completionTokens;
      // The first request read the prompt; what follows reads its own beginning again.
      if (requests === 1 && end.promptTokens > 0) promptTokens = end.promptTokens;
      if (end.completionTokens > longest) {
        longest = end.completionTokens;
        speed = {
          prefillTokensPerSecond: end.prefillTokensPerSecond,
          decodeTokensPerSecond: end.decodeTokensPerSecond,
        };
      }
    },
    end: (finish, read) => ({ type: 'end', finish, promptTokens: read, completionTokens: completionTokens + pieces, ...speed }),
  };
}
