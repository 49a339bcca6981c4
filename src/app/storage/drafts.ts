import type { LongTexts } from '../page/draft.ts';
import { connectDatabase } from './database.ts';
import { readLongDraft, UPGRADE_STEPS } from './schema.ts';

/** Texts that no tab has open are kept this long: a closed tab may be opened again. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const LOCK = 'glassrank.draft.';

/** The locks that pages hold; absent where the page does not come from a secure address. */
export type Locks = Pick<LockManager, 'request' | 'query'>;

export interface DraftsSetup {
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly locks: Locks | undefined;
}

/** Drafts that session storage has no room for, in the history's database. A key begins with the name of the page that saved it. */
export interface LongDrafts extends LongTexts {
  /** Lets go of what no tab has open and nobody has asked for in a day. */
  sweep(): Promise<void>;
}

const pageOf = (key: string): string => key.split('.')[0] ?? key;

export function openDrafts({ name = 'glassrank-history', now, locks }: DraftsSetup): LongDrafts {
  const { using } = connectDatabase({ name, steps: UPGRADE_STEPS });
  const held = new Set<string>();
  /** As long as this page lives: other tabs do not sweep it away. */
  const hold = (key: string): void => {
    const page = pageOf(key);
    if (held.has(page)) return;
    held.add(page);
    // A duplicated tab holds the same one.
    locks?.request(LOCK + page, { mode: 'shared' }, () => new Promise(() => {})).catch(() => {});
  };
  return {
    async load(key) {
      hold(key);
      const found = await using(async (database) => ({ ok: true, value: readLongDraft(await database.get('drafts', key)) }));
      return found.ok ? (found.value?.text ?? null) : undefined;
    },
    async save(key, text) {
      hold(key);
      const kept = await using(async (database) => {
        await database.put('drafts', { key, at: now(), text });
        return { ok: true, value: null };
      });
      return kept.ok;
    },
    async forget(key) {
      await using(async (database) => {
        await database.delete('drafts', key);
        return { ok: true, value: null };
      });
    },
    async sweep() {
      const open = new Set((await locks?.query().catch(() => null))?.held?.map(({ name: lock = '' }) => lock));
      await using(async (database) => {
        const transaction = database.transaction('drafts', 'readwrite');
        for (let cursor = await transaction.store.openCursor(); cursor !== null; cursor = await cursor.continue()) {
          const draft = readLongDraft(cursor.value);
          if (draft === null || (draft.at < now() - KEPT_MS && !open.has(LOCK + pageOf(draft.key)))) await cursor.delete();
        }
        await transaction.done;
        return { ok: true, value: null };
      });
    },
  };
}
