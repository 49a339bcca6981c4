import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { cellResult, experimentPlan, readPlan } from '../../core/experiment/plan.ts';
import type { CellResult, ExperimentProblem } from '../../core/experiment/plan.ts';
import { rankRequest } from '../../core/log/request.ts';
import { anything, count, fields, list, mapOf, maybe, number, oneOf, orNull, read, readFields, text } from '../../core/schema.ts';
import type { TypeOf } from '../../core/schema.ts';
import type { JournalRecord } from './journal.ts';

/** A kept run without its log: enough for a list. */
const historyEntry = fields({
  /** The run's id: saving a run again replaces it. */
  id: text,
  name: text,
  /** ISO 8601. */
  savedAt: text,
  query: text,
  modelId: text,
  passages: count,
  outcome: oneOf(['complete', 'cancelled', 'failed', 'running']),
  /** UTF-8 bytes of the log's JSON. */
  bytes: count,
});
export type HistoryEntry = TypeOf<typeof historyEntry>;

const UNTOLD = { name: '', savedAt: '', query: '', modelId: '', passages: 0, outcome: 'running', bytes: 0 } as const;

/** An entry as it was kept. One that lacks something is still one: its log can be opened, and it can be deleted. */
export function readEntry(kept: { readonly id: string }): HistoryEntry {
  return readFields(historyEntry, kept, { ...UNTOLD, id: kept.id });
}

/** A kept experiment without its results. */
const experimentEntry = fields({
  /** The plan's. */
  id: text,
  name: text,
  /** ISO 8601: of the plan or the last cell. */
  savedAt: text,
  plan: experimentPlan,
  /** Of the collection's texts, where they are kept. */
  requestBytes: maybe(count),
});
export type ExperimentEntry = TypeOf<typeof experimentEntry>;

/** A kept experiment that this version cannot open, and why. It can be deleted. */
export interface UnreadableExperiment {
  readonly id: string;
  /** Empty where that is lost too. */
  readonly name: string;
  readonly savedAt: string;
  readonly problem: ExperimentProblem;
}

const experimentHead = fields({ name: text, savedAt: text });

/** An experiment as it was kept. */
export function readExperiment(kept: { readonly id: string; readonly plan?: unknown }): ExperimentEntry | UnreadableExperiment {
  const plan = readPlan(kept.plan, 0);
  const entry = plan.ok ? read(experimentEntry, kept) : null;
  if (entry !== null) return entry;
  const problem: ExperimentProblem = plan.ok ? { line: 0, code: 'not-an-experiment', field: null } : plan.error;
  return { ...readFields(experimentHead, kept, { name: '', savedAt: '' }), id: kept.id, problem };
}

/** The results that fit; the others are run again. */
export function readCells(kept: readonly { readonly cell: unknown }[]): readonly CellResult[] {
  return kept.flatMap(({ cell }) => read(cellResult, cell) ?? []);
}

/** The texts that an experiment runs on, so that it goes on after a reload without its files. */
const keptRequests = fields({
  /** Of what was read, as in the plan. */
  sha256: text,
  /** Of the plan's topics. */
  requests: list(rankRequest),
  /** qid → docid → grade; null: no judgements. */
  qrels: orNull(mapOf(text, mapOf(text, number))),
  /** UTF-8 bytes of its JSON. */
  bytes: count,
});
export type KeptRequests = TypeOf<typeof keptRequests>;

/** Null for texts that cannot be used: they are asked for again. */
export function readRequests(kept: unknown): KeptRequests | null {
  return read(keptRequests, kept);
}

/** Something that could not be shown, or not be read, and was put out of the way. */
const asideEntry = fields({
  id: text,
  kind: oneOf(['run', 'input']),
  /** What a person knows it by. */
  name: text,
  /** ISO 8601. */
  at: text,
  /** UTF-16 units of its text. */
  size: count,
});
export type AsideEntry = TypeOf<typeof asideEntry>;

/** An entry as it was kept, whatever it holds: it can be saved and deleted. */
export function readAside(kept: { readonly id: string }): AsideEntry {
  return readFields(asideEntry, kept, { id: kept.id, kind: 'input', name: '', at: '', size: 0 });
}

/**
 * A draft's texts that session storage has no room for: a head, which is written last, and what it counts as slices, in records under the head's key with a
 * number. Kept by a version of before: JSON of it all.
 */
const longDraft = fields({
  key: text,
  at: number,
  text: maybe(text),
  head: maybe(anything),
  slices: maybe(count),
  pieces: maybe(anything),
});
export type LongDraft = TypeOf<typeof longDraft>;

/** Null for a record that is none. */
export function readLongDraft(kept: unknown): LongDraft | null {
  return read(longDraft, kept);
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
  /** Whole: an entry and its text, which nobody reads but whoever saves it as a file. */
  aside: { key: string; value: AsideEntry & { readonly text: string } };
  /** By tab and stamp. */
  drafts: { key: string; value: LongDraft };
  /** Runs that go on, written ahead at the ends of their windows (`journal.ts`). */
  journal: { key: [runId: string, part: number]; value: JournalRecord };
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
  (database) => {
    database.createObjectStore('aside', { keyPath: 'id' });
    database.createObjectStore('drafts', { keyPath: 'key' });
  },
  (database) => {
    database.createObjectStore('journal', { keyPath: 'place' });
  },
];
