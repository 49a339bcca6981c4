import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { GenerationInput, ModelChunk } from '../../core/run/text-model.ts';
import type { GuidedLogits } from './guided.ts';
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

/**
 * Goes on writing after `tokens`: read, guide, pick, again. What the guide leaves no choice about is not picked: it is told at once, and read in one piece together
 * with what was picked before it when the next choice comes; what stands at the end is not read at all. The same numbers as WebLLM's own loop when greedy; with a
 * temperature other draws than WebLLM's for the same seed. Ends at a stop token or where nothing may follow, after `maxTokens`, or when the context is full
 * (`length`), and between two tokens when cancelled. The rates count what was computed, not what was held.
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
  readonly guided: Pick<GuidedLogits, 'sure' | 'few' | 'processLogits' | 'processSampledToken'>;
  readonly stopTokens: readonly number[];
  readonly contextTokens: number;
  readonly decode: (tokens: readonly number[]) => string;
}): AsyncGenerator<ModelChunk, void, undefined> {
  // Of close seeds, as a run's samples have them, xoroshiro128plus draws nearly the same first numbers.
  const random = mersenne(seed);
  const uniform = (): number => uniformFloat64(random);
  const written: number[] = [];
  /** Tokens whose bytes do not yet end with a whole character. */
  let waiting: number[] = [];
  /** What is sure before the prompt has been read: told behind that, or the prompt would seem to have been read already. */
  let early = '';
  let finish: 'stop' | 'length' | 'abort' = 'length';
  let forced = 0;
  const startedAt = performance.now();
  /** Of the first token that was picked. */
  let first: { readonly at: number; readonly written: number; readonly computed: number } | null = null;
  while (written.length < maxTokens && tokens.length + written.length <= contextTokens) {
    if (cancel.aborted) {
      finish = 'abort';
      break;
    }
    const sure = guided.sure(written.at(-1) ?? tokens.at(-1));
    if (sure === 'end') {
      finish = 'stop';
      break;
    }
    let token = sure;
    if (token === null) {
      const step = await reader.read([...tokens, ...written], cancel);
      if (step === null || cancel.aborted) {
        finish = 'abort';
        break;
      }
      token = pickGuided(guided, step.logits, { temperature, uniform });
      first ??= { at: performance.now(), written: written.length, computed: step.computed };
      if (early !== '') yield { type: 'text', text: early };
      early = '';
    } else forced += 1;
    guided.processSampledToken(token);
    if (stopTokens.includes(token)) {
      finish = 'stop';
      break;
    }
    written.push(token);
    waiting.push(token);
    const text = decode(waiting);
    if (text.endsWith('\u{fffd}') && waiting.length < 4) continue;
    waiting = [];
    if (text === '') continue;
    if (first === null) early += text;
    else yield { type: 'text', text };
  }
  const left = early + (waiting.length > 0 ? decode(waiting) : '');
  if (left !== '') yield { type: 'text', text: left };
  const endedAt = performance.now();
  yield {
    type: 'end',
    finish,
    promptTokens: tokens.length,
    completionTokens: written.length,
    forcedTokens: forced,
    prefillTokensPerSecond: first === null ? 0 : perSecond(first.computed, first.at - startedAt),
    decodeTokensPerSecond: first === null ? 0 : perSecond(written.length - first.written - 1, endedAt - first.at),
  };
}

/** The next token's id by the logits: only those of the few that may come are looked at, where few may. */
function pickGuided(
  guided: Pick<GuidedLogits, 'few' | 'processLogits'>,
  logits: Float32Array,
  { temperature, uniform }: { readonly temperature: number; readonly uniform: () => number },
): number {
  const few = guided.few(logits);
  return few === null
    ? pickToken(guided.processLogits(logits.slice()), temperature, uniform)
    : (few.ids[pickToken(few.logits, temperature, uniform)] ?? 0);
}

/** 0 where nothing was counted, or faster than the clock ticks. */
function perSecond(tokens: number, ms: number): number {
  return tokens > 0 && ms > 0 ? (1000 * tokens) / ms : 0;
}
