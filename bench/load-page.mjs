// The page's side of bench/load-times.mjs: loads the model as the app does, built by vite, and notes when what happened.
import { probeAdapter } from '../src/engines/webllm/adapter.ts';
import { MODEL_CATALOG } from '../src/engines/webllm/catalog.ts';
import { webLlmLoader } from '../src/engines/webllm/load.ts';
import { createWebLlmModel } from '../src/engines/webllm/model.ts';

/** Milliseconds since the load began; `pipelines`: begin and end of each by its kernel. */
export async function load({ model, library, modelsUrl, manifestSha256, ordered, prompt }) {
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  const at = {};
  const pipelines = [];
  note(GPUDevice.prototype, 'createComputePipelineAsync', ({ compute }, made) => {
    const one = { name: compute.entryPoint, begin: since(), end: Infinity };
    pipelines.push(one);
    void made.then(() => {
      one.end = since();
    });
  });
  note(GPUDevice.prototype, 'createComputePipeline', ({ compute }) =>
    pipelines.push({ name: compute.entryPoint, begin: since(), end: since() }),
  );
  note(GPUAdapter.prototype, 'requestDevice', (_, made) => void made.then(() => (at.device = since())));
  note(WebAssembly, 'instantiate', (_, made) => void Promise.resolve(made).then(() => (at.instance = since())));
  const adapter = await probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext);
  if (!adapter.ok) throw new Error(adapter.error.message);
  const catalog = MODEL_CATALOG.map((entry) => ({ ...entry, manifestSha256: manifestSha256 ?? entry.manifestSha256 }));
  const loaded = await webLlmLoader({ catalog, startModel: (input) => createWebLlmModel({ ...input, ordered }) })({
    modelId: model,
    options: { modelsUrl: new URL(modelsUrl, location.href).href, library },
    adapter: adapter.value,
    onEvent: (event) => {
      if (event.type === 'engine-start') at.files = since();
      if (event.type === 'engine-progress' && !event.text.includes('shader') && event.progress < 1) at.weights = since();
    },
  });
  if (!loaded.ok) throw new Error(loaded.error.message);
  at.loaded = since();
  const words = loaded.value.model.stream({
    messages: [{ role: 'user', content: prompt }],
    completion: true,
    maxTokens: 3,
    temperature: 0,
    seed: 0,
    cancel: { aborted: false },
  });
  for await (const chunk of words) {
    if (chunk.type === 'text') at.first ??= since();
    else at.answered = since();
  }
  at.first ??= at.answered;
  return { at, pipelines: pipelines.map((one) => ({ ...one, end: Math.min(one.end, since()) })) };
}

/** `heard` gets what a method was called with and what it gave. */
function note(owner, name, heard) {
  const original = owner[name];
  owner[name] = function (...input) {
    const made = original.apply(this, input);
    heard(input[0], made);
    return made;
  };
}
