/**
 * Largest difference allowed between a library's logit and torch's (float32 on the CPU), by the library's precision. Measured on SwiftShader:
 * f32 at most 0.0091 on test-tiny (gpu.wasm and software.wasm alike, one prompt; the others 0.0024) and 0.0029 on the 135M; a kernel with
 * a race or a lost tile is off by whole units. f16: torch itself in float16 is off by at most 0.062 (test-tiny) and 0.048 (135M).
 */
export const LOGIT_BOUND = { f32: 0.02, f16: 0.15 };

/** Most positions of a library's 160 (twenty prompts, eight tokens) that may be left out as ties; the golden files have 3 and 20 at most. */
export const MOST_TIES = { f32: 4, f16: 24 };

/** @param {string} library */
export function precisionOf(library) {
  return library.includes('f16') ? 'f16' : 'f32';
}

/**
 * The twenty prompts of a golden file for a library with this prefill chunk. Throws when the file was written for other chunks.
 * @param {import('./record-guard.mjs').Golden} golden
 * @param {number} chunk
 */
export function promptsFor(golden, chunk) {
  if (!golden.chunks.includes(chunk)) {
    throw new Error(
      `The golden file of ${golden.model} is for prefill chunks ${golden.chunks.join(', ')}, the library's is ${chunk}. ` +
        'Write it anew: python -m models.verify MODEL DEQUANTIZED --write FILE',
    );
  }
  return golden.prompts.filter((prompt) => prompt.chunk === null || prompt.chunk === chunk);
}

/**
 * The prefill chunk out of the metadata inside a library.
 * @param {Uint8Array} bytes
 */
export function prefillChunkOf(bytes) {
  const found = /"prefill_chunk_size": (\d+)/.exec(new TextDecoder('latin1').decode(bytes));
  if (!found) throw new Error('The library holds no metadata with a prefill_chunk_size.');
  return Number(found[1]);
}

/**
 * Holds what a library did with a prompt against torch. A position is a tie, and left out, where torch's two best logits are nearer than
 * `bound`; even there the library must take one of the two. `problems` is empty when all is well.
 * @param {{ prompt: import('./record-guard.mjs').GuardPrompt, recorded: import('./record-guard.mjs').Recorded, bound: number }} input
 * @returns {{ ties: number, difference: number, problems: string[] }}
 */
export function judgeGuard({ prompt, recorded, bound }) {
  const problems = [];
  if (recorded.idsSha256 !== prompt.idsSha256 || recorded.promptTokens !== prompt.promptTokens)
    problems.push(`its ${recorded.promptTokens} prompt tokens are not torch's ${prompt.promptTokens}`);
  if (!recorded.finite) problems.push('a logit is not a finite number');
  if (recorded.best.length !== prompt.tokens.length)
    problems.push(`${recorded.best.length} tokens were written instead of ${prompt.tokens.length}`);
  let ties = 0;
  prompt.tokens.forEach((token, at) => {
    const gap = prompt.gaps[at];
    const best = recorded.best[at];
    if (gap < bound) ties++;
    if (best !== token && (gap >= bound || best !== prompt.second[at]))
      problems.push(`token ${at + 1} is ${best}, torch's is ${token}, ${gap} above its second best, ${prompt.second[at]}`);
    if (recorded.sampled[at] !== token) problems.push(`token ${at + 1}: the sampler took ${recorded.sampled[at]} for ${token}`);
  });
  const difference = Math.max(farthest(prompt.first.values, recorded.first), farthest(prompt.last.values, recorded.last));
  if (!(difference <= bound)) problems.push(`a logit is ${difference.toFixed(5)} off torch's, more than ${bound}`);
  return { ties, difference, problems };
}

/** NaN where a value is missing or is none. */
function farthest(wanted, got) {
  return Math.max(...wanted.map((value, index) => Math.abs(value - (got[index] ?? Number.NaN))));
}
