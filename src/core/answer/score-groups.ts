import type { AnswerReading } from './answer-reading.ts';

/**
 * Passages by descending score, equal scores tied; those without one stand last in the order they had and are told as missing. No score at all is
 * unparsed.
 */
export function scoreGroups({
  scores,
  duplicate = [],
  unknown = [],
  notes = [],
  guessed = false,
}: {
  /** One for each passage shown, in their order. */
  scores: readonly (number | null)[];
  duplicate?: readonly number[];
  unknown?: readonly string[];
  notes?: readonly string[];
  guessed?: boolean;
}): AnswerReading {
  const byScore = new Map<number, number[]>();
  const without: number[] = [];
  for (const [position, score] of scores.entries()) {
    if (score === null) without.push(position);
    else byScore.set(score, [...(byScore.get(score) ?? []), position]);
  }
  const scored = [...byScore].sort(([a], [b]) => b - a).map(([, positions]) => positions);
  const groups = [...scored, ...without.map((position) => [position])];
  if (scored.length === 0 && scores.length > 0) {
    return { groups, scores, notes, outcome: { type: 'unparsed', reason: 'the answer names no passage' } };
  }
  const clean = without.length + duplicate.length + unknown.length === 0 && !guessed;
  const missing = without.map((position) => position + 1);
  return { groups, scores, notes, outcome: clean ? { type: 'complete' } : { type: 'repaired', missing, duplicate, unknown } };
}
