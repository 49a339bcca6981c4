/**
 * Rough seconds that `left` runs will take: the mean of those done, else `guess` each; null where neither is known. Runs of one lens differ little, so a
 * mean is enough.
 */
export function lensSeconds({
  done,
  left,
  guess,
}: {
  done: readonly number[];
  left: number;
  guess: number | null;
}): number | null {
  if (left === 0) return 0;
  const each = done.length === 0 ? guess : done.reduce((sum, seconds) => sum + seconds, 0) / done.length;
  return each === null ? null : each * left;
}
