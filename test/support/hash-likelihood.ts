/** Printable ASCII; all else counts as one character. */
const ALPHABET = 96;

/**
 * A log-probability of `text` after `before` that looks random and is consistent: characters of printable ASCII, each with a distribution that
 * hashes what stands before it. So log p(ab) = log p(a) + log p(b | a), and the probabilities of different characters sum to 1.
 */
export function hashLikelihood(before: string, text: string): number {
  let state = 0x811c9dc5;
  for (const character of before) state = step(state, character);
  let sum = 0;
  for (const character of text) {
    const weights = Array.from({ length: ALPHABET }, (_, index) => Math.exp((mix(state + index) / 2 ** 32) * 6));
    const whole = weights.reduce((total, weight) => total + weight, 0);
    sum += Math.log((weights[indexOf(character)] ?? 1) / whole);
    state = step(state, character);
  }
  return sum;
}

function indexOf(character: string): number {
  const code = character.charCodeAt(0) - 0x20;
  return code >= 0 && code < ALPHABET - 1 ? code : ALPHABET - 1;
}

/** FNV-1a over code units. */
function step(state: number, character: string): number {
  return Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
