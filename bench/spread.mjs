/** The middle value (of an even number, the mean of the middle two), the least and the most. */
export function spread(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1) };
}

/** `12.3 (11.9–12.8)`. */
export function showSpread(values, digits) {
  const { median, least, most } = spread(values);
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
