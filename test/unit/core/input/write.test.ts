import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { writeRequest } from '../../../../src/core/input/write.ts';
import { docId } from '../../../../src/core/request.ts';
import type { Candidate, RankRequest } from '../../../../src/core/request.ts';

function readBack(request: RankRequest): RankRequest | null {
  const { format, text } = writeRequest(request);
  return readInput({ files: [{ name: '', text }], choices: { format } }).request;
}

const plain = (texts: readonly string[]): RankRequest => ({
  query: { id: 'q1', text: 'why?' },
  candidates: texts.map((text, place) => ({ docId: docId(`p${place + 1}`), text })),
});

describe('a request written as input', () => {
  it('is plain blocks where nothing is lost by it', () => {
    expect(writeRequest(plain(['One.\nStill one.', '2. two', '{"three": 3}']))).toEqual({
      format: 'blocks',
      text: 'One.\nStill one.\n\n2. two\n\n{"three": 3}',
    });
    expect(writeRequest(plain(['One.\n\nTwo.', 'three'])).format).toBe('rank-llm-json');
  });

  it.each([
    ['blank lines inside', plain(['a\n\nb', 'c\n \nd'])],
    ['white space around', plain([' a', 'b\n'])],
    ['a score and a title', { ...plain([]), candidates: [{ docId: docId('x'), title: 'T', text: 'a', score: -0.5 }] }],
    ['another query id', { ...plain(['a', 'b']), query: { id: '7', text: 'q' } }],
    ['an empty passage', plain(['a', ''])],
  ] as const)('is read back with %s', (_, request) => {
    const read = readBack(request);
    expect(read?.candidates).toEqual(request.candidates);
    expect(read?.query.id).toBe(request.query.id);
  });

  it('is read back whole, whatever its passages are', () => {
    const candidate = fc.record<Omit<Candidate, 'docId'>>(
      {
        // Readers trim titles, so no run of this page has others.
        title: fc.string({ minLength: 1 }).filter((title) => title.trim() === title),
        text: fc.string({ unit: 'grapheme' }),
        score: fc.double({ noNaN: true, noDefaultInfinity: true }),
      },
      { requiredKeys: ['text'] },
    );
    const requests = fc
      .record({
        id: fc.constantFrom('q1', '7', 'a b'),
        names: fc.boolean(),
        all: fc.array(candidate, { minLength: 1, maxLength: 6 }),
      })
      .map(({ id, names, all }): RankRequest => ({
        query: { id, text: 'why?' },
        candidates: all.map((one, place) => ({ ...one, docId: docId(names ? `p${place + 1}` : `d ${place}`) })),
      }));
    fc.assert(
      fc.property(requests, (request) => {
        const read = readBack(request);
        expect(read?.candidates).toEqual(
          request.candidates.map((one) => ({ ...one, score: one.score === undefined ? undefined : one.score + 0 })),
        );
        expect(read?.query.id).toBe(request.query.id);
      }),
    );
  });
});
