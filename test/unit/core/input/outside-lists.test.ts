import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { codes, grades, ids, paste, places, queries, texts } from './readings.ts';

// Lists and tables as they are found outside. Numbers and names are exact, or told with their line.

const json = (value: unknown): string => JSON.stringify(value);

describe('a query with its passages in JSON', () => {
  it.each([
    [
      'RankGPT’s hits',
      [
        {
          query: 'who won',
          hits: [
            { content: 'alpha', qid: 'q1', docid: 'd1', rank: 1, score: 3.5 },
            { content: 'beta', qid: 'q1', docid: 'd2', rank: 2, score: 2.5 },
          ],
        },
      ],
    ],
    [
      'RankLLM’s candidates',
      {
        query: { text: 'who won', qid: 'q1' },
        candidates: [
          { docid: 'd1', score: 3.5, doc: { text: 'alpha' } },
          { docid: 'd2', score: 2.5, doc: { text: 'beta' } },
        ],
      },
    ],
    [
      'a rerank server’s question',
      {
        model: 'x',
        query: 'who won',
        documents: [
          { id: 'd1', text: 'alpha', score: 3.5 },
          { id: 'd2', text: 'beta', score: 2.5 },
        ],
      },
    ],
    [
      'DPR’s contexts',
      [
        {
          question: 'who won',
          answers: ['x'],
          ctxs: [
            { id: 'd1', title: '', text: 'alpha', score: 3.5, has_answer: true },
            { id: 'd2', text: 'beta', score: 2.5 },
          ],
        },
      ],
    ],
    [
      'a search engine’s answer',
      {
        query: 'who won',
        results: [
          { url: 'd1', content: 'alpha', score: 3.5 },
          { url: 'd2', content: 'beta', score: 2.5 },
        ],
      },
    ],
    [
      'pairs',
      [
        { qid: 'q1', query: 'who won', docno: 'd1', text: 'alpha', score: 3.5, rank: 0 },
        { qid: 'q1', query: 'who won', docno: 'd2', text: 'beta', score: 2.5, rank: 1 },
      ],
    ],
  ])('%s', (_, value) => {
    const reading = paste(json(value));
    expect(reading.request?.query.text).toBe('who won');
    expect(reading.request?.candidates).toEqual([
      { docId: 'd1', text: 'alpha', score: 3.5 },
      { docId: 'd2', text: 'beta', score: 2.5 },
    ]);
    expect(reading.problems).toEqual([]);
  });

  it('a query is never one of its own passages', () => {
    const reading = paste(
      '{"query_id":"7","query":"is tea healthy","passages":["tea has antioxidants","coffee facts"]}\n{"query_id":"8","query":"best laptop","passages":["laptop a","laptop b"]}\n',
    );
    expect(queries(reading)).toEqual(['7: is tea healthy', '8: best laptop']);
    expect(reading.requests.map(({ candidates }) => candidates.map(({ text }) => text))).toEqual([
      ['tea has antioxidants', 'coffee facts'],
      ['laptop a', 'laptop b'],
    ]);
  });

  it.each([
    ['MTEB’s', { query: 'q', positive: ['good'], negative: ['bad', 'worse'] }, { q1: { p1: 1, p2: 0, p3: 0 } }],
    [
      'Tevatron’s and MIRACL’s',
      {
        query_id: '5',
        query: 'q',
        positive_passages: [{ docid: 'a', title: '', text: 'good' }],
        negative_passages: [
          { docid: 'b', text: 'bad' },
          { docid: 'c', text: 'worse' },
        ],
      },
      { 5: { a: 1, b: 0, c: 0 } },
    ],
    [
      'Hugging Face’s columns',
      { query_id: 5, query: 'q', passages: { is_selected: [1, 0, 0], passage_text: ['good', 'bad', 'worse'] } },
      { 5: { p1: 1, p2: 0, p3: 0 } },
    ],
    [
      'pairs’',
      [
        { query: 'q', passage: 'good', label: 1 },
        { query: 'q', passage: 'bad', label: 0 },
        { query: 'q', passage: 'worse', label: false },
      ],
      { q1: { p1: 1, p2: 0, p3: 0 } },
    ],
  ])('%s judgements are read with the passages', (_, value, judged) => {
    const reading = paste(json(value));
    expect(texts(reading)).toEqual(['good', 'bad', 'worse']);
    expect(grades(reading)).toEqual(judged);
  });

  it('names and scores of a cross-encoder’s list stay, and are no more than places in the list it was given', () => {
    const ranked = paste('[{"corpus_id": 1, "score": 8.6, "text": "beta"}, {"corpus_id": 0, "score": -4.3, "text": "alpha"}]');
    expect(ranked.request?.candidates).toEqual([
      { docId: '1', text: 'beta', score: 8.6 },
      { docId: '0', text: 'alpha', score: -4.3 },
    ]);
    const named = paste(
      '[{"corpus_id": 1, "docno": "B", "score": 8.6, "text": "beta"}, {"corpus_id": 0, "docno": "A", "score": 1, "text": "alpha"}]',
    );
    expect(ids(named)).toEqual([['B', 'A']]);
    const served = paste(
      json({
        results: [
          { index: 2, relevance_score: 0.9, document: { text: 'gamma' } },
          { index: 0, relevance_score: 0.1, document: { text: 'alpha' } },
        ],
      }),
    );
    expect(served.request?.candidates).toEqual([
      { docId: '2', text: 'gamma', score: 0.9 },
      { docId: '0', text: 'alpha', score: 0.1 },
    ]);
    // Without texts there is nothing to rank, and that is told.
    expect(paste('[{"corpus_id": 1, "score": 8.6}, {"corpus_id": 0, "score": -4.3}]').problemCount).toBeGreaterThan(0);
  });

  it('search results are passages with titles and addresses', () => {
    const reading = paste(
      json([
        { url: 'http://a.org', title: 'A', snippet: 'alpha' },
        { url: 'http://b.org', title: 'B', snippet: 'beta' },
      ]),
    );
    expect(reading.request?.candidates).toEqual([
      { docId: 'http://a.org', title: 'A', text: 'alpha' },
      { docId: 'http://b.org', title: 'B', text: 'beta' },
    ]);
    expect(
      texts(
        paste(
          json([
            { page_content: 'alpha', metadata: { source: 'x' } },
            { page_content: 'beta', metadata: {} },
          ]),
        ),
      ),
    ).toEqual(['alpha', 'beta']);
  });

  it('Python’s NaN and Infinity cost no passage: they are told, and it is kept without the number', () => {
    const reading = paste(
      '{"query":{"text":"q","qid":"1"},"candidates":[{"docid":"a","score":NaN,"doc":{"text":"alpha"}},{"docid":"b","score":-Infinity,"doc":{"text":"beta"}},{"docid":"c","score":0.5,"doc":{"text":"gamma"}}]}\n{"query":{"text":"q2","qid":"2"},"candidates":[{"docid":"c","score":1,"doc":{"text":"gamma"}}]}\n',
    );
    expect(ids(reading)).toEqual([['a', 'b', 'c'], ['c']]);
    expect(reading.request?.candidates.map(({ score }) => score)).toEqual([undefined, undefined, 0.5]);
    expect(reading.problems).toMatchObject([
      { line: 1, code: 'bad-number', written: 'NaN', kept: true },
      { line: 1, code: 'bad-number', written: '-Infinity', kept: true },
    ]);
  });

  it('a pattern where a thought should be is no thought', () => {
    const call = (more: object): string =>
      json([
        {
          query: { text: 'who won', qid: 'q1' },
          candidates: [{ docid: 'd1', score: 1, doc: { text: 'alpha' } }],
          invocations_history: [{ prompt: 'p', response: '[1]', input_token_count: 10, output_token_count: 5, ...more }],
        },
      ]);
    const thoughtOf = (more: object): unknown => paste(call(more)).invocations[0]?.invocations[0]?.reasoning;
    expect(thoughtOf({ reasoning: 'r"^\\[\\d+\\]( > \\[\\d+\\])*$"', token_usage: 'r"\\[(\\d+)\\]"' })).toBeNull();
    expect(thoughtOf({ reasoning: '^\\[\\d+\\]$', token_usage: '\\[(\\d+)\\]' })).toBeNull();
    expect(thoughtOf({ reasoning: 'r"^\\[\\d+\\]$"' })).toBeNull();
    expect(thoughtOf({ reasoning: 'read "a" and "b"', token_usage: { prompt: 3 } })).toBe('read "a" and "b"');
  });
});

describe('tables as they are found', () => {
  const table = (text: string, name = ''): ReturnType<typeof paste> => readInput({ files: [{ name, text }] });

  it('a fractional grade is told with its line and judges nothing', () => {
    const reading = table('query,docid,text,relevance\nq,a,alpha,0.9\nq,b,beta,2\n');
    expect(grades(reading)).toEqual({ q1: { b: 2 } });
    expect(places(reading)).toEqual([[undefined, 2, 11, 'bad-number']]);
  });

  const scores = (delimiter: string, written: readonly string[]): readonly (number | undefined)[] =>
    table(
      `id${delimiter}text${delimiter}score\n${written.map((score, index) => [index, `passage ${index}`, `"${score}"`].join(delimiter)).join('\n')}\n`,
    ).request?.candidates.map(({ score }) => score) ?? [];
  it.each([
    [',', ['12.5', '0.75', '-3'], [12.5, 0.75, -3]],
    [',', ['1,234.5', '12', '1,234,567'], [1234.5, 12, 1234567]],
    [',', ['1,234', '0.5'], [1234, 0.5]],
    [';', ['12,5', '0,75', '1.234,5', '1.234'], [12.5, 0.75, 1234.5, 1234]],
    [';', ['12,345', '9,876'], [12.345, 9.876]],
    ['\t', ['12,345', '0,5'], [12.345, 0.5]],
    [',', ['1 234,5', '7'], [1234.5, 7]],
    [',', ['1’234.5', '1e-3', '−2.5'], [1234.5, 0.001, -2.5]],
    [',', ['۰٫۸۵', '۱٬۲۳۴', '٧'], [0.85, 1234, 7]],
    // What could be either is told, and so is every number of a column that contradicts itself.
    [',', ['1,234', '12'], [undefined, 12]],
    [',', ['12,5', '0.75'], [undefined, 0.75]],
    [',', ['85%', 'n/a', '3 of 4', '1,2,3'], [undefined, undefined, undefined, undefined]],
  ])('between %j the scores %j are %j', (delimiter, written, read) => {
    expect(scores(delimiter, written)).toEqual(read);
    const reading = table(
      `id${delimiter}text${delimiter}score\n${written.map((score, index) => [index, `passage ${index}`, `"${score}"`].join(delimiter)).join('\n')}\n`,
    );
    expect(reading.problems.map(({ line, code }) => [line, code])).toEqual(
      read.flatMap((score, index) => (score === undefined ? [[index + 2, 'bad-number']] : [])),
    );
  });

  it.each([
    [',', ['85%', '12.5 %', '-3%', '100%'], [0.85, 0.125, -0.03, 1]],
    [';', ['85,5%', '7%'], [0.855, 0.07]],
    [',', ['٪85', '٪7'], [0.85, 0.07]],
    // A column in which some have the sign and some have none could mean either.
    [',', ['85%', '0.5'], [undefined, 0.5]],
    [',', ['%', '85%', '3 of 4%'], [undefined, undefined, undefined]],
  ])('between %j the shares %j are %j', (delimiter, written, read) => {
    const text = `id${delimiter}text${delimiter}score\n${written.map((score, index) => [index, `passage ${index}`, score].join(delimiter)).join('\n')}\n`;
    expect(scores(delimiter, written)).toEqual(read);
    expect(codes(table(text)).includes('per-cent')).toBe(!read.includes(undefined));
    expect(table(text).problemCount).toBe(read.filter((score) => score === undefined).length);
  });

  it('says where commas were read as decimal marks', () => {
    expect(codes(table('id;text;score\n1;alpha;0,5\n2;beta;1,25\n'))).toContain('decimal-commas');
    expect(codes(table('id;text;score\n1;alpha;0.5\n2;beta;1.25\n'))).not.toContain('decimal-commas');
  });

  it('sep=; in the first line says what stands between cells', () => {
    for (const first of ['sep=;', '"sep=;"', 'SEP=;'])
      expect(table(`${first}\nid;text\n1;alpha, one\n2;beta, two\n`).request?.candidates).toEqual([
        { docId: '1', text: 'alpha, one' },
        { docId: '2', text: 'beta, two' },
      ]);
    expect(table('sep=;\nid;text;score\n1;alpha;x\n').problems).toMatchObject([{ line: 3, column: 9 }]);
  });

  it('one column is a table where its file or its quotes say so', () => {
    expect(texts(table('text\n"alpha, one"\n"beta, two"\n', 'passages.csv'))).toEqual(['alpha, one', 'beta, two']);
    expect(texts(table('text\n"alpha, one"\n"beta ""two"""\n'))).toEqual(['alpha, one', 'beta "two"']);
    expect(texts(table('passage\nalpha\nbeta\n', 'p.csv'))).toEqual(['alpha', 'beta']);
    expect(texts(table('Text\n“alpha”\nbeta\n'))).toEqual(['Text', '“alpha”', 'beta']);
  });

  it.each([
    ['| id | text |\n|---|---|\n| 1 | alpha |\n| 2 | beta |\n'],
    ['id | text\n--- | ---\n1 | alpha\n2 | beta'],
    ['|id|text|\n|:--|:-:|\n|1|alpha|\n|2|beta|'],
    ['| id | text |\n|----+------|\n| 1 | alpha |\n| 2 | beta |'],
  ])('the Markdown table %j', (text) => {
    expect(table(text).request?.candidates).toEqual([
      { docId: '1', text: 'alpha' },
      { docId: '2', text: 'beta' },
    ]);
    expect(table(text)).toMatchObject({ format: 'table', notes: [], problems: [] });
  });

  it('pipes within a Markdown cell are escaped, and what stands around the table is told', () => {
    const reading = table('Here they are:\n\n| text | score |\n|---|---|\n| a \\| b "c | 2.5 |\n| d | high |\n\nThat is all.\n');
    expect(reading.request?.candidates).toEqual([
      { docId: 'p1', text: 'a | b "c', score: 2.5 },
      { docId: 'p2', text: 'd' },
    ]);
    expect(reading.notes).toEqual([
      { code: 'before-table', line: 3 },
      { code: 'after-table', line: 8 },
    ]);
    expect(places(reading)).toEqual([[undefined, 6, 7, 'bad-number']]);
  });

  it('PyTerrier’s own numbers are no names', () => {
    expect(ids(table('qid,docid,docno,score,query,text\n1,0,D7,2.5,why,alpha\n1,1,D9,1.5,why,beta\n'))).toEqual([['D7', 'D9']]);
  });
});

describe('lists that begin again', () => {
  it('are further passages, and that is told with the lines', () => {
    const reading = paste('1. a\n2. b\n3. c\n\n1. d\n2. e');
    expect(texts(reading)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(reading.notes).toEqual([{ code: 'restarted-list', count: 1, lines: [5] }]);
    expect(texts(paste('[1] a\n[2] b\n[1] c\n[2] d'))).toEqual(['a', 'b', 'c', 'd']);
    expect(codes(paste('[1] a\n[2] b\n[1] c\n[2] d'))).toEqual(['restarted-list']);
  });

  it('a list inside an item, indented, is part of it', () => {
    expect(texts(paste('1. steps:\n   1. mix\n   2. stir\n2. b\n3. c'))).toEqual(['steps:\n   1. mix\n   2. stir', 'b', 'c']);
  });
});
