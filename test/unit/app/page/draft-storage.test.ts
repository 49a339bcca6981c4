import { EMPTY_DRAFT } from '../../../../src/app/features/input/slice.ts';
import { expect, test } from 'vitest';
import { createDraftStorage } from '../../../../src/app/page/draft.ts';
import type { DraftTexts, LongTexts } from '../../../../src/app/page/draft.ts';
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

/** A place for long texts, as a browser's database is; `room` false: full. */
function longTexts(room = true): LongTexts & { readonly held: Map<string, DraftTexts> } {
  const held = new Map<string, DraftTexts>();
  return {
    held,
    load: (key) => Promise.resolve(held.get(key) ?? null),
    save(key, texts) {
      if (room) held.set(key, texts);
      return Promise.resolve(room);
    },
    forget(key) {
      held.delete(key);
      return Promise.resolve();
    },
  };
}

const draftIn = (storage: () => Storage, long: LongTexts = longTexts(false), page = 'page') =>
  createDraftStorage(storage, long, page);

/** What a page that is loaded now would find. */
async function readBack(draft: ReturnType<typeof createDraftStorage>): Promise<ReturnType<typeof decodeDraft>> {
  const kept = await draft.kept();
  return kept === null || kept === 'missing' ? null : decodeDraft(...kept);
}

const stateOf = (query: string, passages: string) =>
  ({ input: { ...EMPTY_DRAFT, query, passages }, settings: {}, startFrom: 'instant' }) as const;

test('typing a query over a million characters of passages does not write them again', async () => {
  const { storage, written } = countingStorage();
  const draft = draftIn(() => storage);
  const passages = 'x'.repeat(1_000_000);
  void draft.save(stateOf('', passages));
  const once = written();
  for (const query of ['w', 'wh', 'why']) void draft.save(stateOf(query, passages));
  expect(written() - once).toBeLessThan(1000);
  expect(await readBack(draftIn(() => storage))).toEqual(stateOf('why', passages));
});

test('changed passages are written, also by a page that finds those of another', async () => {
  const { storage } = countingStorage();
  void draftIn(() => storage).save(stateOf('a', 'one'));
  const draft = draftIn(() => storage);
  void draft.save(stateOf('b', 'two'));
  void draft.save(stateOf('b', 'three'));
  expect(await readBack(draft)).toEqual(stateOf('b', 'three'));
});

test('passages too long for any storage leave no earlier ones behind, and shorter ones are saved again', async () => {
  const { storage } = countingStorage(500);
  const draft = draftIn(() => storage);
  expect(draft.save(stateOf('a', 'one'))).toBe(true);
  expect(await draft.save(stateOf('b', 'x'.repeat(1000)))).toBe(false);
  expect(await readBack(draft)).toEqual(stateOf('b', ''));
  expect(draft.save(stateOf('a', 'one'))).toBe(true);
  expect(await readBack(draft)).toEqual(stateOf('a', 'one'));
});

test('passages too long for the tab’s storage are kept elsewhere, and come back', async () => {
  const { storage } = countingStorage(500);
  const long = longTexts();
  const draft = draftIn(() => storage, long);
  const passages = 'x'.repeat(1000);
  expect(await draft.save(stateOf('a', passages))).toBe(true);
  expect(await draft.save(stateOf('another query', passages))).toBe(true);
  expect(long.held.size).toBe(1);
  expect(await readBack(draftIn(() => storage, long, 'next'))).toEqual(stateOf('another query', passages));
  expect(draft.save(stateOf('a', 'short'))).toBe(true);
  expect(await readBack(draft)).toEqual(stateOf('a', 'short'));
  expect(long.held.size).toBe(0);
});

test('long texts are never made JSON, and short ones once an edit, however often the query changes', async () => {
  let made = 0;
  /** A text that counts how often it is written as JSON. */
  const counted = (text: string): string =>
    new Proxy(Object(text) as object, {
      get(target, key) {
        if (key === 'toJSON') return () => ((made += 1), text);
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    }) as unknown as string;
  const { storage, written } = countingStorage();
  const long = longTexts();
  const draft = draftIn(() => storage, long);
  const passages = counted('x'.repeat(3_000_000));
  for (const query of ['', 'w', 'why']) expect(await draft.save(stateOf(query, passages))).toBe(true);
  expect(made).toBe(0);
  expect(written()).toBeLessThan(3000);
  expect(long.held.size).toBe(1);
  const short = counted('short');
  for (const query of ['', 'w', 'why']) expect(draft.save(stateOf(query, short))).toBe(true);
  expect(made).toBe(1);
});

test('long texts that no other place has room for stand in the tab’s storage where that has, and once', async () => {
  const { storage, written } = countingStorage();
  const draft = draftIn(() => storage);
  const passages = 'x'.repeat(3_000_000);
  expect(await draft.save(stateOf('', passages))).toBe(true);
  const once = written();
  expect(await draft.save(stateOf('why', passages))).toBe(true);
  expect(written() - once).toBeLessThan(1000);
  expect(await readBack(draftIn(() => storage))).toEqual(stateOf('why', passages));
});

test('at every moment of a save a reload finds the draft of before or the new one, whole', async () => {
  const { storage } = countingStorage(500);
  const long = longTexts();
  const draft = draftIn(() => storage, long);
  const before = stateOf('a', 'x'.repeat(1000));
  const after = stateOf('b', 'y'.repeat(1000));
  await draft.save(before);
  const moments: Promise<unknown>[] = [];
  const watched: LongTexts = {
    ...long,
    async save(key, texts) {
      moments.push(readBack(draftIn(() => storage, long)));
      const done = await long.save(key, texts);
      moments.push(readBack(draftIn(() => storage, long)));
      return done;
    },
  };
  const next = draftIn(() => storage, watched, 'next');
  await next.save(after);
  moments.push(readBack(draftIn(() => storage, long)));
  for (const found of await Promise.all(moments)) expect([before, after]).toContainEqual(found);
  expect(await Promise.all(moments)).toContainEqual(after);
});

test('of two saves that overlap the later one stays', async () => {
  const { storage } = countingStorage(500);
  const held = longTexts();
  const waits: (() => void)[] = [];
  const slow: LongTexts = {
    ...held,
    async save(key, texts) {
      await new Promise<void>((resolve) => waits.push(resolve));
      return held.save(key, texts);
    },
  };
  const draft = draftIn(() => storage, slow);
  const first = draft.save(stateOf('a', 'x'.repeat(1000)));
  const second = draft.save(stateOf('b', 'y'.repeat(1000)));
  waits[1]?.();
  await second;
  waits[0]?.();
  await first;
  expect(held.held.size).toBe(1);
  expect(await readBack(draftIn(() => storage, held, 'next'))).toEqual(stateOf('b', 'y'.repeat(1000)));
});

test('texts that nobody can look at now are not taken for none', async () => {
  const { storage } = countingStorage(500);
  const long = longTexts();
  await draftIn(() => storage, long).save(stateOf('a', 'x'.repeat(1000)));
  const closed: LongTexts = { ...long, load: () => Promise.resolve(undefined) };
  expect(await draftIn(() => storage, closed).kept()).toBe('missing');
});

test('without a storage nothing is read and nothing breaks', async () => {
  const draft = draftIn(() => {
    throw new Error('off');
  });
  void draft.save(stateOf('a', 'one'));
  expect(await readBack(draft)).toBeNull();
});
