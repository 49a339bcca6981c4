import { engineWorker, processorWorker } from './engine-worker.ts';
import { part } from './app/page/part.tsx';
import { APP_VERSION } from './app/shell/app-version.ts';
import { connectAutomatic } from './engines/automatic.ts';
import { createEngineMemory } from './engines/engine-choice.ts';
import { ENGINES_WANTED } from './engines/engine-client.ts';
import type { ModelShelf } from './engines/models/stored.ts';
import { connectProcessor } from './engines/wasm/client.ts';
import { connectEngine } from './engines/webllm/client.ts';
import catalog from './engines/webllm/model-catalog.json' with { type: 'json' };
import { connectInstant } from './instant/client.ts';
import { startPage } from './start-page.tsx';

/** The sealed page (index.html). `?model=` names a model, built in or stored; `?engine=`, `?library=` and `?encoder=` choose what tests run on. */
const DEFAULT_MODEL = 'glassrank-135m-q4f32_1';

const asked = new URLSearchParams(location.search);
const device = asked.get('encoder') === 'webgpu' ? 'webgpu' : undefined;

/** What the timing of engines holds for, beside adapter and model. */
const machine = [APP_VERSION, navigator.userAgent, navigator.hardwareConcurrency, crossOriginIsolated].join(' ');

/** What models.html has put into this browser's storage. */
async function openShelf(): Promise<ModelShelf> {
  const shelf = await import('./engines/models/stored.ts');
  return shelf.openShelf({ modelsUrl: new URL('models/', document.baseURI).href, openCache: (name) => caches.open(name) });
}

/** The model to begin with, and the one that was asked for where it is not to be had. */
async function firstModel(wanted: string | null): Promise<{ readonly modelId: string; readonly goneModel: string | null }> {
  if (wanted === null || wanted === '') return { modelId: DEFAULT_MODEL, goneModel: null };
  if (catalog.models.some(({ id }) => id === wanted)) return { modelId: wanted, goneModel: null };
  const shelf = await openShelf().catch(() => null);
  const there = shelf !== null && ((await shelf.get(wanted)) !== null || (await shelf.damaged()).includes(wanted));
  return there ? { modelId: wanted, goneModel: null } : { modelId: DEFAULT_MODEL, goneModel: wanted };
}

const { modelId, goneModel } = await firstModel(asked.get('model'));
// Test models are for tests: they are listed only when asked for by name.
const models = catalog.models.filter((model) => !model.id.startsWith('test-') || model.id === modelId);

/** Takes a newer version of the page; nothing until there can be one. */
let updatePage = (): void => {};

const page = await startPage({
  models,
  modelId,
  goneModel,
  connectEngine: (wanted) =>
    connectAutomatic({
      wanted: ENGINES_WANTED.find((one) => one === asked.get('engine')) ?? wanted,
      connectGpu: () => connectEngine({ makeWorker: engineWorker, library: asked.get('library') || undefined }),
      connectProcessor: () => connectProcessor({ makeWorker: processorWorker }),
      compare: { now: () => performance.now(), memory: createEngineMemory(() => localStorage), machine },
      async runsOnProcessor(id) {
        if (catalog.models.some((model) => model.id === id)) return false;
        const stored = await (await openShelf()).get(id);
        return stored !== null && stored.libraries.length === 0;
      },
    }),
  connectInstant: () => connectInstant({ device }),
  async readShelf() {
    const shelf = await openShelf();
    return { stored: await shelf.list(), unreadable: await shelf.damaged() };
  },
  updatePage: () => updatePage(),
});

// The page's own files come first. The server of a page that is being developed has other files every second.
if (!import.meta.env.DEV) {
  const offlinePage = part(() => import('./offline-page.ts'));
  setTimeout(() => {
    void offlinePage.load().then(
      async ({ keepPage }) => {
        updatePage = await keepPage(page.store);
      },
      // Its code cannot be had: the page is not kept, and works.
      () => {},
    );
  }, 3000);
}

// Another tab may have downloaded or deleted a model.
addEventListener('focus', () => void page.actions.readShelf());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void page.actions.readShelf();
});

// A reload, or a copy of the address, comes back to the model that was chosen.
let named = modelId;
page.store.subscribe(() => {
  const { modelId: now } = page.store.getState();
  if (now === named) return;
  named = now;
  const address = new URL(location.href);
  if (now === DEFAULT_MODEL) address.searchParams.delete('model');
  else address.searchParams.set('model', now);
  history.replaceState(history.state, '', address);
});
