import type { Result } from '../../core/request.ts';
import { connectDatabase, settle } from './database.ts';
import type { HistoryProblem } from './database.ts';
import type { HistorySetup } from './history.ts';
import { readAside, UPGRADE_STEPS } from './schema.ts';
import type { AsideEntry } from './schema.ts';

type Answer<T> = Promise<Result<T, HistoryProblem>>;

/** Records that were set aside because they could not be shown. Every call answers with a value; none throws. */
export interface Aside {
  /** Keeps a text out of the way. A kept run with its id leaves the history in the same step. */
  keep(record: Pick<AsideEntry, 'id' | 'kind' | 'name'> & { readonly text: string }): Answer<null>;
  /** Newest first. */
  list(): Answer<readonly AsideEntry[]>;
  load(id: string): Answer<{ readonly entry: AsideEntry; readonly text: string }>;
  /** Removing what is not there is no problem. */
  remove(id: string): Answer<null>;
  close(): void;
}

/** What was set aside in this browser, in the history's database. */
export function openAside({ isoNow, name = 'glassrank-history', steps = UPGRADE_STEPS }: HistorySetup): Aside {
  const { using, close } = connectDatabase({ name, steps });
  return {
    keep: ({ id, kind, name: called, text }) =>
      using(async (database) => {
        const transaction = database.transaction(['entries', 'logs', 'aside'], 'readwrite', { durability: 'strict' });
        await settle(transaction, [
          () => transaction.objectStore('aside').put({ id, kind, name: called, at: isoNow(), size: text.length, text }),
          () => transaction.objectStore('entries').delete(id),
          () => transaction.objectStore('logs').delete(id),
        ]);
        return { ok: true, value: null };
      }),
    list: () =>
      using(async (database) => {
        const entries = (await database.getAll('aside')).map(readAside);
        return { ok: true, value: entries.sort((one, other) => (one.at < other.at ? 1 : -1)) };
      }),
    load: (id) =>
      using(async (database) => {
        const kept = await database.get('aside', id);
        if (kept === undefined) return { ok: false, error: { code: 'missing', what: 'run' } };
        const { text } = kept as { readonly text: unknown };
        return { ok: true, value: { entry: readAside(kept), text: typeof text === 'string' ? text : JSON.stringify(kept) } };
      }),
    remove: (id) =>
      using(async (database) => {
        await database.delete('aside', id);
        return { ok: true, value: null };
      }),
    close,
  };
}
