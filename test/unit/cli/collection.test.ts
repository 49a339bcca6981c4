import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluationCollection, readCollectionFiles, readDocuments } from '../../../src/cli/collection.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-read-collection-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

describe('the files of a collection', () => {
  it('are found as BEIR lays them out, with the folder’s one run whatever it is called', () => {
    put('corpus.jsonl', '');
    put('queries.jsonl', 'Q');
    put('qrels/test.tsv', 'J');
    put('dense.run', 'R');
    const files = readCollectionFiles({ folder });
    expect(files.texts).toEqual({ queries: 'Q', qrels: 'J', run: 'R' });
    expect(files.corpus).toBe(path.join(folder, 'corpus.jsonl'));
    expect(files.name).toBe(path.basename(folder));
    put('sparse.run', 'S');
    expect(() => readCollectionFiles({ folder })).toThrow('it lacks bm25.top100.run');
    expect(readCollectionFiles({ folder, run: path.join(folder, 'sparse.run') }).texts.run).toBe('S');
  });

  it('can be named one by one, without a folder', () => {
    const named = { corpus: put('c.tsv', ''), queries: put('q.tsv', 'Q'), qrels: put('j.txt', 'J'), run: put('r', 'R') };
    expect(readCollectionFiles(named)).toMatchObject({ corpus: named.corpus, texts: { queries: 'Q', qrels: 'J', run: 'R' } });
    expect(() => readCollectionFiles({ ...named, qrels: path.join(folder, 'no') })).toThrow('--qrels: there is no file');
    expect(() => readCollectionFiles({ corpus: named.corpus })).toThrow('must be named: --queries, --qrels, --run');
  });

  it('change the fingerprint when the judgements change', () => {
    for (const name of ['corpus.jsonl', 'queries.jsonl', 'qrels.txt', 'run.txt']) put(name, 'x');
    const before = readCollectionFiles({ folder }).sha256;
    expect(readCollectionFiles({ folder }).sha256).toBe(before);
    put('qrels.txt', 'y');
    expect(readCollectionFiles({ folder }).sha256).not.toBe(before);
  });
});

describe('the documents of a corpus', () => {
  const lines = '{"_id":"a","title":"T","text":"one"}\n\n{"_id":"b","text":"two"}\n';
  const wanted = new Map([
    ['a', { title: 'T', text: 'one' }],
    ['b', { title: '', text: 'two' }],
  ]);

  it('are read from JSON lines, packed or not, and from lines with tabs', async () => {
    const ids = new Set(['a', 'b']);
    expect(await readDocuments({ file: put('corpus.jsonl', `\uFEFF${lines}`), ids })).toEqual(wanted);
    expect(await readDocuments({ file: put('corpus.jsonl.gz', gzipSync(lines)), ids })).toEqual(wanted);
    expect(await readDocuments({ file: put('c.tsv', 'x\tno\r\nb\ttwo words here\r\n'), ids: new Set(['b']) })).toEqual(
      new Map([['b', { title: '', text: 'two words here' }]]),
    );
  });

  it('have a title where a line has three columns, as on the page', async () => {
    expect(await readDocuments({ file: put('c.tsv', 'b\tTwo\twords here\r\n'), ids: new Set(['b']) })).toEqual(
      new Map([['b', { title: 'Two', text: 'words here' }]]),
    );
  });

  it('that are missing or cannot be read are named with their place', async () => {
    const file = put('corpus.jsonl', `${lines}{"_id":3}\n`);
    await expect(readDocuments({ file, ids: new Set(['z']) })).rejects.toThrow('corpus.jsonl, line 4');
    await expect(readDocuments({ file: put('d.jsonl', lines), ids: new Set(['z']) })).rejects.toThrow('such as z');
  });
});

const files = {
  queries:
    '{"_id": "1", "text": "one"}\n{"_id": "u", "text": "unjudged"}\n{"_id": "2", "text": "two"}\n{"_id": "3", "text": "three"}\n',
  qrels: '3 0 a 1\n1 0 a 1\n2 0 b 2\n9 0 a 1\n',
  run: '1 Q0 a 1 1 x\n1 Q0 b 2 2 x\n3 Q0 a 1 1 x\n',
};
const opened = (given: Partial<typeof files>, count: number | null) => {
  const result = evaluationCollection({ ...files, ...given }, count);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('the queries of an evaluation', () => {
  it('are the first judged ones in the order of their file, with the run’s lists by score', () => {
    const { lists, qrels } = opened({}, 1);
    expect([...lists]).toEqual([
      [
        '1',
        {
          text: 'one',
          rows: [
            { docid: 'b', score: 2 },
            { docid: 'a', score: 1 },
          ],
        },
      ],
    ]);
    expect([...qrels.keys()]).toEqual(['1']);
  });

  it('count as 0 where the run lacks them, and judged ones without a text too once all are asked for; both are said', () => {
    const { lists, qrels, notes } = opened({}, null);
    expect([...lists.keys()]).toEqual(['1', '3']);
    expect([...qrels.keys()].toSorted()).toEqual(['1', '2', '3', '9']);
    expect(notes).toEqual([
      'Judged queries without a text: 1, such as 9.',
      'Queries without a list in the run, which count as 0: 1.',
    ]);
    expect([...opened({}, 2).qrels.keys()].toSorted()).toEqual(['1', '2']);
  });

  it('may be lines of name, tab, text', () => {
    expect([...opened({ queries: '\uFEFF1\tone\twords\r\n' }, null).lists].map(([, { text }]) => text)).toEqual(['one\twords']);
  });

  it.each([
    [{ queries: '{"_id": "1", "text": "one"}\n{"_id": 2}\n' }, 'line 2 of the queries is not {"_id"'],
    [{ queries: '1\tone\ntwo\n' }, 'line 2 of the queries is not a name, a tab and a text'],
    [{ run: '1 Q0 a 1\n' }, 'the run cannot be read: line 1: '],
    [{ qrels: '1 0 a b\n' }, 'the qrels cannot be read: line 1: '],
  ])('%j: the line that cannot be read is named', (given, message) => {
    const result = evaluationCollection({ ...files, ...given }, null);
    expect(result.ok ? '' : result.error).toContain(message);
  });
});
