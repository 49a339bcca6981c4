import { printTable, requireModel, withBenchPage } from './with-bench-page.mjs';

/**
 * Prefill and decode tokens per second of the engine alone, both libraries of a model in one run of one browser. The prompt lengths
 * are in characters of English; the table says how many tokens they were. Each measurement follows a warm-up of the same shape.
 * @param {{ modelId: string, lengths: readonly number[], newTokens: number, libraries: readonly string[], realGpu: boolean }} settings
 */
export async function engineSpeed({ modelId, lengths, newTokens, libraries, realGpu }) {
  requireModel(modelId);
  const rows = [];
  for (const library of libraries) {
    // A fresh browser for each: memory that WebLLM has used is given back only with its process.
    const measured = await withBenchPage({ realGpu }, (page) =>
      page.evaluate(measure, { modelId, library, lengths: [...lengths], newTokens }),
    );
    rows.push(...measured.rows.map((row) => [library, ...row, measured.loadMs]));
  }
  const columns = ['library', 'prompt tokens', 'new tokens', 'prefill tok/s', 'decode tok/s', 'seconds', 'load ms'];
  printTable({ title: `Engine speed: ${modelId}`, columns, rows });
  return rows;
}

/** Runs in the page. */
async function measure({ modelId, library, lengths, newTokens }) {
  const { MLCEngine } = await import(/* @vite-ignore */ `${location.origin}/webllm.js`);
  const folder = `${location.origin}/models/${modelId}/`;
  const record = { model: folder, model_id: library, model_lib: folder + library };
  const engine = new MLCEngine({ logLevel: 'WARN', appConfig: { cacheBackend: 'cache', model_list: [record] } });
  const started = performance.now();
  await engine.reload(library);
  const loadMs = Math.round(performance.now() - started);
  const text = 'The quick brown fox jumps over the lazy dog. '.repeat(1000);
  const complete = async (prompt, tokens) => {
    const answer = await engine.completions.create({ prompt, max_tokens: tokens, temperature: 0.7, seed: 1, ignore_eos: true });
    await engine.resetChat();
    return answer.usage;
  };
  await complete(text.slice(0, 40), 2);
  const rows = [];
  for (const length of lengths) {
    const begin = performance.now();
    const usage = await complete(text.slice(0, length), newTokens);
    const seconds = (performance.now() - begin) / 1000;
    const { prefill_tokens_per_s: prefill, decode_tokens_per_s: decode } = usage.extra;
    rows.push([usage.prompt_tokens, usage.completion_tokens, +prefill.toFixed(1), +decode.toFixed(2), +seconds.toFixed(1)]);
  }
  return { loadMs, rows };
}
