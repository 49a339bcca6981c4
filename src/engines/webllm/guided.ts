import { oncePer } from '../../core/once.ts';
import type { OutputGuide } from '../../core/run/text-model.ts';
import { indexTokens } from './vocabulary.ts';

/** Low enough to be never sampled; finite, because WGSL may treat infinities as it likes, and safe to divide by WebLLM's 1e-6. */
const NEVER = -1e9;

/** Few tokens among which one is chosen: ids, rising, and the logit of each with what the guide adds. */
export interface TokenChoice {
  readonly ids: readonly number[];
  readonly logits: Float32Array;
}

/** Has the shape of WebLLM's LogitProcessor, and holds one generation's guide. */
export interface GuidedLogits {
  /**
   * Before each generation. WebLLM's own `resetState` comes at its own times and must not touch the guide. `onToken` hears every sampled token.
   */
  begin(guide: OutputGuide | undefined, onToken?: (token: number) => void): void;
  /**
   * The token that must come next, whatever the logits say; 'end': nothing may. Null: the logits decide, or the vocabulary cannot spell what must come.
   * @param last the token before it, which stands.
   */
  sure(last: number | undefined): number | 'end' | null;
  /** Where few tokens may come next, these; only their logits are looked at. Null: many may. Throws as `processLogits`. */
  few(logits: Float32Array): TokenChoice | null;
  processLogits(logits: Float32Array): Float32Array;
  processSampledToken(token: number): void;
  resetState(): void;
}

/** A text that must come next, cut into tokens, and how much of both has been taken up. */
interface Plan {
  text: string;
  readonly tokens: number[];
}

/**
 * Lets a model write only what its guide allows, by token texts (index = token id, null = a token without text, which is never allowed).
 * What the guide's bias says is added to the tokens allowed. Stop tokens come exactly when the guide is complete. Throws when the GPU gives
 * numbers that are none: broken drivers do.
 * @param encode tokens of a text as the tokenizer cuts it; without it nothing is ever sure.
 */
export function createGuidedLogits(
  texts: readonly (string | null)[],
  stopTokens: readonly number[],
  encode?: (text: string) => ArrayLike<number>,
): GuidedLogits {
  const stops = new Set(stopTokens);
  const stopIds = [...stops].sort((one, other) => one - other);
  let guide: OutputGuide | undefined;
  let heard: ((token: number) => void) | undefined;
  let plan: Plan | null = null;
  const vocabulary = indexTokens(texts, stops);
  /** Ids that each test refuses. Guides give one function object for as long as a thought runs freely. */
  const refusedBy = oncePer((test: (text: string) => boolean): Int32Array => vocabulary.refused(guide?.wide?.() ?? null, test));

  /** Tokens that a guide may bias: the few with a digit or a closing bracket. */
  const leaningIds = texts.flatMap((text, id) => (text !== null && /[0-9\]]/.test(text) && !stops.has(id) ? [id] : []));
  /** What each function adds, `[id, logits]`, without those that it leaves alone: once for each of them, as above. */
  const addedBy = oncePer((bias: (text: string) => number): readonly (readonly [number, number])[] =>
    leaningIds.flatMap((id) => {
      const value = bias(texts[id] ?? '');
      return value === 0 ? [] : [[id, value] as const];
    }),
  );

  /** Cuts a text behind a token that stands. Where the tokenizer would join the two, that token was written without it, and the text is cut by itself. */
  function cut(last: number | undefined, text: string): number[] {
    if (encode === undefined) return [];
    const tail = last === undefined ? null : (texts[last] ?? null);
    if (tail !== null && tail !== '' && !tail.includes('\u{fffd}')) {
      const [first, ...rest] = Array.from(encode(tail + text));
      if (first === last) return rest;
    }
    return Array.from(encode(text));
  }

  function few(logits: Float32Array): TokenChoice | null {
    if (guide === undefined) return null;
    // Asked first: it closes a thought that is to be skipped, and what may come is another then.
    const allowed = guide.allowed();
    const bias = guide.complete ? null : guide.bias();
    const choice = guide.complete ? null : (guide.narrow?.() ?? null);
    if (choice === null && !guide.complete) return null;
    const ids = choice === null ? stopIds : vocabulary.candidates(choice).filter((id) => allowed(texts[id] ?? ''));
    if (ids.length === 0) throw new Error('no token of the vocabulary fits what must be written next');
    const values = Float32Array.from(ids, (id) => (logits[id] ?? NEVER) + (bias?.(texts[id] ?? '') ?? 0));
    if (values.some((value) => Number.isNaN(value))) throw noNumbers();
    return { ids, logits: values };
  }

  return {
    begin(next, onToken) {
      guide = next;
      heard = onToken;
      plan = null;
    },
    sure(last) {
      if (guide === undefined || encode === undefined) return null;
      if (guide.complete) return 'end';
      // Asked first: it closes a thought that is to be skipped.
      const allowed = guide.allowed();
      const text = guide.certain?.() ?? '';
      if (text === '') return null;
      if (plan?.text !== text) plan = { text, tokens: cut(last, text) };
      const [token] = plan.tokens;
      const written = token === undefined || stops.has(token) ? null : (texts[token] ?? null);
      if (token === undefined || written === null || written === '') return null;
      if (!text.startsWith(written) || !allowed(written)) return null;
      // A token that goes past what is certain is a choice.
      return vocabulary.longer(text).some((more) => allowed(more)) ? null : token;
    },
    few,
    processLogits(logits) {
      for (let id = 0; id < logits.length; id += 1) if (Number.isNaN(logits[id])) throw noNumbers();
      if (guide === undefined) return logits;
      const choice = few(logits);
      if (choice !== null) {
        logits.fill(NEVER);
        for (const [place, id] of choice.ids.entries()) logits[id] = choice.logits[place] ?? NEVER;
        return logits;
      }
      // Asked first: see `few`.
      const ids = refusedBy(guide.allowed());
      const bias = guide.bias();
      if (ids.length >= texts.length) throw new Error('no token of the vocabulary fits what must be written next');
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
      if (plan === null) return;
      const goesOn = plan.tokens[0] === token && plan.text.startsWith(text);
      plan = goesOn ? { text: plan.text.slice(text.length), tokens: plan.tokens.slice(1) } : null;
    },
    resetState() {},
  };
}

function noNumbers(): Error {
  return new Error('the GPU computed numbers that are none (NaN logits); its driver may be broken');
}
