import type { LikelihoodInput, Likelihoods } from '../../core/run/text-model.ts';
import { continuationTokens } from './continuation-tokens.ts';
import type { TokenReader } from './token-reader.ts';
import { walkContinuations } from './walk-continuations.ts';

/**
 * Likelihoods of texts after `before`, by the model's raw logits. How they are cut into tokens: `continuation-tokens.ts`; over what they are
 * normalised: `walk-continuations.ts`. Cancelled: NaN for those it had not come to.
 */
export async function readLikelihoods({
  before,
  joined,
  input: { continuations, cancel },
  reader,
  texts,
  encode,
  decode,
}: {
  /** Prompt and written text, with room for the longest continuation. */
  readonly before: readonly number[];
  /** See `continuationTokens`. */
  readonly joined: boolean;
  readonly input: Pick<LikelihoodInput, 'continuations' | 'cancel'>;
  readonly reader: TokenReader;
  /** Of all tokens, by id. */
  readonly texts: readonly (string | null)[];
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): Promise<Likelihoods> {
  const cut = continuationTokens({ before, continuations, joined, encode, decode });
  const { takenBack } = cut;
  const begins = takenBack === null ? null : texts.flatMap((text, id) => (text?.startsWith(takenBack) === true ? [id] : []));
  let computedTokens = 0;
  const logProbs = await walkContinuations({
    before: cut.before,
    continuations: cut.tokens,
    ...(begins === null ? {} : { begins }),
    read: async (path) => {
      if (cancel.aborted) return null;
      const step = await reader.read(path, cancel);
      computedTokens += step?.computed ?? 0;
      return step?.logits ?? null;
    },
  });
  return { logProbs, promptTokens: before.length, computedTokens };
}
