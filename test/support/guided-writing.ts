import { readFileSync } from 'node:fs';
import { createAnswerAutomaton } from '../../src/core/answer/automaton.ts';
import { template } from '../../src/core/preset/built-in.ts';
import type { ThinkingGuide } from '../../src/core/run/guide.ts';
import type { CancelSignal, ModelChunk } from '../../src/core/run/text-model.ts';
import { createGuidedLogits } from '../../src/engines/webllm/guided.ts';
import type { TokenCache } from '../../src/engines/webllm/internals.ts';
import { createTokenReader, tokenTexts } from '../../src/engines/webllm/tokens.ts';
import type { TokenReader } from '../../src/engines/webllm/tokens.ts';
import { writeTokens } from '../../src/engines/webllm/write.ts';

/** The test model's vocabulary: single characters, words and marks such as ` [`, `".` and `answer`. */
export const TINY = tokenTexts(JSON.parse(readFileSync('public/models/test-tiny/tokenizer.json', 'utf8')));
/** The test model's stop token. */
export const TINY_END = 2;
export const GLASSRANK = template('glassrank-1');

const byText = new Map(TINY.flatMap((text, id) => (text === null || text.includes('\u{fffd}') ? [] : [[text, id] as const])));
const longest = Math.max(...Array.from(byText.keys(), (text) => text.length));

/** Cuts a text into the longest tokens that fit, from left to right. */
export function longestTokens(text: string): number[] {
  const ids: number[] = [];
  for (let at = 0; at < text.length;) {
    let length = Math.min(longest, text.length - at);
    while (length > 1 && !byText.has(text.slice(at, at + length))) length -= 1;
    ids.push(byText.get(text.slice(at, at + length)) ?? 0);
    at += length;
  }
  return ids;
}

export const textOf = (ids: readonly number[]): string => ids.map((id) => TINY[id] ?? '').join('');

/** A whole answer in the prompt's own form. */
export function answerOf(order: readonly number[]): string {
  const { answerOpen, answerClose, answerSeparator } = GLASSRANK;
  return answerOpen + order.map((identifier) => `[${identifier}]`).join(answerSeparator) + answerClose;
}

export const automatonOf = (count: number) =>
  createAnswerAutomaton({
    shape: {
      type: 'order',
      open: GLASSRANK.answerOpen,
      close: GLASSRANK.answerClose,
      label: { before: '[', after: ']', numerals: 'numbers' },
      separator: GLASSRANK.answerSeparator,
      tie: null,
    },
    count,
  });

/** A cache over logits that a function gives for what has been read. Notes how many tokens each reading took; 0: one whose logits nobody looked at. */
export function scriptedCache(
  logitsOf: (tokens: readonly number[]) => Float32Array,
  { chunk = 16, onRead = () => {} }: { chunk?: number; onRead?: () => void } = {},
): TokenCache & { readonly tokens: readonly number[]; readonly sizes: readonly number[] } {
  const tokens: number[] = [];
  const sizes: number[] = [];
  return {
    tokens,
    sizes,
    chunk,
    get length() {
      return tokens.length;
    },
    async feed(token) {
      tokens.push(token);
      sizes.push(0);
    },
    async append(more) {
      if (more.length === 0 || more.length > chunk) throw new Error(`${more.length} tokens in a chunk of ${chunk}`);
      tokens.push(...more);
      sizes.push(more.length);
      onRead();
      return logitsOf(tokens);
    },
    drop(count) {
      tokens.length -= count;
      return true;
    },
    clear() {
      tokens.length = 0;
    },
  };
}

/** Wants to write a text, in the longest tokens that fit, and where it may not or has come to its end, noise that hangs on the text alone. */
export function wishful(wish: string, promptTokens: number, noise: (text: string, id: number) => number = () => 0) {
  return (tokens: readonly number[]): Float32Array => {
    const text = textOf(tokens.slice(promptTokens));
    return Float32Array.from(TINY, (token, id) => {
      const fits = token !== null && token !== '' && wish.startsWith(text) && wish.startsWith(token, text.length);
      return noise(text, id) + (fits ? 100 + token.length : 0);
    });
  };
}

interface Writing {
  readonly prompt: readonly number[];
  readonly guide: ThinkingGuide;
  readonly cache: TokenCache;
  readonly reader?: TokenReader;
  /** False: every token is picked by its logits. */
  readonly jumps?: boolean;
  readonly leastChunk?: number;
  readonly maxTokens?: number;
  readonly contextTokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly cancel?: CancelSignal;
  readonly onChunk?: (chunk: ModelChunk) => void;
}

/** Everything that one generation told, and its tokens. */
export async function writeGuided({
  prompt,
  guide,
  cache,
  leastChunk = 4,
  reader = createTokenReader(cache, (work) => work, leastChunk),
  jumps = true,
  maxTokens = 400,
  contextTokens = 1000,
  temperature = 0,
  seed = 1,
  cancel = { aborted: false },
  onChunk = () => {},
}: Writing) {
  const guided = createGuidedLogits(TINY, [TINY_END], ...(jumps ? [longestTokens] : []));
  const ids: number[] = [];
  guided.begin(guide, (token) => ids.push(token));
  const pieces: string[] = [];
  for await (const chunk of writeTokens({
    tokens: prompt,
    input: { maxTokens, temperature, seed, cancel },
    reader,
    guided,
    stopTokens: [TINY_END],
    contextTokens,
    decode: textOf,
  })) {
    onChunk(chunk);
    if (chunk.type === 'end') return { ids, pieces, text: pieces.join(''), end: chunk };
    if (chunk.type === 'text') pieces.push(chunk.text);
  }
  throw new Error('no end');
}
