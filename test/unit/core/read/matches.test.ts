import { describe, expect, it } from 'vitest';
import { answeringWords } from '../../../../src/core/read/matches.ts';
import { quoteStrength } from '../../../../src/core/read/quote-strength.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
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

describe('the words that answer a query', () => {
  it('are the nearest to its telling words, in the order of the text, with how much they tell', () => {
    const [first = [], second = []] = answeringWords(
      request([found('It', 0.9), found('is', 0.9), found('heat', 0.9), found('goes', 0.6)]),
    );
    expect(first.map((word) => TEXT.slice(word.from, word.to))).toEqual(['goes', 'heat']);
    expect(first.map(({ weight }) => weight)).toEqual([expect.closeTo(0.2, 12), expect.closeTo(0.9, 12)]);
    expect(first.map(({ answers }) => answers.map(({ from, to }) => QUERY.slice(from, to)))).toEqual([['lost'], ['heat']]);
    expect(second).toEqual([]);
  });

  it('stand once though they answer several words of the query, the nearest first', () => {
    const [words = []] = answeringWords(request([null, null, found('warmth', 0.6), found('warmth', 0.8)]));
    expect(words.map(({ answers }) => answers.map(({ from, to }) => QUERY.slice(from, to)))).toEqual([['lost', 'heat']]);
  });

  it('are none where nothing is near, or the word found is one that only joins others', () => {
    expect(answeringWords(request([null, null, found('heat', 0.3), found('The', 0.9)]))[0]).toEqual([]);
  });

  it('in the title come first', () => {
    const title: WordMatch = { in: 'title', from: 0, to: 7, similar: 0.7 };
    expect(answeringWords(request([null, null, title, found('goes', 0.6)]))[0]?.map((word) => word.in)).toEqual([
      'title',
      'text',
    ]);
  });

  it('are not known of an order without late interaction', () => {
    const { firstStage: _, ...plain } = request([]);
    expect(answeringWords(plain)).toEqual([]);
  });
});

describe('a quote that stands in its passage', () => {
  const strength = (word: string, id = 'a') => {
    const from = TEXT.indexOf(word);
    return quoteStrength(request([]), docId(id), { from, to: from + word.length });
  };

  it('is strong only in one of the sentences that come nearest to the query', () => {
    expect(strength('warmth goes')).toBe('best');
    expect(strength('leak heat')).toBe('best');
    expect(strength('It is cold')).toBe('weak');
    expect(strength('Roofs')).toBe('weak');
    expect(strength('cold. Walls leak')).toBe('best');
  });

  it('is not judged in a passage that was not read piece by piece, or in a title', () => {
    expect(strength('warmth', 'b')).toBe('unknown');
    expect(quoteStrength(request([]), docId('a'), null)).toBe('unknown');
  });
});
