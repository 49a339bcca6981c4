import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeGuard, LOGIT_BOUND, precisionOf, prefillChunkOf, promptsFor } from './judge-guard.mjs';
import { readAdapter } from './library-needs.mjs';
import { modelPlace } from './model-place.mjs';
import { withBenchPage } from './with-bench-page.mjs';

/**
 * @typedef {{ number: number, name: string, promptTokens: number, ties: number, difference: number, problems: string[],
 *   prefillPerSecond: number, decodePerSecond: number, text: string }} GuardRow
 */

/**
 * Holds one library of a model against torch's golden file, in a browser of its own. `numbers`: which of the twenty prompts, from 1; all
 * when left out. `stop`: asked with the adapter before anything is loaded; a reason ends the run with that as `skipped`.
 * @param {{ model: string, golden: import('./record-guard.mjs').Golden, library: string, realGpu: boolean, numbers?: readonly number[],
 *   stop?: (adapter: NonNullable<Awaited<ReturnType<typeof readAdapter>>>) => string | null, onRow?: (row: GuardRow) => void }} task
 * @returns {Promise<{ adapter: string, rows: GuardRow[], loadMs: number, bound: number, chunk: number, skipped?: string }>}
 */
export async function runGuard({ model, golden, library, realGpu, numbers, stop = () => null, onRow = () => {} }) {
  const { folder, url, mounts } = modelPlace(model);
  const chunk = prefillChunkOf(readFileSync(path.join(folder, library)));
  const twenty = promptsFor(golden, chunk);
  const chosen = numbers ?? twenty.map((_prompt, index) => index + 1);
  const wrong = chosen.filter((number) => twenty[number - 1] === undefined);
  if (wrong.length > 0) throw new Error(`There is no prompt ${wrong.join(', ')}; they are numbered from 1 to ${twenty.length}.`);
  const prompts = chosen.map((number) => twenty[number - 1]);
  const bound = LOGIT_BOUND[precisionOf(library)];
  return withBenchPage({ realGpu, mounts }, async (page) => {
    const adapter = await page.evaluate(readAdapter);
    if (adapter === null) throw new Error('The browser offers no WebGPU adapter.');
    const skipped = stop(adapter);
    if (skipped !== null) return { adapter: adapter.name, rows: [], loadMs: 0, bound, chunk, skipped };
    const rows = [];
    await page.exposeFunction('tellRecorded', (recorded, index) => {
      const prompt = prompts[index];
      const { promptTokens, prefillPerSecond, decodePerSecond, text } = recorded;
      const judged = judgeGuard({ prompt, recorded, bound });
      rows.push({ number: chosen[index], name: prompt.name, promptTokens, prefillPerSecond, decodePerSecond, text, ...judged });
      onRow(rows.at(-1));
    });
    const { loadMs } = await page.evaluate(record, { url, library, prompts });
    return { adapter: adapter.name, rows, loadMs, bound, chunk };
  });
}

/** Runs in the page. */
async function record({ url, library, prompts }) {
  const { MLCEngine } = await import(/* @vite-ignore */ `${location.origin}/webllm.js`);
  const { recordGuard } = await import(/* @vite-ignore */ `${location.origin}/bench/record-guard.mjs`);
  const folderUrl = `${location.origin}${url}`;
  const onPrompt = Reflect.get(globalThis, 'tellRecorded');
  const { loadMs } = await recordGuard({ MLCEngine, folderUrl, libraryUrl: folderUrl + library, prompts, onPrompt });
  return { loadMs };
}
