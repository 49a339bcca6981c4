import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { InputChoices, InputReading } from '../../../../src/core/input/reading.ts';
import { readInput } from '../../../../src/core/input/input.ts';

const fixture = (path: string): string => readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8');
const files = (...paths: readonly string[]): { readonly name: string; readonly text: string }[] =>
  paths.map((path) => ({ name: path, text: fixture(path) }));
const paste = (text: string, choices: InputChoices = {}): InputReading => readInput({ files: [{ name: '', text }], choices });

const ids = (reading: InputReading): string[][] => reading.requests.map(({ candidates }) => candidates.map(({ docId }) => docId));
const texts = (reading: InputReading): string[] => reading.request?.candidates.map(({ text }) => text) ?? [];
const queries = (reading: InputReading): string[] => reading.requests.map(({ query }) => `${query.id}: ${query.text}`);
const codes = (reading: InputReading): string[] => reading.notes.map(({ code }) => code);
const places = (reading: InputReading): unknown[] =>
  reading.problems.map(({ file, line, column, code }) => [file, line, column, code]);
const grades = (reading: InputReading): unknown =>
  Object.fromEntries([...(reading.qrels ?? [])].map(([qid, judged]) => [qid, Object.fromEntries(judged)]));

describe('a TREC run with its corpus', () => {
  const collection = ['bm25.top100.run', 'corpus.jsonl', 'qrels.txt', 'queries.jsonl'].map((name) => `collection/${name}`);

  it('is put together from run, corpus, topics and qrels, whatever the order of the files', () => {
    for (const order of [collection, collection.toReversed()]) {
      const reading = readInput({ files: files(...order) });
      expect(reading.saidAs).toMatchObject({ queries: reading.requests.length, files: 4, passages: 3 });
      expect(reading.request?.query).toEqual({ id: '1', text: 'why does iron rust' });
      expect(reading.request?.candidates[1]).toEqual({
        docId: 'rust',
        title: 'Rust',
        text: 'Iron rusts when water and oxygen meet at its surface.',
        score: 2.9,
      });
      expect(reading.qrels?.get('1')?.get('rust')).toBe(2);
    }
  });

  it('orders candidates by score and says where the rank column disagrees', () => {
    const run = '1 Q0 a 1 1.5 t\n1 Q0 b 2 2.5 t\n1 Q0 c 3 2.5 t\n';
    const corpus = '{"id":"a","contents":"A"}\n{"id":"b","contents":"B"}\n{"docid":"c","text":"C"}\n';
    const reading = readInput({
      files: [
        { name: 'x.run', text: run },
        { name: 'y', text: corpus },
      ],
    });
    expect(reading.format).toBe('trec');
    expect(ids(reading)).toEqual([['c', 'b', 'a']]);
    expect(codes(reading)).toEqual(['queries-without-text', 'rank-differs']);
  });

  it('tells bad lines, second listings and passages the corpus lacks with file and line, and keeps the rest', () => {
    const run = '1 Q0 a 1 3 t\nbroken line\n1 Q0 b 2 high t\n1 Q0 gone 3 1 t\n1 Q0 a 4 0 t\n1 Q0 c 5 0.5 t\n';
    const corpus = 'a\tone\nno tab here\nc\tthree\nc\tagain\nb\t\n';
    const reading = readInput({
      files: [
        { name: 'r.run', text: run },
        { name: 'corpus.tsv', text: corpus },
      ],
      choices: { roles: { 'corpus.tsv': 'corpus' } },
    });
    expect(ids(reading)).toEqual([['a', 'c']]);
    expect(places(reading)).toEqual([
      ['r.run', 2, 12, 'wrong-fields'],
      ['r.run', 3, 10, 'bad-number'],
      ['r.run', 5, 6, 'duplicate'],
      ['corpus.tsv', 2, 12, 'no-tab'],
      ['corpus.tsv', 4, 1, 'duplicate'],
      ['corpus.tsv', 5, 1, 'empty-passage'],
      ['r.run', 4, 6, 'missing-text'],
    ]);
  });

  it('a run alone is told to need its corpus', () => {
    const reading = paste('1 Q0 a 1 3 t\n1 Q0 b 2 2 t\n');
    expect(reading.saidAs).toMatchObject({ key: 'nothing', passages: 0 });
    expect(reading.problems).toMatchObject([{ line: 1, column: 1, code: 'no-corpus' }]);
  });
});

describe('a BEIR folder', () => {
  const beir = ['input/beir/corpus.jsonl', 'input/beir/queries.jsonl', 'input/beir/qrels/train.tsv', 'input/beir/qrels/test.tsv'];

  it('is read with the test judgements; without a run the small corpus is every judged query’s list', () => {
    const reading = readInput({ files: files(...beir) });
    expect(reading.format).toBe('beir');
    expect(queries(reading)).toEqual(['1: why does iron rust', '3: what causes tides']);
    expect(ids(reading)[0]).toEqual(['31715818', '14717500', 'tide']);
    expect(grades(reading)).toEqual({ 1: { '31715818': 1 }, 3: { tide: 2, '14717500': 0 } });
    expect(codes(reading)).toEqual(['whole-corpus', 'unused-file']);
    expect(reading.saidAs).toMatchObject({ key: 'beir', passages: 3, allPassages: 6, queries: 2, judgedQueries: 2 });
  });

  it('uses a run where there is one', () => {
    const run = { name: 'bm25.run', text: '3 Q0 tide 1 2 t\n3 Q0 14717500 2 1 t\n' };
    const reading = readInput({ files: [...files(...beir), run] });
    expect(ids(reading)).toEqual([['tide', '14717500']]);
    expect(queries(reading)).toEqual(['3: what causes tides']);
  });

  it('of a large corpus without a run, the judged passages are the candidates, and that is said', () => {
    const corpus = Array.from({ length: 3000 }, (_, index) => JSON.stringify({ _id: `d${index}`, text: `text ${index}` })).join(
      '\n',
    );
    const qrels = 'query-id\tcorpus-id\tscore\n1\td2999\t1\n1\td5\t0\n1\tgone\t1\n';
    const reading = readInput({
      files: [
        ...files('input/beir/queries.jsonl'),
        { name: 'corpus.jsonl', text: corpus },
        { name: 'qrels/test.tsv', text: qrels },
      ],
    });
    expect(ids(reading)).toEqual([['d5', 'd2999']]);
    expect(codes(reading)).toContain('judged-only');
    expect(reading.problems.map(({ code }) => code)).toEqual(['missing-text']);
  });
});

describe('MS MARCO', () => {
  it('reads top1000 as one request per query; quotes mean nothing', () => {
    const reading = paste(fixture('input/ms-marco/top1000.dev.tsv'), { queryIndex: 1 });
    expect(reading).toMatchObject({ format: 'ms-marco', requestIndex: 1, problems: [] });
    expect(queries(reading)).toEqual(['19335: anthropology definition of environment', '47923: axon terminals']);
    expect(ids(reading)).toEqual([['1017759', '1082489'], ['1089846']]);
    expect(reading.requests[0]?.candidates[0]?.text).toBe('Forensic Anthropology is a "branch.');
    expect(reading.saidAs).toMatchObject({ passages: 1, allPassages: 3 });
  });

  it('reads collection, queries and run together and names the passage that is missing', () => {
    const reading = readInput({
      files: files('input/ms-marco/collection.tsv', 'input/ms-marco/queries.dev.tsv', 'input/ms-marco/run.txt'),
    });
    expect(ids(reading)).toEqual([['1', '0'], ['2']]);
    expect(queries(reading)[1]).toBe('47923: axon terminals');
    expect(places(reading)).toEqual([['input/ms-marco/run.txt', 4, 10, 'missing-text']]);
  });

  it('a pasted collection is a list of passages', () => {
    const reading = paste(fixture('input/ms-marco/collection.tsv'), { query: 'atom' });
    expect(reading).toMatchObject({ format: 'ms-marco', request: { query: { text: 'atom' } } });
    expect(ids(reading)).toEqual([['0', '1', '2']]);
    expect(texts(reading)[2]).toBe('Essay on the project: "The Manhattan" was its name.');
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

describe('tables', () => {
  it('reads columns by their names, decimal commas, quoted line breaks and grades, and tells what is no number', () => {
    const reading = paste(fixture('input/semicolons.csv'));
    expect(reading.format).toBe('table');
    expect(reading.preview).toMatchObject({
      delimiter: ';',
      header: true,
      columns: ['id', 'title', 'passage', 'bm25', 'label'],
      rowCount: 2,
      mapping: { id: 0, title: 1, text: 2, score: 3, grade: 4, query: null, queryId: null },
    });
    expect(reading.request?.candidates).toEqual([
      { docId: '7', title: 'Rust; and water', text: 'Iron rusts.\nIt says "rust".', score: 12.5 },
      { docId: '8', text: 'Tides follow the moon.' },
    ]);
    expect(grades(reading)).toEqual({ q1: { 7: 2, 8: 0 } });
    expect(places(reading)).toEqual([[undefined, 4, 27, 'bad-number']]);
  });

  it('tells the place of the cell, behind quotes, line breaks within them and cells that are too many or too few', () => {
    const text = 'id,text,score\n1,"a, ""b""",high\n2,"c\nd",low\n3,,1\n4,e\n5,f,1,more\n6,"open,none\n';
    expect(places(paste(text, { format: 'table' }))).toEqual([
      [undefined, 2, 14, 'bad-number'],
      [undefined, 4, 4, 'bad-number'],
      [undefined, 5, 3, 'empty-passage'],
      [undefined, 6, 4, 'wrong-fields'],
      [undefined, 7, 7, 'wrong-fields'],
      [undefined, 8, 3, 'bad-quotes'],
      [undefined, 8, 9, 'bad-number'],
    ]);
  });

  it('makes one request per query where a column holds queries', () => {
    const reading = paste('query,passage\nwhy,"a, b"\nhow,c\nwhy,d\n');
    expect(queries(reading)).toEqual(['q1: why', 'q2: how']);
    expect(ids(reading)).toEqual([['p1', 'p2'], ['p1']]);
  });

  it('the person’s mapping, header and separator win', () => {
    const text = 'one|two\nthree|four\n';
    const reading = paste(text, { format: 'table', table: { delimiter: '|', header: false, mapping: { text: 1, id: 0 } } });
    expect(reading.request?.candidates).toEqual([
      { docId: 'one', text: 'two' },
      { docId: 'three', text: 'four' },
    ]);
    expect(reading.preview?.columns).toEqual(['', '']);
  });

  it('a column that does not exist is no crash: rows without it are left out', () => {
    expect(paste('id,text\n1,a\n', { table: { mapping: { text: 9 } } }).requests).toEqual([]);
  });

  it('prose with a comma on each line is no table', () => {
    expect(paste('Cats, dogs and more\nWater, earth and air\nOne, two and three').format).toBe('lines');
  });

  it('a quote that never closes costs its own line’s quoting only', () => {
    const reading = paste('id,text\n1,"open\n2,"good, text"\n3,plain\n');
    expect(ids(reading)).toEqual([['1', '2', '3']]);
    expect(texts(reading)).toEqual(['"open', 'good, text', 'plain']);
    expect(reading.problems).toMatchObject([{ line: 2, column: 3, code: 'bad-quotes' }]);
  });
});

describe('plain text', () => {
  it.each([
    ['a\nb\n\nc', 'blocks', 2],
    ['1. a\n2. b', 'numbered', 2],
    ['- a\n- b\n- c', 'numbered', 3],
    ['a\nb\nc', 'lines', 3],
    ['[1] a\n[2] b', 'numbered', 2],
  ])('%j is read as %s with %i passages, and the choice can change it', (text, format, passages) => {
    expect(paste(text).saidAs).toMatchObject({ key: format, passages });
    expect(paste(text).alternatives).not.toContain(format);
    expect(paste(text, { format: 'lines' }).format).toBe('lines');
  });

  it('one long text is a document, cut with overlap', () => {
    const text = Array.from({ length: 60 }, (_, index) => `This is sentence number ${index} of a long page.`).join(' ');
    const reading = paste(text, { cut: { words: 50, overlap: 10 } });
    expect(reading.format).toBe('document');
    expect(reading.pieces).toHaveLength(reading.saidAs.passages);
    expect(reading.saidAs.passages).toBeGreaterThan(10);
    expect(paste(text, { format: 'lines' }).saidAs.passages).toBe(1);
    expect(paste(`Title\n\n${text}`, { format: 'document' }).format).toBe('document');
  });

  it('above a million characters a text is cut only where the person chooses so, and the note says that', () => {
    const text = 'Iron rusts where water meets air. '.repeat(30_000);
    const reading = paste(text);
    expect(reading.saidAs).toMatchObject({ key: 'lines', passages: 1 });
    expect(codes(reading)).toEqual(['uncut-document']);
    expect(reading.alternatives).toContain('document');
    expect(paste(text, { format: 'document' }).saidAs).toMatchObject({ key: 'document', passages: 1500 });
  });

  it('several text files are a passage each, named by their files', () => {
    const reading = readInput({
      files: [
        { name: 'a.txt', text: 'one\n\ntwo' },
        { name: 'b.txt', text: 'three' },
      ],
    });
    expect(reading.saidAs).toMatchObject({ key: 'files', passages: 2, files: 2 });
    expect(ids(reading)).toEqual([['a.txt', 'b.txt']]);
    expect(texts(reading)).toEqual(['one\n\ntwo', 'three']);
  });

  it('roles can be changed: a file is ignored, a list of documents becomes the queries', () => {
    const two = [
      { name: 'a.txt', text: 'one\ntwo' },
      { name: 'b.txt', text: 'three' },
    ];
    expect(readInput({ files: two, choices: { roles: { 'b.txt': 'ignored' } } })).toMatchObject({
      format: 'lines',
      saidAs: { passages: 2 },
    });
  });

  it('nothing at all is said with a next step, and an empty file beside others is named', () => {
    expect(paste(' \r\n')).toMatchObject({ format: null, saidAs: { key: 'nothing' }, problems: [{ code: 'empty-input' }] });
    expect(readInput({ files: [] }).problems).toMatchObject([{ code: 'empty-input' }]);
    const reading = readInput({
      files: [
        { name: 'a', text: 'one\ntwo' },
        { name: 'b', text: '\uFEFF' },
      ],
    });
    expect(reading.problems).toMatchObject([{ file: 'b', code: 'empty-input' }]);
    expect(texts(reading)).toEqual(['one', 'two']);
  });
});
