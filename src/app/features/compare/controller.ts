import type { CellKey, ExperimentProblem } from '../../../core/experiment/plan.ts';
import { planExperiment } from '../../../core/experiment/plan.ts';
import { parseLogFile } from '../../../core/log/file.ts';
import type { Result } from '../../../core/request.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import type { Experiments, RemovedExperiment } from '../../storage/experiments.ts';
import type { HistoryUsage } from '../../storage/history.ts';
import { openLog } from '../input/open-log.ts';
import type { FirstStageActions } from '../instant/controller.ts';
import type { PageActions } from '../run/controller.ts';
import { decodeExperimentDraft } from './draft.ts';
import { createCompareCollections, createCompareFiles } from './collections.ts';
import type { CompareFiles } from './collections.ts';
import { readExperimentFile } from './read-file.ts';
import type { ExperimentFile } from './read-file.ts';
import { createCompareRunner } from './runner.ts';
import { COMPARE_AT_REST } from './slice.ts';
import type { CompareCollection, CompareTrouble, KeptExperiment } from './slice.ts';

export { openExperiments } from '../../storage/experiments.ts';
export { openHistory } from '../../storage/history.ts';

/** What experiments need of the page. */
export interface CompareSetup {
  readonly store: Store<AppState, AppAction>;
  readonly page: Pick<PageActions, 'borrow' | 'chooseModel'>;
  readonly experiments: Experiments;
  readonly usage: () => Promise<Result<HistoryUsage, HistoryProblem>>;
  readonly requestFor: FirstStageActions['requestFor'];
  /** Large files are read in one; without it the page reads them. */
  readonly makeReader?: (() => Worker) | undefined;
  /** The draft that this tab kept, as it was written; null: none. */
  readonly keptDraft: string | null;
  readonly newId: () => string;
  readonly isoNow: () => string;
  readonly appVersion: string;
  /** In hex. */
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  readonly save: (file: { readonly name: string; readonly mime: string; readonly text: string }) => void;
}

/** What a person can do with experiments. Troubles are said in the view; none touches the workbench. */
export interface CompareActions extends CompareFiles {
  /** Reads the list of kept experiments, and opens the newest where it is unfinished. */
  start(): Promise<void>;
  /** Plans the draft over the workbench's input, keeps it, and runs it. `name`: of an experiment without one. */
  begin(name: string): Promise<void>;
  resume(): Promise<void>;
  /** Ends after the query that is running. */
  pause(): void;
  /** Ends now; the query that is running is run again later. */
  stop(): void;
  open(id: string): Promise<void>;
  close(): void;
  rename(id: string, name: string): Promise<void>;
  /** `bringBack` undoes it until the page is left. */
  remove(id: string): Promise<void>;
  bringBack(): Promise<void>;
  /** Takes the texts from the workbench's input, where they are the same by their hash. */
  takeCollection(): Promise<void>;
  /** Shows one cell's run in the workbench. */
  replay(key: CellKey): Promise<void>;
  /** Opens the file of a comparison and keeps it. A large one is read in a worker, which `leaveImport` ends. */
  importFile(file: ExperimentFile): Promise<void>;
  leaveImport(): void;
}

/** Signs and resamples of one experiment can be drawn again. */
const SEED = 42;

export function createCompareActions(setup: CompareSetup): CompareActions {
  const { store, experiments, newId, isoNow } = setup;
  const runner = createCompareRunner(setup);
  const collections = createCompareCollections(setup);

  const say = (trouble: CompareTrouble): void => store.dispatch({ type: 'experiment-trouble', trouble });
  const tell = <T>(result: Result<T, HistoryProblem>): result is { readonly ok: true; readonly value: T } => {
    if (!result.ok) say({ type: 'history', trouble: result.error });
    return result.ok;
  };
  const isRunning = (): boolean => store.getState().compare.run.type === 'running';
  /** What was deleted since the page was opened, or since it was brought back. */
  let removed: readonly RemovedExperiment[] = [];
  /** The file that is being read. */
  let importing: AbortController | null = null;
  const showRemoved = (): void => {
    const { length: count } = removed;
    const name = String(removed[0]?.experiments[0]?.name ?? '');
    store.dispatch({ type: 'experiment-removed', removed: count === 0 ? null : { count, name } });
  };

  const refresh = async (): Promise<void> => {
    const [list, usage] = await Promise.all([experiments.list(), setup.usage()]);
    if (!tell(list)) return;
    const kept = list.value.map((one): KeptExperiment => {
      const { id, name, savedAt, cells } = one;
      if ('problem' in one) return { id, name, savedAt, cells, planned: 0, requestBytes: 0, problem: one.problem };
      const { plan, requestBytes = 0 } = one;
      const planned = plan.topics.length * plan.configurations.length;
      return { id, name, savedAt, cells, planned, requestBytes, problem: null };
    });
    const { siteBytes, quotaBytes } = usage.ok ? usage.value : { siteBytes: null, quotaBytes: null };
    store.dispatch({ type: 'experiment-list', kept, siteBytes, quotaBytes });
  };

  const run = async (): Promise<void> => {
    await runner.run();
    await refresh();
  };

  const open = async (id: string, problems: readonly ExperimentProblem[] = []): Promise<void> => {
    const opened = await experiments.open(id);
    if (!tell(opened)) return;
    const { entry, cells } = opened.value;
    const texts = await collections.kept(entry.plan);
    if (!tell(texts) || isRunning()) return;
    const stored = entry.requestBytes !== undefined;
    store.dispatch({ type: 'experiment-open', open: { plan: entry.plan, cells, collection: texts.value, stored, problems } });
  };

  return {
    ...createCompareFiles(setup),
    async start() {
      const draft = decodeExperimentDraft(setup.keptDraft);
      // Not over one that was begun meanwhile.
      if (draft !== null && store.getState().compare.draft === COMPARE_AT_REST.draft)
        store.dispatch({ type: 'experiment-draft', change: draft });
      await refresh();
      const [newest] = store.getState().compare.kept ?? [];
      if (newest !== undefined && newest.problem === null && newest.cells < newest.planned) await open(newest.id);
    },
    async begin(name) {
      const { draft } = store.getState().compare;
      if (isRunning()) return;
      const { sha256, requests, qrels } = await collections.fromInput(draft);
      const planned = planExperiment({
        id: newId(),
        name,
        createdAt: isoNow(),
        configurations: draft.configurations,
        depth: draft.depth,
        collection: { name, sha256 },
        seed: SEED,
        requests,
        qrels,
      });
      if (!planned.ok) return say({ type: 'plan', problem: planned.error });
      const plan = planned.value;
      const wanted = new Set(plan.topics);
      const own = requests.filter(({ query }) => wanted.has(query.id));
      const collection: CompareCollection = { sha256, requests: new Map(own.map((one) => [one.query.id, one])), qrels };
      if (!tell(await experiments.keep(plan))) return;
      const stored = await collections.keep(plan, collection);
      store.dispatch({
        type: 'experiment-open',
        open: { plan, cells: [], collection, stored: stored.ok && stored.value, problems: [] },
      });
      if (!tell(stored)) return;
      await refresh();
      await run();
    },
    resume: run,
    pause: () => store.dispatch({ type: 'experiment-halt', how: 'pause' }),
    stop() {
      store.dispatch({ type: 'experiment-halt', how: 'stop' });
      runner.abort();
    },
    open: (id) => open(id),
    close: () => store.dispatch({ type: 'experiment-open', open: null }),
    async rename(id, name) {
      if (!tell(await experiments.rename(id, name))) return;
      store.dispatch({ type: 'experiment-rename', id, name });
      await refresh();
    },
    async remove(id) {
      const onScreen = store.getState().compare.open?.plan.id === id;
      if (onScreen && isRunning()) return;
      const gone = await experiments.remove(id);
      if (!tell(gone)) return;
      if (gone.value.experiments.length > 0) removed = [...removed, gone.value];
      showRemoved();
      if (onScreen) store.dispatch({ type: 'experiment-open', open: null });
      await refresh();
    },
    async bringBack() {
      for (const one of removed) {
        if (!tell(await experiments.restore(one))) return;
        removed = removed.slice(1);
      }
      showRemoved();
      await refresh();
    },
    async takeCollection() {
      const plan = store.getState().compare.open?.plan;
      if (plan === undefined) return;
      const collection = await collections.sameAs(plan);
      if (collection === null) return say({ type: 'said', code: 'other-collection' });
      const stored = await collections.keep(plan, collection);
      store.dispatch({
        type: 'experiment-collection',
        id: plan.id,
        collection,
        stored: stored.ok && stored.value,
      });
      if (tell(stored)) await refresh();
    },
    async replay(key) {
      const { compare: comparison, phase } = store.getState();
      if (comparison.open === null || phase.type === 'running') return;
      const { plan, collection } = comparison.open;
      const text = await experiments.loadCellLog(plan.id, key);
      if (!tell(text)) return;
      if (text.value === null) return say({ type: 'said', code: 'no-log' });
      const parsed = parseLogFile(text.value);
      if (!parsed.ok) return say({ type: 'said', code: 'unreadable-log' });
      const configuration = plan.configurations.find(({ id }) => id === key.configurationId)?.name ?? key.configurationId;
      await openLog(store, parsed.value, { type: 'experiment', name: plan.name, configuration, qid: key.qid });
      if (collection?.qrels?.has(key.qid) === true)
        store.dispatch({ type: 'opened-notes', notes: store.getState().openedNotes, qrels: collection.qrels });
    },
    async importFile(file) {
      importing?.abort();
      const own = (importing = new AbortController());
      const onShare = (share: number): void => {
        if (!own.signal.aborted) store.dispatch({ type: 'experiment-opening', share });
      };
      const parsed = await readExperimentFile({ file, makeWorker: setup.makeReader ?? null, onShare, signal: own.signal });
      if (parsed === null) return;
      importing = null;
      store.dispatch({ type: 'experiment-opening', share: null });
      if (!parsed.ok) return say({ type: 'plan', problem: parsed.error });
      if (isRunning()) return;
      const { plan, cells, problems } = parsed.value;
      if (!tell(await experiments.keep(plan, cells))) return;
      await open(plan.id, problems);
      const opened = store.getState().compare.open;
      if (opened?.plan.id === plan.id && opened.collection === null) {
        const collection = await collections.sameAs(plan);
        if (collection !== null) {
          const stored = await collections.keep(plan, collection);
          store.dispatch({ type: 'experiment-collection', id: plan.id, collection, stored: stored.ok && stored.value });
        }
      }
      await refresh();
    },
    leaveImport() {
      importing?.abort();
      importing = null;
      store.dispatch({ type: 'experiment-opening', share: null });
    },
  };
}
