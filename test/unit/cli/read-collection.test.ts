import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCollectionFiles, readDocuments } from '../../../scripts/read-collection.mjs';

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
    expect(await readDocuments({ file: put('c.tsv', 'x\tno\r\nb\ttwo words\there\r\n'), ids: new Set(['b']) })).toEqual(
      new Map([['b', { title: '', text: 'two words\there' }]]),
    );
  });

  it('that are missing or cannot be read are named with their place', async () => {
    const file = put('corpus.jsonl', `${lines}{"_id":3}\n`);
    await expect(readDocuments({ file, ids: new Set(['z']) })).rejects.toThrow('corpus.jsonl, line 4');
    await expect(readDocuments({ file: put('d.jsonl', lines), ids: new Set(['z']) })).rejects.toThrow('such as z');
  });
});
