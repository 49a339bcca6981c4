import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantRanker } from '../../../src/cli/rerank/ranker.ts';
import { docId } from '../../../src/core/request.ts';
import { readInput } from '../../../src/core/input/input.ts';
import { ASK, LIST, SERVER, glassrank, rankingOf, typed } from '../../support/rerank-command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-rerank-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what glassrank rerank reads', () => {
  it('files named one by one, a folder, a compressed corpus: all the same', async () => {
    const collection = 'test/fixtures/collection';
    const names = readdirSync(collection).filter((name) => name !== 'README.md');
    const whole = await glassrank(['--instant', '--encoder', 'none', '--format', 'trec', collection]);
    const named = await glassrank([
      '--instant',
      '--encoder',
      'none',
      '--format',
      'trec',
      ...names.map((name) => path.join(collection, name)),
    ]);
    expect(named.printed).toBe(whole.printed);
    for (const name of names) {
      const bytes = readFileSync(path.join(collection, name));
      if (name.startsWith('corpus')) writeFileSync(path.join(folder, `${name}.gz`), gzipSync(bytes));
      else writeFileSync(path.join(folder, name), bytes);
    }
    mkdirSync(path.join(folder, '.hidden'));
    writeFileSync(path.join(folder, '.hidden', 'x.txt'), 'not read');
    const zipped = await glassrank(['--instant', '--encoder', 'none', '--format', 'trec', folder]);
    expect({ code: zipped.code, printed: zipped.printed }).toEqual({ code: 0, printed: whole.printed });
  });

  it('a saved run log, whose request is ranked anew', async () => {
    const log = await glassrank(['--instant', '--encoder', 'none', ...ASK, '--format', 'log'], typed(LIST));
    const again = await glassrank(['--instant', '--encoder', 'none', '--format', 'trec'], typed(log.printed));
    expect({ code: again.code, first: rankingOf(again.printed)[0] }).toEqual({ code: 0, first: 'p2' });
  });

  it('no bytes of a picture', async () => {
    const { code, warned } = await glassrank(['--instant', ...ASK], typed(new Uint8Array(4000).map((_, at) => (at * 37) % 256)));
    expect(code).toBe(1);
    expect(warned).toContain('standard input is no text');
  });
});

describe('what glassrank rerank writes', () => {
  it.each(['log', 'markdown', 'csv', 'trec', 'rank-llm-requests', 'rank-llm-results'])(
    '%s of one query on standard output',
    async (format) => {
      const { code, printed } = await glassrank([...SERVER, ...ASK, '--format', format], typed(LIST));
      expect(code).toBe(0);
      expect(printed).toContain('p2');
    },
  );

  it('RankLLM files of several queries as one array that can be read again', async () => {
    const { printed } = await glassrank([...SERVER, 'test/fixtures/collection', '--format', 'rank-llm-results']);
    const read = readInput({ files: [{ name: 'results.json', text: printed }] });
    expect(read.requests.map(({ query }) => query.id)).toEqual(['1', '2', '3']);
    expect(read.problems).toEqual([]);
  });

  it('a format that holds one query into a folder with a file each, or says what to do', async () => {
    const args = [...SERVER, 'test/fixtures/collection', '--format', 'csv'];
    const refused = await glassrank(args);
    expect(refused).toMatchObject({ code: 1, printed: '' });
    expect(refused.warned).toContain('csv holds one query, and there are 3: name a folder with --out');
    expect(await glassrank([...args, '--out', folder])).toMatchObject({ code: 0, printed: '' });
    expect(readdirSync(folder).toSorted()).toEqual(['1.csv', '2.csv', '3.csv']);
  });

  it('html with the built page, and refuses a page that is another', async () => {
    const args = [...SERVER, ...ASK, '--format', 'html', '--app', folder];
    expect((await glassrank(args, typed(LIST))).warned).toContain('replay-template.html is missing');
    writeFileSync(path.join(folder, 'replay-template.html'), 'not found');
    expect((await glassrank(args, typed(LIST))).warned).toContain('is not the built replay page');
    writeFileSync(path.join(folder, 'replay-template.html'), '<script type="application/json" id="glassrank-log"></script>');
    expect((await glassrank(args, typed(LIST))).printed).toContain('"glassrank-run-log"');
  });

  it('nothing of a passage that could move the cursor or turn the text', async () => {
    const evil = '- water \u001B[2J\u001B]0;owned\u0007 \u202Eetihw\n- kettle\n';
    const { printed, warned } = await glassrank(['--instant', '--encoder', 'none', '--query', 'kettle \u009B31m'], typed(evil));
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    expect(`${printed}${warned}`).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  it('the first passages alone with --show, and how many there are more', async () => {
    const { printed } = await glassrank([...SERVER, ...ASK, '--show', '1'], typed(LIST));
    expect(printed).toContain('and 2 more\n');
  });

  it('nothing on standard error with --quiet but problems', async () => {
    expect((await glassrank([...SERVER, ...ASK, '--quiet'], typed(LIST))).warned).toBe('');
  });
});

describe('the live order', () => {
  it('is drawn on a terminal while the model works, and taken away before the result', async () => {
    const drawn: string[] = [];
    let now = 0;
    const screen = { columns: 40, rows: 20, write: (text: string) => void drawn.push(text) };
    const { code, printed } = await glassrank([...SERVER, ...ASK], { ...typed(LIST), screen, clock: () => (now += 200) });
    expect(code).toBe(0);
    expect(drawn.join('')).toContain('call 1 of 1, answers');
    expect(drawn.at(-1)?.replace(/\d+/, 'N')).toBe('\r\u001B[NA\u001B[J');
    for (const line of drawn.join('').split('\n')) expect((line.split('\u001B[J').at(-1) ?? '').length).toBeLessThan(40);
    expect(printed).not.toContain('\u001B');
  });

  it('is not drawn where standard error is a file', async () => {
    const { printed, warned } = await glassrank([...SERVER, ...ASK], typed(LIST));
    expect(`${printed}${warned}`).not.toContain('\u001B');
  });
});

it('a list cut to the depth says how much of the whole one the encoder read', async () => {
  const candidates = ['iron', 'iron rusts', 'iron rusts in air', 'tin'].map((text, place) => ({
    docId: docId(`p${place + 1}`),
    text,
  }));
  const none = candidates.map(() => null);
  const scores = [4, 3, 2, 1];
  const order = {
    method: 'bm25+minilm',
    ranking: candidates.map((candidate) => candidate.docId),
    scores,
    windowFrom: none,
    late: {
      weights: { bm25: 1, cosine: 1, maxSim: 1, idfMaxSim: 1 },
      parts: { bm25: scores, cosine: [0.2, 0.1, 0.1, null], maxSim: none, idfMaxSim: none },
      queryWords: [],
      matches: none,
    },
  } as const;
  const ranker = instantRanker({
    encoder: { id: 'x', manifestSha256: 'x', runtime: 'onnxruntime-node' },
    problem: null,
    order: () => Promise.resolve({ order, cut: [] }),
    end: () => Promise.resolve(),
  });
  const notes: string[] = [];
  const run = { runId: 'r', signal: new AbortController().signal, clock: () => 0, note: (text: string) => void notes.push(text) };
  const request = { query: { id: 'q', text: 'why does iron rust' }, candidates };
  for await (const event of ranker.run(request, { ...run, depth: 2 })) expect(event.runId).toBe('r');
  expect(notes).toContainEqual(expect.stringContaining('MiniLM read 3 of 4 passages'));
});
