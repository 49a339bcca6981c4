// The page's side of bench/forced.mjs: whole runs over the app's own model, built by vite.
import { rerank } from '../src/core/run/rerank.ts';
import { probeAdapter } from '../src/engines/webllm/adapter.ts';
import { MODEL_CATALOG } from '../src/engines/webllm/catalog.ts';
import { webLlmLoader } from '../src/engines/webllm/load.ts';
import { createWebLlmModel } from '../src/engines/webllm/model.ts';

/**
 * Leaves models in `globalThis.benchModels` by the way that they write: `ahead` as the app has it; `single` reads one token after the other; `picked` is `ahead`
 * unless it is given.
 */
export async function load(models) {
  const started = {};
  for (const [way, settings] of Object.entries(models)) started[way] = await start(settings);
  Object.assign(globalThis, { benchModels: { picked: started.ahead, ...started } });
}

async function start({ model, library, modelsUrl, manifestSha256, leastChunk }) {
  const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
  if (!adapter.ok) throw new Error(adapter.error.message);
  const options = { modelsUrl: new URL(modelsUrl, location.href).href, library };
  const catalog = MODEL_CATALOG.map((entry) => ({ ...entry, manifestSha256: manifestSha256 ?? entry.manifestSha256 }));
  const startModel = (input) => createWebLlmModel(leastChunk === undefined ? input : { ...input, leastChunk });
  const loaded = await webLlmLoader({ catalog, startModel })({
    modelId: model,
    options,
    adapter: adapter.value,
    onEvent: () => {},
  });
  if (!loaded.ok) throw new Error(loaded.error.message);
  return loaded.value.model;
}

/** One run. `picked`: the guide does not say what must come, so that every token is picked from its logits, as it was before. */
export async function run({ request, settings, way }) {
  const model = Reflect.get(globalThis, 'benchModels')[way];
  const hidden = (guide) => new Proxy(guide, { get: (of, name) => (name === 'certain' ? undefined : Reflect.get(of, name)) });
  const asked = {
    ...model,
    stream: (input) =>
      model.stream(way === 'picked' && input.guide !== undefined ? { ...input, guide: hidden(input.guide) } : input),
  };
  // Another prompt in between: nothing of this one is held.
  await model.likelihoods({
    messages: [{ role: 'user', content: 'Hello.' }],
    continuations: ['a', 'b'],
    cancel: { aborted: false },
  });
  const startedAt = performance.now();
  let text = '';
  let firstAt = startedAt;
  const usage = { written: 0, forced: 0 };
  let order = '';
  for await (const event of rerank({ request, settings, model: asked })) {
    if (event.type === 'reasoning-delta' || event.type === 'answer-delta') {
      if (text === '') firstAt = performance.now();
      text += event.text;
    }
    if (event.type === 'window-end') {
      usage.written += event.usage.completionTokens;
      usage.forced += event.usage.forcedTokens ?? 0;
    }
    if (event.type === 'run-end') {
      if (event.outcome.type === 'failed') throw new Error(event.outcome.error.message);
      order = event.ranking.join(' ');
    }
  }
  const endedAt = performance.now();
  return { ...usage, text, order, readMs: firstAt - startedAt, writeMs: endedAt - firstAt, allMs: endedAt - startedAt };
}
