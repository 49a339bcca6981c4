/** The tokens of what an assistant's turn holds. */
export interface WrittenTokens {
  readonly tokens: readonly number[];
  /** So many of them, from the first, are those of its last turn. */
  readonly own: number;
}

/**
 * Tokens for a text that is written after `prompt`. Where the model's last turn began with this prompt, that turn's tokens are taken as far as
 * they spell the text; the rest is encoded by itself. A border inside one of its tokens gives up that token.
 */
export function writtenTokens({
  prompt,
  written,
  lastTurn,
  encode,
  decode,
}: {
  readonly prompt: readonly number[];
  readonly written: string;
  /** Prompt, what the turn held already, and what the model wrote, as it read them; empty: there was none. */
  readonly lastTurn: readonly number[];
  readonly encode: (text: string) => ArrayLike<number>;
  readonly decode: (tokens: readonly number[]) => string;
}): WrittenTokens {
  let length = 0;
  let at = prompt.length;
  if (lastTurn.length > at && prompt.every((token, index) => lastTurn[index] === token)) {
    while (at < lastTurn.length && length < written.length) {
      let to = at + 1;
      let text = decode(lastTurn.slice(at, to));
      // A character of up to four bytes can be spread over as many tokens.
      while (text.includes('\u{fffd}') && to < lastTurn.length && to - at < 4) {
        to += 1;
        text = decode(lastTurn.slice(at, to));
      }
      if (text === '' || !written.startsWith(text, length)) break;
      length += text.length;
      at = to;
    }
  }
  const own = lastTurn.slice(prompt.length, Math.max(prompt.length, at));
  const rest = length === written.length ? [] : Array.from(encode(written.slice(length)));
  return { tokens: [...own, ...rest], own: own.length };
}
