import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { oncePer } from '../../core/once.ts';
import type { GenerationInput, ModelChunk, NarrowChoice, OutputGuide } from '../../core/run/text-model.ts';
import { logSumExp } from './likelihoods.ts';
import type { TokenReader } from './tokens.ts';

/** Temperatures below this are WebLLM's lowest. */
const COLDEST = 1e-6;

/** The next token's id: at temperature 0 the likeliest, of equals the first; else drawn with `uniform`, a number in [0, 1). */
export function pickToken(logits: Float32Array, temperature: number, uniform: () => number): number {
  let best = 0;
  for (let id = 1; id < logits.length; id += 1) if ((logits[id] ?? -Infinity) > (logits[best] ?? -Infinity)) best = id;
  if (temperature === 0) return best;
  const scaled = logits.map((value) => value / Math.max(COLDEST, temperature));
  const whole = logSumExp(scaled);
  let left = uniform();
  for (let id = 0; id < scaled.length; id += 1) {
    left -= Math.exp((scaled[id] ?? -Infinity) - whole);
    if (left < 0) return id;
  }
  // Rounding can leave a trace of the sum over.
  return best;
}

/** Low enough to be never sampled; finite, because WGSL may treat infinities as it likes, and safe to divide by WebLLM's 1e-6. */
const NEVER = -1e9;

/** Has the shape of WebLLM's LogitProcessor, and holds one generation's guide. */
export interface GuidedLogits {
  /**
   * Before each generation. WebLLM's own `resetState` comes at its own times and must not touch the guide. `onToken` hears every sampled token.
   */
  begin(guide: OutputGuide | undefined, onToken?: (token: number) => void): void;
  processLogits(logits: Float32Array): Float32Array;
  processSampledToken(token: number): void;
  resetState(): void;
}

/**
 * Lets a model write only what its guide allows, by token texts (index = token id, null = a token without text, which is never allowed).
 * What the guide's bias says is added to the tokens allowed. Stop tokens come exactly when the guide is complete. Throws when the GPU gives
 * numbers that are none: broken drivers do.
 */
export function createGuidedLogits(texts: readonly (string | null)[], stopTokens: readonly number[]): GuidedLogits {
  const stops = new Set(stopTokens);
  let guide: OutputGuide | undefined;
  let heard: ((token: number) => void) | undefined;
  /** Ids that each test refuses. Guides give one function object for as long as a thought runs freely. */
  const refusedBy = oncePer((test: (text: string) => boolean): Int32Array => {
    // Plain loops: this runs for every token of an answer, over the whole vocabulary.
    const ids = new Int32Array(texts.length);
    let length = 0;
    for (let id = 0; id < texts.length; id += 1) {
      const text = texts[id] ?? null;
      if (text === null || stops.has(id) || !test(text)) ids[length++] = id;
    }
    return ids.subarray(0, length);
  });

  /** Whatever a guide says of few texts is looked up here instead of asking it about the whole vocabulary. */
  const vocabulary = indexTokens(texts, stops);

  /** Tokens that a guide may bias: the few with a digit or a closing bracket. */
  const leaningIds = texts.flatMap((text, id) => (text !== null && /[0-9\]]/.test(text) && !stops.has(id) ? [id] : []));
  /** What each function adds, `[id, logits]`, without those that it leaves alone: once for each of them, as above. */
  const addedBy = oncePer((bias: (text: string) => number): readonly (readonly [number, number])[] =>
    leaningIds.flatMap((id) => {
      const value = bias(texts[id] ?? '');
      return value === 0 ? [] : [[id, value] as const];
    }),
  );

  return {
    begin(next, onToken) {
      guide = next;
      heard = onToken;
    },
    processLogits(logits) {
      for (let id = 0; id < logits.length; id += 1) {
        if (Number.isNaN(logits[id]))
          throw new Error('the GPU computed numbers that are none (NaN logits); its driver may be broken');
      }
      if (guide === undefined) return logits;
      if (guide.complete) {
        const only = new Float32Array(logits.length).fill(NEVER);
        for (const id of stops) only[id] = logits[id] ?? NEVER;
        return only;
      }
      const bias = guide.bias();
      const narrow = guide.narrow?.() ?? null;
      if (narrow !== null) {
        const allowed = guide.allowed();
        const kept = vocabulary.candidates(narrow).filter((id) => allowed(texts[id] ?? ''));
        if (kept.length === 0) throw new Error('no token of the vocabulary fits what must be written next');
        const values = kept.map((id) => (logits[id] ?? NEVER) + (bias?.(texts[id] ?? '') ?? 0));
        logits.fill(NEVER);
        for (const [place, id] of kept.entries()) logits[id] = values[place] ?? NEVER;
        return logits;
      }
      const ids = refusedBy(guide.allowed());
      if (ids.length >= texts.length) throw new Error('no token of the vocabulary fits what must be written next');
      // Before the mask, which then covers what was added to tokens that are refused.
      if (bias !== null) for (const [id, value] of addedBy(bias)) logits[id] = (logits[id] ?? NEVER) + value;
      for (let at = 0; at < ids.length; at += 1) logits[ids[at] ?? 0] = NEVER;
      // Vocabularies are padded to round sizes; the padding has no texts.
      for (let id = texts.length; id < logits.length; id += 1) logits[id] = NEVER;
      return logits;
    },
    processSampledToken(token) {
      heard?.(token);
      if (guide === undefined || stops.has(token)) return;
      const text = texts[token] ?? null;
      if (text === null) throw new Error(`token ${token} was sampled against the guide`);
      guide.push(text);
    },
    resetState() {},
  };
}

/** Tokens by their text, and by a mark in it. */
export function indexTokens(
  texts: readonly (string | null)[],
  stops: ReadonlySet<number>,
): { candidates(choice: NarrowChoice): readonly number[] } {
  const byText = new Map<string, number[]>();
  const byMark = new Map<string, readonly number[]>();
  let longest = 0;
  for (const [id, text] of texts.entries()) {
    if (text === null || text === '' || stops.has(id)) continue;
    longest = Math.max(longest, text.length);
    const same = byText.get(text);
    if (same === undefined) byText.set(text, [id]);
    else same.push(id);
  }
  const holding = (mark: string): readonly number[] => {
    const known = byMark.get(mark) ?? Array.from(byText, ([text, ids]) => (text.includes(mark) ? ids : [])).flat();
    byMark.set(mark, known);
    return known;
  };
  return {
    candidates({ texts: goOn, mark }) {
      const found = new Set(holding(mark));
      for (const text of goOn)
        for (let length = 1; length <= Math.min(longest, text.length); length += 1)
          for (const id of byText.get(text.slice(0, length)) ?? []) found.add(id);
      return [...found];
    },
  };
}

/**
 * Goes on writing after `tokens`: read, guide, pick, again. The same numbers as WebLLM's own loop when greedy; with a temperature other draws
 * than WebLLM's for the same seed. Ends at a stop token, after `maxTokens`, or when the context is full (`length`), and between two tokens
 * when cancelled. The rates count what was computed, not what was held.
 */
export async function* writeTokens({
  tokens,
  input: { maxTokens, temperature, seed, cancel },
  reader,
  guided,
  stopTokens,
  contextTokens,
  decode,
}: {
  readonly tokens: readonly number[];
  readonly input: Pick<GenerationInput, 'maxTokens' | 'temperature' | 'seed' | 'cancel'>;
  readonly reader: TokenReader;
  /** Begun with the guide. */
  readonly guided: Pick<GuidedLogits, 'processLogits' | 'processSampledToken'>;
  readonly stopTokens: readonly number[];
  readonly contextTokens: number;
  readonly decode: (tokens: readonly number[]) => string;
}): AsyncGenerator<ModelChunk, void, undefined> {
  // Of close seeds, as a run's samples have them, xoroshiro128plus draws nearly the same first numbers.
  const random = mersenne(seed);
  const written: number[] = [];
  /** Tokens whose bytes do not yet end with a whole character. */
  let waiting: number[] = [];
  let finish: 'stop' | 'length' | 'abort' = 'length';
  const startedAt = performance.now();
  let firstAt = startedAt;
  let computed = 0;
  while (written.length < maxTokens && tokens.length + written.length <= contextTokens) {
    const step = await reader.read([...tokens, ...written], cancel);
    if (step === null || cancel.aborted) {
      finish = 'abort';
      break;
    }
    const token = pickToken(guided.processLogits(step.logits.slice()), temperature, () => uniformFloat64(random));
    guided.processSampledToken(token);
    if (written.length === 0) {
      firstAt = performance.now();
      ({ computed } = step);
    }
    if (stopTokens.includes(token)) {
      finish = 'stop';
      break;
    }
    written.push(token);
    waiting.push(token);
    const text = decode(waiting);
    if (text.endsWith('\u{fffd}') && waiting.length < 4) continue;
    waiting = [];
    if (text !== '') yield { type: 'text', text };
  }
  if (waiting.length > 0) yield { type: 'text', text: decode(waiting) };
  yield {
    type: 'end',
    finish,
    promptTokens: tokens.length,
    completionTokens: written.length,
    prefillTokensPerSecond: perSecond(computed, firstAt - startedAt),
    decodeTokensPerSecond: perSecond(written.length - 1, performance.now() - firstAt),
  };
}

/** 0 where nothing was counted, or faster than the clock ticks. */
function perSecond(tokens: number, ms: number): number {
  return tokens > 0 && ms > 0 ? (1000 * tokens) / ms : 0;
}
