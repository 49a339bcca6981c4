import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { codes, files, fixture, grades, ids, paste, places, queries, texts } from './readings.ts';

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
