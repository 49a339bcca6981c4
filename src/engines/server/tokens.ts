/** Words of letters and digits by script, marks, and runs of white space: what vocabularies cut at. */
const pieces =
  /[A-Za-z]+|\d|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{M}]+|[ ]|\s+|[^\s]/gu;

/**
 * How many tokens a text takes in today's vocabularies of byte pairs, rather too many than too few: a token for four letters of English, for each digit,
 * for each Chinese character, for two letters of other scripts, for a mark, and none for the blank before a word.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === ' ') continue;
    const length = piece.length;
    if (/^[A-Za-z]/.test(piece)) tokens += length <= 8 ? 1 + Math.floor(length / 6) : Math.ceil(length / 4);
    else if (/^\s/.test(piece)) tokens += 1;
    else if (length === 1) tokens += 1;
    else if (/^\p{L}/u.test(piece)) tokens += Math.ceil(length / 2);
    else tokens += length;
  }
  return tokens;
}

/**
 * Counts by estimate, and by the server's own count for every text it has been asked about. `scale`, from texts of both kinds, makes the estimate fit the
 * vocabulary; it errs upwards by a twentieth.
 */
export interface TokenCounter {
  count(text: string): number;
  /** What the server said of a text. */
  learn(text: string, tokens: number): void;
  /** The server has been asked about this very text. */
  knows(text: string): boolean;
  /** Tokens of a text by the server for one of the estimate. */
  readonly scale: number;
}

export function createTokenCounter(): TokenCounter {
  const known = new Map<string, number>();
  let scale = 1;
  let learned = 0;
  return {
    count(text) {
      return known.get(text) ?? (text === '' ? 0 : Math.ceil(estimateTokens(text) * scale * (learned === 0 ? 1.1 : 1.05)));
    },
    learn(text, tokens) {
      if (known.size >= 10_000) known.clear();
      known.set(text, tokens);
      const estimated = estimateTokens(text);
      if (estimated < 20) return;
      // The worst text seen decides: a prompt that is too long costs more than one that is a little short.
      scale = learned === 0 ? tokens / estimated : Math.max(scale, tokens / estimated);
      learned += 1;
    },
    knows: (text) => known.has(text),
    get scale() {
      return scale;
    },
  };
}
