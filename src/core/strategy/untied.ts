import type { Partition } from '../fusion/partition.ts';

/** An order as a partition without ties. */
export function untied(order: readonly number[]): Partition {
  return order.map((position) => [position]);
}
