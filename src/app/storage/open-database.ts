import { openDB } from 'idb';
import type { IDBPDatabase } from 'idb';
import type { Result } from '../../core/result.ts';
import { describeHistoryError } from './describe-history-error.ts';
import type { HistoryProblem } from './history-problem.ts';
import type { HistorySchema, UpgradeStep } from './schema.ts';

/**
 * Opens the database and brings it to the newest version. The connection gives way when another tab wants to upgrade or delete the database:
 * `onLost` then says that it is closed. Where another tab does not give way, the answer is a problem and not an endless wait.
 */
export function openDatabase({
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
          answer({
            ok: false,
            error: {
              code: 'blocked',
              message: 'Another tab of this page keeps an older history open.',
              hint: 'Close the other tabs of this page, then try again.',
            },
          });
        },
        blocking(_current, _blocked, event) {
          (event.target as IDBDatabase).close();
          onLost();
        },
        terminated: onLost,
      });
      // The other tab closed after all, but the caller has gone on: the next call opens anew.
      if (answered) database.close();
      else answer({ ok: true, value: database });
    };
    open().catch((thrown: unknown) => answer({ ok: false, error: describeHistoryError(thrown) }));
  });
}
