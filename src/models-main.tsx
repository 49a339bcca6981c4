import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { modelsActions } from './app/features/models/controller.ts';
import { ModelsPage } from './app/features/models/models-page.tsx';
import { initialModels, reduceModels } from './app/features/models/slice.ts';
import type { StorageState } from './app/features/models/slice.ts';
import { Boundary } from './app/shell/boundary.tsx';
import { RescueView } from './app/shell/rescue.tsx';
import { keepLanguage, keptLanguage } from './app/page/kept-language.ts';
import { createStore } from './app/page/store.ts';
import { LanguageContext, loadWords, spokenFor } from './app/words/index.ts';
import { catalogue, knownAt } from './engines/models/catalogue.ts';
import { install, repair, verifyStored } from './engines/models/install.ts';
import { openMeasureDevice, probeMachine } from './engines/models/machine.ts';
import type { GpuLike } from './engines/models/machine.ts';
import { planInstall } from './engines/models/plan.ts';
import { openShelf } from './engines/models/stored.ts';
import { browserWorld } from './engines/models/world.ts';
import { MODEL_CATALOG } from './engines/webllm/catalog.ts';

/** The page of models (models.html): the one document that may fetch models from other addresses. It reads no query and no passage. */
const ADDRESS_KEY = 'glassrank.model-address';

const world = browserWorld(new URL('models/', document.baseURI).href);
const shelf = openShelf(world);
const models = catalogue();
const { gpu } = navigator as { readonly gpu?: GpuLike };
const local = (): Storage => localStorage;

function typedAddress(): string {
  try {
    return sessionStorage.getItem(ADDRESS_KEY) ?? '';
  } catch {
    return '';
  }
}

async function storage(): Promise<StorageState> {
  // Pages that do not come from a secure address have none.
  const { storage: asked } = navigator as { readonly storage?: StorageManager };
  const { usage, quota } = (await asked?.estimate().catch(() => undefined)) ?? {};
  return {
    usedBytes: usage ?? null,
    freeBytes: usage === undefined || quota === undefined ? null : Math.max(0, quota - usage),
    persisted: (await asked?.persisted().catch(() => undefined)) ?? null,
  };
}

const language = keptLanguage(local, navigator.languages);
const store = createStore({
  initial: initialModels(language, typedAddress()),
  reduce: reduceModels,
  schedule: (callback) => requestAnimationFrame(callback),
  mayWait: ({ type }) => type === 'job-change' || type === 'measuring',
});
const actions = modelsActions(store, {
  models,
  shelf,
  plan: (source, signal) =>
    planInstall(source, { ...world, signal, known: (url) => knownAt(models, url, store.getState().contextTokens) }),
  install: (plan, options) => install(plan, world, options),
  verify: (id, options) => verifyStored(id, world, options),
  repair: (id, options) => repair(id, world, options),
  probe: () => probeMachine(gpu, isSecureContext),
  openDevice: () => openMeasureDevice(gpu),
  storage,
  persist: () => world.storage.persist(),
  now: () => performance.now(),
  local,
  keepAddress(address) {
    try {
      sessionStorage.setItem(ADDRESS_KEY, address);
    } catch {
      // It stands on the page.
    }
  },
  keepLanguage: (chosen) => keepLanguage(local, chosen),
});

// English stays where the words cannot be fetched; the choice of language says so.
await loadWords(language).catch(() => {});
const root = document.getElementById('root');
if (root === null) throw new Error('models.html has no #root');
const builtIn = MODEL_CATALOG.filter(({ id }) => !id.startsWith('test-'));
createRoot(root).render(
  <StrictMode>
    <LanguageContext value={spokenFor(language)}>
      <Boundary instead={(trouble) => <RescueView {...trouble} rescues={[]} />}>
        <ModelsPage store={store} actions={actions} models={models} builtIn={builtIn} />
      </Boundary>
    </LanguageContext>
  </StrictMode>,
);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void actions.refresh();
});
void actions.start();
