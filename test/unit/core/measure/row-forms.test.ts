import { describe, expect, it } from 'vitest';
import { parseQrels } from '../../../../src/core/measure/qrels.ts';
import { parseTrecRun } from '../../../../src/core/measure/trec-run.ts';

/** What each form of a run holds here: two queries, the first with two passages. */
const RUN = [
  ['q1', ['d2', 'd1']],
  ['q2', ['d3']],
];
const runOf = (text: string, name = ''): unknown => {
  const read = parseTrecRun(text, name);
  return read.ok ? [...read.value].map(([qid, rows]) => [qid, rows.map(({ docid }) => docid)]) : read.error;
};

describe('a run is read as its own readers read it', () => {
  it.each([
    ['TREC, whatever stands in its second and fourth column', 'q1 x d1 - 1.5 t\nq1 y d2 - 2.5 t\nq2 z d3 - 1 t\n'],
    ['TREC, with more behind the tag', 'q1 Q0 d2 1 -7.1 t # {"doc": "text of it"}\nq1 Q0 d1 2 -7.9 t\nq2 Q0 d3 1 -7 t x y\n'],
    ['TREC with tabs', 'q1\tQ0\td2\t1\t2.5\tt\nq1\tQ0\td1\t2\t1.5\tt\nq2\tQ0\td3\t1\t1\tt\n'],
    ['TREC below a header', 'qid Q0 docid rank score tag\nq1 Q0 d2 1 2.5 t\nq1 Q0 d1 2 1.5 t\nq2 Q0 d3 1 1 t\n'],
    ['TREC with remarks', '# made by us\nq1 Q0 d2 1 2.5 t\nq1 Q0 d1 2 1.5 t\n  # the second\nq2 Q0 d3 1 1 t\n'],
    ['TREC without a tag', 'q1 Q0 d2 1 2.5\nq1 Q0 d1 2 1.5\nq2 Q0 d3 1 1\n'],
    ['MS MARCO’s ranks', 'q1\td2\t1\nq1\td1\t2\nq2\td3\t1\n'],
    ['MS MARCO’s ranks, not in their order', 'q1\td1\t2\nq2\td3\t1\nq1\td2\t1\n'],
    ['ColBERT’s ranks and scores', 'q1\td2\t1\t27.25\nq1\td1\t2\t20.5\nq2\td3\t1\t11.125\n'],
    ['ir_datasets’ scored documents', 'q1\td1\t0.5\nq1\td2\t1.5\nq2\td3\t2.25\n'],
    [
      'the same as JSON Lines',
      '{"query_id":"q1","doc_id":"d1","score":0.5}\n{"query_id":"q1","doc_id":"d2","score":1.5}\n{"query_id":"q2","doc_id":"d3","score":2.5}\n',
    ],
    ['pytrec_eval’s dictionary', '{"q1": {"d1": 0.5, "d2": 1.5}, "q2": {"d3": 2}}'],
    ['a dictionary of lists', '{"q1": ["d2", "d1"], "q2": ["d3"]}'],
    [
      'PyTerrier’s CSV, whose docid is a number of its own',
      'qid,docid,docno,rank,score,query\nq1,17,d2,0,2.5,first\nq1,3,d1,1,1.5,first\nq2,9,d3,0,1,second\n',
    ],
    ['a German spreadsheet’s CSV of ranks', 'query_id;doc_id;rank\nq1;d2;1\nq1;d1;2\nq2;d3;1\n'],
    [
      'an array of objects',
      '[{"qid":"q1","docno":"d2","rank":1},\n {"qid":"q1","docno":"d1","rank":2},\n {"qid":"q2","docno":"d3","rank":1}]',
    ],
  ])('%s', (_, text) => expect(runOf(text)).toEqual(RUN));

  it('names stay exact: numbers longer than 53 bits, and spaces between tabs', () => {
    expect(runOf('{"query_id":1,"doc_id":12345678901234567891,"score":0.5}\n')).toEqual([['1', ['12345678901234567891']]]);
    expect(runOf('query id\tdoc id\trank\n1\ta b\t1\n1\ta　c\t2\n')).toEqual([['1', ['a b', 'a　c']]]);
  });

  it('what trec_eval refuses or reads only the beginning of is an error with its line', () => {
    for (const score of ['1,5', '1.5x', 'high', '--1', '1e', 'infi'])
      expect(runOf(`q1 Q0 d1 1 2 t\nq1 Q0 d2 2 ${score} t\n`)).toMatchObject([
        { line: 2, column: 12, code: 'bad-number', written: score },
      ]);
    expect(runOf('q1 Q0 d1 1 2 t\nq1 Q0 d2 2\n')).toMatchObject([{ line: 2, code: 'wrong-fields', expected: 6, found: 4 }]);
  });
});

const JUDGED = [
  [
    'q1',
    [
      ['d1', 2],
      ['d2', 0],
    ],
  ],
  ['q2', [['d3', 1]]],
];
const judgedOf = (text: string, name = ''): unknown => {
  const read = parseQrels(text, name);
  return read.ok ? [...read.value].map(([qid, grades]) => [qid, [...grades]]) : read.error;
};

describe('judgements are read as their own readers read them', () => {
  it.each([
    ['TREC', 'q1 0 d1 2\nq1 0 d2 0\nq2 0 d3 1\n'],
    ['TREC with grades as decimals', 'q1 Q0 d1 2.0\nq1 Q0 d2 0.0\nq2 Q0 d3 1.\n'],
    ['TREC with a remark and a second column of its own', '# judged twice\nq1 A d1 2\nq1 A d2 0\nq2 A d3 1\n'],
    ['BEIR', 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td3\t1\n'],
    [
      'BEIR, two splits one behind the other',
      'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nquery-id\tcorpus-id\tscore\nq2\td3\t1\n',
    ],
    ['a header of other names', 'qid\tcid\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td3\t1\n'],
    ['a header of names that nobody knows', 'frage\tabsatz\tnote\nq1\td1\t2\nq1\td2\t0\nq2\td3\t1\n'],
    ['three columns without a header', 'q1\td1\t2\nq1\td2\t0\nq2\td3\t1\n'],
    ['ir_datasets’ order', 'q1\td1\t2\t0\nq1\td2\t0\t0\nq2\td3\t1\t0\n'],
    ['ir_datasets below a header', 'query_id\tdoc_id\trelevance\titeration\nq1\td1\t2\t0\nq1\td2\t0\t0\nq2\td3\t1\t0\n'],
    ['CSV', 'query-id,corpus-id,score\nq1,d1,2\nq1,"d2",0\nq2,d3,1.0\n'],
    ['a German spreadsheet’s CSV', 'query_id;doc_id;relevance\nq1;d1;2,0\nq1;d2;0\nq2;d3;1\n'],
    [
      'ir_datasets’ JSON Lines',
      '{"query_id":"q1","doc_id":"d1","relevance":2,"iteration":"0"}\n{"query_id":"q1","doc_id":"d2","relevance":0,"iteration":"0"}\n{"query_id":"q2","doc_id":"d3","relevance":1,"iteration":"0"}\n',
    ],
    [
      'MTEB’s JSON Lines',
      '{"query-id":"q1","corpus-id":"d1","score":2.0}\n{"query-id":"q1","corpus-id":"d2","score":0.0}\n{"query-id":"q2","corpus-id":"d3","score":1.0}\n',
    ],
    ['a dictionary', '{"q1": {"d1": 2, "d2": 0}, "q2": {"d3": 1}}'],
    ['columns in another order', 'relevance,docno,topic_id\n2,d1,q1\n0,d2,q1\n1,d3,q2\n'],
  ])('%s', (_, text) => expect(judgedOf(text, 'qrels')).toEqual(JUDGED));

  it('BRIGHT’s examples say which passages answer them, N/A aside', () => {
    const example = (id: string, gold: string[]): string =>
      JSON.stringify({ query: 'why', id, excluded_ids: ['N/A'], gold_ids: gold });
    expect(judgedOf(`${example('0', ['a/1.txt', 'a/2.txt'])}\n${example('1', ['N/A'])}\n`)).toEqual([
      [
        '0',
        [
          ['a/1.txt', 1],
          ['a/2.txt', 1],
        ],
      ],
    ]);
  });

  it('a grade that is no whole number is told with its place, in every form', () => {
    expect(judgedOf('q1 0 d1 0.9\n')).toMatchObject([{ line: 1, column: 9, code: 'bad-number', written: '0.9' }]);
    expect(judgedOf('query-id,corpus-id,score\nq1,d1,1\nq1,"d2","1,5"\n')).toMatchObject([
      { line: 3, column: 9, code: 'bad-number', written: '1,5' },
    ]);
    expect(judgedOf('{"q1": {"d1": 1,\n "d2": 0.5}}')).toMatchObject([
      { line: 2, column: 8, code: 'bad-number', written: '0.5' },
    ]);
    expect(judgedOf('{"query_id":"q1","doc_id":"d1","relevance":1.5}\n')).toMatchObject([
      { line: 1, code: 'bad-number', written: '1.5' },
    ]);
  });
});
