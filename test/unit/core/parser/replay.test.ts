import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { measure, measureQueries, measures } from '../../../../src/core/measure/measures.ts';
import { parseQrels } from '../../../../src/core/measure/qrels.ts';
import { applyOrder, planWindows } from '../../../../src/core/ranking.ts';
import type { DocId } from '../../../../src/core/request.ts';
import { docId } from '../../../../src/core/request.ts';
import { parseOrder } from '../../../../src/core/text/identifiers.ts';
import { parseWith } from '../../../../src/core/parser/index.ts';
import excerpt from '../../../fixtures/replay/rank-vicuna-excerpt.json' with { type: 'json' };
import { sampleShapes } from '../answer/sample-shapes.ts';

type Reader = (response: string, count: number) => readonly number[];

/** Reranks a first-stage list by stored responses, window by window; fails when there are more or fewer responses than windows. */
function replay({
  docids,
  responses,
  read,
}: {
  docids: readonly string[];
  responses: readonly string[];
  read: Reader;
}): readonly DocId[] {
  const windows = planWindows({ count: docids.length, size: 20, stride: 10 });
  expect(responses).toHaveLength(windows.length);
  return windows.reduce<readonly DocId[]>((ranking, window, call) => {
    const order = read(responses[call] ?? '', window.end - window.start);
    return applyOrder({ ranking, window, order });
  }, docids.map(docId));
}

const readers: readonly (readonly [string, Reader])[] = [
  ['RankLLM rule', (output, count) => parseWith('rank-llm', { output, shape: sampleShapes.order, count }).groups.flat()],
  ['parser of Glassrank', (response, count) => parseOrder(response, count).order],
];

describe.each(readers)('published RankVicuna responses, read by the %s', (_, read) => {
  for (const run of excerpt.runs) {
    it(`give the stored orders and nDCG@10 for the committed queries of ${run.collection}`, () => {
      for (const query of run.queries) {
        const ranking = replay({ docids: query.candidates, responses: query.responses, read });
        expect(ranking).toEqual(query.final);
        const grades = new Map(Object.entries(query.grades));
        expect(measures.nDCG(ranking, grades, { k: 10 }).toFixed(4)).toBe(query.ndcg10.toFixed(4));
      }
      expect(run.queries.length).toBeGreaterThanOrEqual(3);
    });
  }
});

interface FullRun {
  readonly name: string;
  readonly collection: string;
  readonly depth: number;
  readonly ndcg10: number;
  readonly candidates: readonly { readonly qid: string; readonly docids: readonly string[] }[];
  readonly responses: readonly string[];
  readonly final: Readonly<Record<string, readonly string[]>>;
}

const folder = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const archive = `${folder}listwise-replay.json.xz`;

/** Why the full file cannot be replayed here; null when it can. */
function missing(): string | null {
  if (!existsSync(archive)) return `${archive} is not there`;
  try {
    execFileSync('xz', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'the program xz is not installed';
  }
}

const lack = missing();

describe.skipIf(lack !== null)(`the full replay file${lack === null ? '' : ` (skipped: ${lack})`}`, () => {
  it.each(readers)('gives exactly the stored orders and nDCG@10 by the %s', (_, read) => {
    const runs = JSON.parse(execFileSync('xz', ['-dc', archive], { maxBuffer: 1 << 28 }).toString()) as readonly FullRun[];
    expect(runs).toHaveLength(2);
    for (const run of runs) {
      const qrels = parseQrels(readFileSync(`${folder}qrels.${run.collection}-passage.txt`, 'utf8'));
      if (!qrels.ok) expect.fail(`the qrels of ${run.collection} cannot be read`);
      const calls = run.responses.length / run.candidates.length;
      const rankings = new Map(
        run.candidates.map(({ qid, docids }, place) => {
          return [qid, replay({ docids, responses: run.responses.slice(place * calls, (place + 1) * calls), read })];
        }),
      );
      for (const [qid, ranking] of rankings) {
        const final = run.final[qid] ?? [];
        // The run of depth 20 stores 100 documents: behind the reranked ones stands what was never given to the model.
        expect(ranking).toEqual(final.slice(0, run.depth));
        expect(ranking.filter((id) => final.indexOf(id) >= run.depth)).toEqual([]);
      }
      const mean = measureQueries({ rankings, qrels: qrels.value, measure: measure('nDCG@10') ?? expect.fail() });
      expect(mean).toMatchObject({ missing: [], unjudged: [] });
      expect(mean.values.size).toBe(run.candidates.length);
      expect(mean.mean.toFixed(4)).toBe(run.ndcg10.toFixed(4));
    }
  });
});
