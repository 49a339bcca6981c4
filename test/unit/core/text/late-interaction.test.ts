import { describe, expect, it } from 'vitest';
import golden from '../../../fixtures/first-stage/late.json' with { type: 'json' };
import { evidenceWindow } from '../../../../src/core/text/evidence-units.ts';
import { askQuery, readPassage } from '../../../../src/core/text/late-interaction.ts';
import { listIdf } from '../../../../src/core/text/terms.ts';
import { titledText } from '../../../../src/core/request.ts';
import type { TokenVectors } from '../../../../src/core/text/token-vectors.ts';
import { wordVectors } from '../../../support/word-vectors.ts';

/** Words of one first letter are alike, and only they. */
const byLetter = (word: string): readonly number[] =>
  [...'abcdefgh'].map((letter) => (word.toLowerCase().startsWith(letter) ? 1 : 0));

function ask(text: string, list: readonly string[] = []) {
  return askQuery({ text, tokens: wordVectors(text, byLetter), idf: listIdf(list), count: list.length });
}

function read(query: string, passage: { title?: string; text: string }, list: readonly string[] = []) {
  const { title = '', text } = passage;
  const lead = title === '' ? 0 : title.length + 2;
  const whole = title === '' ? text : `${title}: ${text}`;
  return readPassage(ask(query, list), { title, text, stretches: [{ from: 0, lead, tokens: wordVectors(whole, byLetter) }] });
}

describe('late interaction', () => {
  it('is the mean over the query’s pieces of the best that the passage has', () => {
    expect(read('apple bee', { text: 'an answer' }).maxSim).toBe(0.5);
    expect(read('apple bee', { text: 'an answer by bees' }).maxSim).toBe(1);
    expect(read('apple bee', { text: 'x y z' }).maxSim).toBe(0);
  });

  it('weighs pieces by how rare their word is in the list, marks least', () => {
    const list = ['apple', 'apple', 'apple', 'bee'];
    const { idf } = ask('apple bee cat?', list);
    expect(idf[0]).toBeCloseTo(Math.log(1 + 1.5 / 3.5), 12);
    expect(idf[1]).toBeCloseTo(Math.log(1 + 3.5 / 1.5), 12);
    expect(idf[2]).toBeCloseTo(Math.log(1 + 4.5 / 0.5), 12);
    expect(idf[3]).toBe(0.1);
    const [common = 0, rare = 0] = [read('apple bee', { text: 'a' }, list), read('apple bee', { text: 'b' }, list)].map(
      ({ idfMaxSim }) => idfMaxSim,
    );
    expect(common + rare).toBeCloseTo(1, 12);
    expect(rare).toBeGreaterThan(common);
  });

  it('gives the query’s words weights that are 1 together, and marks none', () => {
    const { words, wordOf } = ask('apple, bee?', ['bee']);
    expect(words.map(({ from, to }) => [from, to])).toEqual([
      [0, 5],
      [7, 10],
    ]);
    expect(wordOf).toEqual([0, null, 1, null]);
    expect(words.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('tells which word of the passage comes nearest to each word of the query, the first of equals', () => {
    const text = 'Bring an apple, an ant and a cat.';
    const { found } = read('apple cat', { text }).matches;
    expect(found.map((one) => text.slice(one?.from, one?.to))).toEqual(['an', 'cat']);
    expect(found.map((one) => one?.similar)).toEqual([1, 1]);
  });

  it('finds a word in the title where the text has none so near', () => {
    const { matches, maxSim } = read('bee cat', { title: 'Bees', text: 'The cat.' });
    expect(matches.found).toEqual([
      { in: 'title', from: 0, to: 4, similar: 1 },
      { in: 'text', from: 4, to: 7, similar: 1 },
    ]);
    expect(maxSim).toBe(1);
  });

  it('tells how near each sentence comes to each word of the query', () => {
    const { units } = read('apple bee', { text: 'An apple. The bee.' }).matches;
    expect(units.map(({ similar }) => similar)).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('takes a word of several pieces as the mean of its pieces', () => {
    const text = 'alphabet';
    const pieces = { width: 8, vectors: Int8Array.from([...byLetter('a'), ...byLetter('b')]), spans: Uint32Array.of(0, 5, 5, 8) };
    const asked = askQuery({ text, tokens: pieces, idf: new Map(), count: 1 });
    const passage = { title: '', text: 'an end', stretches: [{ from: 0, lead: 0, tokens: wordVectors('an end', byLetter) }] };
    expect(readPassage(asked, passage).matches.found[0]).toEqual({ in: 'text', from: 0, to: 2, similar: 0.5 });
  });

  it('reads a long passage stretch by stretch: offsets are the text’s, and the best of any stretch counts', () => {
    const text = 'An apple. The bee.';
    const title = 'Dust';
    const stretches = [
      { from: 0, lead: 6, tokens: wordVectors('Dust: An apple.', byLetter) },
      { from: 10, lead: 6, tokens: wordVectors('Dust: The bee.', byLetter) },
    ];
    const { maxSim, matches } = readPassage(ask('apple bee dust'), { title, text, stretches });
    expect(maxSim).toBe(1);
    expect(matches.found.map((one) => one && (one.in === 'text' ? text : title).slice(one.from, one.to))).toEqual([
      'An',
      'bee',
      'Dust',
    ]);
  });

  it('of a passage or a query without words is nothing', () => {
    expect(read('apple', { text: '' })).toEqual({ maxSim: 0, idfMaxSim: 0, matches: { units: [], found: [null] } });
    expect(read('', { text: 'apple' })).toEqual({
      maxSim: 0,
      idfMaxSim: 0,
      matches: { units: [{ from: 0, to: 5, similar: [] }], found: [] },
    });
  });
});

// Written by models/first_stage.golden over vectors drawn by chance.
const tokensOf = ({ rows, spans }: { readonly rows: string; readonly spans: string }): TokenVectors => ({
  width: 16,
  vectors: Int8Array.from(atob(rows), (letter) => letter.charCodeAt(0)),
  spans: Uint32Array.from(spans === '' ? [] : spans.split(/[ -]/u), Number),
});

describe('late interaction against the pipeline’s, from the same vectors', () => {
  it.each(golden)('is the same to the last digit, where no logarithm is in it, for “$query”', (list) => {
    const idf = listIdf(list.passages.map(titledText));
    const asked = askQuery({ text: list.query, tokens: tokensOf(list), idf, count: list.passages.length });
    asked.idf.forEach((own, piece) => expect(own).toBeCloseTo(list.idf[piece] ?? Number.NaN, 12));
    expect(asked.words.map(({ from, to }) => [from, to])).toEqual(list.words.map(({ from, to }) => [from, to]));
    asked.words.forEach(({ weight }, word) => expect(weight).toBeCloseTo(list.words[word]?.weight ?? Number.NaN, 12));
    for (const { title, text, stretches, windows, ...told } of list.passages) {
      const read = stretches.map(({ from, lead, ...tokens }) => ({ from, lead, tokens: tokensOf(tokens) }));
      const { maxSim, idfMaxSim, matches } = readPassage(asked, { title, text, stretches: read });
      expect(idfMaxSim).toBeCloseTo(told.idfMaxSim, 12);
      expect({ ...matches, maxSim }).toEqual({ units: told.units, found: told.found, maxSim: told.maxSim });
      for (const { words, window } of windows) {
        const { from, to } = evidenceWindow({ text, units: matches.units, queryWords: asked.words, words });
        expect([from, to]).toEqual(window);
      }
    }
  });
});
