import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { GenerationInput, ModelChunk } from '../../core/run/text-model.ts';
import type { GuidedLogits } from './guided-logits.ts';
import { pickToken } from './pick-token.ts';
import type { TokenReader } from './token-reader.ts';

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
