import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { codes, fixture, grades, ids, paste, places, problems, queries, read, texts } from './readings.ts';

const json = JSON.stringify({
  query: { text: 'which?', qid: 12 },
  candidates: [
    { docid: 'a', score: 2.5, doc: { title: 'T', segment: 'one' } },
    { docid: 7, score: '1', doc: 'two' },
    { docid: 'c', doc: { contents: 'three' } },
    { docid: 'd', text: 'four' },
  ],
});

describe('RankLLM JSON', () => {
  it('reads text, qid, docids, scores and titles in every shape RankLLM has', () => {
    expect(read(json)).toMatchObject({
      format: 'rank-llm-json',
      request: {
        query: { id: '12', text: 'which?' },
        candidates: [
          { docId: 'a', score: 2.5, title: 'T', text: 'one' },
          { docId: '7', score: 1, text: 'two' },
          { docId: 'c', text: 'three' },
          { docId: 'd', text: 'four' },
        ],
      },
      problems: [],
      notes: [],
    });
  });

  it.each(['text', 'segment', 'contents', 'content', 'body', 'passage'])('finds the text under %j', (name) => {
    const text = JSON.stringify([{ query: 'q', candidates: [{ docid: '1', doc: { [name]: 'x', title: '' } }] }]);
    expect(read(text).request.candidates).toEqual([{ docId: '1', text: 'x' }]);
  });

  it('reads an array and JSON Lines of several requests, and numbers queries without qid', () => {
    const request = '{"query": "x", "candidates": ["a", "b"]}';
    const array = read(`[${request},\n${request}]`);
    expect(array.format).toBe('rank-llm-json');
    const lines = read(`${request}\n\n${request}\n`);
    expect(lines.format).toBe('rank-llm-jsonl');
    for (const { requests, request: first } of [array, lines]) {
      expect(requests.map(({ query }) => query)).toEqual([
        { id: 'q1', text: 'x' },
        { id: 'q2', text: 'x' },
      ]);
      expect(requests[0]).toBe(first);
    }
  });

  it('takes the query of the page where the text has none, and only there', () => {
    expect(read('{"candidates": ["a"]}', { query: 'mine' }).request.query.text).toBe('mine');
    expect(read('{"query": "theirs", "candidates": ["a"]}', { query: 'mine' }).request.query.text).toBe('theirs');
  });

  it('keeps identifiers exact that a double cannot hold', () => {
    expect(read('{"candidates": [{"docid": 12345678901234567891, "doc": "a"}]}').request.candidates[0]?.docId).toBe(
      '12345678901234567891',
    );
  });

  it('repeated docids get a suffix that is free, and a note says so', () => {
    const text =
      '{"query": "q", "candidates": [{"docid": "a", "doc": "1"}, {"docid": "a", "doc": "2"}, {"docid": "a#2", "doc": "3"}, {"docid": "a", "doc": "4"}, {"doc": "5"}]}';
    const parsed = read(text);
    expect(parsed.request.candidates.map(({ docId }) => docId)).toEqual(['a', 'a#3', 'a#2', 'a#4', 'p5']);
    expect(parsed.notes).toEqual([
      { code: 'unnamed-candidates', count: 1 },
      { code: 'renamed-docids', count: 2, names: ['a#3', 'a#4'] },
    ]);
  });

  it('escapes cannot smuggle in NULs or half characters', () => {
    expect(texts(read('{"candidates": ["a\\u0000b\\ud800"]}'))).toEqual(['a b\uFFFD']);
  });

  it.each([
    ['{"query": "x",\n "candidates": [}', 2, 17, 'bad-json'],
    ['{"query": "x"\n "candidates": []}', 2, 2, 'bad-json'],
    ['{"query": "x", "candidates": ["a"]} extra', 1, 37, 'bad-json'],
    ['{"query": "x', 1, 11, 'bad-json'],
    ['{"query": "a\nb"}', 1, 13, 'bad-json'],
    ['{"query": "\\q"}', 1, 12, 'bad-json'],
    [`{"a":${'['.repeat(100)}`, 1, 70, 'too-deep'],
    ['{"query": "x"}', 1, 1, 'no-candidates'],
    ['{"query": "x",\n "candidates": []}', 2, 16, 'no-candidates'],
    ['{"query": "x",\n "candidates": {}}', 2, 16, 'no-candidates'],
    ['{"query": 5,\n "candidates": ["a"]}', 1, 11, 'not-a-request'],
    ['[]', 1, 1, 'not-a-request'],
  ])('%j has its problem at line %i, column %i: %s', (text, line, column, code) => {
    const [problem, ...others] = problems(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ line, column, code });
  });

  it('what can be read is read beside what cannot, with the place of each', () => {
    const parsed = read(
      '{"query": "x", "candidates": [\n{"docid": 1, "doc": "a"},\n{"docid": 2},\n {"docid": 3, "doc": "c", "score": "high"}]}',
    );
    expect(texts(parsed)).toEqual(['a']);
    expect(parsed.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 1, 'no-text'],
      [4, 2, 'bad-number'],
    ]);
    const lines = read('{"query": "x", "candidates": ["a"]}\n{broken\n{"query": "y", "candidates": ["b"]}');
    expect(lines.requests).toHaveLength(2);
    expect(lines.problems).toMatchObject([{ line: 2, column: 2, code: 'bad-json' }]);
  });

  it('a pretty-printed request with a candidate on a line of its own is not JSON Lines', () => {
    expect(read('{"query": "x", "candidates": [\n{"docid": "1", "doc": "a"}\n]}').format).toBe('rank-llm-json');
  });

  it('every cut of a request is read or names a place inside the text', () => {
    const pretty = JSON.stringify(JSON.parse(json), null, 1);
    for (let cut = 1; cut < pretty.length; cut += 1) {
      const found = problems(pretty.slice(0, cut), { format: 'rank-llm-json' });
      expect(found).toHaveLength(1);
      const [{ line, column } = { line: 0, column: 0 }] = found;
      const lines = pretty.slice(0, cut).split('\n');
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    }
  });
});

describe('RankLLM', () => {
  const stored = fixture('input/rank-llm/invocations-appended.txt');
  const requests =
    '{"query":{"text":"why does iron rust","qid":1},"candidates":[{"docid":"a","doc":"A","score":2},{"docid":"b","doc":"B"}]}\n';

  it('keeps stored invocations with prompt, response, reasoning and token counts, from arrays appended to one another', () => {
    const reading = paste(stored);
    expect(reading.format).toBe('rank-llm-invocations');
    expect(reading.invocations).toHaveLength(1);
    expect(reading.invocations[0]).toMatchObject({ query: { id: '1' }, requestIndex: 0 });
    expect(reading.invocations[0]?.invocations[0]).toMatchObject({
      response: '[2] > [1]',
      reasoning: 'Passage [2] names rust.',
      inputTokens: 120,
      outputTokens: 7,
      prompt: [{ role: 'system' }, { role: 'user' }],
    });
    expect(reading.saidAs).toMatchObject({ invocations: 2, passages: 3 });
  });

  it('finds the passages of such a run in its prompts, in the order it began with', () => {
    const reading = paste(stored);
    expect(texts(reading)).toEqual(['Paint keeps water away.', 'Tides follow the moon.', 'Iron rusts in water.']);
    expect(codes(reading)).toContain('from-prompts');
  });

  it('matches invocations to the requests they were made for', () => {
    const reading = readInput({
      files: [
        { name: 'requests.jsonl', text: requests },
        { name: 'history.json', text: stored },
      ],
    });
    expect(reading.format).toBe('rank-llm-json');
    expect(ids(reading)).toEqual([['a', 'b']]);
    expect(reading.invocations).toMatchObject([{ requestIndex: 0, query: { id: '1' } }]);
  });

  it('takes judgements beside requests', () => {
    const reading = readInput({
      files: [
        { name: 'requests.jsonl', text: requests },
        { name: 'q.txt', text: '1 0 b 3\n1 0 a -1\n' },
      ],
    });
    expect(grades(reading)).toEqual({ 1: { b: 3, a: -1 } });
    expect(reading.saidAs.judgedQueries).toBe(1);
  });

  it('a broken item of an array is told, and the items before and after it are kept', () => {
    const item = (qid: number): string => `  {"query": {"text": "x", "qid": ${qid}},\n   "candidates": ["a", "b"]}`;
    const reading = paste(`[\n${item(1)},\n  {"query": {"text": "x", "qid": 2,\n   "candidates": ["a"]],\n${item(3)}\n]`);
    expect(queries(reading)).toEqual(['1: x', '3: x']);
    expect(places(reading)).toEqual([[undefined, 5, 23, 'bad-json']]);
  });

  it('an array that breaks off keeps what stands before', () => {
    const reading = paste('[{"query": "x", "candidates": ["a", "b"]},\n{"query": "y", "candid');
    expect(reading.requests).toHaveLength(1);
    expect(reading.problems).toHaveLength(1);
  });

  it('tells empty passages and repeated docids with their place', () => {
    const reading = paste(
      '{"query":"q","candidates":[{"docid":"a","doc":"A"},\n{"docid":"b","doc":""},\n{"docid":"a","doc":"C"}]}',
    );
    expect(ids(reading)).toEqual([['a', 'b', 'a#2']]);
    expect(places(reading)).toEqual([
      [undefined, 2, 1, 'empty-passage'],
      [undefined, 3, 1, 'duplicate'],
    ]);
  });

  it('JSON that is a list of passages is one', () => {
    expect(ids(paste('[{"id": 12345678901234567891, "text": "A"}, {"text": "B"}]'))).toEqual([['12345678901234567891', 'p2']]);
    expect(ids(paste('{"_id": 12345678901234567891, "text": "A"}\n{"_id": "b", "text": "B"}'))).toEqual([
      ['12345678901234567891', 'b'],
    ]);
    expect(texts(paste('["A", "B"]'))).toEqual(['A', 'B']);
  });
});
