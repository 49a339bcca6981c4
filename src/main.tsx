import { engineWorker } from './engine-worker.ts';
import { connectEngine } from './engines/webllm/client.ts';
import catalog from './engines/webllm/model-catalog.json' with { type: 'json' };
import { connectInstant } from './instant/client.ts';
import { startPage } from './start-page.tsx';

/** The sealed page (index.html). `?model=`, `?library=` and `?encoder=` choose what tests run on. */
const DEFAULT_MODEL = 'glassrank-135m-q4f32_1';

const asked = new URLSearchParams(location.search);
const device = asked.get('encoder') === 'webgpu' ? 'webgpu' : undefined;
const known = [asked.get('model'), DEFAULT_MODEL].map((id) => catalog.models.find((model) => model.id === id));
const modelId = known.find((model) => model !== undefined)?.id ?? asked.get('model') ?? DEFAULT_MODEL;
// Test models are for tests: they are listed only when asked for by name.
const models = catalog.models.filter((model) => !model.id.startsWith('test-') || model.id === modelId);

await startPage({
  models,
  modelId,
  connectEngine: () => connectEngine({ makeWorker: engineWorker, library: asked.get('library') || undefined }),
  connectInstant: () => connectInstant({ device }),
});
