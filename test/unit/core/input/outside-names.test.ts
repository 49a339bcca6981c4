import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputFile, InputReading } from '../../../../src/core/input/reading.ts';
import { grades, ids, paste, queries, texts } from './readings.ts';

// What a file is for is seen from the names that others speak of, whatever its own columns and fields are called.

const file = (name: string, text: string): InputFile => ({ name, text });
const together = (...files: readonly InputFile[]): InputReading => readInput({ files });
const json = (value: unknown): string => JSON.stringify(value);
const corpus = file('c.jsonl', '{"_id":"d1","text":"alpha"}\n{"_id":"d2","text":"beta"}\n{"_id":"d3","text":"gamma"}\n');
const topics = file('q.jsonl', '{"_id":"q1","text":"first query"}\n{"_id":"q2","text":"second"}\n');
const run = file('run.txt', 'q1 Q0 d1 1 3.2 t\nq1 Q0 d2 2 1.2 t\nq2 Q0 d3 1 1.2 t\n');
const LISTS = [['d1', 'd2'], ['d3']];

describe('objects of names and texts, as BEIR holds them', () => {
  const QUERIES = { q1: 'first query', q2: 'second' };
  const TITLED = { d1: { title: 'A', text: 'alpha' }, d2: { title: '', text: 'beta' }, d3: { text: 'gamma' } };
  const BARE = { d1: 'alpha', d2: 'beta', d3: 'gamma' };
  const tree = file('judged.json', '{"q1": {"d1": 1, "d2": 0}, "q2": {"d3": 1}}');
  it.each([
    ['queries beside a run', [corpus, file('a.json', json(QUERIES)), run]],
    [
      'queries of more than the run has',
      [corpus, file('a.json', json({ q1: 'first query', q2: 'second', q3: 'x', q4: 'y' })), run],
    ],
    ['a corpus', [file('a.json', json(TITLED)), topics, run]],
    ['a corpus of bare texts', [file('a.json', json(BARE)), topics, run]],
    ['both', [file('a.json', json(QUERIES)), file('b.json', json(BARE)), run]],
    ['both over lines', [file('a.json', JSON.stringify(TITLED, null, 2)), file('b.json', JSON.stringify(QUERIES, null, 2)), run]],
  ])('%s', (_, given) => {
    for (const files of [given, given.toReversed()]) {
      const reading = together(...files);
      expect(queries(reading)).toEqual(['q1: first query', 'q2: second']);
      expect(ids(reading)).toEqual(LISTS);
      expect(texts(reading)).toEqual(['alpha', 'beta']);
      expect([reading.notes, reading.problems]).toEqual([[], []]);
    }
  });

  it('both with judgements alone', () => {
    const reading = together(file('a.json', json(QUERIES)), file('b.json', json(BARE)), tree);
    expect(queries(reading)).toEqual(['q1: first query', 'q2: second']);
    expect(grades(reading)).toEqual({ q1: { d1: 1, d2: 0 }, q2: { d3: 1 } });
  });

  it('entries with texts are passages by themselves; bare texts might be anything', () => {
    expect(ids(paste(json(TITLED)))).toEqual([['d1', 'd2', 'd3']]);
    expect(paste(json({ ...TITLED, d4: { title: 'D' } })).problems).toMatchObject([{ code: 'no-text' }]);
    expect(paste(json(QUERIES))).toMatchObject({ requests: [], problems: [{ code: 'no-candidates' }] });
    for (const strange of [
      { name: 'x', version: '1' },
      { a: 'b', c: 'd' },
    ])
      expect(together(corpus, topics, run, file('x.json', json(strange))).notes).toEqual([
        { code: 'unknown-json', file: 'x.json' },
      ]);
  });
});

describe('judgements and runs whose header means other things in a table', () => {
  const HEADERS = [
    'query doc grade',
    'query document label',
    'topic doc rel',
    'question passage relevance',
    'query_text text judgment',
    'a b c',
    '',
  ];
  const rows = (header: string, mark: string, cells: readonly (readonly string[])[]): string =>
    [...(header === '' ? [] : [header.split(' ')]), ...cells].map((row) => `${row.join(mark)}\n`).join('');
  const JUDGED = [
    ['q1', 'd1', '1'],
    ['q1', 'd2', '0'],
    ['q2', 'd3', '2'],
  ];
  const SCORED = [
    ['q1', 'd2', '0.25'],
    ['q1', 'd1', '1.5'],
    ['q2', 'd3', '0.5'],
  ];
  const collections = [
    [corpus, topics],
    [file('c.csv', 'id,text\nd1,alpha\nd2,beta\nd3,gamma\n'), file('q.csv', 'id,query\nq1,first query\nq2,second\n')],
  ];
  it.each([',', ';', '\t'].flatMap((mark) => HEADERS.map((header) => [mark, header] as const)))(
    'between %j below %j',
    (mark, header) => {
      for (const collection of collections) {
        const judged = together(...collection, file('x.csv', rows(header, mark, JUDGED)));
        expect(grades(judged)).toEqual({ q1: { d1: 1, d2: 0 }, q2: { d3: 2 } });
        expect(queries(judged)).toEqual(['q1: first query', 'q2: second']);
        expect(judged.notes.map(({ code }) => code)).toEqual(['whole-corpus']);
        const scored = header.replace(/ \S+$/, ' score');
        expect(ids(together(...collection, file('x.csv', rows(scored, mark, SCORED))))).toEqual(LISTS);
      }
    },
  );

  it('columns in any order, with others between them', () => {
    const text = 'rel,user,doc,query\n1,u,d1,q1\n0,u,d2,q1\n2,u,d3,q2\n';
    for (const collection of collections)
      expect(grades(together(...collection, file('x.csv', text)))).toEqual({ q1: { d1: 1, d2: 0 }, q2: { d3: 2 } });
  });

  it('a table whose cells are no names of passages stays one', () => {
    const reading = readInput({ files: [file('x.csv', 'query,doc,grade\nq1,d1,1\nq1,a text,0\n')] });
    expect(reading).toMatchObject({ format: 'table' });
    expect(texts(reading)).toEqual(['d1', 'a text']);
  });

  it('grades that are no whole numbers are told, and make no run of judgements', () => {
    for (const [mark, half] of [
      [',', '0.5'],
      [';', '0,5'],
    ] as const) {
      const text = rows('query doc grade', mark, [
        ['q1', 'd1', half],
        ['q1', 'd2', half],
        ['q2', 'd3', mark === ';' ? '1,0' : '1.0'],
      ]);
      const reading = together(corpus, topics, file('x.csv', text));
      expect(grades(reading)).toEqual({ q2: { d3: 1 } });
      expect(reading.problems).toMatchObject([
        { file: 'x.csv', line: 2, code: 'bad-number', number: 'grade', written: half },
        { file: 'x.csv', line: 3, code: 'bad-number', number: 'grade', written: half },
      ]);
    }
  });
});

describe('scores of a run', () => {
  it.each([
    ['run.csv', 'query;doc;score\nq1;d2;0,25\nq1;d1;1,5\nq2;d3;1\n'],
    ['run.tsv', 'q1\td2\t0,25\nq1\td1\t1,5\nq2\td3\t1,0\n'],
    ['run.txt', 'q1 Q0 d2 1 0,25 t\nq1 Q0 d1 2 1,5 t\nq2 Q0 d3 1 1,25 t\n'],
    ['x.csv', 'qid;docid;rank;score\nq1;d2;1;0,25\nq1;d1;2;1,5\nq2;d3;1;12\n'],
  ])('with decimal commas are read, and that is told: %s %j', (name, text) => {
    const reading = together(corpus, topics, file(name, text));
    expect(ids(reading)).toEqual(LISTS);
    expect(reading.request?.candidates.map(({ score }) => score)).toEqual([1.5, 0.25]);
    expect(reading.notes.map(({ code }) => code)).toContain('decimal-commas');
    expect(reading.problems).toEqual([]);
  });

  it.each([
    ['run.txt', 'q1 Q0 d2 1 12abc t\nq1 Q0 d1 2 3 t\n', [['d1']], [1]],
    ['run.txt', 'q1 Q0 d2 1 12abc t\nq1 Q0 d1 2 x t\n', [], [1, 2]],
    ['x.txt', 'q1 Q0 d2 1 12abc t\nq1 Q0 d1 2 high t\n', [], [1, 2]],
    ['run.tsv', 'q1\td2\tx\nq1\td1\ty\nq2\td3\t1\n', [['d3']], [1, 2]],
    ['x.csv', 'query,doc,score\nq1,d2,x\nq1,d1,y\nq2,d3,0.5\n', [['d3']], [2, 3]],
    ['run.txt', 'q1 Q0 d2 1 1.2.3 t\nq1 Q0 d1 2 1,2,3 t\nq2 Q0 d3 1 0.5 t\n', [['d3']], [1, 2]],
  ])('that are none are told by line, and nothing else is ranked instead: %s %j', (name, text, kept, lines) => {
    const reading = together(corpus, topics, file(name, text));
    expect(ids(reading)).toEqual(kept);
    expect(reading.problems.map(({ line, code }) => [line, code])).toEqual(lines.map((line) => [line, 'bad-number']));
    expect(reading.notes.map(({ code }) => code)).not.toContain('whole-corpus');
  });
});
