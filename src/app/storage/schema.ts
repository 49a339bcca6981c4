import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { CellResult, ExperimentPlan } from '../../core/experiment/plan.ts';
import type { RankRequest } from '../../core/request.ts';

/** A kept run without its log: enough for a list. */
export interface HistoryEntry {
  /** The run's id: saving a run again replaces it. */
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly query: string;
  readonly modelId: string;
  readonly passages: number;
  readonly outcome: 'complete' | 'cancelled' | 'failed' | 'running';
  /** UTF-8 bytes of the log's JSON. */
  readonly bytes: number;
}

/** A kept experiment without its results. */
export interface ExperimentEntry {
  /** The plan's. */
  readonly id: string;
  readonly name: string;
  /** ISO 8601: of the plan or the last cell. */
  readonly savedAt: string;
  readonly plan: ExperimentPlan;
  /** Of the collection's texts, where they are kept. */
  readonly requestBytes?: number;
}

/** The texts that an experiment runs on, so that it goes on after a reload without its files. */
export interface KeptRequests {
  /** Of what was read, as in the plan. */
  readonly sha256: string;
  /** Of the plan's topics. */
  readonly requests: readonly RankRequest[];
  /** qid → docid → grade; null: no judgements. */
  readonly qrels: ReadonlyMap<string, ReadonlyMap<string, number>> | null;
  /** UTF-8 bytes of its JSON. */
  readonly bytes: number;
}

/** A cell's place in the database: experiment, configuration, qid. */
export type CellPlace = [experimentId: string, configurationId: string, qid: string];

/** Entries and logs stand apart, so that listing a hundred runs reads no log. */
export interface HistorySchema extends DBSchema {
  entries: { key: string; value: HistoryEntry; indexes: { 'by-saved-at': string } };
  /** The log file's JSON text, as exported: it is read by the reader of log files, which knows old schemas. */
  logs: { key: string; value: { readonly id: string; readonly text: string } };
  experiments: { key: string; value: ExperimentEntry };
  /** One record a cell: a kill loses at most the one that is running. */
  cells: { key: CellPlace; value: { readonly place: CellPlace; readonly cell: CellResult } };
  /** Log files of cells, as JSON text; a cell need not have one. */
  cellLogs: { key: CellPlace; value: { readonly place: CellPlace; readonly text: string } };
  requests: {
    key: string;
    value: KeptRequests & { readonly experimentId: string };
    indexes: { 'by-sha256': string };
  };
}

/** Takes a database from version `index` to `index + 1`. Steps are only ever added; what a step once did stays as it was. */
export type UpgradeStep = (
  database: IDBPDatabase<HistorySchema>,
  transaction: IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>,
) => void;

export const UPGRADE_STEPS: readonly UpgradeStep[] = [
  (database) => {
    database.createObjectStore('entries', { keyPath: 'id' }).createIndex('by-saved-at', 'savedAt');
    database.createObjectStore('logs', { keyPath: 'id' });
  },
  (database) => {
    database.createObjectStore('experiments', { keyPath: 'id' });
    database.createObjectStore('cells', { keyPath: 'place' });
    database.createObjectStore('cellLogs', { keyPath: 'place' });
  },
  (database) => {
    database.createObjectStore('requests', { keyPath: 'experimentId' }).createIndex('by-sha256', 'sha256');
  },
];
