import { zScores } from './z-scores.ts';

/** Weight of the word side; the encoder's side counts 1. Chosen on dev questions (docs/decisions). */
const BM25_WEIGHT = 0.5;

/**
 * Fuses two scores of the same list, one a candidate: `0.5·z(bm25) + z(cosine)`, z over the list with the population's standard deviation.
 * A side whose values are all equal says nothing and adds 0. The result is in standard deviations, higher is better.
 * @throws RangeError when the sides differ in length.
 */
export function fuseScores({ bm25, cosine }: { bm25: readonly number[]; cosine: readonly number[] }): readonly number[] {
  if (bm25.length !== cosine.length) throw new RangeError(`${bm25.length} BM25 scores, but ${cosine.length} cosines`);
  const meaning = zScores(cosine);
  return zScores(bm25).map((value, place) => BM25_WEIGHT * value + (meaning[place] ?? 0));
}
