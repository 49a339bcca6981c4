import { describe, expect, it } from 'vitest';
import { rememberEmbeddings, rememberTerms } from '../../../src/instant/remember.ts';
import { wordVectors } from '../../support/word-vectors.ts';

/** One row of 8 numbers a word, and 8 bytes of places: 16 bytes a word. */
function counting(broken: (text: string) => boolean = () => false) {
  const seen: string[] = [];
  return {
    seen,
    embed: async (text: string) => {
      seen.push(text);
      if (broken(text)) throw new Error('no memory');
      return {
        vector: Float32Array.of(text.length),
        cut: false,
        tokens: wordVectors(text, () => [1, 0, 0, 0, 0, 0, 0, 0]),
      };
    },
  };
}

describe('an encoder that remembers', () => {
  it('reads a text once, whether its vector is asked for or its pieces', async () => {
    const encoder = counting();
    const { embed, tokens } = rememberEmbeddings(encoder);
    await Promise.all([embed('a b'), tokens('a b'), embed('a b')]);
    expect((await tokens('a b')).spans.length).toBe(4);
    expect(encoder.seen).toEqual(['a b']);
  });

  it('gives up the pieces of the oldest text when there are too many, and keeps its vector', async () => {
    const encoder = counting();
    const { embed, tokens } = rememberEmbeddings(encoder, { mostBytes: 32 });
    for (const text of ['a', 'b', 'c']) await tokens(text);
    await Promise.all(['a', 'b', 'c'].map(embed));
    expect(encoder.seen).toEqual(['a', 'b', 'c']);
    await tokens('c');
    expect(encoder.seen).toEqual(['a', 'b', 'c']);
    expect((await tokens('a')).spans.length).toBe(2);
    expect(encoder.seen).toEqual(['a', 'b', 'c', 'a']);
  });

  it('forgets whole texts beyond the most, the longest unused first', async () => {
    const encoder = counting();
    const { embed } = rememberEmbeddings(encoder, { mostTexts: 2 });
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await embed(text);
    expect(encoder.seen).toEqual(['a', 'b', 'c', 'b']);
  });

  it('holds on to a text that alone is too large until the next comes', async () => {
    const encoder = counting();
    const { tokens } = rememberEmbeddings(encoder, { mostBytes: 16 });
    await tokens('a b c');
    await tokens('a b c');
    expect(encoder.seen).toEqual(['a b c']);
  });

  it('does not remember failures', async () => {
    let broken = true;
    const encoder = counting(() => broken);
    const { embed, tokens } = rememberEmbeddings(encoder);
    await expect(embed('a')).rejects.toThrow('no memory');
    await expect(tokens('a')).rejects.toThrow('no memory');
    broken = false;
    expect((await embed('a')).vector[0]).toBe(1);
  });
});

it('the words of a text are found once while its list is the newest, and few more texts are kept than are wanted', () => {
  const seen: string[] = [];
  const termsOf = rememberTerms((text) => (seen.push(text), text.split(' ')), 3);
  const list = ['a b', 'c', 'd e'];
  for (const text of [...list, ...list, ...list]) expect(termsOf(text)).toEqual(text.split(' '));
  expect(seen).toEqual(list);
  // Another list comes, longer than what is kept: the first is let go in the end.
  for (const text of ['f', 'g', 'h', 'i', 'j', 'k']) termsOf(text);
  expect(termsOf('a b')).toEqual(['a', 'b']);
  expect(seen.filter((text) => text === 'a b').length).toBe(2);
});
