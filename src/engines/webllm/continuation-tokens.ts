/** How continuations are cut into tokens after some that stand. */
export interface ContinuationTokens {
  /** Tokens that stand: those given, or all but the last. */
  readonly before: readonly number[];
  /** Tokens of each continuation after `before`, in the order given; none empty. */
  readonly tokens: readonly (readonly number[])[];
  /** The text of the token that was taken back, with which all of `tokens` begin; null: none was. */
  readonly takenBack: string | null;
}

/**
 * Cuts continuations into tokens. By default each is encoded by itself. With `joined` it is looked at whether the tokenizer would join the
 * start of a continuation with the last token before it (`>` and `[` to `>[`): such a model never writes the two apart. Then that last token
 * is taken back and encoded together with each continuation, and the likelihood is that of the tokens given that they begin with its text.
 */
export function continuationTokens({
  before,
  continuations,
  joined,
  encode,
  decode,
}: {
  readonly before: readonly number[];
  readonly continuations: readonly string[];
  /** True where the last token of `before` came from encoding a text. False: the model wrote it, or a turn of a conversation ends there. */
  readonly joined: boolean;
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): ContinuationTokens {
  for (const text of continuations) if (text === '') throw new Error('a continuation is empty');
  const apart = (): ContinuationTokens => ({
    before,
    tokens: continuations.map((text) => Array.from(encode(text))),
    takenBack: null,
  });
  const last = before.at(-1);
  // One token at least must stand before it.
  if (!joined || last === undefined || before.length < 2) return apart();
  const tail = decode([last]);
  const alone = encode(tail);
  // A special token, or a piece of a character.
  if (tail === '' || alone.length !== 1 || alone[0] !== last) return apart();
  const together = continuations.map((text) => Array.from(encode(tail + text)));
  if (together.every(([first]) => first === last))
    return { before, tokens: together.map((tokens) => tokens.slice(1)), takenBack: null };
  if (!together.every(([first = last]) => decode([first]).startsWith(tail))) return apart();
  return { before: before.slice(0, -1), tokens: together, takenBack: tail };
}
