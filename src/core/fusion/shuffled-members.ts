import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** The members in the order in which one sample shows them: sample 0 as given, every further one by its own Fisher–Yates of the seed. */
export function shuffledMembers({
  members,
  seed,
  sample,
}: {
  /** 0, 1, … */
  readonly sample: number;
  readonly members: readonly number[];
  /** Any whole number; its lower 32 bits count. */
  readonly seed: number;
}): readonly number[] {
  const order = [...members];
  if (sample === 0) return order;
  // Both factors are odd: no two samples of one seed meet, and no two seeds of one sample.
  const random = mersenne(Math.imul(seed, 0x85ebca6b) ^ Math.imul(sample, 0x9e3779b1));
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = uniformInt(random, 0, last);
    const held = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = held;
  }
  return order;
}
