/** A tokenizer that takes the longest word of its list each time. Ids count from 0; other ids have no text. */
export function createWordTokenizer(words: readonly string[]): {
  readonly encode: (text: string) => number[];
  readonly decode: (tokens: readonly number[]) => string;
  readonly ids: (...texts: string[]) => number[];
} {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const idOf = (text: string): number => {
    const id = words.indexOf(text);
    if (id === -1) throw new Error(`${JSON.stringify(text)} is no token`);
    return id;
  };
  return {
    encode(text) {
      const tokens: number[] = [];
      for (let at = 0; at < text.length;) {
        const word = longestFirst.find((one) => text.startsWith(one, at));
        if (word === undefined) throw new Error(`no token fits ${JSON.stringify(text.slice(at))}`);
        tokens.push(idOf(word));
        at += word.length;
      }
      return tokens;
    },
    decode: (tokens) => tokens.map((token) => words[token] ?? '').join(''),
    ids: (...texts) => texts.map(idOf),
  };
}
