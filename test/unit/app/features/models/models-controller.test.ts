import { afterEach, describe, expect, it } from 'vitest';
import { modelsActions } from '../../../../../src/app/features/models/controller.ts';
import type { ModelsActions } from '../../../../../src/app/features/models/controller.ts';
import { initialModels, reduceModels } from '../../../../../src/app/features/models/slice.ts';
import type { ModelsAction, ModelsState } from '../../../../../src/app/features/models/slice.ts';
import { createStore } from '../../../../../src/app/page/store.ts';
import type { Store } from '../../../../../src/app/page/store.ts';
import { knownAt, readCatalogue } from '../../../../../src/engines/models/catalogue.ts';
import type { CatalogueModel } from '../../../../../src/engines/models/catalogue.ts';
import { bestVariant } from '../../../../../src/engines/models/fit.ts';
import type { Machine } from '../../../../../src/engines/models/fit.ts';
import { install, repair, verifyStored } from '../../../../../src/engines/models/install.ts';
import type { MeasureDevice } from '../../../../../src/engines/models/measure.ts';
import { planInstall } from '../../../../../src/engines/models/plan.ts';
import { openShelf } from '../../../../../src/engines/models/stored.ts';
import { startHub } from '../../../../support/hub-server.ts';
import type { Hub } from '../../../../support/hub-server.ts';
import { installWorld, mapCaches } from '../../../../support/install-world.ts';
import type { MapCaches } from '../../../../support/install-world.ts';
import { toyModel } from '../../../../support/toy-model.ts';

const REPOSITORY = 'tests/Qwen3-Toy-q4f16_1-MLC';
const ID = 'Qwen3-Toy-q4f16_1-MLC';
const MB = 2 ** 20;

/** What a visitor of the page of models sees and does, over storage that outlives the visit. */
interface Visit {
  readonly store: Store<ModelsState, ModelsAction>;
  readonly actions: ModelsActions;
}

const memoryStorage = (): Storage => {
  const held = new Map<string, string>();
  return {
    length: 0,
    clear: () => held.clear(),
    key: () => null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
};

/** A GPU with so much memory. */
function gpuOf(memory: number): MeasureDevice {
  let held = 0;
  let refused = false;
  return {
    limits: { maxBufferSize: 2 ** 30 },
    lost: new Promise(() => {}),
    queue: { writeBuffer: () => {}, onSubmittedWorkDone: () => Promise.resolve() },
    createBuffer({ size }) {
      refused = held + size > memory;
      if (!refused) held += size;
      return { destroy: () => {} };
    },
    pushErrorScope: () => {},
    popErrorScope: () => Promise.resolve(refused ? new Error('out of memory') : null),
    destroy: () => {},
  };
}

const MACHINE: Machine = {
  software: false,
  features: ['shader-f16'],
  maxBufferBytes: 2 ** 31,
  maxBindingBytes: 2 ** 31,
  memory: null,
};

async function visit({
  caches,
  local = memoryStorage(),
  models = [],
  gpuMemory = 0,
  shaderF16 = true,
  onBytes,
}: {
  readonly caches: MapCaches;
  readonly local?: Storage;
  readonly models?: readonly CatalogueModel[];
  readonly gpuMemory?: number;
  readonly shaderF16?: boolean;
  readonly onBytes?: (bytes: number) => void;
}): Promise<Visit> {
  const world = installWorld({ caches, ...(onBytes === undefined ? {} : { onBytes }) });
  const store = createStore<ModelsState, ModelsAction>({
    initial: initialModels('en', ''),
    reduce: reduceModels,
    schedule: (callback) => callback(),
    mayWait: () => false,
  });
  const actions = modelsActions(store, {
    models,
    shelf: openShelf(world),
    plan: (source, signal) => planInstall(source, { ...world, signal, known: (url) => knownAt(models, url) }),
    install: (plan, options) => install(plan, world, options),
    verify: (id, options) => verifyStored(id, world, options),
    repair: (id, options) => repair(id, world, options),
    probe: async () => ({ ok: true, value: { adapter: { description: 'A GPU', shaderF16 } as never, machine: MACHINE } }),
    openDevice: async () => gpuOf(gpuMemory),
    storage: async () => ({ usedBytes: caches.bytes(), freeBytes: 1e12, persisted: false }),
    persist: async () => true,
    now: () => performance.now(),
    local: () => local,
    keepAddress: () => {},
    keepLanguage: () => {},
  });
  await actions.start();
  return { store, actions };
}

let hub: Hub | undefined;
const openHub = async (files = toyModel()): Promise<Hub> => (hub = await startHub({ models: { [REPOSITORY]: files } }));
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});

const addressOf = ({ origin }: Hub): string => `${origin}/${REPOSITORY}`;

/** Until the state is as it should be. */
function until({ store }: Visit, holds: (state: ModelsState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (holds(store.getState())) resolve();
    };
    store.subscribe(look);
    look();
  });
}

describe('a model at an address', () => {
  it('is fetched and stands among the stored ones; nothing of it is left on its way', async () => {
    const { store, actions } = await visit({ caches: mapCaches() });
    actions.typeAddress(` ${addressOf(await openHub())} `);
    await actions.fetchAddress();
    const { stored, jobs, begun, finished, ownTrouble } = store.getState();
    expect(stored).toMatchObject([{ id: ID, whole: true, family: 'qwen3', source: { type: 'hub' } }]);
    expect([jobs, begun, ownTrouble, finished]).toEqual([[], [], null, stored?.[0]?.title]);
  });

  it('tells how far it is while it comes', async () => {
    const { store, actions } = await visit({ caches: mapCaches() });
    const seen: number[] = [];
    store.subscribe(() => {
      const [job] = store.getState().jobs;
      if (job?.step === 'running' && job.progress !== null) seen.push(job.progress.loadedBytes / job.progress.bytes);
    });
    actions.typeAddress(addressOf(await openHub()));
    await actions.fetchAddress();
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.toSorted((one, other) => one - other)).toEqual(seen);
    expect(seen.at(-1)).toBe(1);
  });

  it('that is none is refused where it was typed, and what was typed stays', async () => {
    const { store, actions } = await visit({ caches: mapCaches() });
    actions.typeAddress('my best model');
    await actions.fetchAddress();
    expect(store.getState()).toMatchObject({ address: 'my best model', ownTrouble: { code: 'bad-address' }, jobs: [] });
    // Typing on takes the complaint away.
    actions.typeAddress('my best model.');
    expect(store.getState().ownTrouble).toBe(null);
  });

  it('of another architecture is refused by name, and nothing is stored', async () => {
    const caches = mapCaches();
    const { store, actions } = await visit({ caches });
    actions.typeAddress(addressOf(await openHub(toyModel({ architecture: 'mamba9' }))));
    await actions.fetchAddress();
    expect(store.getState()).toMatchObject({ ownTrouble: { code: 'unknown-architecture' }, stored: [], begun: [] });
    expect(caches.bytes()).toBe(0);
  });
});

describe('a model that this graphics processor cannot run', () => {
  it('is refused before its weights are fetched, where it was asked for', async () => {
    const caches = mapCaches();
    const { store, actions } = await visit({ caches, shaderF16: false });
    actions.typeAddress(addressOf(await openHub()));
    await actions.fetchAddress();
    expect(store.getState()).toMatchObject({
      ownTrouble: { code: 'unsupported-feature', details: { feature: 'shader-f16' } },
      jobs: [],
      stored: [],
    });
    expect(caches.bytes()).toBe(0);
  });
});

describe('a download that does not come to its end', () => {
  it('is paused with what has arrived, and goes on from there', async () => {
    let arrived = 0;
    const made = { stop: () => {} };
    const visited = await visit({
      caches: mapCaches(),
      onBytes: (bytes) => {
        arrived += bytes;
        if (arrived > 4 * MB) made.stop();
      },
    });
    const { store, actions } = visited;
    const source = await openHub();
    made.stop = () => actions.pause(ID);
    actions.typeAddress(addressOf(source));
    await actions.fetchAddress();
    const { jobs, begun } = store.getState();
    expect(jobs).toMatchObject([{ key: ID, step: 'paused', error: null }]);
    expect(begun).toMatchObject([{ id: ID, source: { type: 'address', url: addressOf(source) } }]);
    expect(begun[0]?.heldBytes).toBeGreaterThan(3 * MB);
    made.stop = () => {};
    const [job] = jobs;
    if (job?.source === null || job === undefined) throw new Error('the job has no source');
    const sentBefore = source.requests.reduce((sum, { sent }) => sum + sent, 0);
    await actions.goOn(job.source, job.key, job.title);
    expect(store.getState()).toMatchObject({ stored: [{ id: ID, whole: true }], jobs: [], begun: [] });
    const whole = Object.values(toyModel()).reduce((sum, bytes) => sum + bytes.byteLength, 0);
    expect(source.requests.reduce((sum, { sent }) => sum + sent, 0) - sentBefore).toBeLessThan(whole - 3 * MB);
  });

  it('is offered again on the next visit, which knows its name and address, and what is here already', async () => {
    const [caches, local] = [mapCaches(), memoryStorage()];
    let arrived = 0;
    const first = await visit({
      caches,
      local,
      onBytes: (bytes) => {
        arrived += bytes;
        if (arrived > 2 * MB) first.actions.pause(ID);
      },
    });
    first.actions.typeAddress(addressOf(await openHub()));
    await first.actions.fetchAddress();
    const second = await visit({ caches, local });
    const [begun] = second.store.getState().begun;
    expect(begun).toMatchObject({ id: ID, source: { type: 'address' } });
    expect(begun?.heldBytes).toBeGreaterThan(MB);
    if (begun?.source === null || begun === undefined) throw new Error('its address is forgotten');
    const going = second.actions.goOn(begun.source, begun.id, begun.title);
    await until(second, ({ jobs }) => (jobs[0]?.progress?.loadedBytes ?? 0) > MB);
    await going;
    expect(second.store.getState()).toMatchObject({ stored: [{ id: ID, whole: true }], begun: [] });
  });

  it('that fails says why and can be tried again', async () => {
    const { store, actions } = await visit({ caches: mapCaches() });
    const source = await openHub();
    source.arm(/params_shard_1/, { type: 'status', status: 403 }, 1);
    actions.typeAddress(addressOf(source));
    await actions.fetchAddress();
    const [job] = store.getState().jobs;
    expect(job).toMatchObject({ key: ID, step: 'failed', error: { code: 'source-private' } });
    if (job?.source === null || job === undefined) throw new Error('the job has no source');
    await actions.goOn(job.source, job.key, job.title);
    expect(store.getState()).toMatchObject({ stored: [{ id: ID }], jobs: [] });
  });

  it('can be thrown away', async () => {
    const caches = mapCaches();
    const visited = await visit({ caches, onBytes: () => visited.actions.pause(ID) });
    const { store, actions } = visited;
    actions.typeAddress(addressOf(await openHub()));
    await actions.fetchAddress();
    await actions.remove(ID);
    expect(store.getState()).toMatchObject({ jobs: [], begun: [], stored: [] });
    expect(caches.bytes()).toBe(0);
  });
});

describe('a stored model', () => {
  async function withStored(): Promise<Visit & { readonly caches: MapCaches }> {
    const caches = mapCaches();
    const visited = await visit({ caches });
    visited.actions.typeAddress(addressOf(await openHub()));
    await visited.actions.fetchAddress();
    return { ...visited, caches };
  }

  it('is checked whole; a damaged file is named, and that file alone is fetched again', async () => {
    const { store, actions, caches } = await withStored();
    const [model] = store.getState().stored ?? [];
    if (model === undefined) throw new Error('nothing is stored');
    await actions.check(model);
    expect(store.getState().checks[ID]).toEqual({ damaged: [], repaired: true });
    caches.damage(/params_shard_1\.bin/, 1000);
    hub?.requests.splice(0);
    await actions.check(model);
    expect(store.getState().checks[ID]).toMatchObject({ damaged: [{ name: 'params_shard_1.bin' }], repaired: true });
    expect(new Set(hub?.requests.map(({ file }) => file))).toEqual(new Set(['params_shard_1.bin']));
    expect(store.getState()).toMatchObject({ stored: [{ id: ID, whole: true }], jobs: [] });
  });

  it('that cannot be repaired is told as not whole, with the reason', async () => {
    const { store, actions, caches } = await withStored();
    const [model] = store.getState().stored ?? [];
    if (model === undefined) throw new Error('nothing is stored');
    caches.damage(/params_shard_0\.bin/, 5);
    await hub?.close();
    await actions.check(model);
    expect(store.getState()).toMatchObject({ stored: [{ whole: false }], jobs: [{ kind: 'repair', step: 'failed' }] });
    expect(store.getState().checks[ID]).toMatchObject({ repaired: false });
  });

  it('is deleted with all its files', async () => {
    const { store, actions, caches } = await withStored();
    actions.askRemove(ID);
    expect(store.getState().removing).toBe(ID);
    await actions.remove(ID);
    expect(store.getState()).toMatchObject({ stored: [], removing: null, storage: { usedBytes: 0 } });
    expect(caches.bytes()).toBe(0);
  });
});

describe('a folder', () => {
  it('is stored under its own name, whatever folder it was picked in', async () => {
    const { store, actions } = await visit({ caches: mapCaches() });
    const files = Object.entries(toyModel()).map(([name, bytes]) => ({
      path: `${ID}/${name}`,
      file: new File([bytes as Uint8Array<ArrayBuffer>], name),
    }));
    await actions.openFolder(files);
    expect(store.getState()).toMatchObject({ stored: [{ id: ID, source: { type: 'folder', name: ID } }], ownTrouble: null });
  });

  it('without a model is refused where it was given', async () => {
    const { store, actions } = await visit({ caches: mapCaches() });
    await actions.openFolder([{ path: 'holiday/beach.jpg', file: new Blob(['…']) }]);
    expect(store.getState()).toMatchObject({ ownTrouble: { code: 'not-a-model' }, jobs: [], stored: [] });
  });
});

describe('a model of the list', () => {
  /** As the list would name it if it lay at this hub. */
  const listed = async (id = ID): Promise<CatalogueModel> => {
    const { origin } = await openHub();
    const [model] = readCatalogue([
      {
        model: `${origin}/${REPOSITORY}`,
        model_id: id,
        model_lib: `${origin}/plain/${REPOSITORY}/toy-webgpu.wasm`,
        vram_required_MB: 2000,
        overrides: { context_window_size: 4096 },
      },
    ]);
    if (model === undefined) throw new Error('the list is empty');
    return model;
  };

  it('is not asked for where its memory was tried and is not there; that is remembered', async () => {
    const model = await listed();
    const { store, actions } = await visit({ caches: mapCaches(), models: [model], gpuMemory: 1024 * MB });
    await actions.fetch(model, bestVariant(MACHINE, model, 4096));
    const { jobs, machine } = store.getState();
    expect(jobs).toMatchObject([{ key: ID, step: 'misfit', misfit: { code: 'memory', measured: 1024 * MB } }]);
    expect(machine).toMatchObject({ machine: { memory: { bytes: 1024 * MB, isAll: true } } });
    expect(hub?.requests).toEqual([]);
  });

  it.each([
    { gpuMemory: 4096 * MB, anyway: false, steps: ['measuring', 'planning', 'running'] },
    { gpuMemory: 0, anyway: true, steps: ['planning', 'running'] },
  ])('is fetched by $steps', async ({ gpuMemory, anyway, steps }) => {
    const model = await listed();
    const { store, actions } = await visit({ caches: mapCaches(), models: [model], gpuMemory });
    const seen = new Set<string | undefined>();
    store.subscribe(() => seen.add(store.getState().jobs[0]?.step));
    await actions.fetch(model, bestVariant(MACHINE, model, 4096), anyway);
    expect([...seen].filter((step) => step !== undefined)).toEqual(steps);
    expect(store.getState().stored).toMatchObject([
      { id: ID, title: 'Qwen3-Toy', contextTokens: 4096, libraries: [{ needs: ['shader-f16'] }], whole: true },
    ]);
  });

  it('is loaded with the context that was chosen', async () => {
    // One whose shape is known: another context's memory cannot be told without.
    const model = await listed('Qwen3-0.6B-q4f16_1-MLC');
    const { store, actions } = await visit({ caches: mapCaches(), models: [model] });
    actions.chooseContext(8192);
    await actions.fetch(model, bestVariant(MACHINE, model, 8192), true);
    expect(store.getState().stored).toMatchObject([{ contextTokens: 8192 }]);
  });
});
