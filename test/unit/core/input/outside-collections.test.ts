import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputChoices, InputFile, InputReading } from '../../../../src/core/input/reading.ts';
import { codes, grades, ids, queries } from './readings.ts';

// Files as they are found outside: what each is for is seen from what it holds, and which of several counts from whose names fit.

const file = (name: string, text: string): InputFile => ({ name, text });
const lines = (...objects: readonly unknown[]): string => objects.map((one) => `${JSON.stringify(one)}\n`).join('');
const together = (files: readonly InputFile[], choices: InputChoices = {}): InputReading => readInput({ files, choices });

const corpus = file(
  'corpus.jsonl',
  lines({ _id: 'd1', text: 'alpha' }, { _id: 'd2', text: 'beta' }, { _id: 'd3', text: 'gamma' }),
);
const topics = file('queries.jsonl', lines({ _id: 'q1', text: 'first query' }, { _id: 'q2', text: 'second' }));
const run = file('run.txt', 'q1 Q0 d1 1 3.2 t\nq1 Q0 d2 2 1.2 t\nq2 Q0 d3 1 1.2 t\n');
const testQrels = file('qrels/test.tsv', 'query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td3\t1\n');
const LISTS = [['d1', 'd2'], ['d3']];

describe('a role that reads nothing never silences one that does', () => {
  const strangers: readonly (readonly [name: string, text: string])[] = [
    ['metadata.json', '{"team":"x","model description":"y"}'],
    [
      'dataset_info.json',
      JSON.stringify({ name: 'x', description: 'A data set.', url: 'http://x', features: { text: 'string' } }, null, 2),
    ],
    ['config.json', '{"model_type": "bert", "layers": [1, 2]}'],
    ['package.json', '{"name":"x","version":"1.0.0","description":"a tool"}'],
    ['results.json', '{"NDCG": {"NDCG@1": 0.5, "NDCG@10": 0.7}, "MAP": {"MAP@10": 0.3}}'],
    ['per_query.json', '{"q1": {"ndcg_cut_10": 0.5, "map": 0.1}, "q2": {"ndcg_cut_10": 0.7, "map": 0.2}}'],
    ['scores.json', '{"nDCG@10": 0.5, "test": [{"hf_subset": "default", "main_score": 0.5}]}'],
    ['semantic_search.json', '[[{"corpus_id": 3, "score": 0.5}], [{"corpus_id": 1, "score": 0.2}]]'],
    ['cut.json', '{"query": "x", "candidates": [{"docid": "d1", "te'],
    ['calls.json', '{"query": {"text": "x"}}'],
    ['numbers.json', '[1, 2, 3]'],
    ['reranked.json', '{"results": [{"id": "d9", "score": 0.9}, {"id": "d8", "score": 0.8}]}'],
    ['bulk.json', '{"index": {"_id": "1"}}'],
    ['empty.json', '{}'],
    ['nothing.json', '[]'],
    ['README.md', '# A collection\n\nIt has passages.'],
  ];
  it.each(strangers)('%s beside a collection', (name, text) => {
    for (const files of [
      [file(name, text), corpus, topics, run, testQrels],
      [corpus, topics, run, testQrels, file(name, text)],
    ]) {
      const reading = together(files);
      expect(ids(reading)).toEqual(LISTS);
      expect(reading.qrels?.size).toBe(2);
      const told = [...reading.notes, ...reading.problems].filter((one) => one.file === name);
      expect(told.length).toBeGreaterThan(0);
    }
  });

  it('unknown JSON is left alone and told, and may be given a role; alone it is told what it lacks', () => {
    const unknown = file('metadata.json', '{"team":"x"}');
    const reading = together([corpus, unknown]);
    expect(reading.roles).toContainEqual({ name: 'metadata.json', role: 'ignored' });
    expect(reading.notes).toContainEqual({ code: 'unknown-json', file: 'metadata.json' });
    expect(together([unknown]).problems).toMatchObject([{ code: 'no-candidates', where: 'request' }]);
    expect(together([corpus, unknown], { roles: { 'metadata.json': 'requests' } }).problems).toMatchObject([
      { file: 'metadata.json' },
    ]);
  });

  it('requests that are broken are told beside passages that are read', () => {
    const reading = together([file('a.json', '{"query": "x", "candidates": [}'), file('notes.txt', 'one\ntwo')]);
    expect(reading.saidAs).toMatchObject({ key: 'lines', passages: 2 });
    expect(reading.problems).toMatchObject([{ file: 'a.json', code: 'bad-json' }]);
  });
});

describe('runs, judgements and queries of a collection in the forms they are found in', () => {
  it.each([
    [
      'run.txt',
      'q1 Q0 d1 1 -7.1 indri # {"doc": "alpha text"}\nq1 Q0 d2 2 -7.9 indri # {"doc": "b"}\nq2 Q0 d3 1 -7.9 indri # {"doc": "c"}\n',
    ],
    ['run.txt', 'q1 Q0 d1 1 inf t\nq1 Q0 d2 2 1.5 t\nq2 Q0 d3 1 0.5 t\n'],
    ['run.msmarco.tsv', 'q1\td1\t1\nq1\td2\t2\nq2\td3\t1\n'],
    ['ranks.tsv', 'q1\td1\t1\nq1\td2\t2\nq2\td3\t1\n'],
    ['run.json', '{"q1": {"d2": 0.5, "d1": 1.5}, "q2": {"d3": 2}}'],
    ['a.json', '{"q1": [["d2", 0.5], ["d1", 1.5]], "q2": [["d3", 2.5]]}'],
    [
      'a.json',
      '{"q1": [{"corpus_id": "d2", "score": 0.5}, {"corpus_id": "d1", "score": 1.5}], "q2": [{"corpus_id": "d3", "score": 1.5}]}',
    ],
    ['a.json', '{"q1": {"d2": "0.5", "d1": "1.5"}, "q2": {"d3": "2.5"}}'],
    [
      'scored.jsonl',
      lines(
        { query_id: 'q1', doc_id: 'd1', score: 2.5 },
        { query_id: 'q1', doc_id: 'd2', score: 1.5 },
        { query_id: 'q2', doc_id: 'd3', score: 1 },
      ),
    ],
    ['bm25.csv', 'qid,docid,docno,rank,score,query\nq1,0,d1,0,2.5,first\nq1,1,d2,1,1.5,first\nq2,2,d3,0,0.5,second\n'],
  ])('the run %s: %j', (name, text) => {
    const reading = together([corpus, topics, file(name, text)]);
    expect(ids(reading)).toEqual(LISTS);
    expect(queries(reading)).toEqual(['q1: first query', 'q2: second']);
  });

  it('infinite scores order the list; they are told, and no candidate has one', () => {
    const reading = together([corpus, topics, file('run.txt', 'q1 Q0 d1 1 inf t\nq1 Q0 d2 2 1.5 t\nq1 Q0 d3 3 -inf t\n')]);
    expect(ids(reading)).toEqual([['d1', 'd2', 'd3']]);
    expect(reading.request?.candidates.map(({ score }) => score)).toEqual([undefined, 1.5, undefined]);
    expect(codes(reading)).toContain('endless-scores');
  });

  it.each([
    ['qrels.txt', 'q1 0 d1 1.0\nq1 0 d2 0.0\n'],
    ['qrels/test.tsv', 'qid\tcid\tscore\nq1\td1\t1\nq1\td2\t0\n'],
    ['judged.tsv', 'query\tpassage_id\tnote\nq1\td1\t1\nq1\td2\t0\n'],
    [
      'dev_qrels.jsonl',
      lines(
        { query_id: 'q1', doc_id: 'd1', relevance: 1, iteration: '0' },
        { query_id: 'q1', doc_id: 'd2', relevance: 0, iteration: '0' },
      ),
    ],
    ['test.jsonl', lines({ 'query-id': 'q1', 'corpus-id': 'd1', score: 1 }, { 'query-id': 'q1', 'corpus-id': 'd2', score: 0 })],
    ['qrels.csv', 'query_id;doc_id;relevance\nq1;d1;1,0\nq1;d2;0\n'],
    ['qrels.json', '{"q1": {"d1": 1, "d2": 0}}'],
    ['a.json', '{"q1": {"d1": "1", "d2": "0"}}'],
    ['a.json', '{"q1": [["d1", 1], ["d2", 0]]}'],
    ['x.tsv', 'q1\td1\t1\t0\nq1\td2\t0\t0\n'],
    ['y.tsv', 'q1\td1\t1\nq1\td2\t0\n'],
  ])('the judgements %s: %j', (name, text) => {
    const reading = together([corpus, topics, run, file(name, text)]);
    expect(ids(reading)).toEqual(LISTS);
    expect(grades(reading)).toEqual({ q1: { d1: 1, d2: 0 } });
  });

  it('ir_datasets’ column order is told from TREC’s by what the columns hold', () => {
    const reading = together([
      file('c.tsv', '1\talpha text\n2\tbeta text\n'),
      file('queries.tsv', '7\tfirst q\n'),
      file('run', '7 Q0 1 1 2 t\n7 Q0 2 2 1 t\n'),
      file('qrels.tsv', '7\t1\t1\t0\n7\t2\t2\t0\n'),
    ]);
    expect(grades(reading)).toEqual({ 7: { 1: 1, 2: 2 } });
  });

  it.each([
    ['queries.tsv', 'qid\tquery\nq1\tfirst query\nq2\tsecond\n'],
    ['topics.tsv', 'query_id\ttext\nq1\tfirst query\nq2\tsecond\n'],
    ['dev.csv', 'qid,query\nq1,first query\nq2,"second"\n'],
    ['q.csv', 'query;query_id\nfirst query;q1\nsecond;q2\n'],
    ['q.jsonl', lines({ query_id: 'q1', query: 'first query' }, { query_id: 'q2', query: 'second' })],
    ['q.jsonl', lines({ qid: 'q1', question: 'first query' }, { qid: 'q2', question: 'second' })],
  ])('the queries %s: %j', (name, text) => {
    expect(queries(together([corpus, run, file(name, text)]))).toEqual(['q1: first query', 'q2: second']);
  });

  it.each([
    ['c.csv', 'docid,title,text\nd1,,alpha\nd2,,beta\nd3,,gamma\n'],
    ['c.tsv', 'docid\ttext\nd1\talpha\nd2\tbeta\nd3\tgamma\n'],
    [
      'c.json',
      JSON.stringify([
        { docno: 'd1', body: 'alpha' },
        { docno: 'd2', body: 'beta' },
        { docno: 'd3', body: 'gamma' },
      ]),
    ],
    ['doc2query-corpus.jsonl', corpus.text],
  ])('the corpus %s: %j', (name, text) => {
    const reading = together([topics, run, testQrels, file(name, text)]);
    expect(ids(reading)).toEqual(LISTS);
    expect(reading.request?.candidates.map(({ text: passage }) => passage)).toEqual(['alpha', 'beta']);
    expect(queries(reading)[0]).toBe('q1: first query');
  });

  it('an MS MARCO collection with its own run', () => {
    const reading = together([
      file('collection.tsv', '11\talpha\n12\tbeta\n13\tgamma\n'),
      file('queries.dev.tsv', '1\tfirst query\n2\tsecond one\n'),
      file('run.dev.tsv', '1\t13\t1\n1\t11\t2\n2\t12\t1\n'),
    ]);
    expect(reading.requests.map(({ query, candidates }) => [query.text, candidates.map(({ docId }) => docId)])).toEqual([
      ['first query', ['13', '11']],
      ['second one', ['12']],
    ]);
  });
});

describe('BRIGHT as it is distributed', () => {
  const documents = file(
    'documents.jsonl',
    lines(
      { id: 'insects/1.txt', content: 'alpha text of insects' },
      { id: 'insects/2.txt', content: 'beta text of insects' },
      { id: 'insects/3.txt', content: 'gamma' },
    ),
  );
  const example = (id: string, query: string, gold: string, excluded: string): unknown => ({
    query,
    reasoning: 'think',
    id,
    excluded_ids: [excluded],
    gold_ids_long: ['insects/long.txt'],
    gold_ids: [gold],
    gold_answer: 'because of light',
  });
  const examples = file(
    'examples.jsonl',
    lines(
      example('0', 'why are insects drawn to light', 'insects/1.txt', 'insects/3.txt'),
      example('1', 'second question about beta', 'insects/2.txt', 'N/A'),
    ),
  );

  it('is a collection of its own: its questions are the queries, its gold passages the judgements', () => {
    for (const files of [
      [documents, examples],
      [examples, documents],
    ]) {
      const reading = together(files);
      expect(queries(reading)).toEqual(['0: why are insects drawn to light', '1: second question about beta']);
      expect(grades(reading)).toEqual({ 0: { 'insects/1.txt': 1 }, 1: { 'insects/2.txt': 1 } });
    }
  });

  it('what a question excludes is not among its candidates, and that is told', () => {
    const reading = together([
      documents,
      examples,
      file('run.txt', '0 Q0 insects/1.txt 1 3 t\n0 Q0 insects/3.txt 2 2 t\n1 Q0 insects/3.txt 1 2 t\n'),
    ]);
    expect(ids(reading)).toEqual([['insects/1.txt'], ['insects/3.txt']]);
    expect(reading.notes).toContainEqual({ code: 'excluded-passages', count: 1 });
  });

  it('over the long documents its long gold list counts', () => {
    const long = file(
      'long_documents.jsonl',
      lines({ id: 'insects/long.txt', content: 'all of it' }, { id: 'insects/other.txt', content: 'more' }),
    );
    expect(grades(together([long, examples]))).toEqual({ 0: { 'insects/long.txt': 1 }, 1: { 'insects/long.txt': 1 } });
  });
});

describe('of several files for one part the one whose names fit counts', () => {
  const split = (folder: string): readonly InputFile[] => [
    file(`${folder}/corpus.jsonl`, corpus.text),
    file(`${folder}/queries.jsonl`, topics.text),
    file(`${folder}/qrels/dev.tsv`, 'query-id\tcorpus-id\tscore\nq1\td3\t1\n'),
    file(`${folder}/qrels/test.tsv`, testQrels.text),
  ];
  it('names of splits break ties, by whole words of the last part of a path', () => {
    for (const folder of ['test-data', 'latest', 'contest', 'beir'])
      expect(grades(together(split(folder)))).toEqual({ q1: { d1: 1 }, q2: { d3: 1 } });
  });

  it('judgements of the queries that are ranked', () => {
    const reading = together([
      file('collection.tsv', '11\talpha\n12\tbeta\n'),
      file('queries.dev.small.tsv', '1\tfirst query\n'),
      file('qrels.train.tsv', '900\t0\t12\t1\n'),
      file('qrels.dev.small.tsv', '1\t0\t11\t1\n'),
      file('qrels.test.tsv', '700\t0\t12\t1\n'),
      file('run.txt', '1 Q0 11 1 2 t\n1 Q0 12 2 1 t\n'),
    ]);
    expect(grades(reading)).toEqual({ 1: { 11: 1 } });
  });

  it('judgements of these passages, where two collections number their queries alike', () => {
    const other = file('test.qrels', 'q1 0 x1 1\nq2 0 x2 1\n');
    expect(grades(together([corpus, topics, run, other, testQrels]))).toEqual({ q1: { d1: 1 }, q2: { d3: 1 } });
    expect(grades(together([corpus, topics, other, testQrels]))).toEqual({ q1: { d1: 1 }, q2: { d3: 1 } });
  });

  it('the run, the queries and the corpus that speak of one another', () => {
    const foreign = file('a.run', 'z1 Q0 x1 1 2 t\nz2 Q0 x2 1 1 t\n');
    const others = file('a.tsv', 'z8\tnobody asks\nz9\tnor this\n');
    const reading = together([foreign, others, corpus, topics, run, testQrels]);
    expect(ids(reading)).toEqual(LISTS);
    expect(queries(reading)).toEqual(['q1: first query', 'q2: second']);
    expect(reading.notes.filter(({ code }) => code === 'unused-file')).toMatchObject([{ file: 'a.run' }]);
  });

  it('numbers that name queries and passages alike do not mix them up, even where a passage lacks', () => {
    const many = Array.from({ length: 30 }, (_, index) => index + 1);
    const reading = together([
      file(
        'one.tsv',
        many
          .slice(1)
          .map((id) => `${id}\tpassage ${id} of a collection that numbers all it has\n`)
          .join(''),
      ),
      file(
        'two.tsv',
        many
          .slice(0, 5)
          .map((id) => `${id}\task ${id}\n`)
          .join(''),
      ),
      file(
        'bm25.run',
        many
          .slice(0, 5)
          .flatMap((qid) => many.map((id) => `${qid} Q0 ${id} ${id} ${100 - id} t\n`))
          .join(''),
      ),
    ]);
    expect(queries(reading)).toEqual(many.slice(0, 5).map((id) => `${id}: ask ${id}`));
    expect(reading.saidAs.allPassages).toBe(5 * 29);
  });

  it('judgements that fit nothing are told beside what is read, as is a judged query without a text', () => {
    const foreign = 'query-id\tcorpus-id\tscore\nq1\tS197beaca-A971\t3\nq2\tS1b03f390-A22\t2\n';
    expect(together([corpus, topics, run, file('qrels/test.tsv', foreign)]).notes).toContainEqual({
      code: 'no-overlap',
      of: 'passages',
    });
    expect(together([corpus, topics, run, file('qrels.txt', 'x 0 d1 1\n')]).notes).toContainEqual({
      code: 'no-overlap',
      of: 'queries',
    });
    const more = together([corpus, topics, run, file('qrels.txt', 'q1 0 d1 1\nq7 0 d3 1\nq8 0 d3 0\n')]);
    expect(more.notes).toContainEqual({ code: 'judged-without-text', count: 2 });
    expect(more.notes.map(({ code }) => code)).not.toContain('no-overlap');
  });
});
