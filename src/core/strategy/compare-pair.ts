import type { CallResult } from '../answer/call-result.ts';
import type { Partition } from '../fusion/partition.ts';
import type { StrategyStep } from './strategy-run.ts';

/** PRP's comparison (arXiv 2306.17563): asked both ways round. The one that both answers choose, or null where they disagree or see a tie. */
export function* comparePair({
  one,
  other,
  standing,
}: {
  readonly one: number;
  readonly other: number;
  readonly standing: Partition;
}): Generator<StrategyStep, number | null, CallResult> {
  const first = chosen(yield { call: { members: [one, other], question: 'best' }, standing });
  const second = chosen(yield { call: { members: [other, one], question: 'best' }, standing });
  return first === second ? first : null;
}

function chosen({ groups }: CallResult): number | null {
  return groups[0]?.length === 1 ? (groups[0][0] ?? null) : null;
}
