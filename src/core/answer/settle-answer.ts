import type { AnswerReading } from './answer-reading.ts';

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
