/** Positions by descending score; equal scores are tied, `-Infinity` and NaN come last. Every position exactly once. */
export function groupsByScore(scores: readonly number[]): readonly (readonly number[])[] {
  const value = (position: number): number => {
    const score = scores[position] ?? -Infinity;
    return Number.isNaN(score) ? -Infinity : score;
  };
  const groups: number[][] = [];
  const sorted = scores.map((_, position) => position).sort((a, b) => compare(value(b), value(a)) || a - b);
  for (const position of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && value(last[0]) === value(position)) last.push(position);
    else groups.push([position]);
  }
  return groups;
}

/** Infinities minus themselves are no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
