/** How many members each of the fewest groups has that hold `count`, `size` at most: equal, or one more in the first. */
export function groupSizes({ count, size }: { readonly count: number; readonly size: number }): readonly number[] {
  const groups = Math.ceil(count / size);
  return Array.from({ length: groups }, (_, group) => Math.floor(count / groups) + Number(group < count % groups));
}
