import type { CancelSignal, PassageChunk, PassagePrompt } from '../../core/run/text-model.ts';
import { contentPlace } from './template.ts';
import type { ConversationTemplate } from './template.ts';
import { promptPieces } from './template.ts';
import type { TokenReader } from './tokens.ts';

/** A prompt's tokens, and where its passages end among them. */
interface PassageTokens {
  /** Of the whole prompt. */
  readonly tokens: readonly number[];
  /** How many tokens stand up to the first passage's beginning, and up to each passage's end. One more than there are passages. */
  readonly borders: readonly number[];
}

/**
 * The tokens of a prompt as WebLLM encodes it, with its passages' ends. Null where the tokenizer joins text across one of them: encoded in pieces the prompt would
 * be another, and a score read between two pieces none that the model was taught.
 */
export function passageTokens({
  conversation,
  prompt: { messages, completion, message, passages },
  encode,
}: {
  readonly conversation: ConversationTemplate;
  readonly prompt: Pick<PassagePrompt, 'messages' | 'completion' | 'message' | 'passages'>;
  readonly encode: (text: string) => ArrayLike<number>;
}): PassageTokens | null {
  const whole = completion === true;
  const texts = whole ? messages.map(({ content }) => content) : promptPieces(conversation, messages);
  const place = whole ? { piece: message, at: 0 } : contentPlace(conversation, messages, message);
  const tokens: number[] = whole ? [] : [...(conversation.system_prefix_token_ids ?? [])];
  const borders: number[] = [];
  for (const [index, text] of texts.entries()) {
    const encoded = Array.from(encode(text));
    if (index === place.piece) {
      const cuts = [passages[0]?.from ?? 0, ...passages.map(({ to }) => to)].map((at) => place.at + at);
      let from = 0;
      const inPieces: number[] = [];
      for (const to of [...cuts, text.length]) {
        inPieces.push(...Array.from(encode(text.slice(from, to))));
        if (borders.length < cuts.length) borders.push(tokens.length + inPieces.length);
        from = to;
      }
      if (inPieces.length !== encoded.length || inPieces.some((token, at) => token !== encoded[at])) return null;
    }
    tokens.push(...encoded);
  }
  return { tokens, borders };
}

/** The ids of the two tokens that a score is told by; null where one of them is no single token of the vocabulary, or both are the same. */
export function scoreTokens(
  [higher, lower]: PassagePrompt['tokens'],
  encode: (text: string) => ArrayLike<number>,
): readonly [number, number] | null {
  const [one, other] = [Array.from(encode(higher)), Array.from(encode(lower))];
  const [first] = one;
  const [second] = other;
  if (one.length !== 1 || other.length !== 1 || first === undefined || second === undefined || first === second) return null;
  return [first, second];
}

/**
 * Reads a prompt up to its last passage's end, passage by passage, and tells the difference of two logits at each end: that of their log-probabilities, as the
 * softmax's normaliser is the same for both. Long passages are read in more than one step, each at most three quarters of a chunk, so that a stop is heard.
 * What was read stays in the cache. Throws when the GPU gives numbers that are none.
 */
export async function* readInPassages({
  tokens,
  borders,
  scoredBy: [higher, lower],
  reader,
  chunk,
  cancel,
}: PassageTokens & {
  readonly scoredBy: readonly [number, number];
  readonly reader: TokenReader;
  /** Most tokens of one forward pass. */
  readonly chunk: number;
  readonly cancel: CancelSignal;
}): AsyncGenerator<PassageChunk, void, undefined> {
  let computed = 0;
  let ms = 0;
  let before = 0;
  for (const [position, end] of borders.slice(1).entries()) {
    const begin = borders[position] ?? 0;
    let logits: Float32Array | null = null;
    for (const to of steps(heldOf(reader, tokens, before), end, chunk)) {
      if (cancel.aborted) return;
      const startedAt = performance.now();
      // oxlint-disable-next-line no-await-in-loop
      const read = await reader.read(tokens.slice(0, to), cancel);
      ms += performance.now() - startedAt;
      if (read === null) return;
      computed += read.computed;
      ({ logits } = read);
    }
    before = end;
    const score = (logits?.[higher] ?? NaN) - (logits?.[lower] ?? NaN);
    if (!Number.isFinite(score)) throw new Error('the GPU computed numbers that are none (NaN logits); its driver may be broken');
    yield { type: 'passage', position, score, tokens: end - begin };
  }
  yield {
    type: 'end',
    promptTokens: before,
    computedTokens: computed,
    prefillTokensPerSecond: ms > 0 ? (1000 * computed) / ms : 0,
  };
}

/** How many tokens of a sequence are held already, at least `known`. */
function heldOf({ held }: TokenReader, tokens: readonly number[], known: number): number {
  let at = Math.min(known, held.length);
  while (at < held.length && at < tokens.length && held[at] === tokens[at]) at += 1;
  return at;
}

/** Where to stop between `from` and `end`: at `end`, and before it in like steps of half a chunk or so. Shorter ones would cost more than they help. */
function steps(from: number, end: number, chunk: number): readonly number[] {
  const count = Math.max(1, Math.round((end - from) / Math.ceil(chunk / 2)));
  return Array.from({ length: count }, (_, step) => Math.round(from + ((end - from) * (step + 1)) / count));
}
