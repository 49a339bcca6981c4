import { EMPTY_DRAFT } from '../../../../src/app/features/input/slice.ts';
import { expect, test } from 'vitest';
import { createDraftStorage } from '../../../../src/app/page/draft.ts';
import { decodeDraft } from '../../../../src/app/page/read-kept.ts';

/** A storage that counts what is written, and is full from `limit` characters on. */
function countingStorage(limit = Number.POSITIVE_INFINITY): { readonly storage: Storage; readonly written: () => number } {
  const items = new Map<string, string>();
  let written = 0;
  const storage: Storage = {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    setItem(key, value) {
      if (value.length > limit) throw new Error('full');
      written += value.length;
      items.set(key, value);
    },
  };
  return { storage, written: () => written };
}

/** What a page that is loaded now would find. */
function readBack(draft: ReturnType<typeof createDraftStorage>): ReturnType<typeof decodeDraft> {
  const kept = draft.kept();
  return kept === null ? null : decodeDraft(...kept);
}

const stateOf = (query: string, passages: string) =>
  ({ input: { ...EMPTY_DRAFT, query, passages }, settings: {}, startFrom: 'instant' }) as const;

test('typing a query over a million characters of passages does not write them again', () => {
  const { storage, written } = countingStorage();
  const draft = createDraftStorage(() => storage);
  const passages = 'x'.repeat(1_000_000);
  draft.save(stateOf('', passages));
  const once = written();
  for (const query of ['w', 'wh', 'why']) draft.save(stateOf(query, passages));
  expect(written() - once).toBeLessThan(1000);
  expect(readBack(createDraftStorage(() => storage))).toEqual(stateOf('why', passages));
});

test('changed passages are written, also by a page that finds those of another', () => {
  const { storage } = countingStorage();
  createDraftStorage(() => storage).save(stateOf('a', 'one'));
  const draft = createDraftStorage(() => storage);
  draft.save(stateOf('b', 'two'));
  draft.save(stateOf('b', 'three'));
  expect(readBack(draft)).toEqual(stateOf('b', 'three'));
});

test('passages too long for the storage leave no earlier draft behind, and shorter ones are saved again', () => {
  const { storage } = countingStorage(500);
  const draft = createDraftStorage(() => storage);
  draft.save(stateOf('a', 'one'));
  draft.save(stateOf('a', 'x'.repeat(1000)));
  expect(readBack(draft)).toBeNull();
  expect(storage.length).toBe(0);
  draft.save(stateOf('a', 'one'));
  expect(readBack(draft)).toEqual(stateOf('a', 'one'));
});

test('without a storage nothing is read and nothing breaks', () => {
  const draft = createDraftStorage(() => {
    throw new Error('off');
  });
  draft.save(stateOf('a', 'one'));
  expect(readBack(draft)).toBeNull();
});
