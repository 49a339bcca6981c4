import { readFileSync } from 'node:fs';
import path from 'node:path';
import { otherLibrary } from './other-library.mjs';
import { buildPageSide } from './page-side.mjs';
import { printTable } from './print-table.mjs';
import { withBenchPage } from './with-bench-page.mjs';

const PROMPT = 'Rank the passages below by how well they answer the query, and think about each of them first. '.repeat(6);

/**
 * Where the time of a load goes, through the app's own loader: files read and verified, the library instantiated, the device, the weights on it, the load's end, the
 * first words of an answer to a prompt of about 110 tokens, three words. First cold (nothing stored; the server is this machine), then warm; with the order of the
 * pipelines as the app has it, and as WebLLM makes them, all before the load ends, with `before` in the place of the library where it is given.
 * @param {{ place: ReturnType<typeof import('./model-place.mjs').modelPlace>, library: string, before?: string, repeats: number, realGpu: boolean, top?: number }} settings
 */
export async function loadTimes({ place, library, before, repeats, realGpu, top = 12 }) {
  const outDir = await buildPageSide('load');
  const old = before === undefined ? null : otherLibrary({ place, library, file: before, models: path.join(outDir, 'before') });
  const mounts = { '/load/': outDir, ...(old === null ? {} : { '/before/': old.models }) };
  const ways = {
    'all first':
      old === null
        ? { modelsUrl: '/models/', ordered: false }
        : { modelsUrl: '/before/', manifestSha256: old.manifestSha256, ordered: false },
    'in order': { modelsUrl: '/models/', ordered: true },
  };
  const rows = [];
  const kernels = {};
  await withBenchPage({ realGpu, mounts }, async (page) => {
    for (let round = 0; round <= repeats; round += 1)
      for (const [way, settings] of Object.entries(ways)) {
        // A page of its own: nothing of the load before is left but what is stored.
        await page.reload();
        const { at, pipelines } = await page.evaluate(
          async (input) => (await import(/* @vite-ignore */ `${location.origin}/load/page.mjs`)).load(input),
          { model: place.id, library: library.replace('.wasm', ''), prompt: PROMPT, ...settings },
        );
        const made = pipelines.filter(({ end }) => end <= at.loaded);
        rows.push([
          `${way}${old !== null && way === 'all first' ? `, ${path.basename(before ?? '')}` : ''}`,
          round === 0 ? 'cold' : 'warm',
          ...[at.files, at.instance, at.device, at.weights, at.loaded, at.first, at.answered].map((ms) => (ms / 1000).toFixed(2)),
          `${made.length} of ${pipelines.length}`,
        ]);
        kernels[way] = pipelines;
      }
  });
  printTable({
    title: `Loading: ${place.id}, ${library} (${(readFileSync(path.join(place.folder, library)).length / 1e6).toFixed(1)} MB); seconds since the load began`,
    columns: [
      'pipelines',
      '',
      'files',
      'instance',
      'device',
      'weights',
      'loaded',
      'first word',
      'three words',
      'pipelines by then',
    ],
    rows,
  });
  for (const [way, pipelines] of Object.entries(kernels))
    printTable({
      title: `Pipelines, ${way}: the ${top} that took longest, seconds since the load began; they wait for each other`,
      columns: ['begun', 'ready', 'kernel'],
      rows: pipelines
        .toSorted((one, other) => other.end - other.begin - (one.end - one.begin))
        .slice(0, top)
        .map(({ name, begin, end }) => [(begin / 1000).toFixed(2), (end / 1000).toFixed(2), name]),
    });
}
