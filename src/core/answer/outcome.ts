import { everyPosition, groupByScore, withoutTies } from '../ranking.ts';
import type { AnswerOutcome, AnswerReading } from './shape.ts';

/** What was wrong with an answer, beside what it names. */
interface AnswerFlaws {
  /** 1-based identifiers that were named more than once. */
  readonly duplicate?: readonly number[];
  /** What names no passage that was shown, as written. */
  readonly unknown?: readonly string[];
  readonly notes?: readonly string[];
  /** True where the reading took what the text does not plainly say: then the answer is never complete. */
  readonly guessed?: boolean;
}

/**
 * What an answer that names passages says. `named`: distinct 0-based positions in groups, best first. What is lacking of `needed` is filled in the
 * order the passages had, each alone, and told as missing; passages that were not asked for stand last, as one tied group. Nothing named where
 * something was asked for is unparsed: every passage alone, in its order.
 */
export function answerFromLabels({
  named,
  count,
  needed,
  unsure = [],
  notes = [],
  ...flaws
}: AnswerFlaws & {
  readonly named: readonly (readonly number[])[];
  readonly count: number;
  readonly needed: number;
  /** Positions that stand in `named` although the answer did not name them by their own identifier: missing too. */
  readonly unsure?: readonly number[];
}): AnswerReading {
  const placed = new Set(named.flat());
  if (placed.size === 0 && needed > 0) return unparsedAnswer({ count, reason: 'the answer names no passage', notes });
  const rest = everyPosition(count).filter((position) => !placed.has(position));
  const lacking = rest.slice(0, Math.max(0, needed - placed.size));
  const others = rest.slice(lacking.length);
  const missing = [...lacking, ...unsure].map((position) => position + 1).sort((a, b) => a - b);
  return {
    groups: [...named, ...withoutTies(lacking), others].filter((group) => group.length > 0),
    scores: null,
    outcome: outcomeOf({ ...flaws, missing }),
    notes,
  };
}

/**
 * What an answer that gives scores says, one for each passage shown, in their order: passages by falling score, equal scores tied. Those without one
 * (null) stand last in the order they had and are told as missing. No score at all is unparsed.
 */
export function answerFromScores({
  scores,
  notes = [],
  ...flaws
}: AnswerFlaws & { readonly scores: readonly (number | null)[] }): AnswerReading {
  const scored = everyPosition(scores.length).filter((position) => scores[position] !== null);
  const without = everyPosition(scores.length).filter((position) => scores[position] === null);
  const groups = [...groupByScore(scored, (position) => scores[position] ?? Number.NaN), ...withoutTies(without)];
  if (scored.length === 0 && scores.length > 0)
    return { groups, scores, notes, outcome: { type: 'unparsed', reason: 'the answer names no passage' } };
  const missing = without.map((position) => position + 1);
  return { groups, scores, notes, outcome: outcomeOf({ ...flaws, missing }) };
}

/**
 * What an answer about the one passage shown says: its score, from 0 to 1; null is unparsed for `reason`. Where not exactly one passage was shown, a
 * judgement says nothing about which: all stay tied without a score.
 */
export function answerFromJudgement({
  score,
  count,
  reason = 'the answer is no judgement',
  notes = [],
  ...flaws
}: AnswerFlaws & {
  readonly score: number | null;
  readonly count: number;
  readonly reason?: string;
}): AnswerReading {
  const positions = everyPosition(count);
  const groups = count === 0 ? [] : [positions];
  const unparsed = (why: string): AnswerReading => ({
    groups,
    scores: positions.map(() => null),
    notes,
    outcome: { type: 'unparsed', reason: why },
  });
  if (count !== 1) return unparsed(`a judgement is about one passage, and ${count} were shown`);
  if (score === null) return unparsed(reason);
  return { groups, scores: [score], notes, outcome: outcomeOf({ ...flaws, missing: [] }) };
}

/** Nothing was read: every passage alone, in the order it had. */
export function unparsedAnswer({
  count,
  reason,
  notes = [],
}: {
  readonly count: number;
  readonly reason: string;
  readonly notes?: readonly string[];
}): AnswerReading {
  return { groups: withoutTies(everyPosition(count)), scores: null, outcome: { type: 'unparsed', reason }, notes };
}

function outcomeOf({
  missing,
  duplicate = [],
  unknown = [],
  guessed = false,
}: Omit<AnswerFlaws, 'notes'> & { readonly missing: readonly number[] }): AnswerOutcome {
  const clean = missing.length + duplicate.length + unknown.length === 0 && !guessed;
  return clean ? { type: 'complete' } : { type: 'repaired', missing, duplicate, unknown };
}
