import type { LikelihoodInput, Likelihoods } from '../../core/run/text-model.ts';
import type { TokenReader } from './tokens.ts';

/** Natural logarithm of Σ exp(logit), in double precision, over all of them or over `ids`. Throws when a logit is no number: broken drivers do that. */
export function logSumExp(logits: Float32Array, ids?: readonly number[]): number {
  const count = ids?.length ?? logits.length;
  let highest = -Infinity;
  for (let index = 0; index < count; index += 1) {
    const value = logits[ids === undefined ? index : (ids[index] ?? 0)] ?? NaN;
    if (Number.isNaN(value)) throw new Error('the GPU computed numbers that are none (NaN logits); its driver may be broken');
    if (value > highest) highest = value;
  }
  if (highest === -Infinity) return -Infinity;
  let sum = 0;
  for (let index = 0; index < count; index += 1)
    sum += Math.exp((logits[ids === undefined ? index : (ids[index] ?? 0)] ?? NaN) - highest);
  return highest + Math.log(sum);
}

/** How continuations are cut into tokens after some that stand. */
interface ContinuationTokens {
  /** Tokens that stand: those given, or all but the last. */
  readonly before: readonly number[];
  /** Tokens of each continuation after `before`, in the order given; none empty. */
  readonly tokens: readonly (readonly number[])[];
  /** The text of the token that was taken back, with which all of `tokens` begin; null: none was. */
  readonly takenBack: string | null;
}

/**
 * Cuts continuations into tokens. By default each is encoded by itself. With `joined` it is looked at whether the tokenizer would join the
 * start of a continuation with the last token before it (`>` and `[` to `>[`): such a model never writes the two apart. Then that last token
 * is taken back and encoded together with each continuation, and the likelihood is that of the tokens given that they begin with its text.
 */
export function continuationTokens({
  before,
  continuations,
  joined,
  encode,
  decode,
}: {
  readonly before: readonly number[];
  readonly continuations: readonly string[];
  /** True where the last token of `before` came from encoding a text. False: the model wrote it, or a turn of a conversation ends there. */
  readonly joined: boolean;
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): ContinuationTokens {
  for (const text of continuations) if (text === '') throw new Error('a continuation is empty');
  const apart = (): ContinuationTokens => ({
    before,
    tokens: continuations.map((text) => Array.from(encode(text))),
    takenBack: null,
  });
  const last = before.at(-1);
  // One token at least must stand before it.
  if (!joined || last === undefined || before.length < 2) return apart();
  const tail = decode([last]);
  const alone = encode(tail);
  // A special token, or a piece of a character.
  if (tail === '' || alone.length !== 1 || alone[0] !== last) return apart();
  const together = continuations.map((text) => Array.from(encode(tail + text)));
  if (together.every(([first]) => first === last))
    return { before, tokens: together.map((tokens) => tokens.slice(1)), takenBack: null };
  if (!together.every(([first = last]) => decode([first]).startsWith(tail))) return apart();
  return { before: before.slice(0, -1), tokens: together, takenBack: tail };
}

interface Node {
  readonly next: Map<number, Node>;
  /** Indices of the continuations that end here. */
  readonly ends: number[];
}

/**
 * Log-probabilities of token sequences after `before`, by teacher forcing: a depth-first walk over the tree of their tokens, one reading for
 * each distinct beginning that something follows. Over the whole vocabulary, its padding included, as the model's own softmax is. With
 * `begins`, the first token is conditioned on being one of those. NaN for what a cancel left out (`read` gave null).
 */
export async function walkContinuations({
  before,
  continuations,
  begins,
  read,
}: {
  readonly before: readonly number[];
  readonly continuations: readonly (readonly number[])[];
  readonly begins?: readonly number[];
  readonly read: (tokens: readonly number[]) => Promise<Float32Array | null>;
}): Promise<readonly number[]> {
  const root: Node = { next: new Map(), ends: [] };
  for (const [index, tokens] of continuations.entries()) {
    let node = root;
    for (const token of tokens) {
      const next: Node = node.next.get(token) ?? { next: new Map(), ends: [] };
      node.next.set(token, next);
      node = next;
    }
    node.ends.push(index);
  }
  const logProbs = Array<number>(continuations.length).fill(NaN);

  /** False: cancelled. */
  async function visit(node: Node, path: readonly number[], logProb: number): Promise<boolean> {
    for (const index of node.ends) logProbs[index] = logProb;
    if (node.next.size === 0) return true;
    const logits = await read([...before, ...path]);
    if (logits === null) return false;
    const whole = logSumExp(logits, path.length === 0 ? begins : undefined);
    // All of them before the next reading: the logits are good only until then.
    const steps = [...node.next].map(([token, next]) => [token, next, (logits[token] ?? NaN) - whole] as const);
    for (const [token, next, step] of steps) if (!(await visit(next, [...path, token], logProb + step))) return false;
    return true;
  }

  await visit(root, [], 0);
  return logProbs;
}

/**
 * Likelihoods of texts after `before`, by the model's raw logits. How they are cut into tokens: `continuationTokens`; over what they are
 * normalised: `walkContinuations`. Cancelled: NaN for those it had not come to.
 */
export async function readLikelihoods({
  before,
  joined,
  input: { continuations, cancel },
  reader,
  texts,
  encode,
  decode,
}: {
  /** Prompt and written text, with room for the longest continuation. */
  readonly before: readonly number[];
  /** See `continuationTokens`. */
  readonly joined: boolean;
  readonly input: Pick<LikelihoodInput, 'continuations' | 'cancel'>;
  readonly reader: TokenReader;
  /** Of all tokens, by id. */
  readonly texts: readonly (string | null)[];
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): Promise<Likelihoods> {
  const cut = continuationTokens({ before, continuations, joined, encode, decode });
  const { takenBack } = cut;
  const begins = takenBack === null ? null : texts.flatMap((text, id) => (text?.startsWith(takenBack) === true ? [id] : []));
  let computedTokens = 0;
  const logProbs = await walkContinuations({
    before: cut.before,
    continuations: cut.tokens,
    ...(begins === null ? {} : { begins }),
    read: async (path) => {
      if (cancel.aborted) return null;
      const step = await reader.read(path, cancel);
      computedTokens += step?.computed ?? 0;
      return step?.logits ?? null;
    },
  });
  return { logProbs, promptTokens: before.length, computedTokens };
}
