/** The round step (1, 2 or 5 times a power of ten) that cuts a span into about `count` pieces. */
export function tickStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const error = rough / power;
  // Between two round steps the geometric mean decides.
  return power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1);
}

/** About `count` round values from `low` to `high`, both included where they are round. None where there is no span. */
export function ticks(low: number, high: number, count: number): readonly number[] {
  if (!(high > low) || !Number.isFinite(high - low)) return [];
  const step = tickStep(high - low, count);
  const from = Math.ceil(low / step - 1e-9);
  const to = Math.floor(high / step + 1e-9);
  // Of a step below one the inverse is whole: 3 / 10 is 0.3, 3 * 0.1 is not.
  const value = (index: number): number => (step < 1 ? index / Math.round(1 / step) : index * step);
  return Array.from({ length: to - from + 1 }, (_, place) => value(from + place));
}
