import type { AnswerReading } from './shape.ts';

/**
 * Makes a partition of what an answer named. `named`: distinct 0-based positions in groups, best first. What is lacking of `needed` is filled in
 * the order the passages had, each alone, and told as missing; passages that were not asked for stand last, as one tied group. Nothing named where
 * something was asked for is unparsed: every passage alone, in its order. `guessed`: the reading took what the text does not plainly say.
 */
export function settleAnswer({
  named,
  count,
  needed,
  duplicate = [],
  unknown = [],
  unsure = [],
  notes = [],
  guessed = false,
}: {
  named: readonly (readonly number[])[];
  count: number;
  needed: number;
  duplicate?: readonly number[];
  unknown?: readonly string[];
  /** Positions that stand in `named` although the answer did not name them by their own identifier: missing too. */
  unsure?: readonly number[];
  notes?: readonly string[];
  guessed?: boolean;
}): AnswerReading {
  const placed = new Set(named.flat());
  const rest = Array.from({ length: count }, (_, position) => position).filter((position) => !placed.has(position));
  const lacking = rest.slice(0, Math.max(0, needed - placed.size));
  const others = rest.slice(lacking.length);
  const base = { scores: null, notes };
  if (placed.size === 0 && needed > 0) {
    const groups = [...lacking, ...others].map((position) => [position]);
    return { ...base, groups, outcome: { type: 'unparsed', reason: 'the answer names no passage' } };
  }
  const missing = [...lacking, ...unsure].map((position) => position + 1).sort((a, b) => a - b);
  const clean = missing.length + duplicate.length + unknown.length === 0 && !guessed;
  return {
    ...base,
    groups: [
      ...named.filter((group) => group.length > 0),
      ...lacking.map((position) => [position]),
      ...(others.length > 0 ? [others] : []),
    ],
    outcome: clean ? { type: 'complete' } : { type: 'repaired', missing, duplicate, unknown },
  };
}

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
