import { openDB, unwrap, wrap } from 'idb';
import type { IDBPDatabase } from 'idb';
import type { Result } from '../../core/request.ts';
import type { HistorySchema, UpgradeStep } from './schema.ts';

/**
 * Does all of it or nothing. A request that throws at once would leave what was asked before it to be committed, so the transaction is aborted; one
 * that fails later aborts it by itself. Everything is waited for, and what is thrown names the reason, not the AbortError that follows from it.
 */
export async function settle(
  transaction: { readonly done: Promise<void>; abort(): void },
  requests: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const begun: Promise<unknown>[] = [transaction.done];
  let thrown: unknown = null;
  try {
    for (const request of requests) begun.push(request());
  } catch (error) {
    thrown = error;
    transaction.abort();
  }
  const ended = await Promise.allSettled(begun);
  if (thrown !== null) throw thrown;
  const reasons = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const isAbort = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'AbortError';
  if (reasons.length > 0) throw reasons.find((reason) => !isAbort(reason)) ?? reasons[0];
}

/**
 * Why the history could not do what was asked. unavailable: this browser or window keeps nothing; quota: no room; blocked: another tab holds an older
 * history open; newer: another tab or a later visit made a newer one. The sentences stand in app/words (`history.ts`).
 */
export type HistoryProblem =
  | { readonly code: 'unavailable' | 'quota' | 'blocked' | 'newer' }
  /** It was removed, perhaps in another tab. */
  | { readonly code: 'missing'; readonly what: 'run' | 'experiment' }
  /** It was kept by a version that this one cannot read. */
  | { readonly code: 'unreadable-experiment' }
  /** Anything else: what the browser said, in its own words. */
  | { readonly code: 'failed'; readonly reason: string };

/** What IndexedDB threw, as a problem. */
function problemOf(thrown: unknown): HistoryProblem {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return { code: 'quota' };
    case 'VersionError':
      return { code: 'newer' };
    // Private windows and blocked storage: Firefox says InvalidStateError, Chrome and Safari SecurityError or a missing indexedDB.
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
    case 'TypeError':
      return { code: 'unavailable' };
    default:
      return { code: 'failed', reason: thrown instanceof Error ? `${name}: ${thrown.message}` : String(thrown) };
  }
}

/**
 * Opens the database and brings it to the newest version. The connection gives way when another tab wants to upgrade or delete the database:
 * `onLost` then says that it is closed. Where another tab does not give way, the answer is a problem and not an endless wait.
 */
function openDatabase({
  name,
  steps,
  onLost,
}: {
  name: string;
  steps: readonly UpgradeStep[];
  onLost: () => void;
}): Promise<Result<IDBPDatabase<HistorySchema>, HistoryProblem>> {
  return new Promise((resolve) => {
    let answered = false;
    const answer = (result: Result<IDBPDatabase<HistorySchema>, HistoryProblem>): void => {
      answered = true;
      resolve(result);
    };
    const open = async (): Promise<void> => {
      const database = await openDB<HistorySchema>(name, steps.length, {
        upgrade(opened, oldVersion, _newVersion, transaction) {
          for (const step of steps.slice(oldVersion)) step(opened, transaction);
        },
        blocked() {
          answer({ ok: false, error: { code: 'blocked' } });
        },
        blocking(_current, _blocked, event) {
          (event.target as IDBDatabase).close();
          onLost();
        },
        terminated: onLost,
      });
      hearEnds(database);
      // The other tab closed after all, but the caller has gone on: the next call opens anew.
      if (answered) database.close();
      else answer({ ok: true, value: database });
    };
    open().catch((thrown: unknown) => answer({ ok: false, error: problemOf(thrown) }));
  });
}

/**
 * Whoever only reads waits for the requests alone, and they tell what went wrong. The end of the transaction, which is a promise of its own here, then fails too, and
 * nobody hears it: that is not to be told as a failure that was passed over.
 */
function hearEnds(database: IDBPDatabase<HistorySchema>): void {
  const plain = unwrap(database);
  const begin = plain.transaction.bind(plain);
  plain.transaction = (...given) => {
    const transaction = begin(...given);
    wrap(transaction).done.catch(() => {});
    return transaction;
  };
}

type Answer<T> = Promise<Result<T, HistoryProblem>>;

/** A connection that is opened by the first use, and again after another tab has made it close. */
interface DatabaseConnection {
  /** What `work` throws becomes a problem. */
  using<T>(work: (database: IDBPDatabase<HistorySchema>) => Promise<Result<T, HistoryProblem>>): Answer<T>;
  /** Lets go of the database; the next use opens it again. */
  close(): void;
}

export function connectDatabase({ name, steps }: { name: string; steps: readonly UpgradeStep[] }): DatabaseConnection {
  let opening: Answer<IDBPDatabase<HistorySchema>> | null = null;

  const connection = (): Answer<IDBPDatabase<HistorySchema>> => {
    if (opening !== null) return opening;
    const mine = openDatabase({
      name,
      steps,
      onLost: () => {
        if (opening === mine) opening = null;
      },
    });
    opening = mine;
    void mine.then((result) => {
      if (!result.ok && opening === mine) opening = null;
    });
    return mine;
  };

  return {
    async using(work) {
      for (let attempt = 0; ; attempt += 1) {
        const opened = await connection();
        if (!opened.ok) return opened;
        try {
          return await work(opened.value);
        } catch (thrown) {
          // The connection gave way to another tab between two calls.
          const closed = thrown instanceof DOMException && thrown.name === 'InvalidStateError';
          if (!closed || attempt > 0) return { ok: false, error: problemOf(thrown) };
          opening = null;
        }
      }
    },
    close() {
      void opening?.then((result) => {
        if (result.ok) result.value.close();
      });
      opening = null;
    },
  };
}
