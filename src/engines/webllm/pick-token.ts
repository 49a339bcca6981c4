import { logSumExp } from './log-sum-exp.ts';

/** Temperatures below this are WebLLM's lowest. */
const COLDEST = 1e-6;

/** The next token's id: at temperature 0 the likeliest, of equals the first; else drawn with `uniform`, a number in [0, 1). */
export function pickToken(logits: Float32Array, temperature: number, uniform: () => number): number {
  let best = 0;
  for (let id = 1; id < logits.length; id += 1) if ((logits[id] ?? -Infinity) > (logits[best] ?? -Infinity)) best = id;
  if (temperature === 0) return best;
  const scaled = logits.map((value) => value / Math.max(COLDEST, temperature));
  const whole = logSumExp(scaled);
  let left = uniform();
  for (let id = 0; id < scaled.length; id += 1) {
    left -= Math.exp((scaled[id] ?? -Infinity) - whole);
    if (left < 0) return id;
  }
  // Rounding can leave a trace of the sum over.
  return best;
}
