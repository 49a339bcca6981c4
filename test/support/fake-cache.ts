import type { TokenCache } from '../../src/engines/webllm/internals.ts';

/** Logits over `size` tokens after a sequence: they depend on all of it. */
export function logitsAfter(tokens: readonly number[], size = 8): Float32Array {
  let state = 7;
  for (const token of tokens) state = (Math.imul(state, 31) + token + 1) | 0;
  return Float32Array.from({ length: size }, (_, id) => ((Math.imul(state + id, 0x45d9f3b) >>> 8) % 997) / 100);
}

/** A TokenCache without a model. `drops: false`: one that cannot go back. `failsAt`: the append, from 1, that throws after it changed the cache. */
export function createFakeCache({
  chunk,
  drops = true,
  failsAt,
  size = 8,
}: {
  chunk: number;
  drops?: boolean;
  failsAt?: number;
  size?: number;
}): TokenCache & { readonly tokens: readonly number[] } {
  const tokens: number[] = [];
  let appends = 0;
  return {
    tokens,
    chunk,
    get length() {
      return tokens.length;
    },
    async feed(token) {
      tokens.push(token);
      appends += 1;
      if (appends === failsAt) throw new Error('scripted failure');
    },
    async append(more) {
      if (more.length === 0 || more.length > chunk) throw new Error(`${more.length} tokens in a chunk of ${chunk}`);
      tokens.push(...more);
      appends += 1;
      if (appends === failsAt) throw new Error('scripted failure');
      return logitsAfter(tokens, size);
    },
    drop(count) {
      if (count >= tokens.length) throw new Error('nothing would stay');
      if (drops) tokens.length -= count;
      return drops;
    },
    clear() {
      tokens.length = 0;
    },
  };
}
