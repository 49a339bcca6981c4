import type { ExperimentSummary } from './summarise.ts';

/** One configuration as a point of quality against cost. Tokens (prompt and completion) and seconds are means a query. */
export interface CurvePoint {
  readonly configurationId: string;
  readonly quality: number;
  readonly low: number;
  readonly high: number;
  readonly tokens: number;
  readonly seconds: number;
  /** No other configuration is at least as good for no more, and better in one of the two. */
  readonly isBestForTokens: boolean;
  readonly isBestForSeconds: boolean;
}

type Bare = Omit<CurvePoint, 'isBestForTokens' | 'isBestForSeconds'>;

/** The points of one measure, in the order of the configurations; without those that nothing has been measured of. */
export function curvePoints(summary: ExperimentSummary, measure: string): readonly CurvePoint[] {
  const points = summary.configurations.flatMap(({ configurationId, means, cost }): Bare[] => {
    const found = means.find((mean) => mean.measure === measure);
    if (found === undefined || cost.cells === 0) return [];
    const tokens = (cost.promptTokens + cost.completionTokens) / cost.cells;
    return [
      { configurationId, quality: found.mean, low: found.low, high: found.high, tokens, seconds: cost.seconds / cost.cells },
    ];
  });
  return points.map((point) => ({
    ...point,
    isBestForTokens: !points.some((other) => beats(other, point, 'tokens')),
    isBestForSeconds: !points.some((other) => beats(other, point, 'seconds')),
  }));
}

function beats(one: Bare, other: Bare, cost: 'tokens' | 'seconds'): boolean {
  const noWorse = one.quality >= other.quality && one[cost] <= other[cost];
  return noWorse && (one.quality > other.quality || one[cost] < other[cost]);
}
