import type { MeasuredLibrary } from './engine-api.ts';
import type { Guard } from './read-manifest.ts';

/** One greedy generation by the clock. `decodeMs` runs from the first token to the last. */
export interface TimedRun {
  readonly promptTokens: number;
  readonly tokens: readonly number[];
  readonly prefillMs: number;
  readonly decodeMs: number;
  /** Ended by its budget. */
  readonly cut: boolean;
}

/** A loaded library that can be timed. */
export interface TimedModel {
  /**
   * `prompt` is the whole text that the model reads, no template is added. Goes on past stop tokens. A prompt that is being read cannot be cut, and three tokens are always written: without them there would be no
   * decode speed to count. Throws when the engine fails.
   */
  timed(input: { readonly prompt: string; readonly maxTokens: number; readonly budgetMs: number }): Promise<TimedRun>;
}

/** Where the manifest expects no tokens. */
const WARM_UP = { prompt: 'Hello.', tokens: 3 } as const;
/** About 150 tokens, a third of a window: long enough for prefill kernels to show their speed, short enough for a slow GPU's share of two seconds. */
const SPEED_PROMPT = `Rank the 3 passages below by how well they answer the query. Think about each passage first, then write the order.
Query: Why does bread dough rise before it is baked?
[1] Yeast feeds on the sugars in flour and gives off carbon dioxide. The gas is caught in a net of gluten, and the dough grows.
[2] A loaf is done when its crust is brown and it sounds hollow when the bottom is tapped with a finger.
[3] Salt slows the yeast down. Bakers weigh it with care, since too little gives a flat taste and too much a dense loaf.
Name passages by their numbers in brackets, and write each number exactly once, the best passage first.`;
/** On a fast GPU a second of them would tell no more. */
const SPEED_TOKENS = 64;

/** Times one loaded library within about `budgetMs`, and compares what it writes with what is expected. */
export async function measureLibrary(
  model: TimedModel,
  guard: Guard | undefined,
  budgetMs: number,
): Promise<Omit<MeasuredLibrary, 'library'>> {
  // The check is the warm-up too: a GPU's first dispatches are slower than all later ones.
  const check = await model.timed({
    prompt: guard?.prompt ?? WARM_UP.prompt,
    maxTokens: guard?.tokens.length ?? WARM_UP.tokens,
    budgetMs,
  });
  const judged = judge(check, guard);
  const leftMs = budgetMs - check.prefillMs - check.decodeMs;
  // The longer prompt takes longer than the check's. One that is too slow for it counts with what it reached.
  if (judged.verdict === 'wrong' || leftMs < check.prefillMs) return { ...speeds(check), ...judged };
  return { ...speeds(await model.timed({ prompt: SPEED_PROMPT, maxTokens: SPEED_TOKENS, budgetMs: leftMs })), ...judged };
}

function judge({ tokens, cut }: TimedRun, guard: Guard | undefined): Pick<MeasuredLibrary, 'verdict' | 'note'> {
  if (guard === undefined) return { verdict: 'unchecked' };
  const expected = guard.tokens;
  const reached = cut ? Math.min(tokens.length, expected.length) : expected.length;
  const at = expected.slice(0, reached).findIndex((token, index) => tokens[index] !== token);
  if (at !== -1) {
    const note = `token ${at + 1} of ${expected.length} is ${tokens[at] ?? 'missing'}, expected is ${expected[at]}`;
    return { verdict: 'wrong', note };
  }
  return reached === expected.length
    ? { verdict: 'right' }
    : { verdict: 'right', note: `compared as far as its time went: ${reached} of ${expected.length} tokens` };
}

function speeds({
  promptTokens,
  tokens,
  prefillMs,
  decodeMs,
}: TimedRun): Pick<MeasuredLibrary, 'prefillTokensPerSecond' | 'decodeTokensPerSecond'> {
  return {
    prefillTokensPerSecond: perSecond(promptTokens, prefillMs),
    decodeTokensPerSecond: perSecond(Math.max(0, tokens.length - 1), decodeMs),
  };
}

/** Browsers' clocks tick at 0.1 ms or more coarsely: two readings can be equal. */
function perSecond(tokens: number, ms: number): number {
  return (1000 * tokens) / Math.max(ms, 0.1);
}
