import type { Result } from '../../core/request.ts';
import type { RunLogFile } from '../../core/log/file.ts';
import { connectDatabase, settle } from './database.ts';
import type { HistoryProblem } from './database.ts';
import { readEntry, UPGRADE_STEPS } from './schema.ts';
import type { HistoryEntry, HistorySchema, UpgradeStep } from './schema.ts';

type Answer<T> = Promise<Result<T, HistoryProblem>>;

/** What the history takes of this site's storage. Bytes; `quotaBytes` and `siteBytes` are the browser's own estimate, null where it gives none. */
export interface HistoryUsage {
  readonly runs: number;
  readonly bytes: number;
  /** All of the site: models in the cache too. */
  readonly siteBytes: number | null;
  readonly quotaBytes: number | null;
}

/** Runs kept in this browser. Every call answers with a value, also where nothing can be kept; none throws. */
export interface History {
  /** Keeps a run, in place of an earlier save of the same run. The log must begin with its run-start. */
  save(file: RunLogFile, name: string): Answer<HistoryEntry>;
  /** Newest first. */
  list(): Answer<readonly HistoryEntry[]>;
  /** The entry and its log file's JSON text, for the reader of log files. */
  load(id: string): Answer<{ readonly entry: HistoryEntry; readonly text: string }>;
  rename(id: string, name: string): Answer<HistoryEntry>;
  /** Removes a run, and gives back what was there: `restore` undoes it. Removing what is not there is no problem. */
  remove(id: string): Answer<RemovedRuns>;
  removeAll(): Answer<RemovedRuns>;
  /** Keeps what was removed as if it had never been. */
  restore(removed: RemovedRuns): Answer<null>;
  usage(): Answer<HistoryUsage>;
  /** Lets go of the database; the next call opens it again. */
  close(): void;
}

/** Runs as they were kept: whatever they hold. */
export type RemovedRuns = readonly {
  readonly entry: HistorySchema['entries']['value'];
  readonly log: HistorySchema['logs']['value'] | null;
}[];

export interface HistorySetup {
  readonly isoNow: () => string;
  readonly name?: string;
  readonly steps?: readonly UpgradeStep[];
}

const BOTH = ['entries', 'logs'] as const;

/** The history of this browser. The database is opened by the first call, and again after another tab has made it close. */
export function openHistory({ isoNow, name = 'glassrank-history', steps = UPGRADE_STEPS }: HistorySetup): History {
  const { using, close } = connectDatabase({ name, steps });

  /** Null: all runs. */
  const take = (which: IDBKeyRange | null): Answer<RemovedRuns> =>
    using(async (database) => {
      const transaction = database.transaction(BOTH, 'readwrite');
      const [entries, logs] = [transaction.objectStore('entries'), transaction.objectStore('logs')];
      const [kept, texts] = await Promise.all([entries.getAll(which), logs.getAll(which)]);
      const logOf = new Map(texts.map((log) => [log.id, log]));
      await settle(transaction, [
        () => (which === null ? entries.clear() : entries.delete(which)),
        () => (which === null ? logs.clear() : logs.delete(which)),
      ]);
      return { ok: true, value: kept.map((entry) => ({ entry, log: logOf.get(entry.id) ?? null })) };
    });

  return {
    save: (file, runName) =>
      using(async (database) => {
        const text = JSON.stringify(file);
        const entry = entryOf({ file, name: runName, savedAt: isoNow(), bytes: new TextEncoder().encode(text).length });
        const transaction = database.transaction(BOTH, 'readwrite', { durability: 'relaxed' });
        await settle(transaction, [
          () => transaction.objectStore('entries').put(entry),
          () => transaction.objectStore('logs').put({ id: entry.id, text }),
        ]);
        return { ok: true, value: entry };
      }),
    list: () =>
      using(async (database) => ({
        ok: true,
        value: (await database.getAllFromIndex('entries', 'by-saved-at')).map(readEntry).toReversed(),
      })),
    load: (id) =>
      using(async (database) => {
        const transaction = database.transaction(BOTH);
        const [entry, log] = await Promise.all([
          transaction.objectStore('entries').get(id),
          transaction.objectStore('logs').get(id),
        ]);
        return entry === undefined || log === undefined
          ? missing
          : { ok: true, value: { entry: readEntry(entry), text: log.text } };
      }),
    rename: (id, newName) =>
      using(async (database) => {
        const transaction = database.transaction('entries', 'readwrite');
        const entry = await transaction.store.get(id);
        if (entry === undefined) return missing;
        const renamed = { ...readEntry(entry), name: newName };
        await settle(transaction, [() => transaction.store.put(renamed)]);
        return { ok: true, value: renamed };
      }),
    remove: (id) => take(IDBKeyRange.only(id)),
    removeAll: () => take(null),
    restore: (removed) =>
      using(async (database) => {
        const transaction = database.transaction(BOTH, 'readwrite');
        await settle(
          transaction,
          removed.flatMap(({ entry, log }) => [
            () => transaction.objectStore('entries').put(entry),
            ...(log === null ? [] : [() => transaction.objectStore('logs').put(log)]),
          ]),
        );
        return { ok: true, value: null };
      }),
    usage: () =>
      using(async (database) => {
        const entries = (await database.getAll('entries')).map(readEntry);
        const estimate = await siteEstimate();
        return {
          ok: true,
          value: {
            runs: entries.length,
            bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
            siteBytes: estimate.usage ?? null,
            quotaBytes: estimate.quota ?? null,
          },
        };
      }),
    close,
  };
}

const missing = { ok: false, error: { code: 'missing', what: 'run' } } as const;

async function siteEstimate(): Promise<StorageEstimate> {
  try {
    return await navigator.storage.estimate();
  } catch {
    // Not served from a secure address.
    return {};
  }
}

function entryOf({
  file,
  name,
  savedAt,
  bytes,
}: {
  file: RunLogFile;
  name: string;
  savedAt: string;
  bytes: number;
}): HistoryEntry {
  const start = file.events[0];
  if (start?.type !== 'run-start') throw new RangeError('The log does not begin with a run-start.');
  const end = file.events.at(-1);
  return {
    id: start.runId,
    name,
    savedAt,
    query: start.request.query.text,
    modelId: start.model.id,
    passages: start.request.candidates.length,
    outcome: end?.type === 'run-end' ? end.outcome.type : 'running',
    bytes,
  };
}
