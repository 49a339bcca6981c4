import { groupByScore } from '../fusion/group-by-score.ts';
import type { Partition } from '../fusion/partition.ts';
import { untied } from './untied.ts';

/**
 * All positions by score, equal scores tied. Those without a score (null) stand in the given order, untied, below every score from the middle up
 * and above the others. The middle is 0.5 while all scores lie in 0 … 1, else half-way between the lowest and the highest there is.
 */
export function standingByScore(scores: readonly (number | null)[]): Partition {
  let least = Infinity;
  let most = -Infinity;
  const scored: number[] = [];
  const unscored: number[] = [];
  for (const [position, score] of scores.entries()) {
    (score === null ? unscored : scored).push(position);
    if (score === null) continue;
    least = Math.min(least, score);
    most = Math.max(most, score);
  }
  const middle = least >= 0 && most <= 1 ? 0.5 : least / 2 + most / 2;
  const scoreOf = (position: number): number => scores[position] ?? middle;
  const groups = groupByScore(scored, scoreOf);
  const reaches = ([first = 0]: readonly number[]): boolean => scoreOf(first) >= middle;
  return [...groups.filter(reaches), ...untied(unscored), ...groups.filter((group) => !reaches(group))];
}
