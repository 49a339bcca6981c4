/** Natural logarithm of Σ exp(logit), in double precision, over all of them or over `ids`. Throws when a logit is no number: broken drivers do that. */
export function logSumExp(logits: Float32Array, ids?: readonly number[]): number {
  const count = ids?.length ?? logits.length;
  let highest = -Infinity;
  for (let index = 0; index < count; index += 1) {
    const value = logits[ids === undefined ? index : (ids[index] ?? 0)] ?? NaN;
    if (Number.isNaN(value)) throw new Error('the GPU computed numbers that are none (NaN logits); its driver may be broken');
    if (value > highest) highest = value;
  }
  if (highest === -Infinity) return -Infinity;
  let sum = 0;
  for (let index = 0; index < count; index += 1)
    sum += Math.exp((logits[ids === undefined ? index : (ids[index] ?? 0)] ?? NaN) - highest);
  return highest + Math.log(sum);
}
