import type { ParserId } from '../parser/parser-id.ts';
import type { Preset } from '../preset/preset.ts';
import type { StrategySpec } from '../strategy/strategy-spec.ts';

/** How several samples of one call become one order. */
export type FuseRule = 'borda' | 'kemeny' | 'reciprocal-rank';

/** What is spent beyond one plain call. */
export interface Scaling {
  /** Times each call is asked, each time in another order (the first in the given one); 1 = once. */
  readonly samples: number;
  readonly fuse: FuseRule;
  /** Times a thought that closes itself is sent on with "Wait". A toy: Rank1 (arXiv 2502.18418, 3.6) found that it hurts. */
  readonly waits: number;
  /**
   * Closes a thought once its first `top` passages have stayed the same for `sentences` sentences; null = never. By `mentions` (absent too): the
   * passages in the order in which the thought first names them. By `beliefs`: in the order of the likelihoods that the answer's first label would
   * have, asked after each sentence.
   */
  readonly earlyStop: { readonly sentences: number; readonly top: number; readonly by?: 'mentions' | 'beliefs' } | null;
  /** Shows the order that the first answer token would give before the thought begins (FIRST, arXiv 2406.15657). */
  readonly instantOrder: boolean;
}

/** A way to rerank: whose prompt, which calls, whose reading, how much more. Whole, so that a log repeats it. */
export interface RunMethod {
  readonly preset: Preset;
  readonly strategy: StrategySpec;
  /** Reads answers in free mode. */
  readonly parser: ParserId;
  readonly scaling: Scaling;
}
