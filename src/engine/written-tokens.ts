/** The tokens of what an assistant's turn holds. */
export interface WrittenTokens {
  readonly tokens: readonly number[];
  /** So many of them, from the first, are those that the model wrote itself. */
  readonly own: number;
}

/**
 * Tokens for a text that is written after `prompt`. Where the cache still holds what the model itself wrote there, its tokens are taken as far
 * as they spell the text; the rest is encoded by itself. A border inside one of the model's tokens gives up that token.
 */
export function writtenTokens({
  prompt,
  written,
  held,
  encode,
  decode,
}: {
  readonly prompt: readonly number[];
  readonly written: string;
  readonly held: readonly number[];
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): WrittenTokens {
  let length = 0;
  let at = prompt.length;
  if (held.length > at && prompt.every((token, index) => held[index] === token)) {
    while (at < held.length && length < written.length) {
      let to = at + 1;
      let text = decode(held.slice(at, to));
      // A character of up to four bytes can be spread over as many tokens.
      while (text.includes('\u{fffd}') && to < held.length && to - at < 4) {
        to += 1;
        text = decode(held.slice(at, to));
      }
      if (text === '' || !written.startsWith(text, length)) break;
      length += text.length;
      at = to;
    }
  }
  const own = held.slice(prompt.length, Math.max(prompt.length, at));
  const rest = length === written.length ? [] : Array.from(encode(written.slice(length)));
  return { tokens: [...own, ...rest], own: own.length };
}
