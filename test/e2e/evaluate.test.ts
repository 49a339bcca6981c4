import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExperimentLines } from '../../src/core/experiment/file.ts';
import { parseLogFile } from '../../src/core/log/file.ts';
import { runScript } from './support/run-script.ts';
import type { ScriptRun } from './support/run-script.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLLECTION = 'test/fixtures/collection';
const evaluate = (more: readonly string[] = [], collection = COLLECTION): ScriptRun =>
  runScript('scripts/evaluate.mjs', [
    ...`--collection ${collection} --queries 3 --depth 3 --model test-tiny --thought 40`.split(' '),
    `--out=${path.join(folder, 'results.jsonl')}`,
    ...more,
  ]);
const linesOf = (name: string): readonly Record<string, unknown>[] =>
  readFileSync(path.join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('npm run evaluate', () => {
  it('stopped after the first query, it has that one saved; called again it goes on and does not repeat it', async () => {
    const broken = evaluate();
    await broken.printed(/^1\/3 .*\n/m);
    broken.child.kill('SIGINT');
    expect(await broken.exit).not.toBe(0);
    expect(broken.output()).toContain('The same command goes on from here.');
    const saved = linesOf('results.jsonl');
    expect(saved[0]).toMatchObject({ type: 'glassrank-experiment', collection: { name: 'collection' }, depth: 3 });
    expect(saved.length).toBeGreaterThanOrEqual(2);
    expect(saved.length).toBeLessThan(4);

    const resumed = evaluate();
    expect(await resumed.exit).toBe(0);
    expect(resumed.output()).toMatch(/^1\/3 +1 .*from an earlier run/m);
    const results = linesOf('results.jsonl');
    expect(results[1]).toEqual(saved[1]);
    expect(results.slice(1).map((result) => result['qid'])).toEqual(['1', '2', '3']);
    expect(results.slice(1).map((result) => result['outcome'])).toEqual([1, 2, 3].map(() => ({ type: 'complete' })));
    expect(results.slice(1).map((result) => (result['ranking'] as string[]).toSorted())).toEqual([
      ['iron', 'paint', 'rust'],
      ['moon', 'tide'],
      ['boil', 'pressure', 'rust', 'salt'],
    ]);
    // What is not reranked keeps its place.
    expect(results[3]?.['ranking']).toHaveProperty('3', 'rust');
    expect(parseExperimentLines(readFileSync(path.join(folder, 'results.jsonl'), 'utf8'))).toMatchObject({
      ok: true,
      value: { problems: [] },
    });
    // First-stage lists by hand: (2/log2(3) + 1/log2(4)) / (2 + 1/log2(3)), 1, and (1/log2(3) + 2/log2(4)) / (2 + 1/log2(3)).
    expect(resumed.output()).toMatch(/^nDCG@10 before +0\.7632$/m);
    expect(resumed.output()).toMatch(/nDCG@10 after +[01]\.\d{4}/);
    expect(resumed.output()).toMatch(/failures +0\n/);
    expect(resumed.output()).toMatch(/seconds per query +\d+\.\d\n/);
  });

  it('prints and exports what is there without running anything, also of fewer queries than are there', async () => {
    const before = readFileSync(path.join(folder, 'results.jsonl'), 'utf8');
    const tsv = path.join(folder, 'queries.tsv');
    const shown = evaluate(['--queries', '2', '--report', `--export=${tsv}`, `--runs=${path.join(folder, 'runs')}`]);
    expect(await shown.exit).toBe(0);
    expect(shown.output()).toMatch(/^queries +2$/m);
    const [header, ...rows] = readFileSync(tsv, 'utf8').trimEnd().split('\n');
    expect(header?.split('\t')).toEqual(expect.arrayContaining(['qid', 'outcome', 'calls', 'seconds', 'nDCG@10']));
    expect(rows.map((row) => row.split('\t')[0])).toEqual(['1', '2']);
    const [run = ''] = readdirSync(path.join(folder, 'runs'));
    expect(readFileSync(path.join(folder, 'runs', run), 'utf8')).toMatch(/^2 Q0 \S+ 1 2 \S+$/m);
    expect(readFileSync(path.join(folder, 'results.jsonl'), 'utf8')).toBe(before);
  });

  it('runs several configurations on every query, and keeps each run’s log as a replay', async () => {
    const configs = path.join(folder, 'configs.json');
    const single = { preset: 'first', strategy: { type: 'single' } };
    const entries = [
      { name: 'FIRST', settings: { answerMode: 'first-token', method: single } },
      { name: 'yes or no', settings: { method: { preset: 'qwen3-reranker' } } },
    ];
    writeFileSync(configs, JSON.stringify(entries));
    const logs = path.join(folder, 'logs');
    const json = path.join(folder, 'several.json');
    const line = `--collection ${COLLECTION} --queries 2 --depth 3 --model test-tiny --measures nDCG@10,RR`;
    const files = [`--configs=${configs}`, `--logs=${logs}`, `--out=${path.join(folder, 'several.jsonl')}`, `--export=${json}`];
    const both = runScript('scripts/evaluate.mjs', [...line.split(' '), ...files]);
    expect(await both.exit).toBe(0);
    expect(both.output()).toMatch(/^configuration +nDCG@10 +RR +calls +read +written/m);
    expect(both.output()).toMatch(/^first stage +0\.\d{4} \[/m);
    expect(both.output()).toMatch(/^yes or no .* p [01]\.\d{3} .* 2\/2 /m);
    const rows = JSON.parse(readFileSync(json, 'utf8')) as readonly { readonly measures: object }[];
    expect(rows).toHaveLength(4);
    expect(rows.every(({ measures }) => Object.keys(measures).join() === 'nDCG@10,RR')).toBe(true);
    for (const configuration of readdirSync(logs))
      for (const qid of ['1', '2']) {
        const log = parseLogFile(readFileSync(path.join(logs, configuration, `${qid}.json`), 'utf8'));
        expect(log).toMatchObject({ ok: true, value: { problems: [] } });
      }
    expect(readdirSync(logs)).toHaveLength(2);
  });

  it('varies one setting and prints quality against tokens and seconds', async () => {
    const line = `--collection ${COLLECTION} --queries 1 --depth 3 --model test-tiny --strategy single --sweep thought=0,8`;
    const swept = runScript('scripts/evaluate.mjs', [...line.split(' '), `--out=${path.join(folder, 'sweep.jsonl')}`]);
    expect(await swept.exit).toBe(0);
    expect(swept.output()).toMatch(/^nDCG@10 against cost/m);
    expect(swept.output().match(/thoughtTokens [08] +[01]\.\d{4} .* \*/g)).not.toBeNull();
  });

  it('says before any run what cannot be run', async () => {
    const wrong = evaluate(['--strategy', 'pointwise', '--preset', 'rankgpt']);
    expect(await wrong.exit).toBe(1);
    expect(wrong.output()).toContain('the prompt RankGPT asks for order, and the strategy pointwise needs relevance');
  });

  it('refuses to mix two evaluations in one file', async () => {
    const other = evaluate(['--thought', '12']);
    expect(await other.exit).toBe(1);
    expect(other.output()).toContain('holds another evaluation');
  });

  it('names what is missing in a folder that is no collection', async () => {
    const run = evaluate([], 'test/fixtures');
    expect(await run.exit).toBe(1);
    expect(run.output()).toContain('it lacks corpus.jsonl, queries.jsonl, qrels.txt, bm25.top100.run');
  });
});
