import type { AnswerReading } from './answer-reading.ts';

/**
 * A score for the one passage shown; null is unparsed for `reason`. Where not exactly one passage was shown, a judgement says nothing about which:
 * all stay tied without a score.
 */
export function settleJudgement({
  score,
  count,
  reason = 'the answer is no judgement',
  unknown = [],
  notes = [],
  guessed = false,
}: {
  score: number | null;
  count: number;
  reason?: string;
  unknown?: readonly string[];
  notes?: readonly string[];
  guessed?: boolean;
}): AnswerReading {
  const positions = Array.from({ length: count }, (_, position) => position);
  const groups = count === 0 ? [] : [positions];
  if (count !== 1) {
    const outcome = { type: 'unparsed', reason: `a judgement is about one passage, and ${count} were shown` } as const;
    return { groups, scores: positions.map(() => null), notes, outcome };
  }
  if (score === null) return { groups, scores: [null], notes, outcome: { type: 'unparsed', reason } };
  const clean = unknown.length === 0 && !guessed;
  return {
    groups,
    scores: [score],
    notes,
    outcome: clean ? { type: 'complete' } : { type: 'repaired', missing: [], duplicate: [], unknown },
  };
}
