import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPassages, chosenCount } from '../../../../src/core/documents/best.ts';
import { rankDocuments } from '../../../../src/core/read/documents.ts';
import { docId } from '../../../../src/core/request.ts';
import type { Candidate, RankRequest } from '../../../../src/core/request.ts';

const facts = (name: string, passages: number) =>
  ({ name, kind: 'pdf', title: '', pages: 9, words: 100, passages, notes: [] }) as const;

/** Documents of so many passages each, in an order of the first stage. */
const anyRequest = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 }).chain((sizes) => {
  const candidates = sizes.flatMap((size, document) =>
    Array.from({ length: size }, (_, index): Candidate => ({
      docId: docId(`d${document}#${index}`),
      text: `text ${index}`,
      document: `d${document}`,
      place: { from: index, page: index + 1 },
    })),
  );
  return fc.shuffledSubarray(candidates, { minLength: candidates.length }).map((ranking): RankRequest => ({
    query: { id: 'q', text: 'text' },
    candidates,
    documents: sizes.map((size, index) => facts(`d${index}`, size)),
    firstStage: {
      method: 'bm25+minilm',
      ranking: ranking.map((one) => one.docId),
      scores: candidates.map(({ docId: id }) => -ranking.findIndex((one) => one.docId === id)),
      windowFrom: candidates.map((_, index) => index),
    },
  }));
});

describe('the passages of documents that a model is given', () => {
  it('are the best of each document, then the next best ones, in the first stage’s order and with its scores', () => {
    fc.assert(
      fc.property(anyRequest, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 }), (request, each, most) => {
        const chosen = bestPassages(request, { each, most });
        const count = chosenCount(request, { each, most });
        expect(chosen.candidates.length).toBe(count ?? request.candidates.length);
        if (count === null) {
          expect(chosen).toBe(request);
          return;
        }
        const ids = new Set(chosen.candidates.map((one) => one.docId));
        expect(chosen.candidates).toEqual(request.candidates.filter((one) => ids.has(one.docId)));
        expect(chosen.firstStage?.ranking).toEqual(request.firstStage?.ranking.filter((id) => ids.has(id)));
        const score = new Map(request.candidates.map((one, place) => [one.docId, request.firstStage?.scores[place]]));
        expect(chosen.firstStage?.scores).toEqual(chosen.candidates.map((one) => score.get(one.docId)));
        const documents = new Set(request.candidates.map(({ document }) => document));
        const best =
          request.firstStage?.ranking.filter(
            (id, place, all) => all.findIndex((other) => other.startsWith(`${id.split('#')[0] ?? ''}#`)) === place,
          ) ?? [];
        for (const id of best.slice(0, most)) expect(ids.has(id)).toBe(true);
        for (const document of documents)
          expect(chosen.candidates.filter((one) => one.document === document).length).toBeLessThanOrEqual(each);
        expect(chosen.documents).toBe(request.documents);
      }),
    );
  });

  it('of a list as given are those whose words the query has, in the order given', () => {
    const candidates = ['rust', 'iron', 'water', 'iron water'].map((text, index) => ({
      docId: docId(`a#${index}`),
      text,
      document: 'a',
    }));
    const request = { query: { id: 'q', text: 'iron water' }, candidates, documents: [facts('a', 4)] };
    expect(bestPassages(request, { each: 2, most: 9 }).candidates.map(({ text }) => text)).toEqual(['iron', 'iron water']);
  });

  it('of a list that is of no documents are all', () => {
    const request = { query: { id: 'q', text: 'a' }, candidates: [{ docId: docId('a'), text: 'a' }] };
    expect(bestPassages(request, { each: 1, most: 1 })).toBe(request);
  });
});

describe('a ranking of passages shown by documents', () => {
  it('has every passage once, documents in the order of their best, with the pages it was found on', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const rows = request.firstStage?.ranking.map((id) => ({ docId: id })) ?? [];
        const documents = rankDocuments(rows, request);
        expect(documents.map(({ rank }) => rank)).toEqual(documents.map((_, index) => index + 1));
        expect(documents.flatMap((one) => one.rows).toSorted((a, b) => a.docId.localeCompare(b.docId))).toEqual(
          rows.toSorted((a, b) => a.docId.localeCompare(b.docId)),
        );
        const place = new Map(rows.map((row, index) => [row.docId, index]));
        const firsts = documents.map((one) => place.get(one.rows[0]?.docId ?? docId('')) ?? -1);
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
        for (const { name, rows: own, pages, facts: told } of documents) {
          expect(told?.name).toBe(name);
          expect(pages).toEqual(own.map((row) => Number(row.docId.split('#')[1]) + 1));
        }
      }),
    );
  });
});
