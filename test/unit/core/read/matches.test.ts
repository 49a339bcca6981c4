import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answeringWords } from '../../../../src/core/read/matches.ts';
import { quoteStrength } from '../../../../src/core/read/quote-strength.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { tellingWords } from '../../../../src/core/read/telling.ts';
import type { EvidenceUnit, WordMatch } from '../../../../src/core/text/evidence-units.ts';

const QUERY = 'why is heat lost';
const TEXT = 'The warmth goes. It is cold. Walls leak heat. Roofs too.';

function request(found: readonly (WordMatch | null)[], scores = [0.9, 0.1, 0.8, 0.2]): RankRequest {
  const starts = [0, 17, 29, 46];
  const ends = [16, 28, 45, 56];
  const units = scores.map((near, place): EvidenceUnit => {
    return { from: starts[place] ?? 0, to: ends[place] ?? 0, similar: [0, 0, near, 0] };
  });
  return {
    query: { id: 'q', text: QUERY },
    candidates: [
      { docId: docId('a'), title: 'Heating', text: TEXT },
      { docId: docId('b'), text: 'unread' },
    ],
    firstStage: {
      method: 'bm25+minilm',
      ranking: ['a', 'b'].map(docId),
      scores: [1, 0],
      windowFrom: [0, null],
      late: {
        weights: { bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 },
        parts: { bm25: [1, 0], cosine: [1, 0], maxSim: [1, null], idfMaxSim: [1, null] },
        queryWords: [
          { from: 0, to: 3, weight: 0.1 },
          { from: 4, to: 6, weight: 0.1 },
          { from: 7, to: 11, weight: 0.6 },
          { from: 12, to: 16, weight: 0.2 },
        ],
        matches: [{ units, found }, null],
      },
    },
  };
}

const found = (word: string, similar: number): WordMatch => {
  const from = TEXT.indexOf(word);
  return { in: 'text', from, to: from + word.length, similar };
};

/** A list that was ordered by words alone: the first passage's words are asked about. */
function byWords(query: string, texts: readonly string[], title?: string): RankRequest {
  return {
    query: { id: 'q', text: query },
    candidates: texts.map((text, place) => ({
      docId: docId(`p${place}`),
      text,
      ...(place === 0 && title !== undefined ? { title } : {}),
    })),
  };
}

/** Ten passages of which all have `everywhere` and one has `once`. */
const tenWith = (everywhere: string, once: string): readonly string[] =>
  Array.from({ length: 10 }, (_, place) => `Of ${everywhere} and ${place === 0 ? once : `other ${place}`}.`);

describe('what a word of a query tells', () => {
  const weights = (request: RankRequest): Readonly<Record<string, number>> =>
    Object.fromEntries(tellingWords(request).map(({ from, to, weight }) => [request.query.text.slice(from, to), weight]));

  it('hangs on how rare it is in the list, not on how long it is', () => {
    const { DNA = 0, photosynthesis = 1 } = weights(byWords('DNA photosynthesis', tenWith('photosynthesis', 'DNA')));
    expect([DNA, photosynthesis]).toEqual([1, 0]);
    expect(weights(byWords('UK tea', tenWith('tea', 'the UK')))).toEqual({ UK: 1, tea: 0 });
  });

  it('is nothing where it only asks, joins or points', () => {
    expect(weights(byWords('What would there be of tea', ['tea', 'no']))).toEqual({
      What: 0,
      would: 0,
      there: 0,
      be: 0,
      of: 0,
      tea: 1,
    });
  });

  it('of one that no passage has is no reason to leave out the others', () => {
    expect(weights(byWords('heat pmup', tenWith('a pump', 'heat')))).toEqual({ heat: 1, pmup: 1 });
  });

  it('is its share in late interaction where that read the list', () => {
    expect(weights(request([]))).toEqual({ why: 0, is: 0, heat: 1, lost: expect.closeTo(1 / 3, 12) as number });
  });
});

describe('the words that answer a query', () => {
  it('are the nearest to its telling words, in the order of the text, with how much they tell', () => {
    const first = answeringWords(request([found('It', 0.9), found('is', 0.9), found('heat', 0.9), found('goes', 0.6)]), 0);
    expect(first.map((word) => TEXT.slice(word.from, word.to))).toEqual(['goes', 'heat']);
    expect(first.map(({ weight }) => weight)).toEqual([expect.closeTo(0.2, 12), expect.closeTo(0.9, 12)]);
    expect(first.map(({ answers }) => answers.map(({ from, to }) => QUERY.slice(from, to)))).toEqual([['lost'], ['heat']]);
  });

  it('stand once though they answer several words of the query, the nearest first', () => {
    const words = answeringWords(request([null, null, found('warmth', 0.6), found('warmth', 0.8)]), 0);
    expect(words.map(({ answers }) => answers.map(({ from, to }) => QUERY.slice(from, to)))).toEqual([['lost', 'heat']]);
  });

  it('are none where nothing is near, or the word found is one that only joins others', () => {
    expect(answeringWords(request([null, null, found('heat', 0.3), found('The', 0.9)]), 0)).toEqual([]);
  });

  it('in the title come first', () => {
    const title: WordMatch = { in: 'title', from: 0, to: 7, similar: 0.7 };
    const words = answeringWords(request([null, null, title, found('goes', 0.6)]), 0);
    expect(words.map((word) => [word.in, word.from])).toEqual([
      ['title', 0],
      ['text', TEXT.indexOf('goes')],
      ['text', TEXT.indexOf('heat')],
    ]);
  });

  it('are marked in title and text alike where the nearest stands in one of them and the very word in the other', () => {
    const near: WordMatch = { in: 'title', from: 0, to: 7, similar: 0.9 };
    const words = answeringWords(request([null, null, near, null]), 0);
    expect(words.map((word) => [word.in, word.from])).toEqual([
      ['title', 0],
      ['text', TEXT.indexOf('heat')],
    ]);
  });

  it('are the query’s own telling words in title and text where nothing was read piece by piece', () => {
    const words = answeringWords(byWords('how is the sun born', ['The suns are born.', 'No.'], 'Sun and sun'), 0);
    const written = { title: 'Sun and sun', text: 'The suns are born.' };
    expect(words.map((word) => [word.in, written[word.in].slice(word.from, word.to)])).toEqual([
      ['title', 'Sun'],
      ['title', 'sun'],
      ['text', 'suns'],
      ['text', 'born'],
    ]);
    expect(words[0]?.answers).toEqual([{ from: 11, to: 14, similar: null }]);
  });

  it('stand within their texts, in order and apart, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.string(), (query, text, title) => {
        const words = answeringWords(byWords(query, [`${text} ${query}`, query], title), 0);
        const lengths = { title: title.length, text: text.length + 1 + query.length };
        words.forEach((word, place) => {
          const before = words[place - 1];
          if (before?.in === word.in) expect(word.from).toBeGreaterThanOrEqual(before.to);
          expect(word.to).toBeLessThanOrEqual(lengths[word.in]);
          expect(word.weight).toBeGreaterThan(0);
          expect(word.weight).toBeLessThanOrEqual(1);
          for (const { from, to } of word.answers) expect(query.slice(from, to)).not.toBe('');
        });
      }),
    );
  });
});

describe('a quote that stands in its passage', () => {
  const matches = [null, null, found('heat', 0.9), null];
  const strength = (text: string, id = 'a', scores?: readonly number[]) => {
    const from = TEXT.indexOf(text);
    const span = from < 0 ? null : { from, to: from + text.length };
    return quoteStrength(request(matches, scores === undefined ? undefined : [...scores]), { docId: docId(id), text, span });
  };

  it('is strong only in one of the sentences that come nearest to the query', () => {
    expect(strength('warmth goes')).toBe('best');
    expect(strength('leak heat')).toBe('best');
    expect(strength('The warmth goes. It is cold')).toBe('best');
    expect(strength('It is cold', 'a', [0.9, 0.6, 0.8, 0.2])).toBe('weak');
  });

  it('is no evidence where nothing in it answers a telling word, not even in the best sentence', () => {
    expect(strength('It is cold')).toBe('empty');
    expect(strength('Roofs too')).toBe('empty');
    expect(strength('The', 'a')).toBe('empty');
    // The word that is near stands in the other half of that sentence.
    expect(strength('Walls leak')).toBe('empty');
    expect(strength('warmth goes', 'a', [0.4, 0.1, 0.3, 0.2])).toBe('empty');
  });

  it('is judged by the query’s own words where the passage was not read piece by piece, and in a title', () => {
    const of = (text: string, query = 'how is the sun born', title = 'A sun') =>
      quoteStrength(byWords(query, ['The suns are born.', 'No.'], title), { docId: docId('p0'), text, span: null });
    expect(of('suns are')).toBe('unknown');
    expect(of('are')).toBe('empty');
    expect(of('A sun')).toBe('unknown');
    // Nothing in this query tells anything, so no quote can lack it.
    expect(of('are', 'what is it')).toBe('unknown');
  });

  it('is judged in a title by the words that late interaction found there', () => {
    const near: WordMatch = { in: 'title', from: 0, to: 7, similar: 0.7 };
    const of = (text: string) => quoteStrength(request([null, null, near, null]), { docId: docId('a'), text, span: null });
    expect(of('Heating')).toBe('unknown');
    expect(of('ing')).toBe('empty');
  });
});
