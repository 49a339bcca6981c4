import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExperimentLines } from '../../src/core/experiment/file.ts';
import { runScript } from './support/run-script.ts';
import type { ScriptRun } from './support/run-script.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything else that it promises is tested with a scripted engine, in test/unit/cli. */
const evaluate = (): ScriptRun =>
  runScript('scripts/evaluate.mjs', [
    ...'--collection test/fixtures/collection --queries 3 --depth 3 --model test-tiny --thought 40'.split(' '),
    `--out=${path.join(folder, 'results.jsonl')}`,
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
});
