import type { IDBPDatabase } from 'idb';
import type { Result } from '../../core/result.ts';
import { describeHistoryError } from './describe-history-error.ts';
import type { HistoryProblem } from './history-problem.ts';
import type { HistorySchema, UpgradeStep } from './schema.ts';
import { openDatabase } from './open-database.ts';

type Answer<T> = Promise<Result<T, HistoryProblem>>;

/** A connection that is opened by the first use, and again after another tab has made it close. */
export interface DatabaseConnection {
  /** What `work` throws becomes a problem with words. */
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
          if (!closed || attempt > 0) return { ok: false, error: describeHistoryError(thrown) };
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
