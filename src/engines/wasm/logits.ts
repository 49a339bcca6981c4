/** exp of less than this is nothing in a float32. */
const LEAST = -104;
/** What divides two places of the order where their probabilities are both nothing. */
const STEP = 2 ** -10;

/**
 * Logits by id, up to a constant that is the same for all, out of what wllama tells: all ids from the likeliest to the least, with the probability of each as a
 * float32. Probabilities too small for that are nothing; among those the order alone is known, and is kept. Throws where the model computed numbers that are none.
 */
export function logitsOf(ids: Int32Array, probabilities: Float32Array): Float32Array {
  const logits = new Float32Array(ids.length);
  let last = 0;
  for (let place = 0; place < ids.length; place += 1) {
    const probability = probabilities[place] ?? NaN;
    if (!(probability >= 0 && probability <= 2))
      throw new Error('the model computed numbers that are none; its weights may not suit this engine');
    last = Math.min(Math.max(Math.log(probability), LEAST), place === 0 ? 0 : last);
    if (probability === 0) last -= STEP;
    logits[ids[place] ?? 0] = last;
  }
  return logits;
}
