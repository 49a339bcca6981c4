import { gzipSync } from 'node:zlib';
import { describe, it } from 'vitest';
import { toCsv } from '../../../../src/core/export/csv.ts';
import { decodeText } from '../../../../src/core/input/decode.ts';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputFile } from '../../../../src/core/input/reading.ts';
import { unpack } from '../../../../src/core/input/unpack.ts';
import { parseQrels } from '../../../../src/core/measure/qrels.ts';
import { parseTrecRun } from '../../../../src/core/measure/trec-run.ts';
import { formatTrecRun } from '../../../../src/core/measure/write-trec-run.ts';
import { parseRankLlmYaml } from '../../../../src/core/preset/yaml-read.ts';
import { expectLinear } from '../../../support/growth.ts';
import { hostileLog, viewOf } from '../export/hostile-run.ts';

/** A text of about this length, row by row. */
const rows =
  (row: (index: number) => string, head = '', end = '') =>
  (length: number): string => {
    const parts = [head];
    for (let size = 0, index = 0; size < length; index += 1) {
      const next = row(index);
      parts.push(next);
      size += next.length;
    }
    return parts.join('') + end;
  };
const repeated = (piece: string, head = '', end = '') => rows(() => piece, head, end);
/** Of one query each hundred rows. */
const query = (index: number): number => Math.floor(index / 100);

/** Every shape of a file that is read, and those by which a reader could be made to look again and again at the same. */
const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  lines: rows((index) => `passage ${index}\n`),
  blocks: rows((index) => `passage ${index}\nof two lines\n\n`),
  'a numbered list': rows((index) => `${index + 1}. item\n`),
  'a list that begins again and again': rows((index) => `${(index % 3) + 1}. item\n`),
  'a list of letters': rows((index) => `${'abcdefghij'[index % 10] ?? ''}) item\n`),
  'a list of words': rows((index) => `Passage ${index + 1}: item\n`),
  'points of all kinds': rows((index) => `${'-*•–+'[index % 5] ?? ''} item\n`),
  'a list inside a list': rows((index) => (index % 2 === 0 ? '1. item\n' : '   1. inner\n')),
  'a document': repeated('Iron rusts where water meets air. '),
  'one line without a space': repeated('x'),
  'one line of quotes': repeated('"'),
  'one line of commas': repeated(','),
  'one line of brackets': repeated('[{"'),
  'one line of tabs': repeated('a\t'),
  'blank lines': repeated('\n'),
  'a table': rows((index) => `${index},"text ${index}, of it",0.${index % 9}\n`, 'id,text,score\n'),
  'a table of decimal commas': rows((index) => `${index};text;1.${100 + (index % 900)},5\n`, 'id;text;score\n'),
  'a table whose quotes do not close': rows((index) => `${index},"open\n`, 'id,text\n'),
  'a table of rows too long': rows(() => 'a,b,c,d\n', 'id,text\n'),
  'a table of numbers that are none': rows((index) => `${index},text,high\n`, 'id,text,score\n'),
  'a table of many queries': rows((index) => `q${query(index)},d${index},text,${index % 3}\n`, 'query,docid,text,relevance\n'),
  'one column in quotes': rows((index) => `"text ${index}"\n`, 'text\n'),
  'a table in Markdown': rows((index) => `| ${index} | text \\| ${index} |\n`, '| id | text |\n|---|---|\n'),
  'pipes and rules': rows((index) => (index % 2 === 0 ? '| a | b |\n' : '|---|\n')),
  'JSON passages': rows((index) => `{"_id":"d${index}","text":"text"}\n`),
  'an array of passages': rows((index) => `{"id":${index},"text":"text"},`, '[', '{"id":"z","text":"z"}]'),
  'JSON without an end': repeated('{"id":1,"text":"a"},', '['),
  'broken JSON lines': repeated('{"_id": \n', '{"_id":"a","text":"A"}\n'),
  'brackets in brackets': repeated('{"a":['),
  'comments that do not end': repeated('\n{ /* ', '['),
  'comments in JSON': rows((index) => `{"id":${index},"text":"text"}, // one\n`, '[', '{"id":"z","text":"z"}]'),
  'Python’s own writing': rows((index) => `{'id': ${index}, 'text': 'it\\'s'},`, '[', '{}]'),
  'quotes of prose for JSON': repeated('{“id”: “1”},\n', '['),
  'words before JSON': rows((index) => `{"id":${index},"text":"text"},\n`, 'words\n[{"id":0}\n', ']'),
  'an answer of a search engine': rows((index) => `{"_id":"d${index}","_source":{"text":"text"}},`, '{"hits":{"hits":[', '{}]}}'),
  columns: rows((index) => `"text ${index}",`, '{"id":["a"],"text":[', '"z"]}'),
  'objects in objects': repeated('{"a":{"b":{"c":{"d":{}}}}},', '{"x":[', '{}]}'),
  'TREC documents': rows((index) => `<DOC>\n<DOCNO>d${index}</DOCNO>\n<TEXT>text &amp; more</TEXT>\n</DOC>\n`),
  'one TREC document': repeated('<x> text <![CDATA[ <!-- ', '<DOC><DOCNO>d</DOCNO>', '</DOC>'),
  'marks that do not end': repeated('<a', '<DOC><DOCNO>d</DOCNO></DOC>'),
  'documents that do not end': repeated('<DOC id="1">'),
  'names with texts': rows((index) => `"d${index}":{"title":"","text":"text"},`, '{', '"z":{"text":"z"}}'),
  requests: rows((index) => `{"query":"q ${index}","candidates":["a","b"]}\n`),
  'one request': rows(
    (index) => `{"docid":"d${index}","score":${index},"doc":{"text":"text"}},`,
    '{"query":"q","candidates":[',
    '"z"]}',
  ),
  pairs: rows((index) => `{"query":"q ${query(index)}","passage":"p ${index}","label":1}\n`),
  'pairs of one query each': rows((index) => `{"query":"q ${index}","passage":"p ${index}","label":1}\n`),
  'stored calls': rows(
    (index) => `{"prompt":"[1] a ${index}\\n[2] b","response":"[1]"},`,
    '[{"query":"q","invocations_history":[',
    '{"prompt":"","response":""}]}]',
  ),
  'one prompt': rows(
    (index) => `[${index + 1}] passage\\n`,
    '[{"query":"q","invocations_history":[{"response":"[1]","prompt":"',
    '"}]}]',
  ),
  top1000: rows((index) => `${query(index)}\t${index}\tquery ${query(index)}\tpassage\n`),
  'equal names': repeated('{"docid":"a","doc":"x"},', '{"query":"q","candidates":[', '"z"]}'),
};

const ROWS: Readonly<Record<string, (length: number) => string>> = {
  TREC: rows((index) => `q${query(index)} Q0 d${index} 1 ${index % 977} t\n`),
  'TREC, one query': rows((index) => `q Q0 d${index} 1 1 t\n`),
  'MS MARCO': rows((index) => `q${query(index)}\td${index}\t${(index % 100) + 1}\n`),
  CSV: rows((index) => `q${query(index)},d${index},${index % 3}\n`, 'query_id,doc_id,score\n'),
  'JSON lines': rows((index) => `{"query_id":"q${query(index)}","doc_id":"d${index}","score":${index % 3}}\n`),
  'a tree': rows(
    (index) => `${index % 100 === 0 ? `${index === 0 ? '' : '},'}"q${query(index)}":{` : ','}"d${index}":${index % 3}`,
    '{',
    '}}',
  ),
  'bad rows': repeated('q Q0 d\n', 'q Q0 d 1 2 t\n'),
  'one row': repeated('word '),
};

const hold = (make: (length: number) => string, read: (text: string) => unknown): void =>
  expectLinear({ make, read: (text) => void read(text), length: 500_000, most: 2.5 });
const asInput = (...files: readonly InputFile[]): unknown => readInput({ files });

describe('twice the file takes no more than two and a half times as long', () => {
  it.each(Object.entries(SHAPES))('%s', (_, make) => {
    hold(make, (text) => asInput({ name: '', text }));
  });

  it.each(Object.entries(ROWS))('a run: %s', (_, make) => {
    hold(make, (text) => parseTrecRun(text, 'run'));
  });

  it.each(Object.entries(ROWS))('judgements: %s', (_, make) => {
    hold(make, (text) => parseQrels(text, 'qrels'));
  });

  it('a run with its corpus, queries and judgements of every split', () => {
    const corpus = rows((index) => `{"_id":"d${index}","text":"text"}\n`);
    hold(
      rows((index) => `q${query(index)} Q0 d${index} 1 1 t\n`),
      (text) =>
        asInput(
          { name: 'a.run', text },
          { name: 'corpus.jsonl', text: corpus(text.length) },
          { name: 'queries.tsv', text: rows((index) => `q${index}\task\n`)(text.length / 50) },
          ...['test', 'dev', 'train'].map((name) => ({
            name: `qrels/${name}.tsv`,
            text: rows((index) => `q${query(index)}\td${index}\t1\n`)(text.length / 4),
          })),
        ),
    );
  });

  it('bytes of UTF-8, of an older encoding, and packed ones', () => {
    const bytes =
      (piece: readonly number[]) =>
      (length: number): Uint8Array =>
        Uint8Array.from({ length }, (_, at) => piece[at % piece.length] ?? 0);
    for (const piece of [
      [0x61, 0xc3, 0xa9],
      [0xcf, 0xf0, 0xe8, 0x20],
      [0x61, 0x80, 0xc3],
      [0xb0, 0xa1, 0x0a],
    ])
      expectLinear({ make: bytes(piece), read: (given) => void decodeText(given), length: 2_000_000, most: 2.5 });
    expectLinear({
      make: (length) => new Uint8Array(gzipSync(rows((index) => `passage ${index}\n`)(length))),
      read: (given) => void unpack({ name: 'x.gz', bytes: given }),
      length: 2_000_000,
      most: 2.5,
    });
  });

  it.each([
    ['sections', rows((index) => `key${index}: v\n`, 'method: "singleturn_listwise"\n')],
    ['anchors', rows((index) => `l${index}: *a\n`, 'k: &a x\n')],
    ['a list', repeated('- a\n')],
    ['brackets', repeated('{a: 1, ')],
    ['places to fill', repeated('{candidate} ', 'method: "singleturn_listwise"\nbody: "', '"\n')],
  ])('a RankLLM template: %s', (_, make) => {
    expectLinear({ make, read: (text) => void parseRankLlmYaml(text, { id: 'a', title: 'A' }), length: 500_000, most: 2.5 });
  });

  it('what is written: a run and a table', () => {
    expectLinear({
      make: (length) => Array.from({ length: length / 10 }, (_, index) => `d ${index}`),
      read: (ranking) => void formatTrecRun({ qid: 'q', ranking, tag: 't' }),
      most: 2.5,
    });
    expectLinear({
      make: (length) => viewOf(hostileLog('=1,"\''.repeat(length / 5))),
      read: (view) => void toCsv({ view }),
      most: 2.5,
    });
  });
});
