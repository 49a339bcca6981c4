import { logSumExp } from './log-sum-exp.ts';

interface Node {
  readonly next: Map<number, Node>;
  /** Indices of the continuations that end here. */
  readonly ends: number[];
}

/**
 * Log-probabilities of token sequences after `before`, by teacher forcing: a depth-first walk over the tree of their tokens, one reading for
 * each distinct beginning that something follows. Over the whole vocabulary, its padding included, as the model's own softmax is. With
 * `begins`, the first token is conditioned on being one of those. NaN for what a cancel left out (`read` gave null).
 */
export async function walkContinuations({
  before,
  continuations,
  begins,
  read,
}: {
  readonly before: readonly number[];
  readonly continuations: readonly (readonly number[])[];
  readonly begins?: readonly number[];
  readonly read: (tokens: readonly number[]) => Promise<Float32Array | null>;
}): Promise<readonly number[]> {
  const root: Node = { next: new Map(), ends: [] };
  for (const [index, tokens] of continuations.entries()) {
    let node = root;
    for (const token of tokens) {
      const next: Node = node.next.get(token) ?? { next: new Map(), ends: [] };
      node.next.set(token, next);
      node = next;
    }
    node.ends.push(index);
  }
  const logProbs = Array<number>(continuations.length).fill(NaN);

  /** False: cancelled. */
  async function visit(node: Node, path: readonly number[], logProb: number): Promise<boolean> {
    for (const index of node.ends) logProbs[index] = logProb;
    if (node.next.size === 0) return true;
    const logits = await read([...before, ...path]);
    if (logits === null) return false;
    const whole = logSumExp(logits, path.length === 0 ? begins : undefined);
    // All of them before the next reading: the logits are good only until then.
    const steps = [...node.next].map(([token, next]) => [token, next, (logits[token] ?? NaN) - whole] as const);
    for (const [token, next, step] of steps) if (!(await visit(next, [...path, token], logProb + step))) return false;
    return true;
  }

  await visit(root, [], 0);
  return logProbs;
}
