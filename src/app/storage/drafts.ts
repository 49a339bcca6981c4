import type { InputFile } from '../../core/input/reading.ts';
import { jsonOf } from '../../core/schema.ts';
import type { DraftTexts, LongTexts } from '../page/draft.ts';
import { connectDatabase } from './database.ts';
import { readLongDraft, UPGRADE_STEPS } from './schema.ts';

/** Texts that no tab has open are kept this long: a closed tab may be opened again. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const LOCK = 'glassrank.draft.';
/** Characters of one record: the browser copies a record's texts while the page waits. */
const SLICE = 1_000_000;

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
const sliceKey = (key: string, slice: number): string => `${key}/${slice}`;

/** Some of a text. `file`: its place among the files; null: the passages. The first piece of a file has what else there is of it. */
interface Piece {
  readonly file: number | null;
  readonly rest?: Omit<InputFile, 'text'>;
  readonly text: string;
}

/** The texts in records of at most `SLICE` characters, in order. */
function* slicesOf({ passages, files }: DraftTexts): Generator<readonly Piece[]> {
  let pieces: Piece[] = [];
  let room = SLICE;
  const texts = [{ file: null, text: passages }, ...files.map(({ text, ...rest }, file) => ({ file, text, rest }))];
  for (const { text, ...told } of texts) {
    for (let from = 0; from === 0 || from < text.length;) {
      if (room <= 0) {
        yield pieces;
        pieces = [];
        room = SLICE;
      }
      const piece = text.slice(from, from + room);
      pieces.push(from === 0 ? { ...told, text: piece } : { file: told.file, text: piece });
      // A file without a text takes room too.
      room -= Math.max(piece.length, 100);
      from += Math.max(piece.length, 1);
    }
  }
  yield pieces;
}

/** Puts the pieces together as they were. */
function textsOf(pieces: readonly Piece[]): Pick<DraftTexts, 'passages' | 'files'> {
  let passages = '';
  const files: InputFile[] = [];
  for (const { file, rest, text } of pieces) {
    if (file === null) passages += text;
    else if (rest !== undefined) files[file] = { ...rest, text };
    else {
      const begun = files[file];
      if (begun !== undefined) files[file] = { ...begun, text: begun.text + text };
    }
  }
  return { passages, files };
}

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
  const forget = async (key: string): Promise<void> => {
    await using(async (database) => {
      const transaction = database.transaction('drafts', 'readwrite');
      await transaction.store.delete(key);
      // '0' comes after '/': all keys that begin with it.
      await transaction.store.delete(IDBKeyRange.bound(`${key}/`, `${key}0`, false, true));
      await transaction.done;
      return { ok: true, value: null };
    });
  };
  return {
    async load(key) {
      hold(key);
      const found = await using<unknown>(async (database) => {
        const head = readLongDraft(await database.get('drafts', key));
        if (head?.slices === undefined) return { ok: true, value: head?.text === undefined ? null : jsonOf(head.text) };
        const pieces: Piece[] = [];
        for (let slice = 0; slice < head.slices; slice += 1) {
          const record = readLongDraft(await database.get('drafts', sliceKey(key, slice)));
          if (!Array.isArray(record?.pieces)) return { ok: true, value: null };
          pieces.push(...(record.pieces as readonly Piece[]));
        }
        return { ok: true, value: { ...Object(head.head), ...textsOf(pieces) } };
      });
      return found.ok ? found.value : undefined;
    },
    async save(key, texts) {
      hold(key);
      const kept = await using(async (database) => {
        const at = now();
        let slices = 0;
        // One after the other, each a task of its own: the page can be used in between.
        for (const pieces of slicesOf(texts)) {
          await database.put('drafts', { key: sliceKey(key, slices), at, pieces });
          slices += 1;
        }
        const { schema, stamp } = texts;
        await database.put('drafts', { key, at, head: { schema, stamp }, slices });
        return { ok: true, value: null };
      });
      if (!kept.ok) await forget(key);
      return kept.ok;
    },
    forget,
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
