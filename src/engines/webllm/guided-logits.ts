import type { OutputGuide } from '../../core/run/text-model.ts';

/** Low enough to be never sampled; finite, because WGSL may treat infinities as it likes, and safe to divide by WebLLM's 1e-6. */
const NEVER = -1e9;

/** Has the shape of WebLLM's LogitProcessor, and holds one generation's guide. */
export interface GuidedLogits {
  /**
   * Before each generation. WebLLM's own `resetState` comes at its own times and must not touch the guide. `onToken` hears every sampled token.
   */
  begin(guide: OutputGuide | undefined, onToken?: (token: number) => void): void;
  processLogits(logits: Float32Array): Float32Array;
  processSampledToken(token: number): void;
  resetState(): void;
}

/**
 * Lets a model write only what its guide allows, by token texts (index = token id, null = a token without text, which is never allowed).
 * What the guide's bias says is added to the tokens allowed. Stop tokens come exactly when the guide is complete. Throws when the GPU gives
 * numbers that are none: broken drivers do.
 */
export function createGuidedLogits(texts: readonly (string | null)[], stopTokens: readonly number[]): GuidedLogits {
  const stops = new Set(stopTokens);
  let guide: OutputGuide | undefined;
  let heard: ((token: number) => void) | undefined;
  /** Ids that each test refuses. Guides give one function object for as long as a thought runs freely. */
  const refused = new WeakMap<(text: string) => boolean, Int32Array>();

  const refusedBy = (test: (text: string) => boolean): Int32Array => {
    const known = refused.get(test);
    if (known !== undefined) return known;
    // Plain loops: this runs for every token of an answer, over the whole vocabulary.
    const ids = new Int32Array(texts.length);
    let length = 0;
    for (let id = 0; id < texts.length; id += 1) {
      const text = texts[id] ?? null;
      if (text === null || stops.has(id) || !test(text)) ids[length++] = id;
    }
    const list = ids.subarray(0, length);
    refused.set(test, list);
    return list;
  };

  /** Tokens that a guide may bias: the few with a digit or a closing bracket. */
  const leaningIds = texts.flatMap((text, id) => (text !== null && /[0-9\]]/.test(text) && !stops.has(id) ? [id] : []));
  /** What each function adds, `[id, logits]`, without those that it leaves alone. */
  const added = new WeakMap<(text: string) => number, readonly (readonly [number, number])[]>();

  const addedBy = (bias: (text: string) => number): readonly (readonly [number, number])[] => {
    const known = added.get(bias);
    if (known !== undefined) return known;
    const list = leaningIds.flatMap((id) => {
      const value = bias(texts[id] ?? '');
      return value === 0 ? [] : [[id, value] as const];
    });
    added.set(bias, list);
    return list;
  };

  return {
    begin(next, onToken) {
      guide = next;
      heard = onToken;
    },
    processLogits(logits) {
      for (let id = 0; id < logits.length; id += 1) {
        if (Number.isNaN(logits[id]))
          throw new Error('the GPU computed numbers that are none (NaN logits); its driver may be broken');
      }
      if (guide === undefined) return logits;
      if (guide.complete) {
        const only = new Float32Array(logits.length).fill(NEVER);
        for (const id of stops) only[id] = logits[id] ?? NEVER;
        return only;
      }
      const ids = refusedBy(guide.allowed());
      if (ids.length >= texts.length) throw new Error('no token of the vocabulary fits what must be written next');
      const bias = guide.bias();
      // Before the mask, which then covers what was added to tokens that are refused.
      if (bias !== null) for (const [id, value] of addedBy(bias)) logits[id] = (logits[id] ?? NEVER) + value;
      for (let at = 0; at < ids.length; at += 1) logits[ids[at] ?? 0] = NEVER;
      // Vocabularies are padded to round sizes; the padding has no texts.
      for (let id = texts.length; id < logits.length; id += 1) logits[id] = NEVER;
      return logits;
    },
    processSampledToken(token) {
      heard?.(token);
      if (guide === undefined || stops.has(token)) return;
      const text = texts[token] ?? null;
      if (text === null) throw new Error(`token ${token} was sampled against the guide`);
      guide.push(text);
    },
    resetState() {},
  };
}
