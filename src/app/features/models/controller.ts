import { errorInfo } from '../../../core/errors.ts';
import type { ErrorInfo } from '../../../core/errors.ts';
import type { Result } from '../../../core/request.ts';
import { knownAt, knownOf } from '../../../engines/models/catalogue.ts';
import type { CatalogueModel } from '../../../engines/models/catalogue.ts';
import { fitOn, memoryToHold } from '../../../engines/models/fit.ts';
import type { Demand, FittedVariant } from '../../../engines/models/fit.ts';
import type { DamagedFile, InstallOptions } from '../../../engines/models/install.ts';
import type { FoundMachine } from '../../../engines/models/machine.ts';
import { unmetNeeds } from '../../../engines/models/needs.ts';
import { measureUpload } from '../../../engines/models/measure.ts';
import type { MeasureDevice } from '../../../engines/models/measure.ts';
import type { FolderFile, InstallPlan, InstallSource } from '../../../engines/models/plan.ts';
import { reduceInstall, START_PROGRESS } from '../../../engines/models/progress.ts';
import type { InstallEvent } from '../../../engines/models/progress.ts';
import type { ModelShelf, StoredModel } from '../../../engines/models/stored.ts';
import type { Store } from '../../page/store.ts';
import type { Language } from '../../words/index.ts';
import { begunModels, readBegun, writeBegun } from './begun.ts';
import { isBusy, machineOf } from './slice.ts';
import type { Job, ModelsAction, ModelsState, StorageState } from './slice.ts';

/** What the page of models does to the outside, given so that tests can replace it. */
export interface ModelsTools {
  readonly models: readonly CatalogueModel[];
  readonly shelf: ModelShelf;
  plan(source: InstallSource, signal: AbortSignal): Promise<Result<InstallPlan, ErrorInfo>>;
  install(plan: InstallPlan, options: InstallOptions): Promise<Result<StoredModel, ErrorInfo>>;
  verify(id: string, options: InstallOptions): Promise<Result<readonly DamagedFile[], ErrorInfo>>;
  repair(id: string, options: InstallOptions): Promise<Result<StoredModel, ErrorInfo>>;
  probe(): Promise<Result<FoundMachine, ErrorInfo>>;
  /** A device of its own; null where none is given. */
  openDevice(): Promise<MeasureDevice | null>;
  storage(): Promise<StorageState>;
  persist(): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
  /** May throw, and so may all it does. */
  local(): Storage;
  /** What outlives a reload of this tab. May throw. */
  keepAddress(address: string): void;
  keepLanguage(language: Language): void;
}

/** What a person does on the page of models. None rejects: what went wrong stands in the state. */
export interface ModelsActions {
  /** Looks at the machine and at what is stored. */
  start(): Promise<void>;
  /** Reads what is stored anew: another tab may have changed it. */
  refresh(): Promise<void>;
  chooseLanguage(language: Language): void;
  chooseContext(contextTokens: number): void;
  /** Tries whether so much graphics memory can be held. */
  measure(bytes: number): Promise<void>;
  stopMeasure(): void;
  /** Fetches a model of the list, after its memory was tried where that is not known. `anyway`: without. */
  fetch(model: CatalogueModel, fitted: FittedVariant, anyway?: boolean): Promise<void>;
  typeAddress(address: string): void;
  /** Fetches what lies at the address that is typed. */
  fetchAddress(): Promise<void>;
  openFolder(files: readonly FolderFile[]): Promise<void>;
  /** Goes on with what was paused, failed, or begun in an earlier visit. */
  goOn(source: InstallSource, key: string, title: string): Promise<void>;
  pause(key: string): void;
  /** Hashes all files of a stored model, and fetches those again that are not what they were. */
  check(model: StoredModel): Promise<void>;
  dismiss(key: string): void;
  dismissTrouble(): void;
  askRemove(id: string | null): void;
  /** Deletes a stored model, or what is there of one that was begun. */
  remove(id: string): Promise<void>;
  persist(): Promise<void>;
}

export function modelsActions(store: Store<ModelsState, ModelsAction>, tools: ModelsTools): ModelsActions {
  const { dispatch } = store;
  const stops = new Map<string, AbortController>();
  let measuring: AbortController | null = null;

  async function refresh(): Promise<void> {
    const { shelf } = tools;
    const [stored, unreadable, parts] = await Promise.all([shelf.list(), shelf.damaged(), shelf.parts()]);
    const begun = begunModels({ parts, stored, kept: readBegun(tools.local), models: tools.models });
    dispatch({ type: 'shelf', stored, unreadable, begun });
    dispatch({ type: 'storage', storage: await tools.storage() });
  }

  /** False where it is shown that it is not there, or nobody wants to know any more. */
  async function hold(bytes: number, signal: AbortSignal): Promise<boolean> {
    const device = await tools.openDevice();
    if (device === null) {
      dispatch({ type: 'trouble', error: errorInfo('no-adapter', 'the graphics processor gives this page no device') });
      return false;
    }
    dispatch({ type: 'measuring', measuring: { heldBytes: 0, neededBytes: bytes } });
    const onProgress = (heldBytes: number): void => dispatch({ type: 'measuring', measuring: { heldBytes, neededBytes: bytes } });
    const { end, ...memory } = await measureUpload({ device, bytes, signal, onProgress });
    dispatch({ type: 'measuring', measuring: null });
    if (end !== 'cancelled') dispatch({ type: 'measured', memory });
    return end === 'reached';
  }

  function begin(job: Pick<Job, 'key' | 'kind' | 'title' | 'source'>, step: Job['step']): AbortController {
    const stop = new AbortController();
    stops.set(job.key, stop);
    dispatch({ type: 'job', job: { ...job, step, progress: null, error: null, misfit: null } });
    return stop;
  }

  const change = (key: string, changed: Partial<Job>): void => dispatch({ type: 'job-change', key, change: changed });
  const end = (key: string): void => {
    stops.delete(key);
    dispatch({ type: 'job-end', key });
  };
  const fail = (key: string, error: ErrorInfo): void => {
    stops.delete(key);
    if (error.code === 'download-stopped') change(key, { step: 'paused' });
    else change(key, { step: 'failed', error });
  };
  const isRunning = (key: string): boolean => store.getState().jobs.some((job) => job.key === key && isBusy(job));

  /** A plan, where the model can run here too: its weights would be fetched for nothing. */
  async function planHere(source: InstallSource, signal: AbortSignal): Promise<Result<InstallPlan, ErrorInfo>> {
    const planned = await tools.plan(source, signal);
    const { machine } = store.getState();
    const [feature] = planned.ok && machine.type === 'found' ? unmetNeeds(planned.value, machine.adapter) : [];
    if (feature === undefined) return planned;
    const message = `every library of the model needs ${feature}`;
    return { ok: false, error: errorInfo('unsupported-feature', message, { feature }) };
  }

  /** Tells a job's events to the page. */
  function listener(key: string): (event: InstallEvent) => void {
    let progress = START_PROGRESS;
    return (event) => {
      progress = reduceInstall(progress, event, tools.now());
      change(key, { progress });
    };
  }

  /** From a source to a stored model. What fails before it is known which model it is, is told where the source was given. */
  async function bring({
    key: asked,
    title,
    source,
    demand,
    isOwn,
  }: {
    readonly key: string;
    readonly title: string;
    readonly source: InstallSource;
    /** Null: its memory is not tried first. */
    readonly demand: Demand | null;
    readonly isOwn: boolean;
  }): Promise<void> {
    if (isRunning(asked)) return;
    let key = asked;
    const job = { kind: 'install', title, source } as const;
    let stop = begin({ ...job, key }, demand === null ? 'planning' : 'measuring');
    if (demand !== null) {
      const held = await hold(memoryToHold(demand), stop.signal);
      if (stop.signal.aborted) return end(key);
      const fit = fitOn(machineOf(store.getState()), demand);
      if (fit.fits === 'no') return change(key, { step: 'misfit', misfit: fit.why });
      if (!held) return end(key);
      change(key, { step: 'planning' });
    }
    const planned = await planHere(source, stop.signal);
    if (!planned.ok) {
      if (!isOwn || planned.error.code === 'download-stopped') return fail(key, planned.error);
      end(key);
      return dispatch({ type: 'own-trouble', error: planned.error });
    }
    const plan = planned.value;
    if (plan.id !== key) {
      end(key);
      if (isRunning(plan.id)) return;
      const { signal } = stop;
      key = plan.id;
      stop = begin({ ...job, key, title: plan.title }, 'running');
      if (signal.aborted) stop.abort();
    }
    change(key, { step: 'running', title: plan.title });
    writeBegun(tools.local, { id: plan.id, title: plan.title, source, contextTokens: plan.contextTokens });
    const stored = await tools.install(plan, { signal: stop.signal, onEvent: listener(key) });
    if (!stored.ok) {
      fail(key, stored.error);
      return refresh();
    }
    writeBegun(tools.local, null, key);
    await refresh();
    end(key);
    dispatch({ type: 'finished', title: stored.value.title });
  }

  async function check(model: StoredModel): Promise<void> {
    const { id, title } = model;
    if (isRunning(id)) return;
    const stop = begin({ key: id, kind: 'check', title, source: null }, 'running');
    const found = await tools.verify(id, { signal: stop.signal, onEvent: listener(id) });
    if (!found.ok) return fail(id, found.error);
    if (found.value.length > 0) {
      dispatch({ type: 'checked', id, result: { damaged: found.value, repaired: false } });
      change(id, { kind: 'repair', progress: null });
      const repaired = await tools.repair(id, { signal: stop.signal, onEvent: listener(id) });
      await refresh();
      if (!repaired.ok) return fail(id, repaired.error);
    }
    dispatch({ type: 'checked', id, result: { damaged: found.value, repaired: true } });
    end(id);
  }

  return {
    refresh,
    check,
    async start() {
      const looking = tools.probe().then((found) => {
        const machine: ModelsState['machine'] = found.ok
          ? { type: 'found', ...found.value }
          : { type: 'missing', error: found.error };
        dispatch({ type: 'machine', machine });
      });
      await Promise.all([looking, refresh()]);
    },
    chooseLanguage(language) {
      tools.keepLanguage(language);
      dispatch({ type: 'language', language });
    },
    chooseContext: (contextTokens) => dispatch({ type: 'context', contextTokens }),
    async measure(bytes) {
      measuring?.abort();
      measuring = new AbortController();
      await hold(bytes, measuring.signal);
    },
    stopMeasure: () => measuring?.abort(),
    async fetch(model, { variant, demand, fit }, anyway = false) {
      const { contextTokens } = store.getState();
      const known = knownOf(model, variant, contextTokens);
      const source: InstallSource = { type: 'address', url: variant.repository, known };
      const toTry = !anyway && fit.fits === 'unmeasured' ? demand : null;
      await bring({ key: variant.id, title: model.name, source, demand: toTry, isOwn: false });
    },
    typeAddress(address) {
      tools.keepAddress(address);
      dispatch({ type: 'address', address });
    },
    async fetchAddress() {
      const { address, contextTokens } = store.getState();
      const url = address.trim();
      dispatch({ type: 'own-trouble', error: null });
      const known = knownAt(tools.models, url, contextTokens);
      const source: InstallSource = { type: 'address', url, ...(known === null ? {} : { known }) };
      await bring({ key: url, title: known?.title ?? url, source, demand: null, isOwn: true });
    },
    async openFolder(files) {
      dispatch({ type: 'own-trouble', error: null });
      const { name, inside } = folderOf(files);
      await bring({
        key: name,
        title: name,
        source: { type: 'folder', name, files: inside },
        demand: null,
        isOwn: true,
      });
    },
    goOn: (source, key, title) => bring({ key, title, source, demand: null, isOwn: false }),
    pause: (key) => stops.get(key)?.abort(),
    dismiss: end,
    dismissTrouble: () => dispatch({ type: 'trouble', error: null }),
    askRemove: (id) => dispatch({ type: 'removing', id }),
    async remove(id) {
      stops.get(id)?.abort();
      dispatch({ type: 'removing', id: null });
      try {
        await tools.shelf.remove(id);
        writeBegun(tools.local, null, id);
      } catch (error) {
        dispatch({ type: 'trouble', error: errorInfo('no-storage', String(error)) });
      }
      end(id);
      await refresh();
    },
    async persist() {
      await tools.persist();
      dispatch({ type: 'storage', storage: await tools.storage() });
    },
  };
}

/** A folder's name, and its files with their paths inside it. Files that were picked one by one have no folder. */
function folderOf(files: readonly FolderFile[]): { readonly name: string; readonly inside: readonly FolderFile[] } {
  const tops = new Set(files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [top = ''] = tops;
  if (tops.size !== 1 || top === '') return { name: 'model', inside: files };
  return { name: top, inside: files.map(({ path, file }) => ({ path: path.slice(top.length + 1), file })) };
}
