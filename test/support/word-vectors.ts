import type { TokenVectors } from '../../src/core/text/token-vectors.ts';

/** A text's words as an encoder's pieces, one each, with the vector that `vectorOf` gives of the word: small whole numbers, as many for each. */
export function wordVectors(text: string, vectorOf: (word: string) => readonly number[]): TokenVectors {
  const words = Array.from(text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu), ({ 0: word, index }) => ({ word, from: index }));
  return {
    width: vectorOf('').length,
    vectors: Int8Array.from(words.flatMap(({ word }) => vectorOf(word))),
    spans: Uint32Array.from(words.flatMap(({ word, from }) => [from, from + word.length])),
  };
}
