import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { codes, grades, ids, paste, places, queries, texts } from './readings.ts';
import { ANSWERS } from './sample-answers.ts';

// JSON as servers, search engines, vector stores and data sets write it: the same two passages in each.

const json = (value: unknown): string => JSON.stringify(value);
const lines = (...values: readonly unknown[]): string => values.map((value) => `${json(value)}\n`).join('');

describe('what servers, search engines and stores answer is a list of passages', () => {
  it.each(ANSWERS)('%s', (name, value, named, scores = [undefined, undefined]) => {
    const reading = paste(json(value));
    expect(ids(reading)).toEqual([named]);
    expect(texts(reading)).toEqual(name === 'sentences' ? ['al pha', 'beta'] : ['alpha', 'beta']);
    expect(reading.request?.candidates.map(({ score }) => score)).toEqual(scores);
    expect(reading.problems).toEqual([]);
  });

  it.each([
    [
      {
        organic_results: [
          { position: 1, title: 'A', link: 'u', snippet: 'alpha' },
          { title: 'B', link: 'v', snippet: 'beta' },
        ],
      },
    ],
    [
      {
        webPages: {
          value: [
            { name: 'A', url: 'u', snippet: 'alpha' },
            { name: 'B', url: 'v', snippet: 'beta' },
          ],
        },
      },
    ],
    [
      {
        web: {
          results: [
            { title: 'A', url: 'u', description: 'alpha' },
            { title: 'B', url: 'v', description: 'beta' },
          ],
        },
      },
    ],
  ])('results of searches in the web have titles and addresses', (value) => {
    expect(paste(json(value)).request?.candidates).toEqual([
      { docId: 'u', title: 'A', text: 'alpha' },
      { docId: 'v', title: 'B', text: 'beta' },
    ]);
  });

  it('a question with the one text that it is asked of is a pair', () => {
    const asked = [{ id: '1', title: 'A', context: 'alpha', question: 'who', answers: { text: ['x'], answer_start: [0] } }];
    expect(queries(paste(json(asked)))).toEqual(['q1: who']);
    expect(texts(paste(json(asked)))).toEqual(['alpha']);
  });

  it('lines of strings are passages without their quotes', () => {
    for (const text of ['"alpha"\n"be\\"ta"\n', '"alpha",\n"be\\"ta",\n']) expect(texts(paste(text))).toEqual(['alpha', 'be"ta']);
    expect(texts(paste('"alpha", he said\n"beta"'))).toEqual(['"alpha", he said', '"beta"']);
  });

  it('two addresses of one page lose no passage', () => {
    const found = [
      { url: 'http://a.org', snippet: 'alpha' },
      { url: 'http://a.org', snippet: 'beta' },
    ];
    expect(texts(paste(json(found)))).toEqual(['alpha', 'beta']);
    expect(ids(paste(json({ query: 'q', results: found })))).toEqual([['p1', 'p2']]);
  });

  it.each([
    [
      'turns of a talk',
      {
        messages: [
          { id: 1, role: 'user', content: 'alpha' },
          { id: 2, role: 'assistant', content: 'beta' },
        ],
      },
    ],
    ['two lists', { train: [{ id: 1, text: 'alpha' }], test: [{ id: 2, text: 'beta' }] }],
    [
      'rows of cells',
      [
        ['a', 'alpha'],
        ['b', 'beta'],
      ],
    ],
    ['several questions of Chroma', { ids: [['a'], ['b']], documents: [['alpha'], ['beta']] }],
  ])('%s are no list of passages, and that is told', (_, value) => {
    const reading = paste(json(value));
    expect(reading.requests).toEqual([]);
    expect(reading.problemCount).toBeGreaterThan(0);
  });
});

describe('what servers are asked is a query with its passages', () => {
  it.each([
    ['text-embeddings-inference', { query: 'who', texts: ['alpha', 'beta'] }],
    ['Jina, Cohere, Voyage', { model: 'x', query: 'who', top_n: 3, documents: ['alpha', 'beta'] }],
    ['documents with texts', { query: 'who', documents: [{ text: 'alpha' }, { text: 'beta' }] }],
    [
      'Vertex AI',
      {
        query: 'who',
        records: [
          { id: 'p1', content: 'alpha' },
          { id: 'p2', content: 'beta' },
        ],
      },
    ],
    ['a score', { model: 'x', text_1: 'who', text_2: ['alpha', 'beta'] }],
    [
      'Bedrock',
      {
        queries: [{ type: 'TEXT', textQuery: { text: 'who' } }],
        sources: ['alpha', 'beta'].map((text) => ({
          type: 'INLINE',
          inlineDocumentSource: { type: 'TEXT', textDocument: { text } },
        })),
      },
    ],
  ])('%s', (_, value) => {
    const reading = paste(json(value));
    expect(queries(reading)).toEqual(['q1: who']);
    expect(ids(reading)).toEqual([['p1', 'p2']]);
    expect(texts(reading)).toEqual(['alpha', 'beta']);
    expect(reading.problems).toEqual([]);
  });
});

describe('questions with their contexts', () => {
  const asked = { question: 'who', answer: 'x', type: 'bridge' };
  it.each([
    [
      'HotpotQA and 2WikiMultihopQA',
      {
        _id: '5a',
        ...asked,
        context: [
          ['A', ['al', 'pha']],
          ['B', ['be', ' ta.']],
        ],
        supporting_facts: [['A', 0]],
      },
    ],
    [
      'the same by columns',
      {
        id: '5a',
        ...asked,
        context: {
          title: ['A', 'B'],
          sentences: [
            ['al', 'pha'],
            ['be', ' ta.'],
          ],
        },
        supporting_facts: { title: ['A', 'A'], sent_id: [0, 1] },
      },
    ],
    [
      'MuSiQue',
      {
        id: '5a',
        ...asked,
        paragraphs: [
          { idx: 0, title: 'A', paragraph_text: 'al pha', is_supporting: true },
          { idx: 1, title: 'B', paragraph_text: 'be ta.', is_supporting: false },
        ],
      },
    ],
  ])('%s', (_, value) => {
    for (const text of [json([value]), json(value), lines(value, { ...value, id: '5b', _id: '5b' })]) {
      const reading = paste(text);
      expect(queries(reading)[0]).toBe('5a: who');
      expect(reading.request?.candidates).toEqual([
        { docId: 'p1', title: 'A', text: 'al pha' },
        { docId: 'p2', title: 'B', text: 'be ta.' },
      ]);
      expect(grades(reading)).toMatchObject({ '5a': { p1: 1, p2: 0 } });
      expect(codes(reading)).toEqual(['unnamed-candidates']);
    }
  });

  it('an answer is never a passage beside a list that is not understood', () => {
    const unknown = [{ id: '1', question: 'who', answer: 'x', evidence: [['A', 'is', 'B']], clues: { a: [1] } }];
    expect(paste(json(unknown))).toMatchObject({ requests: [], problems: [{ code: 'no-candidates', where: 'request' }] });
    const reading = readInput({
      files: [
        { name: 'corpus.jsonl', text: lines({ _id: 'd1', text: 'alpha' }, { _id: 'd2', text: 'beta' }) },
        { name: 'dev.json', text: json(unknown) },
        { name: 'run.txt', text: '1 Q0 d2 1 2.5 t\n' },
      ],
    });
    expect(queries(reading)).toEqual(['1: who']);
    expect(ids(reading)).toEqual([['d2']]);
    // Answers of a list of questions and answers alone are what can be ranked.
    expect(
      texts(
        paste(
          json([
            { id: '1', question: 'who', answer: 'alpha' },
            { id: '2', question: 'why', answer: 'beta' },
          ]),
        ),
      ),
    ).toEqual(['alpha', 'beta']);
  });
});

describe('an entry without a text costs itself alone', () => {
  const bad = fc.constantFrom<object>({ id: 'z', text: null }, { id: 'z' }, { text: 3, id: 'z' }, { id: 'z', title: 'Z' });
  const forms: readonly (readonly [name: string, write: (entries: readonly object[]) => string])[] = [
    ['JSON Lines', (entries) => lines(...entries)],
    ['an array', (entries) => json(entries)],
    ['an array over lines', (entries) => JSON.stringify(entries, null, 1)],
    ['a request', (entries) => json({ query: 'who', passages: entries })],
  ];
  it.each(forms)('wherever it stands in %s', (_, write) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), bad, (count, at, entry) => {
        const good = Array.from({ length: count }, (_, place) => ({ id: `d${place}`, text: `text ${place}` }));
        const place = at % (count + 1);
        const reading = paste(write([...good.slice(0, place), entry, ...good.slice(place)]));
        expect(ids(reading)).toEqual([good.map(({ id }) => id)]);
        expect(reading.problems.map(({ code }) => code)).toEqual(['no-text']);
      }),
      { numRuns: 40 },
    );
  });

  it('is told by its line', () => {
    expect(places(paste(lines({ id: '1', text: null }, { id: '2', text: 'beta' }, { id: '3' })))).toEqual([
      [undefined, 1, 1, 'no-text'],
      [undefined, 3, 1, 'no-text'],
    ]);
  });
});
