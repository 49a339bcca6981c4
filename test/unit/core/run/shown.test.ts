import { describe, expect, it } from 'vitest';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { shownCandidates } from '../../../../src/core/run/shown.ts';
import { fastSettings, startSettings } from '../../../../src/core/run/settings.ts';
import { cutPassage } from '../../../../src/core/text/windows.ts';

const TEXT = 'One two three. Four five six. Seven eight nine.';
const REQUEST: RankRequest = {
  query: { id: 'q', text: 'x' },
  candidates: ['a', 'b'].map((id) => ({ docId: docId(id), text: TEXT })),
  firstStage: {
    method: 'bm25+minilm',
    ranking: ['b', 'a'].map(docId),
    scores: [0, 1],
    windowFrom: [4, null],
    late: {
      weights: { bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 },
      parts: { bm25: [0, 0], cosine: [0, 0], maxSim: [null, 0.5], idfMaxSim: [null, 0.5] },
      queryWords: [{ from: 0, to: 1, weight: 1 }],
      matches: [
        null,
        {
          units: [0.1, 0.9, 0.2].map((near, place) => ({
            from: [0, 15, 30][place] ?? 0,
            to: [14, 29, 47][place] ?? 0,
            similar: [near],
          })),
          found: [{ in: 'text', from: 15, to: 19, similar: 0.9 }],
        },
      ],
    },
  },
};

describe('what a prompt shows of a passage', () => {
  const shown = (place: number, limit: number): string | undefined => {
    const [candidate] = shownCandidates(REQUEST, [place]);
    if (candidate === undefined) return undefined;
    const cut = { unit: 'words', from: 'best' } as const;
    const { from, to } = cutPassage({ candidate, cut, limit, query: 'x', idf: new Map(), countTokens: () => 0 });
    return TEXT.slice(from, to);
  };

  it('is the whole sentences nearest to the query where late interaction has read it', () => {
    expect(shown(1, 5)).toBe('Four five six.');
    expect(shown(1, 6)).toBe('One two three. Four five six.');
    expect(shown(1, 9)).toBe(TEXT);
  });

  it('is the window that the first stage named where it has not', () => {
    expect(shown(0, 3)).toBe('two three. Four');
    expect(shown(0, 9)).toBe(TEXT);
  });

  it('leaves out places that the request does not have', () => {
    expect(shown(2, 5)).toBeUndefined();
  });
});

it('a model on a graphics processor is shown 100 words of each passage, unless its own number is greater', () => {
  expect(fastSettings(startSettings()).passageWords).toBe(100);
  expect(fastSettings(startSettings({ passageWords: 400 }))).toEqual(startSettings({ passageWords: 400 }));
});
