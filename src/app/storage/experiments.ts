import type { CellKey, CellResult, ExperimentPlan } from '../../core/experiment/plan.ts';
import type { Result } from '../../core/request.ts';
import { connectDatabase, settle } from './database.ts';
import type { HistoryProblem } from './database.ts';
import { readCells, readExperiment, readRequests, UPGRADE_STEPS } from './schema.ts';
import type { CellPlace, ExperimentEntry, HistorySchema, KeptRequests, UnreadableExperiment } from './schema.ts';
import type { HistorySetup } from './history.ts';

type Answer<T> = Promise<Result<T, HistoryProblem>>;

export type ListedExperiment = (ExperimentEntry | UnreadableExperiment) & { readonly cells: number };

/** Experiments kept in this browser, cell by cell. Every call answers with a value; none throws. */
export interface Experiments {
  /** Keeps a plan, and cells that came with it; in place of an earlier plan of that id, whose other cells stay. */
  keep(plan: ExperimentPlan, cells?: readonly CellResult[]): Answer<ExperimentEntry>;
  /** Newest first, each with the number of its cells. Those that cannot be opened say why: they can still be removed. */
  list(): Answer<readonly ListedExperiment[]>;
  /** An experiment with every cell that was kept: enough to go on where it stopped. */
  open(id: string): Answer<{ readonly entry: ExperimentEntry; readonly cells: readonly CellResult[] }>;
  /** Keeps one result with the log file's JSON text, or null for none; on disk before it answers. Missing where the experiment was removed. */
  keepCell(id: string, cell: CellResult, log: string | null): Answer<null>;
  /** The log file's JSON text, for the reader of log files; null where none was kept. */
  loadCellLog(id: string, key: CellKey): Answer<string | null>;
  /** Keeps the texts that an experiment runs on. Missing where the experiment was removed. */
  keepRequests(id: string, requests: KeptRequests): Answer<null>;
  /** The texts kept with an experiment, else those of another one that read the same (by sha256); null: none. */
  loadRequests(id: string, sha256: string): Answer<KeptRequests | null>;
  rename(id: string, name: string): Answer<ExperimentEntry>;
  /** With its cells, logs and texts, and gives them back: `restore` undoes it. Removing what is not there is no problem. */
  remove(id: string): Answer<RemovedExperiment>;
  /** Keeps what was removed as if it had never been. */
  restore(removed: RemovedExperiment): Answer<null>;
  close(): void;
}

const ALL = ['experiments', 'cells', 'cellLogs', 'requests'] as const;

/** Everything that was kept of an experiment, whatever it holds. */
export type RemovedExperiment = { readonly [Store in (typeof ALL)[number]]: readonly HistorySchema[Store]['value'][] };

/** The experiments of this browser, in the history's database. */
export function openExperiments({ isoNow, name = 'glassrank-history', steps = UPGRADE_STEPS }: HistorySetup): Experiments {
  const { using, close } = connectDatabase({ name, steps });
  return {
    keep: (plan, cells = []) =>
      using(async (database) => {
        const transaction = database.transaction(ALL, 'readwrite', { durability: 'strict' });
        const bytes = (await transaction.objectStore('experiments').get(plan.id))?.requestBytes;
        const kept = bytes === undefined ? {} : { requestBytes: bytes };
        const entry = { id: plan.id, name: plan.name, savedAt: isoNow(), plan, ...kept };
        await settle(transaction, [
          () => transaction.objectStore('experiments').put(entry),
          ...cells.map((cell) => () => transaction.objectStore('cells').put({ place: placeOf(plan.id, cell), cell })),
        ]);
        return { ok: true, value: entry };
      }),
    list: () =>
      using(async (database) => {
        const transaction = database.transaction(ALL);
        const all = await transaction.objectStore('experiments').getAll();
        const entries = all.map(readExperiment);
        const counts = await Promise.all(entries.map(({ id }) => transaction.objectStore('cells').count(cellsOf(id))));
        const listed = entries.map((entry, place) => ({ ...entry, cells: counts[place] ?? 0 }));
        return { ok: true, value: listed.sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1)) };
      }),
    open: (id) =>
      using(async (database) => {
        const transaction = database.transaction(ALL);
        const [found, kept] = await Promise.all([
          transaction.objectStore('experiments').get(id),
          transaction.objectStore('cells').getAll(cellsOf(id)),
        ]);
        if (found === undefined) return missing;
        const entry = readExperiment(found);
        if ('problem' in entry) return { ok: false, error: { code: 'unreadable-experiment' } };
        return { ok: true, value: { entry, cells: readCells(kept) } };
      }),
    keepCell: (id, cell, log) =>
      using(async (database) => {
        const transaction = database.transaction(ALL, 'readwrite', { durability: 'strict' });
        const entry = await transaction.objectStore('experiments').get(id);
        if (entry === undefined) return missing;
        const place = placeOf(id, cell);
        await settle(transaction, [
          () => transaction.objectStore('experiments').put({ ...entry, savedAt: isoNow() }),
          () => transaction.objectStore('cells').put({ place, cell }),
          // A cell that is run again must not show the log of its first run.
          () =>
            log === null
              ? transaction.objectStore('cellLogs').delete(place)
              : transaction.objectStore('cellLogs').put({ place, text: log }),
        ]);
        return { ok: true, value: null };
      }),
    loadCellLog: (id, key) =>
      using(async (database) => ({ ok: true, value: (await database.get('cellLogs', placeOf(id, key)))?.text ?? null })),
    keepRequests: (id, { sha256, requests, qrels, bytes }) =>
      using(async (database) => {
        const transaction = database.transaction(ALL, 'readwrite', { durability: 'strict' });
        const entry = await transaction.objectStore('experiments').get(id);
        if (entry === undefined) return missing;
        await settle(transaction, [
          () => transaction.objectStore('experiments').put({ ...entry, requestBytes: bytes }),
          () => transaction.objectStore('requests').put({ experimentId: id, sha256, requests, qrels, bytes }),
        ]);
        return { ok: true, value: null };
      }),
    loadRequests: (id, sha256) =>
      using(async (database) => {
        const own = readRequests(await database.get('requests', id));
        return { ok: true, value: own ?? readRequests(await database.getFromIndex('requests', 'by-sha256', sha256)) };
      }),
    rename: (id, newName) =>
      using(async (database) => {
        const transaction = database.transaction('experiments', 'readwrite');
        const entry = await transaction.store.get(id);
        if (entry === undefined) return missing;
        const renamed = { ...entry, name: newName, plan: { ...entry.plan, name: newName } };
        await settle(transaction, [() => transaction.store.put(renamed)]);
        return { ok: true, value: renamed };
      }),
    remove: (id) =>
      using(async (database) => {
        const transaction = database.transaction(ALL, 'readwrite');
        const own = IDBKeyRange.only(id);
        const [plans, cells, cellLogs, requests] = await Promise.all([
          transaction.objectStore('experiments').getAll(own),
          transaction.objectStore('cells').getAll(cellsOf(id)),
          transaction.objectStore('cellLogs').getAll(cellsOf(id)),
          transaction.objectStore('requests').getAll(own),
        ]);
        await settle(transaction, [
          () => transaction.objectStore('experiments').delete(id),
          () => transaction.objectStore('cells').delete(cellsOf(id)),
          () => transaction.objectStore('cellLogs').delete(cellsOf(id)),
          () => transaction.objectStore('requests').delete(id),
        ]);
        return { ok: true, value: { experiments: plans, cells, cellLogs, requests } };
      }),
    restore: ({ experiments, cells, cellLogs, requests }) =>
      using(async (database) => {
        const transaction = database.transaction(ALL, 'readwrite', { durability: 'strict' });
        await settle(transaction, [
          ...experiments.map((one) => () => transaction.objectStore('experiments').put(one)),
          ...cells.map((one) => () => transaction.objectStore('cells').put(one)),
          ...cellLogs.map((one) => () => transaction.objectStore('cellLogs').put(one)),
          ...requests.map((one) => () => transaction.objectStore('requests').put(one)),
        ]);
        return { ok: true, value: null };
      }),
    close,
  };
}

function placeOf(id: string, { configurationId, qid }: CellKey): CellPlace {
  return [id, configurationId, qid];
}

/** All cells of one experiment: arrays sort behind every text. */
function cellsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

const missing = { ok: false, error: { code: 'missing', what: 'experiment' } } as const;
