import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readSample } from './app/features/input/read-sample.ts';
import { createPage } from './app/page/page.ts';
import { App } from './app/shell/app.tsx';
import { APP_VERSION } from './app/shell/app-version.ts';
import { saveFile } from './app/shell/save-file.ts';
import { connectEngine } from './engines/webllm/client.ts';
import catalog from './engines/webllm/model-catalog.json' with { type: 'json' };
import { connectInstant } from './instant/client.ts';

/** The page in a browser. `?model=`, `?library=` and `?encoder=` choose what tests run on. */
const DEFAULT_MODEL = 'glassrank-135m-q4f32_1';

const asked = new URLSearchParams(location.search);
const device = asked.get('encoder') === 'webgpu' ? 'webgpu' : undefined;
const known = [asked.get('model'), DEFAULT_MODEL].map((id) => catalog.models.find((model) => model.id === id));
const modelId = known.find((model) => model !== undefined)?.id ?? asked.get('model') ?? DEFAULT_MODEL;
// Test models are for tests: they are listed only when asked for by name.
const models = catalog.models.filter((model) => !model.id.startsWith('test-') || model.id === modelId);

const page = await createPage({
  appVersion: APP_VERSION,
  modelId,
  languages: navigator.languages,
  local: () => localStorage,
  session: () => sessionStorage,
  connectEngine: () => connectEngine({ library: asked.get('library') || undefined }),
  connectInstant: () => connectInstant({ device }),
  schedule: (callback) => requestAnimationFrame(callback),
  // Safari has no requestIdleCallback.
  whenIdle: (callback) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(callback, { timeout: 2000 }) : setTimeout(callback, 500),
  now: () => performance.now(),
  isoNow: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
  readSample: (id) => readSample(new URL(`samples/${id}.json`, document.baseURI)),
  async readReplayTemplate() {
    const response = await fetch(new URL('replay-template.html', document.baseURI));
    if (!response.ok) throw new Error(`replay-template.html: ${response.status}`);
    return response.text();
  },
  save: saveFile,
  copy: (text) => navigator.clipboard.writeText(text),
  print: () => globalThis.print(),
  address: `${location.origin}${location.pathname}`,
  hash: location.hash,
});
addEventListener('pagehide', page.hide);

await page.prepare();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App store={page.store} actions={page.actions} models={models} />
  </StrictMode>,
);
void page.start();
