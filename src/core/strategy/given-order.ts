/** The positions 0 … count − 1. */
export function givenOrder(count: number): readonly number[] {
  return Array.from({ length: count }, (_, position) => position);
}
