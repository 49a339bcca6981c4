import { printTable } from './print-table.mjs';
import { readBytes } from './read-bytes.mjs';
import { showSpread, spread } from './spread.mjs';
import { withBenchPages } from './with-bench-page.mjs';

/**
 * Prefill and decode tokens per second of the engine alone: each library in a browser of its own, all open at once, one measurement of
 * each in turn, so that whatever else the machine does hits all alike. Decode is measured right after a prefill of `context` tokens. With
 * `stock`, each repeat's ratio to the stock schedules. Against the memory roof: bytes that a token must read, over its seconds.
 * @param {{ place: ReturnType<typeof import('./model-place.mjs').modelPlace>, contexts: readonly number[], newTokens: number, repeats: number,
 *   libraries: readonly string[], stock?: { folder: string, file: string }, realGpu: boolean }} settings
 */
export async function engineSpeed({ place, contexts, newTokens, repeats, libraries, stock, realGpu }) {
  const engines = [
    ...libraries.map((name) => ({ name, address: place.url + name })),
    ...(stock ? [{ name: 'stock', address: `/stock/${stock.file}` }] : []),
  ];
  const mounts = { ...place.mounts, ...(stock ? { '/stock/': stock.folder } : {}) };
  await withBenchPages({ count: engines.length, realGpu, mounts }, async (pages) => {
    const loads = [];
    for (const [index, { name, address }] of engines.entries()) {
      const { loadMs, shaderMs, firstMs } = await pages[index].evaluate(load, { folder: place.url, address });
      loads.push([name, ...[loadMs, shaderMs, firstMs, loadMs + firstMs].map((ms) => (ms / 1000).toFixed(2))]);
    }
    printTable({
      title: `Loading: ${place.id}, seconds; "first answer": 16 tokens read, 2 written, with what the driver compiles only then`,
      columns: ['library', 'load', 'of it shaders', 'first answer', 'load and first answer'],
      rows: loads,
    });
    const roof = await pages[0].evaluate(roofOf, { megabytes: 256, repeats: 5 });
    const roofMedian = spread(roof.gigabytesPerSecond).median;
    console.log(`\nMemory roof: ${showSpread(roof.gigabytesPerSecond, 1)} GB/s, reading ${roof.megabytes} MB by ${roof.kernel}`);
    const rows = [];
    for (const context of contexts) {
      /** @type {{ prefill: number, decode: number }[][]} */
      const measured = engines.map(() => []);
      // On a GPU a whole round first: clocks rise under load. On a CPU that would only cost minutes.
      for (let round = realGpu ? -1 : 0; round < repeats; round++)
        for (const index of engines.keys()) {
          const one = await pages[index].evaluate(measure, { context, newTokens });
          if (round >= 0) measured[index].push(one);
        }
      const stockRuns = stock ? measured.at(-1) : undefined;
      for (const [index, { name }] of engines.entries()) {
        const runs = measured[index];
        const { weights, keysAndValues } = readBytes({
          folder: place.folder,
          context: context + newTokens / 2,
          cacheBytes: name.includes('f16') ? 2 : 4,
        });
        const bytes = weights + keysAndValues;
        const decode = runs.map((run) => run.decode);
        const reached = (bytes * spread(decode).median) / 1e9;
        const ratio = (phase) =>
          stockRuns &&
          showSpread(
            runs.map((run, round) => run[phase] / stockRuns[round][phase]),
            2,
          );
        rows.push([
          context,
          name,
          showSpread(
            runs.map((run) => run.prefill),
            1,
          ),
          showSpread(decode, 2),
          ...(stock ? [ratio('prefill'), ratio('decode')] : []),
          (bytes / 1e6).toFixed(1),
          reached.toFixed(2),
          `${((100 * reached) / roofMedian).toFixed(1)} %`,
        ]);
      }
    }
    printTable({
      title: `Engine speed: ${place.id}, ${newTokens} tokens written after each prompt, median (least–most) of ${repeats}, in turn`,
      columns: [
        'context',
        'library',
        'prefill tok/s',
        'decode tok/s',
        ...(stock ? ['prefill × stock', 'decode × stock'] : []),
        'MB/token',
        'GB/s',
        'of roof',
      ],
      rows,
    });
  });
}

/** Runs in the page, as do those below; leaves the engine in `globalThis.benchEngine`. */
async function load({ folder, address }) {
  let [shadersBegin, shadersEnd] = [0, 0];
  const create = GPUDevice.prototype.createComputePipelineAsync;
  GPUDevice.prototype.createComputePipelineAsync = function (descriptor) {
    shadersBegin ||= performance.now();
    const made = create.call(this, descriptor);
    void made.finally(() => {
      shadersEnd = performance.now();
    });
    return made;
  };
  const { MLCEngine } = await import(/* @vite-ignore */ `${location.origin}/webllm.js`);
  const record = { model: location.origin + folder, model_id: 'measured', model_lib: location.origin + address };
  const engine = new MLCEngine({ logLevel: 'WARN', appConfig: { cacheBackend: 'cache', model_list: [record] } });
  const begin = performance.now();
  await engine.reload('measured');
  const loaded = performance.now();
  Object.assign(globalThis, { benchEngine: engine });
  await engine.completions.create({
    prompt: 'The quick brown fox jumps over the lazy dog.',
    max_tokens: 2,
    temperature: 0,
    ignore_eos: true,
  });
  await engine.resetChat();
  return { loadMs: loaded - begin, shaderMs: shadersEnd - shadersBegin, firstMs: performance.now() - loaded };
}

async function measure({ context, newTokens }) {
  const engine = Reflect.get(globalThis, 'benchEngine');
  const { exactPrompt } = await import(/* @vite-ignore */ `${location.origin}/bench/exact-prompt.mjs`);
  const prompt = exactPrompt(engine.loadedModelIdToPipeline.get('measured').tokenizer, context);
  const { usage } = await engine.completions.create({ prompt, max_tokens: newTokens, temperature: 0, ignore_eos: true });
  await engine.resetChat();
  if (usage.prompt_tokens !== context) throw new Error(`the engine read ${usage.prompt_tokens} tokens instead of ${context}`);
  return { prefill: usage.extra.prefill_tokens_per_s, decode: usage.extra.decode_tokens_per_s };
}

async function roofOf(settings) {
  const { memoryRoof } = await import(/* @vite-ignore */ `${location.origin}/bench/memory-roof.mjs`);
  return memoryRoof(settings);
}
