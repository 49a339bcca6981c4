import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EvaluationEngine } from '../../../src/cli/bridge.ts';
import { main } from '../../../src/cli/main.ts';
import type { CommandWorld } from '../../../src/cli/main.ts';
import { parseExperimentLines } from '../../../src/core/experiment/file.ts';
import { parseLogFile } from '../../../src/core/log/file.ts';
import { commandWorld } from '../../support/command-world.ts';
import { createScriptedEngine } from '../../support/scripted-engine.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-main-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly printed: string;
  readonly warned: string;
}

/** `connect` stands for the browser; it is not called where the arguments are wrong. */
async function glassrank(
  line: string,
  { engine = createScriptedEngine(), ...world }: Partial<CommandWorld> & { readonly engine?: EvaluationEngine } = {},
): Promise<Ended> {
  const called = commandWorld({ newId: () => 'one', connect: () => ({ engine, close: async () => {} }), ...world });
  const code = await main(
    line.split(' ').filter((word) => word !== ''),
    called,
  );
  return { code, printed: called.printed(), warned: called.warned() };
}

const COLLECTION = 'evaluate --collection test/fixtures/collection';
const inFolder = (name: string): string => path.join(folder, name);
const textOf = (name: string): string => readFileSync(inFolder(name), 'utf8');
const linesOf = (name: string): readonly Record<string, unknown>[] =>
  textOf(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the command glassrank', () => {
  it('tells its commands and its version', async () => {
    expect(await glassrank('--version')).toEqual({ code: 0, printed: '1.2.3\n', warned: '' });
    expect(await glassrank('--help')).toMatchObject({ code: 0, warned: '' });
    expect((await glassrank('--help')).printed).toContain('glassrank evaluate --collection DIR');
    expect(await glassrank('')).toMatchObject({ code: 1, printed: '' });
    expect((await glassrank('rank')).warned).toContain('There is no command rank.');
  });

  it('tells the options of evaluate, with every strategy and parser that there is', async () => {
    const { code, printed } = await glassrank('evaluate --help');
    expect(code).toBe(0);
    expect(printed).toMatch(
      /--strategy S +sliding, single, top-down, certified-top, setwise, pairwise, tournament, groupwise, pointwise\n/,
    );
    expect(printed).toContain('--passes N');
    expect(printed).toContain('rank-llm');
    expect(await glassrank('evaluate')).toMatchObject({ code: 1, printed: '' });
  });

  it.each([
    [`${COLLECTION} --deep 3`, "Unknown option '--deep'\nglassrank evaluate --help lists the options."],
    [`${COLLECTION} 3`, 'Unexpected argument'],
    [`${COLLECTION} --depth`, 'argument missing'],
    [`${COLLECTION} --export a.txt`, '--export takes a file that ends in .tsv or .json.'],
    ['evaluate --collection test/fixtures', 'it lacks corpus.jsonl, queries.jsonl, qrels.txt, bm25.top100.run'],
    ['evaluate --collection test/fixtures/collection --run no.run', '--run: there is no file no.run.'],
  ])('%s: says what is wrong before anything is started', async (line, message) => {
    const ended = await glassrank(line, {
      connect: () => {
        throw new Error('the browser was started');
      },
    });
    expect(ended).toMatchObject({ code: 1, printed: '' });
    expect(ended.warned).toContain(message);
  });

  it('says what is needed where there is no browser or no built page', async () => {
    const ended = await glassrank(COLLECTION, {
      connect: () => {
        throw new Error('there is no built page');
      },
    });
    expect(ended).toEqual({ code: 1, printed: '', warned: 'there is no built page\n' });
  });

  it('says which measure there is not before a model is loaded', async () => {
    const engine = createScriptedEngine();
    let loads = 0;
    const load: EvaluationEngine['load'] = (id) => {
      loads += 1;
      return engine.load(id);
    };
    const ended = await glassrank(`${COLLECTION} --measures MAP`, { engine: { ...engine, load } });
    expect(ended).toMatchObject({ code: 1, printed: '' });
    expect(ended.warned).toContain('there is no measure MAP');
    expect(loads).toBe(0);
  });

  it('says why a model cannot be loaded', async () => {
    const load: EvaluationEngine['load'] = async () => ({
      ok: false,
      error: { code: 'model-missing', message: 'no model is called x', retry: false },
    });
    const ended = await glassrank(`${COLLECTION} --model x`, { engine: { ...createScriptedEngine(), load } });
    expect(ended).toEqual({ code: 1, printed: '', warned: 'model-missing: no model is called x\n' });
  });
});

describe('glassrank evaluate', () => {
  const line = () => `${COLLECTION} --queries 3 --depth 3 --thought 8 --out ${inFolder('results.jsonl')}`;

  it('stopped, has what is done saved; called again it goes on and does not repeat it', async () => {
    const engine = createScriptedEngine();
    let runs = 0;
    let stop = (): void => {};
    let close = (): void => {};
    const stoppable: EvaluationEngine = {
      ...engine,
      run(request, settings) {
        runs += 1;
        if (runs < 2) return engine.run(request, settings);
        return new Promise((_, reject) => {
          close = () => reject(new Error('Target page, context or browser has been closed'));
          stop();
        });
      },
    };
    const stopped = await glassrank(line(), {
      connect: () => ({ engine: stoppable, close: async () => close() }),
      onStop: (call) => {
        stop = call;
        return () => {};
      },
    });
    expect(stopped.code).toBe(1);
    expect(stopped.warned).toBe('\nStopped. The same command goes on from here.\n');
    const saved = linesOf('results.jsonl');
    expect(saved.map(({ qid }) => qid)).toEqual([undefined, '1']);

    const resumed = await glassrank(line());
    expect(resumed.code).toBe(0);
    expect(resumed.printed).toMatch(/^1\/3 +1 .*from an earlier run/m);
    const results = linesOf('results.jsonl');
    expect(results.slice(0, 2)).toEqual(saved);
    expect(results.slice(1).map(({ qid }) => qid)).toEqual(['1', '2', '3']);
    // What is not reranked keeps its place.
    expect(results[3]?.['ranking']).toHaveProperty('3', 'rust');
    expect(parseExperimentLines(textOf('results.jsonl'))).toMatchObject({ ok: true, value: { problems: [] } });
  });

  it('prints and exports what is there without running anything, also of fewer queries than are there', async () => {
    await glassrank(line());
    const before = textOf('results.jsonl');
    const run: EvaluationEngine['run'] = () => Promise.reject(new Error('something was run'));
    const more = `--queries 2 --report --export ${inFolder('queries.tsv')} --runs ${inFolder('runs')}`;
    const shown = await glassrank(`${line()} ${more}`, { engine: { ...createScriptedEngine(), run } });
    expect(shown.code).toBe(0);
    expect(shown.printed).toMatch(/^queries +2$/m);
    const [header, ...rows] = textOf('queries.tsv').trimEnd().split('\n');
    expect(header?.split('\t')).toEqual(expect.arrayContaining(['qid', 'outcome', 'calls', 'seconds', 'nDCG@10']));
    expect(rows.map((row) => row.split('\t')[0])).toEqual(['1', '2']);
    const [name = ''] = readdirSync(inFolder('runs'));
    expect(textOf(path.join('runs', name))).toMatch(/^2 Q0 \S+ 1 2 \S+$/m);
    expect(textOf('results.jsonl')).toBe(before);
  });

  it('runs several configurations on every query, and keeps each run’s log as a replay', async () => {
    const entries = [
      { name: 'FIRST', settings: { answerMode: 'first-token', method: { preset: 'first', strategy: { type: 'single' } } } },
      { name: 'yes or no', settings: { method: { preset: 'qwen3-reranker' } } },
    ];
    writeFileSync(inFolder('configs.json'), JSON.stringify(entries));
    const files = `--configs ${inFolder('configs.json')} --logs ${inFolder('logs')} --out ${inFolder('both.jsonl')} --export ${inFolder('both.json')}`;
    const both = await glassrank(`${COLLECTION} --queries 2 --depth 3 --measures nDCG@10,RR ${files}`);
    expect(both.code).toBe(0);
    expect(both.printed).toMatch(/^configuration +nDCG@10 +RR +calls +read +written/m);
    expect(both.printed).toMatch(/^first stage +0\.\d{4} \[/m);
    expect(both.printed).toMatch(/^yes or no .* p [01]\.\d{3} .* 2\/2 /m);
    const rows = JSON.parse(textOf('both.json')) as readonly { readonly measures: object }[];
    expect(rows).toHaveLength(4);
    expect(rows.every(({ measures }) => Object.keys(measures).join() === 'nDCG@10,RR')).toBe(true);
    expect(readdirSync(inFolder('logs'))).toHaveLength(2);
    for (const configuration of readdirSync(inFolder('logs')))
      for (const qid of ['1', '2'])
        expect(parseLogFile(textOf(path.join('logs', configuration, `${qid}.json`)))).toMatchObject({
          ok: true,
          value: { problems: [] },
        });
  });

  it('varies one setting and prints quality against tokens and seconds', async () => {
    const swept = await glassrank(
      `${COLLECTION} --queries 1 --depth 3 --strategy single --sweep thought=0,8 --out ${inFolder('s')}`,
    );
    expect(swept.code).toBe(0);
    expect(swept.printed).toMatch(/^nDCG@10 against cost/m);
    expect(swept.printed.match(/thoughtTokens [08] +[01]\.\d{4} .* \*/g)).not.toBeNull();
  });

  it('says before any run what cannot be run', async () => {
    const wrong = await glassrank(`${line()} --strategy pointwise --preset rankgpt`);
    expect(wrong.code).toBe(1);
    expect(wrong.warned).toContain('the prompt RankGPT asks for order, and the strategy pointwise needs relevance');
  });

  it('starts from the instant order and computes by the engine that is asked for; such results and others are not mixed', async () => {
    const asked: unknown[] = [];
    const run = (line: string): Promise<Ended> =>
      glassrank(`${COLLECTION} --queries 2 --depth 2 --out ${inFolder('r.jsonl')} ${line}`, {
        connect(where) {
          asked.push(where.engine);
          return { engine: createScriptedEngine(), close: async () => {} };
        },
      });
    const started = await run('--start-from instant --engine processor');
    expect(started.code).toBe(0);
    // This world has no encoder: words alone, which is told and stands in the plan.
    expect(started.warned).toContain('Words alone (BM25) order the list');
    expect(linesOf('r.jsonl')[0]).toMatchObject({ type: 'glassrank-experiment', instant: 'none' });
    expect(await run('')).toMatchObject({ code: 1, warned: expect.stringContaining('differ: instant.') as string });
    expect(asked).toEqual(['processor', 'gpu']);
    expect((await run('--engine abacus')).warned).toContain('--engine is gpu or processor');
    expect((await run('--gpu --engine processor')).warned).toContain('cannot stand together');
    expect((await run('--encoder none')).warned).toContain('without --start-from instant');
    expect((await run('--start-from nowhere')).warned).toContain('--start-from is run or instant');
  });

  it('refuses to mix two evaluations in one file', async () => {
    await glassrank(line());
    const other = await glassrank(`${line()} --thought 12`);
    expect(other.code).toBe(1);
    expect(other.warned).toContain('holds another evaluation');
    expect((await glassrank(`${line()} --thought 12 --fresh`)).code).toBe(0);
  });

  it('ends where a method breaks the first run for good, and loads the model anew where it may help', async () => {
    const loads: string[] = [];
    const engine = createScriptedEngine({ failAt: [1] });
    const load: EvaluationEngine['load'] = (id) => {
      loads.push(id);
      return engine.load(id);
    };
    const ended = await glassrank(line(), { engine: { ...engine, load } });
    expect(ended.code).toBe(0);
    expect(ended.printed).toMatch(/failed: engine-failed: the script breaks down here/);
    expect(loads).toHaveLength(2);
  });
});
