import { everyPosition, groupByScore } from '../ranking.ts';
import { zScores } from '../text/scores.ts';

// How the first stage's scores and those that were read at the passages' ends become one order (docs/decisions/2026-11-30-reading-score.md).

/** What an order by reading is made of, one number a passage: `fused` = `instant` + `weight` · `reading`, both z-scores. */
export interface FusedReading {
  readonly weight: number;
  readonly instant: readonly number[];
  readonly reading: readonly number[];
  readonly fused: readonly number[];
}

/**
 * Fuses the scores of one list: z(instant) + weight · z(reading). Scores that are all equal say nothing and add 0, so a list of one passage has 0.
 * `instant`, `reading`: any scale, higher is better, finite.
 * @throws RangeError when they differ in length.
 */
export function fuseReading({
  instant,
  reading,
  weight,
}: {
  readonly instant: readonly number[];
  readonly reading: readonly number[];
  readonly weight: number;
}): FusedReading {
  if (instant.length !== reading.length) throw new RangeError(`scores of ${instant.length} and of ${reading.length} passages`);
  const [first, second] = [zScores(instant), zScores(reading)];
  return {
    weight,
    instant: first,
    reading: second,
    fused: first.map((value, position) => value + weight * (second[position] ?? 0)),
  };
}

/**
 * The order while a list is being read: what has been read by its fused scores, z over these alone; behind it the rest by the first stage's. Equal ones stay in
 * the order in which they are shown. Once all have been read it is the order of `fuseReading`.
 * @param made.reading of the passages read so far: the first ones in the order shown.
 */
export function orderWhileReading({
  instant,
  reading,
  weight,
}: {
  readonly instant: readonly number[];
  readonly reading: readonly number[];
  readonly weight: number;
}): readonly number[] {
  const { fused } = fuseReading({ instant: instant.slice(0, reading.length), reading, weight });
  const positions = everyPosition(instant.length);
  return [
    ...groupByScore(positions.slice(0, reading.length), (position) => fused[position] ?? 0).flat(),
    ...groupByScore(positions.slice(reading.length), (position) => instant[position] ?? 0).flat(),
  ];
}
