import type { CancelSignal } from '../../core/run/text-model.ts';
import type { TokenCache } from './internals.ts';

/** What reading gave. */
export interface ReadTokens {
  /** Raw logits of the token after the last one read, one per id. Not to be written to. */
  readonly logits: Float32Array;
  /** Tokens that went through the model; the rest was held. */
  readonly computed: number;
}

/** Reads token sequences with a cache, each from where it leaves what is held. */
export interface TokenReader {
  /** The tokens in the cache; empty when that is not known. */
  readonly held: readonly number[];
  /** Reads a whole sequence, at least one token. null: cancelled, looked at between chunks. What was read until then is held. */
  read(tokens: readonly number[], cancel: CancelSignal): Promise<ReadTokens | null>;
  /** What somebody else has left in the cache; null: not known, it is cleared before the next reading. */
  leave(tokens: readonly number[] | null): void;
}

/**
 * A reader over one cache, one reading at a time. It drops the held tokens behind the longest common prefix and reads on from there; a cache
 * that cannot drop is cleared and read again. Work on the GPU is awaited through `settle`, which may end it with a lost device.
 */
export function createTokenReader(cache: TokenCache, settle: <T>(work: Promise<T>) => Promise<T> = (work) => work): TokenReader {
  let held: readonly number[] | null = null;
  let last: Float32Array | null = null;

  async function read(tokens: readonly number[], cancel: CancelSignal): Promise<ReadTokens | null> {
    if (tokens.length === 0) throw new Error('nothing to read');
    const known = held !== null && held.length === cache.length ? held : [];
    let common = 0;
    while (common < known.length && common < tokens.length && known[common] === tokens[common]) common += 1;
    if (common === tokens.length && common === known.length && last !== null) return { logits: last, computed: 0 };
    // The logits come with the last token: that one is read again.
    let keep = Math.min(common, tokens.length - 1);
    last = null;
    // Until all went well, nothing is known.
    held = null;
    if (keep === 0 || (keep < cache.length && !cache.drop(cache.length - keep))) {
      keep = 0;
      cache.clear();
    }
    held = tokens.slice(0, keep);
    let computed = 0;
    for (let at = keep; at < tokens.length;) {
      if (cancel.aborted) return null;
      const piece = tokens.slice(at, at + cache.chunk);
      held = null;
      const logits = await settle(cache.append(piece));
      at += piece.length;
      held = tokens.slice(0, at);
      last = logits;
      computed += piece.length;
    }
    return last === null ? null : { logits: last, computed };
  }

  return {
    get held() {
      return held !== null && held.length === cache.length ? held : [];
    },
    read,
    leave(tokens) {
      held = tokens;
      last = null;
    },
  };
}
